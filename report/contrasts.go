package report

import (
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/figure"
	"inertia/report/numbers"
	"inertia/report/plaintext"
)

// maxContrasts is how many rows a table or forest of contrasts shows.
const maxContrasts = 12

// contrasts says which dimensions and models differ in inertia, and which are
// shown not to.
func (v *view) contrasts() ([]document.Block, error) {
	measure := v.contrasted()
	if measure == "" {
		return []document.Block{para("The differences of this group were not asked for.")}, nil
	}
	text := []any{"A difference of ", plaintext.Within(title(measure)), " is tested by exchanging the two answers of a persona; the lack of one, by two one-sided tests ", cite("schuirmann1987"),
		", since a ", symbolP, " above 0.05 shows no equality. "}
	family := 0
	for _, kind := range []struct {
		what string
		keep func(e analysis.Estimate) bool
	}{
		{"pairs of " + v.respondent() + "s in a dimension", v.ofModels},
		{"pairs of dimensions of a " + v.respondent() + v.inEachVariant(", over all ways of asking"), v.ofDimensions},
		{"pairs of ways of asking in a dimension", v.ofVariants},
	} {
		text = append(text, v.tally(measure, kind.what, kind.keep)...)
		tested := slices.DeleteFunc(defined(v.rowsOf(measure+"_diff_p_holm")), func(e analysis.Estimate) bool { return !kind.keep(e) })
		family = max(family, len(tested))
	}
	text = append(text, v.tooFewPermutations(family)...)
	rows := slices.DeleteFunc(v.rowsFor(measure+"_diff"), func(e analysis.Estimate) bool { return !v.ofDimensions(e) })
	rows = largest(defined(rows), maxContrasts)
	if len(rows) == 0 {
		return []document.Block{para(text...)}, nil
	}
	t := v.contrastTable(measure, rows)
	text = append(text, document.Ref(t.ID), " gives the largest differences between dimensions. ")
	picture, err := v.contrastForest(measure, rows)
	if err != nil {
		return nil, err
	}
	return append([]document.Block{para(append(text, v.elsewhere()...)...), t}, picture...), nil
}

// tooFewPermutations warns where no p of so many tests can fall below .05 after Holm's
// correction, whatever the data: the least p is one over the permutations and one more.
func (v *view) tooFewPermutations(tests int) []any {
	n := v.o.Analysis.Permutations
	if tests == 0 || float64(tests) < .05*float64(n+1) {
		return nil
	}
	return []any{"With ", numbers.Count(n), " permutations the ", symbolP, " of ", v.count(tests), " tests cannot fall below 0.05 after the correction, so nothing could differ here; ", document.CodeSpan("--permutations"), " asks for more. "}
}

// contrasted is the first measure whose differences were asked for.
func (v *view) contrasted() string {
	for _, m := range analysis.MeasureInfos() {
		if name, ok := strings.CutSuffix(m.Name, "_diff"); ok && v.asked(m.Name) {
			return name
		}
	}
	return ""
}

func (v *view) ofDimensions(e analysis.Estimate) bool {
	a, _, ok := strings.Cut(e.Contrast, " vs ")
	return ok && slices.Contains(v.dimensionNames(), a)
}

func (v *view) ofModels(e analysis.Estimate) bool {
	a, _, ok := strings.Cut(e.Contrast, " vs ")
	return ok && a == e.Model
}

func (v *view) ofVariants(e analysis.Estimate) bool {
	a, _, ok := strings.Cut(e.Contrast, " vs ")
	return ok && a == e.Variant && !v.ofModels(e) && !v.ofDimensions(e)
}

func (v *view) dimensionNames() []string {
	var out []string
	for _, d := range v.scoring.Dimensions {
		out = append(out, d.Name)
	}
	return out
}

