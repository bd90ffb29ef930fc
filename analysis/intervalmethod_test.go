package analysis

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/stat/distuv"
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
		{"inertia", "bca", "bias-corrected normal"}, {"inertia", "percentile", "percentile"}, {"profile", "bca", "bca"}, {"persona_share", "bca", "bias-corrected normal"},
		{"item_share", "bca", "bias-corrected normal"}, {"js_distance", "percentile", "bias-corrected normal"},
		{"wasserstein", "bca", "bias-corrected folded normal"}, {"norm_total_variation", "normal", "bias-corrected folded normal"},
		{"item_share_mm", "bca", "normal"}, {"jsd_corrected", "percentile", "normal"},
		{"top2", "bca", "logit"}, {"item_modal_share", "bca", "bias-corrected logit"}, {"top2", "percentile", "percentile"},
	} {
		if got := methodOf(c.measure, c.asked); got != c.want {
			t.Errorf("%s, asked for %s: %s; want %s", c.measure, c.asked, got, c.want)
		}
	}
}

// The interval of a sum of absolute differences is that of the signed sum, folded: where
// the sum is far from 0 it is the bias-corrected normal one but for chance, and where it is
// near, the interval still holds a truth that lies two standard errors above 0.
func TestIntervalOfAFoldedSum(t *testing.T) {
	const draws = 20000
	intervals := func(x float64) (low, high, plain float64) { // of |x|, x with standard error 1
		reps := make([]float64, draws)
		for i := range reps {
			reps[i] = math.Abs(x + distuv.UnitNormal.Quantile((float64(i)+.5)/draws))
		}
		low, high = FoldedNormalInterval(x, reps, .95)
		_, plain = BiasCorrectedNormalInterval(x, reps, .95, 0)
		return low, high, plain
	}
	low, high, _ := intervals(8)
	near(t, "low, far from 0", low, 8-1.96, 2e-3)
	near(t, "high, far from 0", high, 8+1.96, 2e-3)
	_, high, _ = intervals(0)
	near(t, "high, at 0", high, 2.2414, 2e-3) // the 97.5 % quantile of |Z|
	for x := 0.; x < 4; x += .05 {
		_, high, plain := intervals(x)
		if high < 2 || high < plain {
			t.Errorf("at %.2f the interval ends at %.3f, the bias-corrected normal one at %.3f; 2 is within two standard errors of all that falls low", x, high, plain)
		}
	}
	if _, _, plain := intervals(.5); plain > 2 {
		t.Errorf("the bias-corrected normal interval ends at %.3f, which does not miss 2: it would do", plain)
	}
}
