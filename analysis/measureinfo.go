package analysis

import (
	"fmt"
	"slices"
	"strings"
)

// MeasureInfo describes a measure for people: tables, the report's section on
// measures and the help read it.
type MeasureInfo struct {
	Name       string // as in the tidy table
	Title      string
	Symbol     string // TeX
	Formula    string // TeX
	Definition string // between dollar signs TeX, as "Cohen's $d$"
	Range      string
	Unit       string
	Undefined  string // when the value is NaN
	Source     string
	Group      string // "paper", "reliability", ...
	OnRequest  bool   // computed only when asked for by its own name
}

const (
	leeSource   = "Lee, Lee and Cho (2026)"
	costaSource = "Costa et al. (2025)"
)

// measureInfos describes every measure, in the order of the tidy table.
var measureInfos = withContrasts(plainMeasures)

// withContrasts puts the differences of measures before the first other contrast.
func withContrasts(plain []MeasureInfo) []MeasureInfo {
	at := slices.IndexFunc(plain, func(m MeasureInfo) bool { return m.Group == "contrasts" })
	out := slices.Clone(plain[:at])
	for _, c := range contrastables {
		of := slices.IndexFunc(plain, func(m MeasureInfo) bool { return m.Name == c.measure })
		out = append(out, c.infos(plain[of])...)
	}
	return append(out, plain[at:]...)
}

