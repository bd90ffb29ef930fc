package analysis

import (
	"math"
	"slices"
)

// The methods of intervals, as Estimate.Method names them.
const (
	MethodBCa            = "bca"
	MethodPercentile     = "percentile"
	MethodNormal         = "normal"
	MethodLogit          = "logit" // the normal one of the log odds
	MethodCorrectedLogit = "bias-corrected logit"
	MethodBiasCorrected  = "bias-corrected normal"
	MethodFolded         = "bias-corrected folded normal"
	MethodTOverSeeds     = "t over seeds"
	MethodTOverGroups    = "t over groups"
	MethodTOverPersonas  = "t over personas"
	MethodFisher         = "Fisher z"
	MethodFeldt          = "Feldt" // of Cronbach's alpha
	MethodF              = "F"     // of ratios of variances
	MethodWilson         = "Wilson"
	MethodClustered      = "t, clustered by persona"
)

// IntervalMethods lists what Options.CI may ask for.
func IntervalMethods() []string { return []string{MethodBCa, MethodPercentile, MethodNormal} }

// methodOf is the method of a measure's interval: the one asked for, unless the measure
// has its own, as no other holds the truth as often as it says (docs/coverage.md).
func methodOf(measure, asked string) string {
	switch measure {
	case "jsd", "js_distance", "norm_js_distance", "item_share":
		// resampling shifts them upward, as sampling shifted the estimate itself
		return MethodBiasCorrected
	case "total_variation", "wasserstein", "norm_total_variation", "norm_wasserstein":
		// so it does a sum of absolute differences; and where these are near 0, it
		// folds their spread
		return MethodFolded
	case "jsd_corrected", "inertia_mm", "persona_share_mm", "item_share_mm":
		// the estimate has lost its bias, and its resampled values have not: what
		// lies between them is no bias to correct once more
		return MethodNormal
	}
	if asked != MethodBCa {
		return asked
	}
	switch measure {
	case "inertia", "persona_share":
		// with few personas they are shifted, too, and BCa does not shift them back
		return MethodBiasCorrected
	case "top2", "top2_adjacent", "modal_share":
		// which options are largest changes from resample to resample where some
		// are nearly tied, and there the corrections of BCa go astray
		return MethodLogit
	case "item_modal_share":
		// the largest options of few answers each are too large, and so is their mean
		return MethodCorrectedLogit
	}
	return asked
}

// measureInterval makes the interval of a measure over a scale of K options from its
// resampled and leave-one-out values, cut at a level (personaDraw.level).
//
// A JS distance has the root of its divergence's interval: the root bends sharply at 0,
// where an interval that is symmetric on its own scale misses the truth.
func measureInterval(measure, asked string, value float64, reps, leftOut []float64, level float64, K int) interval {
	method := methodOf(measure, asked)
	switch measure {
	case "js_distance", "norm_js_distance":
		squares := make([]float64, len(reps))
		for i, r := range reps {
			squares[i] = r * r
		}
		iv := choose(method, value*value, squares, nil, level, 1)
		iv.low, iv.high, iv.se = math.Sqrt(iv.low), math.Sqrt(iv.high), sd(finite(reps))
		return iv
	case "wasserstein", "norm_wasserstein":
		return choose(method, value, reps, leftOut, level, float64(K-1))
	}
	return choose(method, value, reps, leftOut, level, 1)
}

// choose makes an interval by a method, and says where it had to be another. A
// bias-corrected normal one is cut to 0..highest.
func choose(method string, estimate float64, reps, jack []float64, level, highest float64) interval {
	s := finite(reps)
	if len(s) < len(reps)/2 || len(s) < 2 {
		return noInterval("undefined in most resamples")
	}
	if slices.Max(s)-slices.Min(s) < 1e-12 { // one value is no range of what may be true
		return noInterval("no interval: every resample gives the same value")
	}
	iv := interval{se: sd(s), method: method}
	ok := true
	switch method {
	case MethodNormal:
		iv.low, iv.high = normalInterval(estimate, iv.se, level)
	case MethodBiasCorrected:
		iv.low, iv.high = BiasCorrectedNormalInterval(estimate, s, level, 0)
		iv.high = min(highest, iv.high)
	case MethodFolded:
		iv.low, iv.high = FoldedNormalInterval(estimate, s, level)
		iv.high = min(highest, iv.high)
	case MethodBCa:
		iv.low, iv.high, ok = BCaInterval(estimate, s, jack, level)
	case MethodLogit:
		iv.low, iv.high, ok = LogitInterval(estimate, s, level)
	case MethodCorrectedLogit:
		iv.low, iv.high, ok = LogitInterval(2*estimate-mean(s), s, level)
	default:
		ok = false
	}
	if !ok {
		iv.method = MethodPercentile
		iv.low, iv.high = PercentileInterval(s, level)
	}
	return iv
}
