package report

import (
	"slices"
	"strings"

	"inertia/report/document"
)

// work is an entry of the bibliography and the short form by which a measure
// names it as its source.
type work struct {
	source string
	document.Reference
}

var works = []work{
	{"Lee, Lee and Cho (2026)", document.Reference{Key: "lee2026", Text: "Lee, B. W., Lee, Y., and Cho, H. (2026). Inertia in moral and value judgments of large language models. ACL 2026. arXiv:2408.09049.", URL: "https://arxiv.org/abs/2408.09049"}},
	{"Costa et al. (2025)", document.Reference{Key: "costa2025", Text: "Costa, D. B., Alves, F., and Vicente, R. (2025). Moral susceptibility and robustness under persona role-play in large language models. arXiv:2511.08565.", URL: "https://arxiv.org/abs/2511.08565"}},
	{"Graham et al. (2011)", document.Reference{Key: "graham2011", Text: "Graham, J., Nosek, B. A., Haidt, J., Iyer, R., Koleva, S., and Ditto, P. H. (2011). Mapping the moral domain. Journal of Personality and Social Psychology, 101(2), 366–385.", URL: "https://doi.org/10.1037/a0021847"}},
	{"Schwartz and Cieciuch (2022)", document.Reference{Key: "schwartz2022", Text: "Schwartz, S. H., and Cieciuch, J. (2022). Measuring the refined theory of individual values in 49 cultural groups: Psychometrics of the revised Portrait Value Questionnaire. Assessment, 29(5), 1005–1019.", URL: "https://doi.org/10.1177/1073191121998760"}},
	{"Shannon (1948)", document.Reference{Key: "shannon1948", Text: "Shannon, C. E. (1948). A mathematical theory of communication. Bell System Technical Journal, 27(3), 379–423.", URL: "https://doi.org/10.1002/j.1538-7305.1948.tb01338.x"}},
	{"Miller (1955)", document.Reference{Key: "miller1955", Text: "Miller, G. A. (1955). Note on the bias of information estimates. In H. Quastler (Ed.), Information Theory in Psychology: Problems and Methods (pp. 95–100). Free Press."}},
	{"Lin (1991)", document.Reference{Key: "lin1991", Text: "Lin, J. (1991). Divergence measures based on the Shannon entropy. IEEE Transactions on Information Theory, 37(1), 145–151.", URL: "https://doi.org/10.1109/18.61115"}},
	{"Endres and Schindelin (2003)", document.Reference{Key: "endres2003", Text: "Endres, D. M., and Schindelin, J. E. (2003). A new metric for probability distributions. IEEE Transactions on Information Theory, 49(7), 1858–1860.", URL: "https://doi.org/10.1109/TIT.2003.813506"}},
	{"Efron (1987)", document.Reference{Key: "efron1987", Text: "Efron, B. (1987). Better bootstrap confidence intervals. Journal of the American Statistical Association, 82(397), 171–185.", URL: "https://doi.org/10.1080/01621459.1987.10478410"}},
	{"Davison and Hinkley (1997)", document.Reference{Key: "davison1997", Text: "Davison, A. C., and Hinkley, D. V. (1997). Bootstrap Methods and Their Application. Cambridge University Press.", URL: "https://doi.org/10.1017/CBO9780511802843"}},
	{"Fisher (1921)", document.Reference{Key: "fisher1921", Text: "Fisher, R. A. (1921). On the “probable error” of a coefficient of correlation deduced from a small sample. Metron, 1, 3–32."}},
	{"Phipson and Smyth (2010)", document.Reference{Key: "phipson2010", Text: "Phipson, B., and Smyth, G. K. (2010). Permutation p-values should never be zero. Statistical Applications in Genetics and Molecular Biology, 9(1), 39.", URL: "https://doi.org/10.2202/1544-6115.1585"}},
	{"Cronbach (1951)", document.Reference{Key: "cronbach1951", Text: "Cronbach, L. J. (1951). Coefficient alpha and the internal structure of tests. Psychometrika, 16(3), 297–334.", URL: "https://doi.org/10.1007/BF02310555"}},
	{"McDonald (1999)", document.Reference{Key: "mcdonald1999", Text: "McDonald, R. P. (1999). Test Theory: A Unified Treatment. Erlbaum."}},
	{"Shrout and Fleiss (1979)", document.Reference{Key: "shrout1979", Text: "Shrout, P. E., and Fleiss, J. L. (1979). Intraclass correlations: Uses in assessing rater reliability. Psychological Bulletin, 86(2), 420–428.", URL: "https://doi.org/10.1037/0033-2909.86.2.420"}},
	{"Krippendorff (2011)", document.Reference{Key: "krippendorff2011", Text: "Krippendorff, K. (2011). Computing Krippendorff's alpha-reliability. University of Pennsylvania."}},
	{"Bates et al. (2015)", document.Reference{Key: "bates2015", Text: "Bates, D., Mächler, M., Bolker, B., and Walker, S. (2015). Fitting linear mixed-effects models using lme4. Journal of Statistical Software, 67(1), 1–48.", URL: "https://doi.org/10.18637/jss.v067.i01"}},
	{"Brennan (2001)", document.Reference{Key: "brennan2001", Text: "Brennan, R. L. (2001). Generalizability Theory. Springer."}},
	{"Cohen (1988)", document.Reference{Key: "cohen1988", Text: "Cohen, J. (1988). Statistical Power Analysis for the Behavioral Sciences (2nd ed.). Erlbaum."}},
	{"Hedges (1981)", document.Reference{Key: "hedges1981", Text: "Hedges, L. V. (1981). Distribution theory for Glass's estimator of effect size and related estimators. Journal of Educational Statistics, 6(2), 107–128.", URL: "https://doi.org/10.3102/10769986006002107"}},
	{"Hays (1963)", document.Reference{Key: "hays1963", Text: "Hays, W. L. (1963). Statistics for Psychologists. Holt, Rinehart and Winston."}},
	{"Tomczak and Tomczak (2014)", document.Reference{Key: "tomczak2014", Text: "Tomczak, M., and Tomczak, E. (2014). The need to report effect size estimates revisited. Trends in Sport Sciences, 21(1), 19–25."}},
	{"Holm (1979)", document.Reference{Key: "holm1979", Text: "Holm, S. (1979). A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics, 6(2), 65–70."}},
	{"Benjamini and Hochberg (1995)", document.Reference{Key: "benjamini1995", Text: "Benjamini, Y., and Hochberg, Y. (1995). Controlling the false discovery rate: A practical and powerful approach to multiple testing. Journal of the Royal Statistical Society B, 57(1), 289–300."}},
	{"Spearman (1904)", document.Reference{Key: "spearman1904", Text: "Spearman, C. (1904). The proof and measurement of association between two things. American Journal of Psychology, 15(1), 72–101."}},
	{"Zumbo, Gadermann and Zeisser (2007)", document.Reference{Key: "zumbo2007", Text: "Zumbo, B. D., Gadermann, A. M., and Zeisser, C. (2007). Ordinal versions of coefficients alpha and theta for Likert rating scales. Journal of Modern Applied Statistical Methods, 6(1), 21–29.", URL: "https://doi.org/10.22237/jmasm/1177992180"}},
	{"Searle, Casella and McCulloch (1992)", document.Reference{Key: "searle1992", Text: "Searle, S. R., Casella, G., and McCulloch, C. E. (1992). Variance Components. Wiley."}},
	{"Cameron and Miller (2015)", document.Reference{Key: "cameron2015", Text: "Cameron, A. C., and Miller, D. L. (2015). A practitioner's guide to cluster-robust inference. Journal of Human Resources, 50(2), 317–372.", URL: "https://doi.org/10.3368/jhr.50.2.317"}},
	{"Kovac et al. (2024)", document.Reference{Key: "kovac2024", Text: "Kovač, G., Portelas, R., Sawayama, M., Dominey, P. F., and Oudeyer, P.-Y. (2024). Stick to your role! Stability of personal values expressed in large language models. arXiv:2402.14846.", URL: "https://arxiv.org/abs/2402.14846"}},
	{"Schwartz (1992)", document.Reference{Key: "schwartz1992", Text: "Schwartz, S. H. (1992). Universals in the content and structure of values: Theoretical advances and empirical tests in 20 countries. Advances in Experimental Social Psychology, 25, 1–65.", URL: "https://doi.org/10.1016/S0065-2601(08)60281-6"}},
	{"Kruskal (1964)", document.Reference{Key: "kruskal1964", Text: "Kruskal, J. B. (1964). Multidimensional scaling by optimizing goodness of fit to a nonmetric hypothesis. Psychometrika, 29(1), 1–27.", URL: "https://doi.org/10.1007/BF02289565"}},
	{"De Leeuw (1977)", document.Reference{Key: "deleeuw1977", Text: "De Leeuw, J. (1977). Applications of convex analysis to multidimensional scaling. In J. R. Barra et al. (Eds.), Recent Developments in Statistics (pp. 133–145). North-Holland."}},
	{"Peres-Neto and Jackson (2001)", document.Reference{Key: "peresneto2001", Text: "Peres-Neto, P. R., and Jackson, D. A. (2001). How well do multivariate data sets match? The advantages of a Procrustean superimposition approach over the Mantel test. Oecologia, 129, 169–178.", URL: "https://doi.org/10.1007/s004420100720"}},
	{"Glass (1976)", document.Reference{Key: "glass1976", Text: "Glass, G. V. (1976). Primary, secondary, and meta-analysis of research. Educational Researcher, 5(10), 3–8.", URL: "https://doi.org/10.3102/0013189X005010003"}},
	{"Schuirmann (1987)", document.Reference{Key: "schuirmann1987", Text: "Schuirmann, D. J. (1987). A comparison of the two one-sided tests procedure and the power approach for assessing the equivalence of average bioavailability. Journal of Pharmacokinetics and Biopharmaceutics, 15(6), 657–680.", URL: "https://doi.org/10.1007/BF01068419"}},
	{"Cohen (1960)", document.Reference{Key: "cohen1960", Text: "Cohen, J. (1960). A coefficient of agreement for nominal scales. Educational and Psychological Measurement, 20(1), 37–46.", URL: "https://doi.org/10.1177/001316446002000104"}},
	{"Nunnally (1978)", document.Reference{Key: "nunnally1978", Text: "Nunnally, J. C. (1978). Psychometric Theory (2nd ed.). McGraw-Hill."}},
}

// bibliography lists every work; only cited ones are printed.
func bibliography() []document.Reference {
	var out []document.Reference
	for _, w := range works {
		out = append(out, w.Reference)
	}
	return out
}

// cite cites works by key.
func cite(keys ...string) document.Inline { return document.Cite(keys) }

// source cites a measure's source, in words where the work is not listed.
func source(name string) []document.Inline {
	if name == "" || name == "this program" {
		return nil
	}
	i := slices.IndexFunc(works, func(w work) bool { return strings.HasPrefix(name, w.source) || w.Key == name })
	if i < 0 {
		return document.T(" (" + name + ")")
	}
	return document.T(" ", cite(works[i].Key))
}
