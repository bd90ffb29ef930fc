package figure_test

import (
	"fmt"

	"inertia/analysis"
	"inertia/report/figure"
)

func ExampleProfile() {
	profile := []analysis.Estimate{
		{Model: "gpt-4o", Dimension: "Harm", Measure: "profile", Value: .6, Low: .52, High: .68, Level: .95},
		{Model: "gpt-4o", Dimension: "Authority", Measure: "profile", Value: -.54, Low: -.63, High: -.45, Level: .95},
	}
	f, err := figure.Profile(profile, figure.Options{Title: "gpt-4o"})
	if err != nil {
		fmt.Println(err)
		return
	}
	png, err := f.PNG(300)
	fmt.Println(f.Name, f.Width, "mm", len(png) > 0, err)
	fmt.Println(f.Alt)
	// Output:
	// profile 77 mm true <nil>
	// Centred profile (options) by dimension for gpt-4o. Harm: +0.60. Authority: −0.54.
}

func ExampleHeatMap() {
	m := &analysis.Matrix{
		K:          6,
		Items:      []string{"mfq30-01", "mfq30-02"},
		Dimensions: []string{"Harm", "Fairness"},
	}
	_, err := figure.HeatMap(m, figure.Options{})
	fmt.Println(err)
	// Output:
	// heat map: no persona or no item: give answers that name both
}

func ExampleShares() {
	f, err := figure.Shares([]figure.ShareRow{
		{Label: "Purity", Persona: []float64{.1, .2, .7}, Baseline: []float64{.5, .5, 0}, NPersona: 1200, NBaseline: 6},
	}, []string{"disagree", "neither", "agree"}, figure.Options{Simulated: true})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Alt)
	// Output:
	// Simulated answers. Stacked bars: how the answers spread over 3 options, by dimension. Purity, personas: most often option 3 (70%). Purity, baseline: most often option 1 (50%).
}

func ExampleDumbbells() {
	in := func(variant string, value float64) *analysis.Estimate {
		return &analysis.Estimate{Model: "gpt-4o", Variant: variant, Dimension: "Purity", Measure: "inertia", Value: value}
	}
	f, err := figure.Dumbbells([]figure.DumbbellRow{
		{Label: "Purity", Group: "gpt-4o", Ways: []*analysis.Estimate{in("default", .17), in("options-reversed", .05)}},
	}, []string{"default", "options-reversed"}, figure.Options{Width: figure.SingleColumn})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Width, "mm;", f.Marks[0].Model, f.Marks[0].Dimension)
	// Output:
	// 77 mm; gpt-4o Purity
}

func ExampleAgainst() {
	f, err := figure.Against(
		[]analysis.Estimate{{Model: "gpt-4o", Dimension: "all", Measure: "robustness", Value: 4.3, Low: 4.1, High: 4.5, Level: .95}},
		[]analysis.Estimate{{Model: "gpt-4o", Dimension: "all", Measure: "susceptibility", Value: .62, Low: .54, High: .71, Level: .95}},
		figure.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(len(f.Marks), "model")
	// Output:
	// 1 model
}

func ExampleVarianceBars() {
	part := func(v float64) *analysis.Estimate { return &analysis.Estimate{Dimension: "Harm", Value: v} }
	f, err := figure.VarianceBars([]figure.VarianceRow{
		{Label: "Harm", Components: []*analysis.Estimate{part(.1), part(.3)}},
	}, []string{"persona", "item"}, figure.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Alt)
	// Output:
	// Stacked bars: which share of the variance of 1 dimension comes from persona and item. Harm: most from item (75%).
}

func ExampleMissingMap() {
	f, err := figure.MissingMap([]string{"mfq30-01", "mfq30-07"}, []string{"Harm", "Harm"}, []string{"Refused"},
		[]figure.MissingRow{{Label: "gpt-4o", Lost: [][]int{{3}, {0}}, Asked: []int{100, 100}}}, figure.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(f.Alt)
	// Output:
	// Map of missing answers by item (columns) and row: 3 of 200 are missing. Most for gpt-4o, item 1: 3 of 100 missing, most often refused.
}
