package report

import (
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/numbers"
	"inertia/report/plaintext"
)

// info describes a measure; the zero value when it is none of the table's.
func info(measure string) analysis.MeasureInfo {
	infos := analysis.MeasureInfos()
	if i := slices.IndexFunc(infos, func(m analysis.MeasureInfo) bool { return m.Name == measure }); i >= 0 {
		return infos[i]
	}
	return analysis.MeasureInfo{Name: measure, Title: measure}
}

// corrected are the measures with entropies that are corrected for few answers.
var corrected = []string{"inertia_mm", "persona_share_mm", "item_share_mm"}

// title is a measure's name for people.
func title(measure string) string { return info(measure).Title }

// measures defines every measure that was computed.
func (w *writer) measures() ([]document.Block, error) {
	blocks := []document.Block{
		heading(1, "sec-measures", "Measures"),
		para("Let ", document.Math("K"), " be the number of options of the response scale, ", document.Math("p"),
			" the shares of the options among a dimension's answers, pooled over personas, items and repeats, and ", document.Math("b"),
			" the same shares of the baseline, asked without persona. An option that nobody chose is still an option. The spread of the answers is their entropy ", cite("shannon1948"), ", in bits,"),
		document.Formula{ID: "eq-entropy", TeX: `H(p) = - \sum_{k=1}^{K} p_k \log_2 p_k`},
	}
	if w.defined("persona_share") || w.defined("item_share") {
		blocks = append(blocks, para("and what a grouping ", document.Math("g"), " of the answers, by persona or by item, explains of it is the mutual information"),
			document.Formula{ID: "eq-information", TeX: `I(x; g) = H(p) - \sum_{g} \frac{n_g}{n} H(p_g)`})
	}
	if slices.ContainsFunc(corrected, w.defined) {
		blocks = append(blocks, para("An entropy from few answers is too small on average; the corrected one adds, with ", document.Math("n"), " answers of which ", document.Math("K_+"), " options were chosen at least once ", cite("miller1955"), ","),
			document.Formula{ID: "eq-miller-madow", TeX: `H_{\mathrm{MM}} = H + \frac{K_+ - 1}{2 n \ln 2}`})
	}
	var why []string
	without := map[string][][]document.Inline{}
	for _, m := range analysis.MeasureInfos() {
		switch {
		case w.defined(m.Name):
			blocks = append(blocks, definition(m)...)
		case w.asked(m.Name):
			reason := w.whyUndefined(m.Name)
			if without[reason] == nil {
				why = append(why, reason)
			}
			name, of, ok := strings.Cut(plaintext.Within(m.Title), ", ")
			words := named(name)
			if ok {
				words = document.T(words, " (", named(of), ")")
			}
			without[reason] = append(without[reason], words)
		}
	}
	if len(why) > 0 {
		text := document.T("Not defined on these data, and left out: ")
		for i, reason := range why {
			if i > 0 {
				text = append(text, document.Text("; "))
			}
			text = append(text, listed(without[reason])...)
			text = append(text, document.Text(" ("+reason+")"))
		}
		blocks = append(blocks, para(text, "."))
	}
	return append(blocks, w.intervalText()...), nil
}

// defined reports whether the measure has a value anywhere.
func (w *writer) defined(measure string) bool {
	return slices.ContainsFunc(w.rows, func(e analysis.Estimate) bool { return e.Measure == measure && e.Value == e.Value })
}

// whyUndefined is the reason of a measure that has no value anywhere.
func (w *writer) whyUndefined(measure string) string {
	for _, e := range w.rows {
		if e.Measure == measure && e.Note != "" && e.Model != analysis.MeanModel {
			return e.Note
		}
	}
	return "no value"
}

// symbols says what stands in a measure's formula and is not defined before.
var symbols = map[string][]any{
	"js_p":             {" There are ", document.Math("m"), " such draws; ", document.Math("d^{*}"), " is the distance of one of them."},
	"top2":             {" ", document.Math("p_{(1)}"), " and ", document.Math("p_{(2)}"), " are the largest share and the next."},
	"item_modal_share": {" ", document.Math("p_{k|i}"), " is the share of option ", document.Math("k"), " in the answers to item ", document.Math("i"), ", one of ", document.Math("n"), "."},
	"robustness":       {" ", symbolSD, " is that of one persona ", document.Math("p"), " on one item ", document.Math("i"), "."},
	"susceptibility":   {" ", document.Math("g"), " is a group of personas."},
}