var plainMeasures = []MeasureInfo{
	{"inertia", "Inertia", "I", `1 - \frac{H(p)}{\log_2 K}`, "one minus the entropy of the pooled answer shares over its maximum, that of equal shares", "0 to 1", "", "no answers", leeSource, "paper", false},
	{"js_distance", "JS distance", "d", `\sqrt{\mathrm{JSD}(b, p)}`, "square root of the Jensen-Shannon divergence of baseline and persona shares; the paper's table prints it as JSD", "0 to 1", "", "no baseline answers", leeSource, "paper", false},
	{"jsd", "JS divergence", `\mathrm{JSD}`, `H\left(\frac{b + p}{2}\right) - \frac{H(b) + H(p)}{2}`, "Jensen-Shannon divergence of baseline and persona shares", "0 to 1", "bits", "no baseline answers", "Lin (1991)", "paper", false},
	{"js_floor", "JS floor", "d_0", `E[d \mid b \sim p]`, "expected JS distance had the baseline's answers, as many as there are, been drawn from the persona shares", "0 to 1", "", "no baseline answers", "this program", "paper", false},
	{"js_p", "p of the JS distance", "p_d", `\frac{1 + \#\{d^{*} \geq d\}}{m + 1}`, "how often baseline answers drawn from the persona shares are at least as far away as the observed ones", "0 to 1", "", "no baseline answers; a mean over models", "this program", "paper", false},
	{"top2", "Top-2 share", "T_2", `p_{(1)} + p_{(2)}`, "the two largest option shares together", "2/K to 1", "", "no answers", leeSource, "paper", false},
	{"top2_adjacent", "Adjacent top-2 share", "T_a", `\max_{k} (p_k + p_{k+1})`, "largest share of two neighbouring options", "0 to 1", "", "no answers", "this program", "paper", false},
	{"modal_share", "Modal share", "M", `\max_{k} p_k`, "largest share of one option, dimension pooled", "1/K to 1", "", "no answers", leeSource, "paper", false},
	{"item_modal_share", "Item modal share", "M_i", `\frac{1}{n} \sum_{i} \max_{k} p_{k \mid i}`, "mean over items of each item's largest option share", "1/K to 1", "", "items unknown", leeSource, "paper", false},
	{"profile", "Centred profile", "c", `\bar{x}_{\mathrm{dim}} - \bar{x}_{\mathrm{all}}`, "mean option of the dimension minus the mean option of all answers of the instrument", "1-K to K-1", "options", "no answers", leeSource, "paper", false},
	{"persona_share", "Persona share", "S_p", `\frac{I(x; \mathrm{persona})}{H(p)}`, "share of the answers' spread that the persona explains (plug-in)", "0 to 1", "", "personas unknown, or every answer the same", "Shannon (1948)", "paper", false},
	{"item_share", "Item share", "S_i", `\frac{I(x; \mathrm{item})}{H(p)}`, "share of the answers' spread that the item explains (plug-in)", "0 to 1", "", "items unknown, or every answer the same", "Shannon (1948)", "paper", false},
	{"inertia_mm", "Inertia, corrected", `I_{\mathrm{MM}}`, `1 - \frac{H_{\mathrm{MM}}(p)}{\log_2 K}`, "inertia with the Miller-Madow entropy", "may leave 0 to 1", "", "no answers", "Miller (1955)", "paper", false},
	{"persona_share_mm", "Persona share, corrected", `S_{p,\mathrm{MM}}`, `\frac{I_{\mathrm{MM}}(x; \mathrm{persona})}{H_{\mathrm{MM}}(p)}`, "persona share with Miller-Madow entropies", "may leave 0 to 1", "", "personas unknown, or every answer the same", "Miller (1955)", "paper", false},
	{"item_share_mm", "Item share, corrected", `S_{i,\mathrm{MM}}`, `\frac{I_{\mathrm{MM}}(x; \mathrm{item})}{H_{\mathrm{MM}}(p)}`, "item share with Miller-Madow entropies", "may leave 0 to 1", "", "items unknown, or every answer the same", "Miller (1955)", "paper", false},
	{"robustness", "Robustness", "R", `\frac{1}{\mathrm{mean}_{p,i} \mathrm{SD}_{\mathrm{rep}}}`, "one over the mean, over item and persona, of the standard deviation over repeats, for personas valid in every model", "above 0", "", "asked once", costaSource, "paper", false},
	{"susceptibility", "Susceptibility", "S", `\mathrm{mean}_{g} \mathrm{mean}_{i} \mathrm{SD}_{p \in g}`, "mean over groups of personas of the mean over items of the standard deviation across the group of persona-by-item means", "0 and above", "options", "fewer than 4 valid personas, or items unknown", costaSource, "paper", false},
	{"cronbach_alpha", "Cronbach's alpha", `\alpha`, `\frac{k}{k-1} \left(1 - \frac{\sum_i s_i^2}{s_{\mathrm{sum}}^2}\right)`, "internal consistency of the dimension's items over personas", "at most 1", "", "personas or items unknown; all personas alike", "Cronbach (1951)", "reliability", false},
	{"alpha_if_dropped", "Alpha if dropped", `\alpha_{-i}`, `\alpha`, "Cronbach's alpha without the item named in the contrast", "at most 1", "", "fewer than three items", "Cronbach (1951)", "reliability", false},
	{"omega_total", "McDonald's omega", `\omega`, `\frac{(\sum_i l_i)^2}{(\sum_i l_i)^2 + \sum_i (1 - l_i^2)}`, "share of the standardised sum's variance that one minres factor explains", "0 to 1", "", "a constant item", "McDonald (1999)", "reliability", false},
	{"ordinal_alpha", "Ordinal alpha", `\alpha_o`, `\frac{k \bar{r}}{1 + (k-1) \bar{r}}`, "internal consistency of the normal variables behind the ordered answers, from their polychoric correlations", "at most 1", "", "a constant item", "Zumbo, Gadermann and Zeisser (2007)", "reliability", false},
	{"icc1", "ICC(1)", `\mathrm{ICC}_1`, `\frac{B - W}{B + (k-1) W}`, "one-way intraclass correlation of a single item", "-1/(k-1) to 1", "", "all scores equal", "Shrout and Fleiss (1979)", "reliability", false},
	{"icc2", "ICC(2)", `\mathrm{ICC}_2`, `\frac{B - E}{B + (k-1) E + k (C - E)/n}`, "two-way random intraclass correlation of a single item", "at most 1", "", "all scores equal", "Shrout and Fleiss (1979)", "reliability", false},
	{"icc3", "ICC(3)", `\mathrm{ICC}_3`, `\frac{B - E}{B + (k-1) E}`, "two-way mixed intraclass correlation of a single item", "-1/(k-1) to 1", "", "all scores equal", "Shrout and Fleiss (1979)", "reliability", false},
	{"icc1k", "ICC(1,k)", `\mathrm{ICC}_{1k}`, `\frac{B - W}{B}`, "one-way intraclass correlation of the mean of the items", "at most 1", "", "all scores equal", "Shrout and Fleiss (1979)", "reliability", false},
	{"icc2k", "ICC(2,k)", `\mathrm{ICC}_{2k}`, `\frac{B - E}{B + (C - E)/n}`, "two-way random intraclass correlation of the mean of the items", "at most 1", "", "all scores equal", "Shrout and Fleiss (1979)", "reliability", false},
	{"icc3k", "ICC(3,k)", `\mathrm{ICC}_{3k}`, `\frac{B - E}{B}`, "two-way mixed intraclass correlation of the mean of the items; equals Cronbach's alpha", "at most 1", "", "all scores equal", "Shrout and Fleiss (1979)", "reliability", false},
	{"krippendorff_ordinal", "Krippendorff's alpha, ordinal", `\alpha_{K,\mathrm{ord}}`, `1 - \frac{D_o}{D_e}`, "agreement of repeated answers to one item under one persona, ordinal distance", "at most 1", "", "asked once", "Krippendorff (2011)", "reliability", false},
	{"krippendorff_interval", "Krippendorff's alpha, interval", `\alpha_{K,\mathrm{int}}`, `1 - \frac{D_o}{D_e}`, "agreement of repeated answers to one item under one persona, squared distance", "at most 1", "", "asked once", "Krippendorff (2011)", "reliability", false},
	{"var_seed", "Seed variance", `\sigma_s^2`, `x_{spir} = \mu + s + p + i + pi + e`, "variance of the answers between draws of personas, by REML", "0 and above", "squared options", "one seed", "Bates et al. (2015)", "variance", false},
	{"var_persona", "Persona variance", `\sigma_p^2`, `x_{pir} = \mu + p + i + pi + e`, "variance of the answers between personas, by REML", "0 and above", "squared options", "personas or items unknown", "Bates et al. (2015)", "variance", false},
	{"var_item", "Item variance", `\sigma_i^2`, `x_{pir} = \mu + p + i + pi + e`, "variance of the answers between items, by REML", "0 and above", "squared options", "personas or items unknown", "Bates et al. (2015)", "variance", false},
	{"var_persona_item", "Persona-by-item variance", `\sigma_{pi}^2`, `x_{pir} = \mu + p + i + pi + e`, "variance of the answers that is the persona's own for the item, by REML", "0 and above", "squared options", "asked once: one with the residual", "Bates et al. (2015)", "variance", false},
	{"var_residual", "Residual variance", `\sigma_e^2`, `x_{pir} = \mu + p + i + pi + e`, "variance of the answers between repeats, by REML; asked once it holds persona by item too", "above 0", "squared options", "personas or items unknown", "Bates et al. (2015)", "variance", false},
	{"var_variant", "Variant variance", `\sigma_v^2`, `x_{piv} = \mu + p + i + v + pi + pv + iv + e`, "variance of the answers between ways of asking; given with the other components over the variants named in the contrast", "0 and above", "squared options", "asked in one way only", "Searle, Casella and McCulloch (1992)", "variance", false},
	{"var_persona_variant", "Persona-by-variant variance", `\sigma_{pv}^2`, `x_{piv} = \mu + p + i + v + pi + pv + iv + e`, "variance of the answers that is the persona's own for the way of asking", "0 and above", "squared options", "asked in one way only", "Searle, Casella and McCulloch (1992)", "variance", false},
	{"var_item_variant", "Item-by-variant variance", `\sigma_{iv}^2`, `x_{piv} = \mu + p + i + v + pi + pv + iv + e`, "variance of the answers that is the item's own for the way of asking", "0 and above", "squared options", "asked in one way only", "Searle, Casella and McCulloch (1992)", "variance", false},
	{"dependability", "Dependability", `\Phi`, `\frac{\sigma_p^2}{\sigma_p^2 + (\sigma_i^2 + \sigma_{pi}^2 + \sigma_e^2 / n_r) / n_i}`, "share of the variance of a persona's dimension score that is the persona's, with the items and repeats there are", "0 to 1", "", "no variance", "Brennan (2001)", "variance", false},
	{"items_for_dependability", "Items for dependability .8", `n_{.8}`, `\frac{.8}{.2} \cdot \frac{\sigma_i^2 + \sigma_{pi}^2 + \sigma_e^2 / n_r}{\sigma_p^2}`, "how many items a dimension would need for a dependability of .8, rounded up", "1 and above", "items", "no persona variance", "Brennan (2001)", "variance", false},
	{"repeats_for_dependability", "Repeats for dependability .8", `n_r^{.8}`, `\frac{4 \sigma_e^2}{n_i \sigma_p^2 - 4 (\sigma_i^2 + \sigma_{pi}^2)}`, "how often each item would have to be asked for a dependability of .8, with the items there are, rounded up", "1 and above", "repeats", "asked once; no number suffices", "Brennan (2001)", "variance", false},
	{"item_dependability", "Dependability of items", `\Phi_i`, `\frac{\sigma_i^2}{\sigma_i^2 + (\sigma_p^2 + \sigma_{pi}^2 + \sigma_e^2 / n_r) / n_p}`, "share of the variance of the items' mean options that is the items', with the personas and repeats there are", "0 to 1", "", "no variance", "Brennan (2001)", "variance", false},
	{"personas_for_dependability", "Personas for dependability .8", `n_p^{.8}`, `4 \frac{\sigma_p^2 + \sigma_{pi}^2 + \sigma_e^2 / n_r}{\sigma_i^2}`, "how many personas it takes for a dependability of .8 of the items' mean options, rounded up", "1 and above", "personas", "no variance between items", "Brennan (2001)", "variance", false},
	{"persona_share_null", "Persona share under the null", `S_p^0`, `\mathrm{mean} S_p^{*}`, "mean persona share when answers to an item are dealt out anew among personas: what few answers a persona make it seem to explain", "0 to 1", "", "every answer the same; no resampling", "this program", "variance", false},
	{"persona_share_p", "p of the persona share", `p_{S_p}`, `\frac{b + 1}{m + 1}`, "share of such permutations with at least as large a persona share", "0 to 1", "", "every answer the same; no resampling", "Phipson and Smyth (2010)", "variance", false},
	{"item_share_null", "Item share under the null", `S_i^0`, `\mathrm{mean} S_i^{*}`, "mean item share when the answers of a persona are dealt out anew among items", "0 to 1", "", "every answer the same; no resampling", "this program", "variance", false},
	{"item_share_p", "p of the item share", `p_{S_i}`, `\frac{b + 1}{m + 1}`, "share of such permutations with at least as large an item share", "0 to 1", "", "every answer the same; no resampling", "Phipson and Smyth (2010)", "variance", false},
	{"place_share", "Place share", `w`, `\frac{1}{2} \left(1 - \frac{\sum x y}{\sqrt{\sum x^2 \sum y^2}}\right)`, "how far answers follow an option's place and not its meaning; $x$, $y$ are answers with options in order and reversed, from the scale's middle: 0 all meaning, .5 nothing in common, 1 all place", "0 to 1", "", "not asked with options reversed", "this program", "variance", false},
	{"place_shift", "Place shift", `\Delta`, `\frac{1}{2} \mathrm{mean}(x - y)`, "by how many options answers are drawn to the places shown later", "(1-K)/2 to (K-1)/2", "options", "not asked with options reversed", "this program", "variance", false},
	{"position_slope", "Position slope", `\beta`, `x_{pi} = \mu_p + \mu_i + \beta \mathrm{place}_{pi} + e`, "change of the answer with each further place of the item in the order shown, within persona and item", "unbounded", "options a place", "items asked alone, or in one order", "Cameron and Miller (2015)", "variance", false},
	{"position_p", "p of the position slope", `p_\beta`, `\frac{b + 1}{m + 1}`, "share of permutations of a persona's places with at least as steep a slope", "0 to 1", "", "items asked alone; no resampling", "Phipson and Smyth (2010)", "variance", false},
	{"rank_order_r", "Rank-order stability", `r`, `r(\bar{x}_{p,a}, \bar{x}_{p,b})`, "Pearson correlation of the personas' scores between two ways of asking, or two halves of the repeats", "-1 to 1", "", "asked in one way and once; no spread", "Kovac et al. (2024)", "stability", false},
	{"ipsative_r", "Ipsative stability", `\bar{r}`, `\frac{1}{n} \sum_p r(c_{p,a}, c_{p,b})`, "mean over personas of the correlation of their profiles, relative to the mean profile, between two ways of asking or two halves of the repeats", "-1 to 1", "", "asked in one way and once; no spread", "Kovac et al. (2024)", "stability", false},
	{"retest_icc", "Test-retest reliability", `\mathrm{ICC}_{tt}`, `\frac{V - W/R}{V - W/R + W}`, "intraclass correlation of a persona's dimension score, asked once and once again; $V$ variance of scores over $R$ repeats, $W$ variance of a score between repeats", "at most 1", "", "asked once; every persona scores the same", "Shrout and Fleiss (1979)", "stability", false},
	{"item_order_r", "Stability of items", `r_i`, `r(\bar{x}_{i,a}, \bar{x}_{i,b})`, "Pearson correlation of the items' mean options between two draws of personas", "-1 to 1", "", "one seed; items unknown", "Lee, Lee and Cho (2026)", "stability", false},
	{"category_mean", "Category mean", `\bar{x}_c`, `\frac{1}{n_c} \sum_{p \in c} \bar{x}_p`, "mean over the personas of a category of their mean option", "1 to K", "options", "attributes unknown", "Lee, Lee and Cho (2026)", "permeability", false},
	{"cohen_d", "Cohen's d", `d`, `\frac{\bar{x}_a - \bar{x}_b}{s}`, "standardised difference of persona scores between two categories of an attribute", "unbounded", "pooled SDs", "attributes unknown; no spread", "Cohen (1988)", "permeability", false},
	{"hedges_g", "Hedges' g", `g`, `d \left(1 - \frac{3}{4 (n_a + n_b) - 9}\right)`, "Cohen's $d$ without its small-sample bias", "unbounded", "pooled SDs", "attributes unknown; no spread", "Hedges (1981)", "permeability", false},
	{"cohen_d_max", "Cohen's d, most distant pair", `d_{\mathrm{max}}`, `\max_{a,b} d`, "Cohen's $d$ of the most distant pair of categories of an attribute; selected as the largest, so that it tends to overstate the true difference", "unbounded", "pooled SDs", "attributes unknown; no pair", "Cohen (1988)", "permeability", false},
	{"cohen_d_max_p", "p of the most distant pair", `p_{\mathrm{max}}`, `\frac{b + 1}{m + 1}`, "share of permutations of personas whose largest difference is at least as large", "0 to 1", "", "no resampling", "Phipson and Smyth (2010)", "permeability", false},
	{"omega_squared", "Omega squared", `\omega^2`, `\frac{B - (g-1) W}{T + W}`, "share of the variance of persona scores that lies between the categories of an attribute", "at most 1", "", "attributes unknown; no spread", "Hays (1963)", "permeability", false},
	{"epsilon_squared", "Epsilon squared", `\varepsilon^2`, `\frac{H}{n - 1}`, "Kruskal-Wallis effect size of an attribute", "0 to 1", "", "attributes unknown; no spread", "Tomczak and Tomczak (2014)", "permeability", false},
	{"attribute_p", "p of the attribute", `p`, `\frac{b + 1}{m + 1}`, "share of permutations of personas whose categories differ at least as much", "0 to 1", "", "no resampling", "Phipson and Smyth (2010)", "permeability", false},
	{"attribute_p_holm", "p of the attribute, Holm", `p_H`, `p`, "$p$ of the attribute, family-wise error held over attributes and dimensions", "0 to 1", "", "no resampling", "Holm (1979)", "permeability", false},
	{"attribute_p_bh", "p of the attribute, Benjamini-Hochberg", `p_{\mathrm{BH}}`, `p`, "$p$ of the attribute, false discovery rate held over attributes and dimensions", "0 to 1", "", "no resampling", "Benjamini and Hochberg (1995)", "permeability", false},
	{"attribute_rho", "Spearman's rho of the attribute", `\rho`, `r(\mathrm{rank}, \mathrm{rank})`, "rank correlation of an ordered attribute with the persona score", "-1 to 1", "", "attributes unknown; no spread", "Spearman (1904)", "permeability", false},
	{"cliff_delta", "Cliff's delta", `\delta_C`, `P(a > b) - P(a < b)`, "how much oftener the first's answers exceed the second's than the other way round", "-1 to 1", "", "personas unknown", "Cliff (1993)", "contrasts", false},
	{"dimension_r", "Correlation of dimensions", `r`, `r(\bar{x}_{p,a}, \bar{x}_{p,b})`, "Pearson correlation of the personas' scores in two dimensions", "-1 to 1", "", "personas unknown; a dimension is constant", "Fisher (1921)", "structure", false},
	{"dimension_r_centred", "Correlation of dimensions, person-centred", `r_c`, `r(\bar{x}_{p,a} - \bar{x}_p, \bar{x}_{p,b} - \bar{x}_p)`, "the same after each persona's mean over dimensions is taken out: what it prefers relative to all else", "-1 to 1", "", "personas unknown; a dimension is constant", "Schwartz (1992)", "structure", false},
	{"mds_stress_ordinal", "Stress, ordinal", `\sigma_1`, `\sqrt{\frac{\sum (t - d)^2}{\sum d^2}}`, "stress-1 of the dimensions in the plane, disparities in the order of $1 - r$ (person-centred)", "0 to 1", "", "fewer than 6 dimensions; a dimension is constant", "Kruskal (1964)", "structure", false},
	{"mds_p_ordinal", "p of the stress, ordinal", `p_{\sigma}`, `\frac{b + 1}{m + 1}`, "share of permutations of scores over personas with as low a stress", "0 to 1", "", "as the stress; no resampling", "Phipson and Smyth (2010)", "structure", false},
	{"mds_stress_interval", "Stress, interval", `\sigma_1`, `\sqrt{\frac{\sum (t - d)^2}{\sum d^2}}`, "stress-1 with disparities linear in $1 - r$ (person-centred)", "0 to 1", "", "fewer than 6 dimensions; a dimension is constant", "De Leeuw (1977)", "structure", false},
	{"mds_p_interval", "p of the stress, interval", `p_{\sigma}`, `\frac{b + 1}{m + 1}`, "share of permutations of scores over personas with as low a stress", "0 to 1", "", "as the stress; no resampling", "Phipson and Smyth (2010)", "structure", false},
	{"circle_r", "Fit to the circle of values", `r_P`, `\sqrt{1 - m^2}`, "Procrustes correlation of the ordinal plane with equal steps round Schwartz's circle", "0 to 1", "", "as the stress; dimensions without a circle", "Peres-Neto and Jackson (2001)", "structure", false},
	{"circle_p", "p of the fit to the circle", `p_P`, `\frac{b + 1}{m + 1}`, "share of permutations of dimensions that fit the circle at least as well", "0 to 1", "", "as the fit; no resampling", "Peres-Neto and Jackson (2001)", "structure", false},
	{"norm_d", "Standardised difference from people", `\Delta`, `\frac{\bar{x} - m}{s}`, "how far the personas' mean score lies from the norm's $m$, in the norm's standard deviations $s$", "unbounded", "SDs of the norm", "no norms; personas unknown", "Glass (1976)", "norms", false},
	{"norm_sd_ratio", "Spread beside people", `s_p / s`, `\frac{s_p}{s}`, "standard deviation of the personas' scores over the norm's: below 1 personas differ less than people", "0 and above", "", "no norms; personas unknown", "Glass (1976)", "norms", false},
	{"norm_js_distance", "JS distance from people", `d_n`, `\sqrt{\mathrm{JSD}(q, p)}`, "JS distance of the persona shares $p$ from the norm's option shares $q$", "0 to 1", "", "no option shares in the norms", "Endres and Schindelin (2003)", "norms", false},
	{"norm_total_variation", "Total variation from people", `\mathrm{TV}_n`, `\frac{1}{2} \sum_k |p_k - q_k|`, "share of answers that would have to change for personas to answer as the norm's people", "0 to 1", "", "no option shares in the norms", "Levin and Peres (2017)", "norms", false},
	{"norm_wasserstein", "Wasserstein distance from people", `W_n`, `\sum_k |F_p(k) - F_q(k)|`, "by how many options an answer would have to move on average", "0 to K-1", "options", "no option shares in the norms", "Vallender (1974)", "norms", false},
	{"jsd_corrected", "JS divergence, corrected", `\mathrm{JSD}_c`, `\mathrm{JSD}(b, p) - bias`, "Jensen-Shannon divergence less the first-order bias of both samples; negative means no farther than chance", "may leave 0 to 1", "bits", "no baseline answers", "Grosse et al. (2002)", "distance", false},
	{"total_variation", "Total variation", `\mathrm{TV}`, `\frac{1}{2} \sum_k |p_k - b_k|`, "share of answers that would have to change for persona and baseline shares to be equal", "0 to 1", "", "no baseline answers", "Levin and Peres (2017)", "distance", false},
	{"wasserstein", "Wasserstein distance", `W_1`, `\sum_k |F_p(k) - F_b(k)|`, "by how many options an answer moves on average between baseline and persona shares", "0 to K-1", "options", "no baseline answers", "Vallender (1974)", "distance", false},
	{"baseline_for_floor", "Baseline answers for a floor of .05", `n_{.05}`, `\frac{E[\chi_{m-1}]^2}{8 \ln 2 \cdot .05^2}`, "how many baseline answers a dimension needs for a JS floor under .05", "1 and above", "answers", "fewer than two options seen", "this program", "distance", false},
	{"percent_agreement", "Agreement of parsers", `p_o`, `\frac{n_{\mathrm{alike}}}{n}`, "share of the texts that two parser models read alike, missing counted as a reading", "0 to 1", "", "read by one parser; counts only", "Cohen (1960)", "parsers", false},
	{"kappa", "Cohen's kappa", `\kappa`, `1 - \frac{\sum p_{ij} d_{ij}}{\sum p_{i.} p_{.j} d_{ij}}`, "agreement of two parsers beyond chance, over the texts in which both found an option; $d$ is 1 where they differ", "at most 1", "", "read by one parser; counts only; one option only", "Cohen (1960)", "parsers", false},
	{"kappa_linear", "Cohen's kappa, linear weights", `\kappa_l`, `1 - \frac{\sum p_{ij} d_{ij}}{\sum p_{i.} p_{.j} d_{ij}}`, "kappa with $d$ the distance of the two options", "at most 1", "", "as kappa", "Cohen (1968)", "parsers", false},
	{"kappa_quadratic", "Cohen's kappa, quadratic weights", `\kappa_q`, `1 - \frac{\sum p_{ij} d_{ij}}{\sum p_{i.} p_{.j} d_{ij}}`, "kappa with $d$ the squared distance of the two options", "at most 1", "", "as kappa", "Cohen (1968)", "parsers", false},
	{"judge_overlap", "Largest possible agreement", `p_{\mathrm{max}}`, `\frac{\sum_c \sum_k \min(a_{ck}, b_{ck})}{\sum_c \max(a_c, b_c)}`, "largest share of the answers that two parsers can have read alike, from the counts $a$, $b$ of each item (or dimension): the agreement itself where each item was asked once", "0 to 1", "", "read by one parser", "this program", "parsers", false},
}

