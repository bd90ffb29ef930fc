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
	// Centred profile (options) by dimension for gpt-4o. Harm: 0.60. Authority: −0.54.
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
	// Simulated answers. Stacked bars: how the answers spread over 3 options, by dimension. Purity, personas: most often option 3 (70 %). Purity, baseline: most often option 1 (50 %).
}