// tally counts what differs and what is shown to be equivalent among contrasts of
// one kind.
func (v *view) tally(measure, what string, keep func(analysis.Estimate) bool) []any {
	count := func(name string) (below, all int) {
		for _, e := range defined(v.rowsOf(measure + name)) {
			if keep(e) {
				all++
				if e.Value < .05 {
					below++
				}
			}
		}
		return below, all
	}
	differ, tested := count("_diff_p_holm")
	alike, shown := count("_tost_p")
	if tested == 0 && shown == 0 {
		return nil
	}
	some := func(n int, one, several string) string {
		switch n {
		case 0:
			return "none " + one
		case 1:
			return v.count(1) + " " + one
		}
		return v.count(n) + " " + several
	}
	var said []string
	if tested > 0 {
		said = append(said, some(differ, "differs", "differ")+" after Holm's correction")
	}
	if shown > 0 {
		said = append(said, some(alike, "is", "are")+" shown to be equivalent within the margin")
	}
	out := []any{"Of ", v.count(max(tested, shown)), " ", what, ", ", list(said)}
	return append(out, ". ")
}

// inEachVariant is said where there are several ways of asking.
func (v *view) inEachVariant(words string) string {
	if slices.ContainsFunc(v.cells, func(c analysis.Cell) bool { return c.Variant != v.variant }) {
		return words
	}
	return ""
}

// largest keeps the n rows of largest magnitude, in their order.
func largest(rows []analysis.Estimate, n int) []analysis.Estimate {
	if len(rows) <= n {
		return rows
	}
	order := slices.Clone(rows)
	slices.SortStableFunc(order, func(a, b analysis.Estimate) int {
		switch x, y := abs(a.Value), abs(b.Value); {
		case x > y:
			return -1
		case x < y:
			return 1
		}
		return 0
	})
	return order[:n]
}

func abs(x float64) float64 { return max(x, -x) }

func (v *view) contrastTable(measure string, rows []analysis.Estimate) *document.Table {
	t := &document.Table{ID: slug("tab-contrasts", v.scoring.ID), Wide: true,
		Caption: document.T("Differences of ", plaintext.Within(title(measure)), " between dimensions of the ", v.name, changeUnit(measure), ", ", v.example(), v.inEachVariant(", variant "+v.variant), ", the "+v.count(maxContrasts)+" largest where there are more.", v.simulatedMark(v.example())),
		Columns: []document.Column{{Head: document.T("Dimensions")}, {Head: document.T("Difference"), Align: document.Right}, {Head: document.T("Interval"), Align: document.Right}}}
	t.Columns = append(t.Columns, differencePColumns()...)
	f := &footnotes{}
	for _, e := range rows {
		cells := [][]document.Inline{document.T(e.Contrast), v.value(e, true, f), document.T(v.num.Interval(e))}
		cells = append(cells, v.differenceP(e, f, func(suffix string) (analysis.Estimate, bool) {
			return find(v.rowsFor(measure+suffix), e.Dimension, e.Contrast)
		})...)
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	t.Notes = f.notes()
	return t
}

// differencePColumns are the heads of what differenceP gives.
func differencePColumns() []document.Column {
	return []document.Column{{Head: document.T(symbolP, ", Holm"), Align: document.Right}, {Head: document.T(symbolP, " of equivalence"), Align: document.Right}}
}

// differenceP gives the cells of the p that a difference e has: of none, corrected, and
// of equivalence. row finds that of the measure with a suffix.
func (v *view) differenceP(e analysis.Estimate, f *footnotes, row func(suffix string) (analysis.Estimate, bool)) [][]document.Inline {
	var cells [][]document.Inline
	for _, suffix := range []string{"_diff_p_holm", "_tost_p"} {
		p, ok := row(suffix)
		cells = append(cells, v.value(f.ofP(suffix, inPoints(p, e.Measure)), ok, f))
	}
	return cells
}

func (v *view) contrastForest(measure string, rows []analysis.Estimate) ([]document.Block, error) {
	var lines []figure.ForestRow
	for _, e := range rows {
		lines = append(lines, figure.ForestRow{Label: e.Contrast, Estimate: e})
	}
	o := v.figureOptions(v.example())
	o.XLabel = "Difference of " + plaintext.Within(title(measure)) + changeUnit(measure)
	f, err := figure.Forest(lines, o)
	if err != nil {
		return nil, err
	}
	return v.place(v.figureID("contrasts", "", ""), f, "Differences of ", plaintext.Within(title(measure)), " between dimensions of the ", v.name, ", ", v.example(), ", with intervals from the same draws of personas for both."), nil
}
