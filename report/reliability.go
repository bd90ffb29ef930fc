package report

import (
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
)

// reliability says how well a dimension's items measure one thing over personas.
func (v *view) reliability() ([]document.Block, error) {
	var columns []measureColumn
	for _, m := range []string{"cronbach_alpha", "ordinal_alpha", "omega_total", "icc2", "icc3", "icc2k", "icc3k", "krippendorff_ordinal", "krippendorff_interval"} {
		if v.anyDefined(m) {
			columns = append(columns, measureColumn{title(m), m, "", m == "cronbach_alpha"})
		}
	}
	if len(columns) == 0 {
		return []document.Block{para("No coefficient is defined for ", v.example(), ".", v.reasonFor("cronbach_alpha"))}, nil
	}
	columns = columns[:min(len(columns), maxColumns)]
	t := v.byDimension("reliability", columns, "Reliability of the ", v.name, " over personas, ", v.example(), ".")
	text := []any{"A dimension's score means something about a persona as far as its items agree on it. "}
	rows := defined(v.rowsFor("cronbach_alpha"))
	weak := slices.DeleteFunc(slices.Clone(rows), func(e analysis.Estimate) bool { return e.Value >= .7 })
	if len(rows) > 0 {
		text = append(text, "Cronbach's alpha ", cite("cronbach1951"), " ", v.running("runs", "is", rows), ". ")
	}
	if len(weak) > 0 {
		verb := " are "
		if len(weak) == 1 {
			verb = " is "
		}
		text = append(text, "Below the usual 0.7 ", cite("nunnally1978"), verb, list(dimensions(weak)), ". ")
	}
	return []document.Block{para(append(append(text, document.Ref(t.ID), " gives the coefficients. "), v.elsewhere()...)...), t}, nil
}

// reasonFor is why the model shown has no value of a measure.
func (v *view) reasonFor(measure string) string {
	for _, e := range v.rowsFor(measure) {
		if e.Note != "" {
			return " " + sentenceCase(e.Note) + "."
		}
	}
	return ""
}

// stability says how far personas and items keep their place in another context.
func (v *view) stability() ([]document.Block, error) {
	t := &document.Table{ID: slug("tab-stability", v.scoring.ID), Wide: true,
		Caption: document.T("Stability of the answers to the ", v.name, ", ", v.example(), ": correlation of the personas' scores, and of the items' means, between two contexts.", v.simulatedMark(v.example())),
		Columns: []document.Column{{Head: document.T("Contexts")}, {Head: document.T("What is compared")}, {Head: document.T(symbolR), Align: document.Right}, {Head: document.T("Interval"), Align: document.Right}}}
	f := &footnotes{}
	for _, m := range []string{"rank_order_r", "ipsative_r", "retest_icc", "item_order_r"} {
		for _, e := range v.rowsFor(m) {
			if e.Value != e.Value {
				continue
			}
			what := e.Dimension
			if e.Dimension == analysis.AllDimensions {
				what = map[string]string{"ipsative_r": "profiles of personas", "item_order_r": "items"}[m]
			}
			context := e.Contrast
			if m == "retest_icc" {
				context = "asked again"
			}
			t.Rows = append(t.Rows, document.Row{Cells: [][]document.Inline{document.T(context), document.T(what), v.value(e, true, f), document.T(v.num.Interval(e))}})
		}
	}
	if len(t.Rows) == 0 {
		return []document.Block{para("No correlation is defined for ", v.example(), ".", v.reasonFor("rank_order_r"), v.reasonFor("retest_icc"))}, nil
	}
	t.Notes = f.notes()
	text := []any{"A persona is stable when, asked in another way or again, it keeps its rank among personas in a dimension, and its own profile over dimensions ", cite("kovac2024"), ". "}
	if rows := defined(v.rowsFor("rank_order_r")); len(rows) > 0 {
		text = append(text, "Rank-order stability ", v.running("runs", "is", rows), ". ")
	}
	if e := strongest(v.rowsFor("ipsative_r")); e.Value == e.Value {
		text = append(text, "Profiles correlate (", symbolR, " = ", v.with(e), ") between ", strings.ReplaceAll(e.Contrast, " ~ ", " and "), ". ")
	}
	return []document.Block{para(append(append(text, document.Ref(t.ID), " lists all. "), v.elsewhere()...)...), t}, nil
}
