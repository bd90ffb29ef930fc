package analysis

import "math"

// TopTwoShare is the share of the two largest options together, in 2/K..1; NaN
// when all counts are zero.
//
// Source: Lee, Lee and Cho (2026), arXiv 2408.09049.
func TopTwoShare(counts []float64) float64 {
	first, second, n := 0.0, 0.0, 0.0
	for _, c := range counts {
		n += c
		if c > first {
			first, second = c, first
		} else if c > second {
			second = c
		}
	}
	return ratio(first+second, n)
}

// TopTwoAdjacentShare is the largest share of two neighbouring options, in
// 0..1; NaN when all counts are zero.
func TopTwoAdjacentShare(counts []float64) float64 {
	best, n := 0.0, 0.0
	for k, c := range counts {
		n += c
		if k > 0 {
			best = max(best, c+counts[k-1])
		}
	}
	return ratio(best, n)
}

// ModalShare is the largest share of one option, in 1/K..1; NaN when all counts
// are zero.
func ModalShare(counts []float64) float64 {
	best, n := 0.0, 0.0
	for _, c := range counts {
		n += c
		best = max(best, c)
	}
	return ratio(best, n)
}

// MeanOption is the mean of the chosen options 1..K; NaN when all counts are
// zero.
func MeanOption(counts []float64) float64 {
	s, n := 0.0, 0.0
	for k, c := range counts {
		s += float64(k+1) * c
		n += c
	}
	return ratio(s, n)
}

// SDOption is the standard deviation (ddof 1) of the chosen options; 0 for a
// single answer, NaN without one.
func SDOption(counts []float64) float64 {
	n, m := sum(counts), MeanOption(counts)
	if n == 0 {
		return math.NaN()
	}
	if n <= 1 {
		return 0
	}
	ss := 0.0
	for k, c := range counts {
		d := float64(k+1) - m
		ss += c * d * d
	}
	return math.Sqrt(ss / (n - 1))
}

func ratio(a, b float64) float64 {
	if b == 0 {
		return math.NaN()
	}
	return a / b
}