// MeasureInfos lists the measures in the order of the tidy table.
func MeasureInfos() []MeasureInfo { return slices.Clone(measureInfos) }

// MeasureGroups lists the groups in table order.
func MeasureGroups() []string {
	var groups []string
	for _, m := range measureInfos {
		if !slices.Contains(groups, m.Group) {
			groups = append(groups, m.Group)
		}
	}
	return groups
}

// ParseMeasures reads a comma-separated list of measures and groups of
// measures ("paper", "reliability", ..., "all") into names in table order.
func ParseMeasures(list string) ([]string, error) {
	want := map[string]bool{}
	for name := range strings.SplitSeq(list, ",") {
		name = strings.TrimSpace(name)
		known := false
		for _, m := range measureInfos {
			if name == m.Name || !m.OnRequest && (name == m.Group || name == "all") {
				want[m.Name], known = true, true
			}
		}
		if !known {
			return nil, fmt.Errorf("unknown measure %q; known are the groups %s and all, and %s",
				name, strings.Join(MeasureGroups(), ", "), strings.Join(measureNames(func(m *MeasureInfo) bool { return !m.OnRequest }), ", "))
		}
	}
	return measureNames(func(m *MeasureInfo) bool { return want[m.Name] }), nil
}

// measureNames lists the measures that keep holds for, nil = all.
func measureNames(keep func(*MeasureInfo) bool) []string {
	var names []string
	for i := range measureInfos {
		if keep == nil || keep(&measureInfos[i]) {
			names = append(names, measureInfos[i].Name)
		}
	}
	return names
}

// measureRank is a measure's place in the table; measures that compare (seeds,
// variants) come after all.
func measureRank(name string) int {
	i := slices.IndexFunc(measureInfos, func(m MeasureInfo) bool { return m.Name == name })
	if i < 0 {
		return len(measureInfos)
	}
	return i
}
