package report

import (
	"slices"

	"inertia/report/document"
	"inertia/report/figure"
)

// norms sets the personas' answers beside those of people.
func (v *view) norms() ([]document.Block, error) {
	var groups []string
	for _, m := range []string{"norm_d", "norm_js_distance"} {
		for _, e := range v.rowsFor(m) {
			if e.Contrast != "" && !slices.Contains(groups, e.Contrast) {
				groups = append(groups, e.Contrast)
			}
		}
	}
	text := []any{"The norms were given with the data: how groups of people answered the same dimensions. "}
	if far := strongest(v.rowsFor("norm_d")); far.Value == far.Value {
		text = append(text, "Farthest from people is ", far.Dimension, " (", far.Contrast, "), ", v.with(far), " standard deviations of the norm away. ")
	}
	var blocks []document.Block
	var lines []figure.ForestRow
	for _, g := range groups {
		t := v.byDimension("norms-"+g, []measureColumn{{"Standardised difference", "norm_d", g, true}, {"Spread beside people", "norm_sd_ratio", g, true},
			{"JS distance", "norm_js_distance", g, false}, {"Total variation", "norm_total_variation", g, false}, {"Wasserstein", "norm_wasserstein", g, false}},
			"Answers of ", v.example(), " to the ", v.name, " ", g, ".")
		text = append(text, document.Ref(t.ID), " compares ", g, ". ")
		blocks = append(blocks, t)
		for _, e := range defined(v.rowsFor("norm_d")) {
			if e.Contrast == g {
				lines = append(lines, figure.ForestRow{Label: e.Dimension, Group: g, Estimate: e})
			}
		}
	}
	if len(lines) > 0 {
		o := v.figureOptions(v.example())
		o.XLabel = "Difference in standard deviations of the norm"
		f, err := figure.Forest(lines, o)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, v.place(v.figureID("norms", "", ""), f, "Standardised differences of the personas' scores in the ", v.name, " from those of people, ", v.example(), ".")...)
	}
	return append([]document.Block{para(append(text, v.elsewhere()...)...)}, blocks...), nil
}
