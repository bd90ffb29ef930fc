package analysis

import (
	"math"
	"slices"
)

// Quantile is R's type 7 sample quantile of sorted values, linear between the
// order statistics; NaN when there is none. Agrees with numpy.quantile.
//
// Source: Hyndman and Fan (1996), definition 7.
func Quantile(sorted []float64, p float64) float64 {
	n := len(sorted)
	if n == 0 || math.IsNaN(p) {
		return math.NaN()
	}
	h := float64(n-1) * min(1, max(0, p))
	lo := int(math.Floor(h))
	if lo >= n-1 {
		return sorted[n-1]
	}
	return sorted[lo] + (h-float64(lo))*(sorted[lo+1]-sorted[lo])
}

func mean(v []float64) float64 { return ratio(sum(v), float64(len(v))) }

// sd is the standard deviation, ddof 1; NaN below two values.
func sd(v []float64) float64 {
	if len(v) < 2 {
		return math.NaN()
	}
	m, ss := mean(v), 0.0
	for _, x := range v {
		ss += (x - m) * (x - m)
	}
	return math.Sqrt(ss / float64(len(v)-1))
}

// finite returns the values that are neither NaN nor infinite; where these are all,
// v itself.
func finite(v []float64) []float64 {
	odd := func(x float64) bool { return math.IsNaN(x) || math.IsInf(x, 0) }
	if !slices.ContainsFunc(v, odd) {
		return v
	}
	return slices.DeleteFunc(slices.Clone(v), odd)
}
