package analysis

import "math"

// quantileOf is Quantile of values in any order, none of them NaN; it reorders them.
// Only as much is sorted as two neighbouring order statistics need.
func quantileOf(v []float64, p float64) float64 {
	n := len(v)
	if n == 0 || math.IsNaN(p) {
		return math.NaN()
	}
	h := float64(n-1) * min(1, max(0, p))
	lo := min(int(h), n-1)
	selectSmallest(v, lo)
	if lo == n-1 {
		return v[lo]
	}
	next := math.Inf(1)
	for _, x := range v[lo+1:] {
		next = min(next, x)
	}
	return v[lo] + (h-float64(lo))*(next-v[lo])
}

// selectSmallest reorders v so that v[k] is what it were if v was sorted, nothing
// before it larger, nothing after it smaller.
//
// Source: Hoare (1961), Algorithm 65: Find.
func selectSmallest(v []float64, k int) {
	lo, hi := 0, len(v)-1
	for lo < hi {
		pivot := medianOfThree(v[lo], v[lo+(hi-lo)/2], v[hi])
		i, j := lo, hi
		for i <= j {
			for v[i] < pivot {
				i++
			}
			for v[j] > pivot {
				j--
			}
			if i <= j {
				v[i], v[j] = v[j], v[i]
				i, j = i+1, j-1
			}
		}
		switch {
		case k <= j:
			hi = j
		case k >= i:
			lo = i
		default:
			return
		}
	}
}

func medianOfThree(a, b, c float64) float64 { return max(min(a, b), min(max(a, b), c)) }
