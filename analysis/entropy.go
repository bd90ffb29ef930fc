package analysis

import (
	"math"
	"sync"
)

// Entropy is the Shannon entropy, in bits, of a distribution given as counts.
//
//	H = -sum_k p_k log2 p_k,  p_k = c_k / sum c
//
// counts has one entry an option, none negative. The result lies in
// 0..log2(len(counts)); it is NaN when all counts are zero. Agrees with
// scipy.stats.entropy(counts, base=2).
//
// Source: Shannon (1948), section 6.
func Entropy(counts []float64) float64 {
	n, s := 0.0, 0.0
	for _, c := range counts {
		if c > 0 {
			n += c
			s += cLog2c(c)
		}
	}
	if n == 0 {
		return math.NaN()
	}
	return max(0, (cLog2c(n)-s)/n)
}

// smallCLog2C and largeCLog2C hold c log2 c for the counts met most often; resampling
// asks for it tens of millions of times. The large one is made when first needed.
var (
	smallCLog2C = tableOfCLog2C(1 << 12)
	largeCLog2C = sync.OnceValue(func() []float64 { return tableOfCLog2C(1 << 16) })
)

func tableOfCLog2C(n int) []float64 {
	t := make([]float64, n)
	for c := 1; c < n; c++ {
		t[c] = float64(c) * math.Log2(float64(c))
	}
	return t
}

func cLog2c(c float64) float64 {
	if i := int(c); i >= 0 && i < 1<<16 && float64(i) == c {
		if i < len(smallCLog2C) {
			return smallCLog2C[i]
		}
		return largeCLog2C()[i]
	}
	return c * math.Log2(c)
}

// EntropyMillerMadow is the entropy, in bits, corrected for the downward bias
// of the plug-in estimate.
//
//	H + (m - 1) / (2 n ln 2),  m = options seen, n = sum of counts
//
// It may exceed log2(len(counts)); NaN when all counts are zero.
//
// Source: Miller (1955), Note on the bias of information estimates.
func EntropyMillerMadow(counts []float64) float64 {
	n := sum(counts)
	return Entropy(counts) + float64(seen(counts)-1)/(2*n*math.Ln2)
}

// InertiaIndex is one minus the entropy of the answers, on the scale's range.
//
//	1 - H(p) / log2 K,  K = len(counts)
//
// 0 = all options equally often, 1 = one option only. An option that nobody
// chose is still a category. NaN when all counts are zero or K < 2.
//
// Source: Lee, Lee and Cho (2026), arXiv 2408.09049.
func InertiaIndex(counts []float64) float64 {
	if len(counts) < 2 {
		return math.NaN()
	}
	return 1 - Entropy(counts)/math.Log2(float64(len(counts)))
}

func sum(v []float64) float64 {
	s := 0.0
	for _, x := range v {
		s += x
	}
	return s
}

func seen(counts []float64) int {
	m := 0
	for _, c := range counts {
		if c > 0 {
			m++
		}
	}
	return m
}