func definition(m analysis.MeasureInfo) []document.Block {
	text := []any{document.Strong(named(m.Title)), " is the ", withTeX(m.Definition), source(m.Source)}
	if strings.HasPrefix(m.Definition, "how ") || strings.HasPrefix(m.Definition, "by how ") || strings.HasPrefix(m.Definition, "one ") || strings.HasPrefix(m.Definition, "the ") || plaintext.Eponymous(m.Definition) {
		text[1] = " is "
	}
	text = append(text, ". Range: ", rangeOf(m))
	if m.Unit != "" {
		unit, plural, ok := strings.Cut(m.Unit, string(symbolSD))
		if text = append(text, ", in ", unit); ok {
			text = append(text, symbolSD, plural)
		}
	}
	text = append(text, ". ")
	if m.Undefined != "" {
		text = append(text, "Undefined: ", m.Undefined, ".")
	}
	text = append(text, symbols[m.Name]...)
	blocks := []document.Block{para(text...)}
	if m.Formula != "" && m.Symbol != "" && m.Formula != m.Symbol {
		blocks = append(blocks, document.Formula{ID: slug("eq", m.Name), TeX: m.Symbol + ` = ` + m.Formula})
	}
	return blocks
}

// withTeX reads words in which TeX stands between dollar signs.
func withTeX(words string) []document.Inline {
	var out []any
	for i, part := range strings.Split(words, "$") {
		if i%2 == 1 {
			out = append(out, document.Math(part))
		} else {
			out = append(out, part)
		}
	}
	return document.T(out...)
}

// rangeOf gives a measure's range; its letter is the number of options or, small, of items.
func rangeOf(m analysis.MeasureInfo) []document.Inline {
	letters := strings.NewReplacer("K", "$K$", "k", "$k$", "-", numbers.Minus)
	return withTeX(letters.Replace(m.Range))
}

