package report

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/figure"
)

// permeability says which attributes of a persona move which dimension of the
// model shown.
func (v *view) permeability() ([]document.Block, error) {
	holm, far, spread := v.rowsFor("attribute_p_holm"), v.rowsFor("cohen_d_max"), v.rowsFor("omega_squared")
	var attributes []string
	for _, e := range spread {
		if !slices.Contains(attributes, e.Contrast) {
			attributes = append(attributes, e.Contrast)
		}
	}
	if len(attributes) == 0 {
		return []document.Block{para("The effect sizes of this group were not asked for.")}, nil
	}
	text := []any{"An attribute moves a dimension when personas of its categories score apart. For ", v.example(), ", "}
	moved := slices.DeleteFunc(defined(holm), func(e analysis.Estimate) bool { return e.Value >= .05 })
	switch n := len(defined(holm)); {
	case n == 0:
		text = append(text, "nothing was tested, as nothing was resampled. ")
	case len(moved) == 0:
		text = append(text, "no attribute moves any dimension beyond chance in ", v.some(n, "test"), ", the family-wise error held at 0.05 ", cite("holm1979"), ". ")
		text = append(text, v.tooFewPermutations(n)...)
	default:
		text = append(text, v.count(len(moved)), " of ", v.outOf(n, "pair"), " of attribute and dimension lie beyond chance, the family-wise error held at 0.05 ", cite("holm1979"), ": ",
			v.shortened(pairsOf(moved), 8), ". ")
	}
	if top := strongest(far); !math.IsNaN(top.Value) {
		text = append(text, "The most distant pair of categories of all is ", attributeWords(top.Contrast), " in ", top.Dimension, " (Cohen's ", symbolD, " = ", v.with(top), "); the largest of many tends to overstate the true difference. ")
	}
	text = append(text, v.publishedEffects()...)
	t := v.attributeTable(far, spread, holm)
	picture, err := v.attributeMap(far, holm)
	if err != nil {
		return nil, err
	}
	text = append(text, document.Ref(t.ID), " gives, for each dimension, the attribute that explains most. ")
	return append([]document.Block{para(append(text, v.elsewhere()...)...), t}, picture...), nil
}

// publishedEffects are what the paper prints, for comparison.
func (v *view) publishedEffects() []any {
	var words []any
	for _, p := range v.published {
		if p.Measure != "cohen_d_max" {
			continue
		}
		if words != nil {
			words = append(words, ", ")
		}
		words = append(words, p.Note, " ", v.look(p))
	}
	if words == nil {
		return nil
	}
	return append(append([]any{citeText("lee2026"), " print "}, words...), " for their models. ")
}

func pairsOf(rows []analysis.Estimate) []string {
	var out []string
	for _, e := range rows {
		out = append(out, attributeWords(e.Contrast)+" on "+e.Dimension)
	}
	return out
}

// attributeWords is a contrast "marital_status: a vs b" whose attribute is in words.
func attributeWords(contrast string) string {
	attribute, categories, of := strings.Cut(contrast, ":")
	words := strings.ReplaceAll(attribute, "_", " ")
	if of {
		words += ":" + categories
	}
	return words
}

// strongest is the row with the largest magnitude; NaN where there is none.
func strongest(rows []analysis.Estimate) analysis.Estimate {
	best := analysis.Estimate{Value: math.NaN()}
	for _, e := range defined(rows) {
		if math.IsNaN(best.Value) || math.Abs(e.Value) > math.Abs(best.Value) {
			best = e
		}
	}
	return best
}

// ofAttribute reports whether a contrast "religion: a vs b" is about an attribute.
func ofAttribute(contrast, attribute string) bool {
	return contrast == attribute || strings.HasPrefix(contrast, attribute+": ")
}

func findAttribute(rows []analysis.Estimate, dimension, attribute string) (analysis.Estimate, bool) {
	i := slices.IndexFunc(rows, func(e analysis.Estimate) bool {
		return e.Dimension == dimension && ofAttribute(e.Contrast, attribute)
	})
	if i < 0 {
		return analysis.Estimate{Value: math.NaN()}, false
	}
	return rows[i], true
}

// attributeTable lists, for each dimension, the attribute that explains most of its
// spread, what the test of it says, and its most distant pair.
func (v *view) attributeTable(far, spread, holm []analysis.Estimate) *document.Table {
	t := &document.Table{ID: slug("tab-permeability", v.scoring.ID), Wide: true,
		Caption: document.T("The attribute that explains most of the spread of the personas' scores in each dimension of the ", v.name, ", and its most distant pair of categories, ", v.example(), ".", v.simulatedMark(v.example())),
		Columns: []document.Column{{Head: document.T("Dimension")}, {Head: document.T("Attribute")}, {Head: document.T("Omega squared"), Align: document.Right}, {Head: document.T(symbolP, ", Holm"), Align: document.Right},
			{Head: document.T("Most distant pair")}, {Head: document.T("Cohen's ", symbolD), Align: document.Right}, {Head: document.T("Interval"), Align: document.Right}}}
	f := &footnotes{}
	f.say("The pair was selected as the largest: its ", symbolD, " tends to overstate the true difference, for which its interval does not allow.")
	for _, d := range v.scoring.Dimensions {
		mine := slices.DeleteFunc(defined(spread), func(e analysis.Estimate) bool { return e.Dimension != d.Name })
		if len(mine) == 0 {
			e, ok := find(spread, d.Name, "")
			t.Rows = append(t.Rows, document.Row{Cells: [][]document.Inline{document.T(d.Name), document.T("none"), v.value(e, ok, f), document.T(""), document.T(""), document.T(""), document.T("")}})
			continue
		}
		most := slices.MaxFunc(mine, func(a, b analysis.Estimate) int { return cmp.Compare(a.Value, b.Value) })
		p, _ := findAttribute(holm, d.Name, most.Contrast)
		p.Note = ""
		cells := [][]document.Inline{document.T(d.Name), document.T(attributeWords(most.Contrast)), v.value(most, true, f), v.value(p, true, f)}
		pair, ok := findAttribute(far, d.Name, most.Contrast)
		if !ok {
			pair.Note = "more than 12 categories, or too few personas in each: a spread, no pairs"
			cells = append(cells, document.T(""), v.value(pair, true, f), document.T(""))
		} else {
			if pair.Value == pair.Value {
				pair.Note = ""
			}
			_, categories, _ := strings.Cut(pair.Contrast, ": ")
			cells = append(cells, document.T(categories), v.value(pair, true, f), document.T(v.num.Interval(pair)))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	t.Notes = f.notes()
	return t
}

// attributeMap draws the size of the most distant pair by attribute and dimension.
func (v *view) attributeMap(far, holm []analysis.Estimate) ([]document.Block, error) {
	f, err := figure.AttributeMapOf(far, holm, v.dimensionNames(), v.figureOptions(v.example()))
	if f == nil || err != nil {
		return nil, err
	}
	return v.place(v.figureID("permeability", "", ""), f, "Cohen's ", symbolD, " of the most distant pair of categories, by attribute of the persona and dimension of the ", v.name, ", ", v.example(),
		". Marked cells: the attribute's spread lies beyond chance after Holm's correction. Attributes with more than twelve categories have no pairs."), nil
}
