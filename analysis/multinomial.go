package analysis

import (
	"math/bits"

	"gonum.org/v1/gonum/mathext/prng"
)

// multinomial draws options in proportion to counts, by the alias method: one
// comparison a draw. Two draws are made at once, as one of a pair of options, whose
// probability is the product of theirs. Draws are summed in one word, a lane an
// option, so that a draw is a lookup and an addition.
//
// Source: Walker (1977); Vose (1991).
type multinomial struct {
	pairs, single []aliasColumn
	options       int
	width         int // bits a lane
}

// aliasColumn holds an outcome and the one that stands in for it; own and other
// are what a draw adds to the word.
type aliasColumn struct {
	cut        uint64 // of 2^32: below it the column's own outcome
	own, other uint64
}

// newMultinomial prepares draws from counts, at most 32 of them; nil when all
// are zero.
func newMultinomial(counts []float64) *multinomial {
	n, K := sum(counts), len(counts)
	if n == 0 {
		return nil
	}
	m := &multinomial{options: K, width: 64 / K}
	lanes := make([]uint64, K)
	weights, adds := make([]float64, 0, K*K), make([]uint64, 0, K*K)
	for k := range lanes {
		lanes[k] = 1 << (k * m.width)
	}
	for j, a := range counts {
		for k, b := range counts {
			weights, adds = append(weights, a/n*b), append(adds, lanes[j]+lanes[k])
		}
	}
	m.pairs, m.single = aliasTable(weights, adds), aliasTable(counts, lanes)
	return m
}

// aliasTable makes the columns for outcomes with these weights; adds is what each
// adds to the word.
func aliasTable(weights []float64, adds []uint64) []aliasColumn {
	columns := make([]aliasColumn, len(weights))
	scaled := make([]float64, len(weights))
	n := sum(weights)
	set := func(k int, share float64, alias int) {
		columns[k] = aliasColumn{uint64(share * (1 << 32)), adds[k], adds[alias]}
	}
	var small, large []int
	for k, w := range weights {
		scaled[k] = w / n * float64(len(weights))
		if scaled[k] < 1 {
			small = append(small, k)
		} else {
			large = append(large, k)
		}
	}
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		set(s, scaled[s], l)
		scaled[l] -= 1 - scaled[s]
		if scaled[l] < 1 {
			large, small = large[:len(large)-1], append(small, l)
		}
	}
	for _, k := range append(small, large...) {
		if weights[k] > 0 {
			set(k, 1, k)
		} else { // left over by rounding: no draw may land here
			set(k, 0, mostFrequent(weights))
		}
	}
	return columns
}

func mostFrequent(counts []float64) int {
	best := 0
	for k, c := range counts {
		if c > counts[best] {
			best = k
		}
	}
	return best
}

// add draws n options and adds them to out.
func (m *multinomial) add(rng *prng.SplitMix64, n int, out []float64) {
	if m == nil {
		return
	}
	mask := uint64(1)<<m.width - 1
	for n > 0 {
		part := min(n, int(min(mask, 1<<20)))
		word := m.word(rng, part)
		for k := range m.options {
			out[k] += float64(word & mask)
			word >>= m.width
		}
		n -= part
	}
}

// word draws n options, no more than a lane can count.
func (m *multinomial) word(rng *prng.SplitMix64, n int) uint64 {
	word := uint64(0)
	for range n / 2 {
		word += pick(m.pairs, rng.Uint64())
	}
	if n%2 == 1 {
		word += pick(m.single, rng.Uint64())
	}
	return word
}

// pick draws a column by u, uniform in 64 bits, and within it one of its two outcomes.
func pick(columns []aliasColumn, u uint64) uint64 {
	at, within := bits.Mul64(u, uint64(len(columns)))
	c := &columns[at]
	inc, other := c.own, c.other
	if within>>32 >= c.cut {
		inc = other
	}
	return inc
}