// intervalText explains the methods that the estimates' own records name.
func (w *writer) intervalText() []document.Block {
	used, shifted, apart := map[string]bool{}, map[string]bool{}, map[string]bool{}
	level := ""
	for _, e := range append(slices.Clone(w.rows), w.comparisons...) {
		if e.Method == "" {
			continue
		}
		level = numbers.Level(e.Level)
		if strings.HasSuffix(e.Measure, "_diff") {
			apart[e.Method] = true
			continue
		}
		used[e.Method] = true
		if e.Method == analysis.MethodBiasCorrected || e.Method == analysis.MethodFolded {
			shifted[e.Measure] = true
		}
	}
	if len(used)+len(apart) == 0 {
		return []document.Block{para("No intervals are given: personas were not resampled, or cannot be told apart.")}
	}
	used[analysis.MethodBiasCorrected] = used[analysis.MethodBiasCorrected] || used[analysis.MethodFolded]
	text := []any{document.Strong(document.T("Intervals")), " are at the level of ", level, ". "}
	resampled := []string{analysis.MethodBCa, analysis.MethodLogit, analysis.MethodCorrectedLogit, analysis.MethodPercentile, analysis.MethodNormal, analysis.MethodBiasCorrected}
	if slices.ContainsFunc(resampled, func(method string) bool { return used[method] }) {
		text = append(text, "Personas, never single answers, are drawn anew within their seed, ", numbers.Count(w.o.Analysis.Resamples), " times, once for all measures and dimensions of a model. ",
			"Resamples of few personas are too narrow; the level at which intervals are cut from them makes up for it ", cite("hesterberg2015"), ". ")
	}
	for _, m := range []struct {
		method string
		parts  []any
	}{
		{analysis.MethodBiasCorrected, w.shiftedText(shifted)},
		{analysis.MethodFolded, []any{"Where a distance is a sum of absolute differences, resampling narrows the spread of those near 0, so that its interval ends above at the end of the percentile interval where this is higher. "}},
		{analysis.MethodLogit, []any{"Shares of the largest options, which change places between resamples where they are nearly tied, have the normal interval of their log odds ", cite("brown2001"), ". "}},
		{analysis.MethodCorrectedLogit, []any{"The item's modal share, a mean of largest shares of few answers each, has that of the log odds of the bias-corrected estimate. "}},
		{analysis.MethodBCa, []any{"Where nothing else is said, the interval is the bias-corrected and accelerated one ", cite("efron1987"), ". "}},
		{analysis.MethodPercentile, []any{"The interval cuts equal shares off both ends of the resampled values", percentileWhy(used), ". "}},
		{analysis.MethodNormal, []any{"Estimates that are corrected for bias already, and those with a standard error in closed form, have the normal interval around the estimate. "}},
		{analysis.MethodTOverSeeds, []any{"Where personas are unknown the interval is Student's ", document.Math("t"), " over the seeds' values. "}},
		{analysis.MethodTOverGroups, []any{"For susceptibility it is Student's ", document.Math("t"), " over the groups of personas. "}},
		{analysis.MethodTOverPersonas, []any{"What is a mean over personas has Student's ", document.Math("t"), " over these. "}},
		{analysis.MethodFisher, []any{"Correlations have Fisher's interval ", cite("fisher1921"), ". "}},
		{analysis.MethodFeldt, []any{"Cronbach's alpha has Feldt's interval ", cite("feldt1987"), ". "}},
		{analysis.MethodF, []any{"Intraclass correlations ", cite("shrout1979"), " and ratios of spreads have intervals from the ", document.Math("F"), " distribution. "}},
		{analysis.MethodWilson, []any{"The share that two parsers read alike has Wilson's interval ", cite("wilson1927"), ". "}},
		{analysis.MethodClustered, []any{"The slope over places has the ", document.Math("t"), " interval of a standard error that takes a persona's answers together ", cite("cameron2015"), ". "}},
	} {
		if used[m.method] {
			text = append(text, m.parts...)
		}
	}
	text = append(text, differenceText(apart)...)
	if w.num != nil && len(w.views) > 0 && slices.ContainsFunc(w.views, func(v *view) bool { return v.subject == analysis.MeanModel }) {
		text = append(text, "Rows named ", analysis.MeanModel, " average over models the mean over seeds of the per-seed value, as the paper does; the models are a fixed set, so these rows have no interval. ")
	}
	return []document.Block{para(text...)}
}

// differenceText explains the intervals of differences between models, dimensions, ways of asking and studies.
func differenceText(used map[string]bool) []any {
	const cuts, shifts = "cuts equal shares off both ends of the resampled differences", "is the bias-corrected normal one"
	switch {
	case used[analysis.MethodPercentile] && used[analysis.MethodBiasCorrected]:
		return []any{"The interval of a difference ", cuts, "; that of a difference of distances ", shifts, ". "}
	case used[analysis.MethodPercentile]:
		return []any{"The interval of a difference ", cuts, ". "}
	case used[analysis.MethodBiasCorrected]:
		return []any{"The interval of a difference of distances ", shifts, ". "}
	}
	return nil
}

// shiftedText explains it for the measures that have it.
func (w *writer) shiftedText(shifted map[string]bool) []any {
	var subjects []string
	for _, m := range []struct{ name, words string }{{"inertia", "inertia"}, {"item_share", "the item share"}, {"persona_share", "the persona share"}} {
		if shifted[m.name] {
			subjects = append(subjects, m.words)
		}
	}
	distances := len(shifted) > len(subjects)
	if distances {
		subjects = append(subjects, "a distance")
	}
	whose := "their interval"
	if len(subjects) == 1 {
		whose = "its interval"
	}
	text := []any{"Resampling shifts ", list(subjects), " as sampling did, so ", whose, " is the bias-corrected normal one ", cite("davison1997")}
	switch {
	case !distances:
		return append(text, ". ")
	case w.study.Expected():
		return append(text, ", made for the divergence and its root taken where a distance is a root; the baseline's expected counts are held fixed. ")
	}
	return append(text, ", made for the divergence and its root taken where a distance is a root; for a distance the baseline's answers are drawn anew too, within each item. ")
}

func percentileWhy(used map[string]bool) string {
	if used[analysis.MethodBCa] {
		return " where the bias correction cannot be had"
	}
	return ""
}
