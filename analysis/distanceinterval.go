package analysis

import "math"

// distanceInterval is the interval of a distance between two sets of shares over a scale
// of K options, from its resampled values.
//
// Resampling shifts a distance upward, as sampling shifted the estimate itself, so the
// interval is the bias-corrected normal one, cut to the range of the measure, with two
// exceptions. A JS distance has the root of its divergence's interval: the root bends
// sharply at 0, where an interval that is symmetric on its own scale misses the truth
// (docs/coverage.md). A corrected divergence has lost its bias already, and has the normal
// interval around the estimate.
func distanceInterval(measure string, value float64, reps []float64, level float64, K int) interval {
	s := finite(reps)
	iv := interval{se: sd(s), method: "bias-corrected normal"}
	switch measure {
	case "js_distance", "norm_js_distance":
		squares := make([]float64, len(s))
		for i, r := range s {
			squares[i] = r * r
		}
		low, high := BiasCorrectedNormalInterval(value*value, squares, level, 0)
		iv.low, iv.high = math.Sqrt(low), math.Sqrt(min(1, high))
	case "jsd_corrected":
		iv.method = "normal"
		iv.low, iv.high = normalInterval(value, iv.se, level)
	default:
		highest := 1.
		if measure == "wasserstein" || measure == "norm_wasserstein" {
			highest = float64(K - 1)
		}
		iv.low, iv.high = BiasCorrectedNormalInterval(value, s, level, 0)
		iv.high = min(highest, iv.high)
	}
	return iv
}
