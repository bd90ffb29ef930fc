package analysis

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// interval is the outcome of an interval method; method is empty, and reason
// set, where there is none.
type interval struct {
	low, high, se  float64
	method, reason string
}

// bound gives an estimate its interval, or the reason why it has none.
func (e *Estimate) bound(iv interval, level float64) {
	e.Low, e.High, e.SE, e.Method = iv.low, iv.high, iv.se, iv.method
	if iv.method != "" {
		e.Level = level
	}
	if iv.reason != "" {
		e.Note = iv.reason
	}
}

func noInterval(reason string) interval {
	return interval{low: math.NaN(), high: math.NaN(), se: math.NaN(), reason: reason}
}

// PercentileInterval cuts (1-level)/2 off both ends of the resampled values.
//
// Source: Efron and Tibshirani (1993), chapter 13.
func PercentileInterval(reps []float64, level float64) (low, high float64) {
	s := slices.Clone(finite(reps))
	return quantileOf(s, (1-level)/2), quantileOf(s, (1+level)/2)
}

// BCaInterval is the bias-corrected and accelerated interval of an estimate
// from its resampled values and its leave-one-out values.
//
//	z0 = Phi^-1(share of reps below estimate, ties half)
//	a  = sum (m - j_i)^3 / (6 (sum (m - j_i)^2)^(3/2)),  m = mean of j
//
// ok is false, and the ends NaN, where z0 or a cannot be had: all reps on one
// side, or a jackknife without spread.
//
// Source: Efron (1987); agrees with scipy.stats.bootstrap(method="BCa").
func BCaInterval(estimate float64, reps, jackknife []float64, level float64) (low, high float64, ok bool) {
	s := slices.Clone(finite(reps))
	below := 0.0
	for _, r := range s {
		switch {
		case r < estimate:
			below++
		case r == estimate:
			below += .5
		}
	}
	z0 := distuv.UnitNormal.Quantile(below / float64(len(s)))
	a, ok := acceleration(finite(jackknife))
	if len(s) == 0 || !ok || math.IsNaN(z0) || math.IsInf(z0, 0) {
		return math.NaN(), math.NaN(), false
	}
	end := func(p float64) float64 {
		z := z0 + distuv.UnitNormal.Quantile(p)
		return quantileOf(s, distuv.UnitNormal.CDF(z0+z/(1-a*z)))
	}
	return end((1 - level) / 2), end((1 + level) / 2), true
}

func acceleration(jack []float64) (a float64, ok bool) {
	m, s2, s3 := mean(jack), 0.0, 0.0
	for _, j := range jack {
		d := m - j
		s2 += d * d
		s3 += d * d * d
	}
	if s2 < 1e-300 || math.IsNaN(s2) {
		return math.NaN(), false
	}
	return s3 / (6 * math.Pow(s2, 1.5)), true
}

// BiasCorrectedNormalInterval is 2t - mean* -+ z sd*, cut at lowest: for
// estimates whose resampled values are shifted upward as the estimate itself is.
//
// Source: Davison and Hinkley (1997), section 5.2.1.
func BiasCorrectedNormalInterval(estimate float64, reps []float64, level, lowest float64) (low, high float64) {
	s := finite(reps)
	z := distuv.UnitNormal.Quantile((1 + level) / 2)
	centre := 2*estimate - mean(s)
	return max(lowest, centre-z*sd(s)), max(lowest, centre+z*sd(s))
}

// FoldedNormalInterval is that for a sum of absolute values, t = sum |x_i|: its lower
// end is the bias-corrected normal one's, cut at 0, its upper end the larger of that and
// the percentile interval's. Of x near 0, resampling gives |x*| a spread that is too
// small by up to sqrt(1 - 2/pi), and the bias-corrected normal interval ends too low.
func FoldedNormalInterval(estimate float64, reps []float64, level float64) (low, high float64) {
	low, high = BiasCorrectedNormalInterval(estimate, reps, level, 0)
	_, above := PercentileInterval(reps, level)
	return low, max(high, above)
}

// normalInterval is t -+ z se.
func normalInterval(value, se, level float64) (low, high float64) {
	z := distuv.UnitNormal.Quantile((1 + level) / 2)
	return value - z*se, value + z*se
}

// LogitInterval is the normal interval of a share's log odds, l -+ z sd*/(t(1-t)) with
// l = ln(t/(1-t)), turned back into shares. ok is false where t is 0 or 1.
//
// Source: Brown, Cai and DasGupta (2001).
func LogitInterval(estimate float64, reps []float64, level float64) (low, high float64, ok bool) {
	if estimate <= 0 || estimate >= 1 || math.IsNaN(estimate) {
		return math.NaN(), math.NaN(), false
	}
	odds := math.Log(estimate / (1 - estimate))
	half := distuv.UnitNormal.Quantile((1+level)/2) * sd(finite(reps)) / (estimate * (1 - estimate))
	return 1 / (1 + math.Exp(half-odds)), 1 / (1 + math.Exp(-half-odds)), true
}

// tQuantile is that of Student's t, either way of which the level lies.
func tQuantile(level, df float64) float64 {
	return distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}.Quantile((1 + level) / 2)
}

// TInterval is estimate -+ t SD/sqrt(n) over n >= 3 independent values.
func TInterval(estimate float64, values []float64, level float64) (low, high, se float64) {
	n := float64(len(values))
	se = sd(values) / math.Sqrt(n)
	t := tQuantile(level, n-1)
	return estimate - t*se, estimate + t*se, se
}
