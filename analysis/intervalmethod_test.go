package analysis

import (
	"math"
	"testing"
)

// The interval of a JS distance is the root of its divergence's, from the same resamples;
// that of a corrected divergence has the estimate in its middle; all stay in range.
func TestMeasuresWithIntervalsOfTheirOwn(t *testing.T) {
	divergences := []float64{.010, .016, .021, .013, .030, .018, math.NaN()}
	var distances []float64
	for _, d := range divergences {
		distances = append(distances, math.Sqrt(d))
	}
	const js = .012
	low, high := BiasCorrectedNormalInterval(js, divergences, .95, 0)
	got := measureInterval("js_distance", "bca", math.Sqrt(js), distances, nil, .95, 6)
	near(t, "low", got.low, math.Sqrt(low), 1e-12)
	near(t, "high", got.high, math.Sqrt(high), 1e-12)
	near(t, "standard error", got.se, sd(finite(distances)), 1e-12)
	if got.low != 0 {
		t.Errorf("the low end is %v; these resamples go below 0 and are cut there", got.low)
	}
	got = measureInterval("jsd_corrected", "bca", js, divergences, nil, .95, 6)
	near(t, "middle", (got.low+got.high)/2, js, 1e-12)
	near(t, "half width", (got.high-got.low)/2, 1.959963984540054*sd(finite(divergences)), 1e-12)
	for measure, highest := range map[string]float64{"jsd": 1, "total_variation": 1, "js_distance": 1, "wasserstein": 5} {
		wide := measureInterval(measure, "bca", highest, []float64{0, highest / 2, highest}, nil, .95, 6)
		if wide.low < 0 || wide.high != highest {
			t.Errorf("%s: %v to %v; want at most 0 to %v", measure, wide.low, wide.high, highest)
		}
	}
}

// Measures that no other interval holds have their own, whatever is asked for.
func TestMethodOfAnInterval(t *testing.T) {
	for _, c := range []struct{ measure, asked, want string }{
		{"inertia", "bca", "bca"}, {"inertia", "percentile", "percentile"}, {"persona_share", "bca", "bca"},
		{"item_share", "bca", "bias-corrected normal"}, {"js_distance", "percentile", "bias-corrected normal"},
		{"item_share_mm", "bca", "normal"}, {"jsd_corrected", "percentile", "normal"},
		{"top2", "bca", "logit"}, {"item_modal_share", "bca", "logit"}, {"top2", "percentile", "percentile"},
	} {
		if got := methodOf(c.measure, c.asked); got != c.want {
			t.Errorf("%s, asked for %s: %s; want %s", c.measure, c.asked, got, c.want)
		}
	}
}
