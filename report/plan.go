package report

import (
	"math"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/figure"
)

// distances gives the distances that ask for less of the baseline, and what a
// baseline must be for the JS distance to say something.
func (v *view) distances() ([]document.Block, error) {
	text := []any{"Even where the true shares are equal, the JS distance of samples lies above 0. The divergence less its first-order bias may be negative, which means no farther than chance; total variation and the Wasserstein distance are in answers and options. "}
	if v.study.Expected() {
		text = []any{"Total variation and the Wasserstein distance are in answers and options. "}
	}
	t := v.byDimension("distances", []measureColumn{{"JS divergence, corrected", "jsd_corrected", "", true}, {"Total variation", "total_variation", "", true}, {"Wasserstein distance", "wasserstein", "", true}},
		"Distances between baseline and persona answers to the ", v.name, ", ", v.example(), ".")
	text = append(text, document.Ref(t.ID), " gives them. ")
	if v.study.Expected() { // no sample of the baseline to plan
		return []document.Block{para(append(text, v.elsewhere()...)...), t}, nil
	}
	plans, err := analysis.PlanBaseline(v.study, v.example(), v.variant, v.scoring.ID, v.o.Analysis.Seed)
	if err != nil {
		return nil, err
	}
	text = append(text, v.planText(plans)...)
	f, err := figure.PlanningOf(plans, v.figureOptions(v.example()))
	if err != nil {
		return nil, err
	}
	picture := v.place(v.figureID("plan", "", ""), f, "The JS distance that sampling alone would give, against the number of baseline answers an item, ", v.example(), ", ", v.name, "; the line is 0.05, a mark is where this study stands.")
	return append([]document.Block{para(append(text, v.elsewhere()...)...), t}, picture...), nil
}

// planText says how many baseline answers a floor under .05 asks for.
func (v *view) planText(plans []analysis.FloorPlan) []any {
	least, most, never := math.Inf(1), 0.0, 0
	for _, p := range plans {
		if math.IsNaN(p.Needed) {
			never++
			continue
		}
		least, most = min(least, p.Needed), max(most, p.Needed)
	}
	if never == len(plans) {
		return []any{"No number tried of baseline answers brings the floor under 0.05. "}
	}
	out := []any{"Of the numbers tried, ", v.count(int(least))}
	if most > least {
		out = append(out, " to ", v.count(int(most)))
	}
	out = append(out, " baseline answers an item bring the floor under 0.05")
	if never > 0 {
		out = append(out, ", and none does in ", v.some(never, "dimension"))
	}
	if !plans[0].ByItem {
		out = append(out, " (an upper estimate, as items are unknown)")
	}
	return append(out, ". ")
}
