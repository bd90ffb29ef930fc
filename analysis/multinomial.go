package analysis

import "math/rand/v2"

// multinomial draws options in proportion to counts, by the alias method: one
// comparison a draw, 32 random bits each. Draws are summed in one word, a lane
// an option, so that a draw is a lookup and an addition.
//
// Source: Walker (1977); Vose (1991).
type multinomial struct {
	columns []aliasColumn
	width   int // bits a lane
}

// aliasColumn holds an option and the one that stands in for it; own and other
// are what a draw adds to the word.
type aliasColumn struct {
	cut        uint64 // of 2^32: below it the column's own option
	own, other uint64
}

// newMultinomial prepares draws from counts, at most 32 of them; nil when all
// are zero.
func newMultinomial(counts []float64) *multinomial {
	n, K := sum(counts), len(counts)
	if n == 0 {
		return nil
	}
	m := &multinomial{make([]aliasColumn, K), 64 / K}
	scaled := make([]float64, K)
	var small, large []int
	for k, c := range counts {
		scaled[k] = c / n * float64(K)
		if scaled[k] < 1 {
			small = append(small, k)
		} else {
			large = append(large, k)
		}
	}
	for len(small) > 0 && len(large) > 0 {
		s, l := small[len(small)-1], large[len(large)-1]
		small = small[:len(small)-1]
		m.set(s, scaled[s], l)
		scaled[l] -= 1 - scaled[s]
		if scaled[l] < 1 {
			large, small = large[:len(large)-1], append(small, l)
		}
	}
	for _, k := range append(small, large...) {
		if counts[k] > 0 {
			m.set(k, 1, k)
		} else { // left over by rounding: no draw may land here
			m.set(k, 0, mostFrequent(counts))
		}
	}
	return m
}

func (m *multinomial) set(k int, share float64, alias int) {
	m.columns[k] = aliasColumn{uint64(share * (1 << 32)), 1 << (k * m.width), 1 << (alias * m.width)}
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
func (m *multinomial) add(rng *rand.PCG, n int, out []float64) {
	if m == nil {
		return
	}
	mask := uint64(1)<<m.width - 1
	for n > 0 {
		part := min(n, int(min(mask, 1<<20)))
		word := m.word(rng, part)
		for k := range m.columns {
			out[k] += float64(word & mask)
			word >>= m.width
		}
		n -= part
	}
}

// word draws n options, no more than a lane can count.
func (m *multinomial) word(rng *rand.PCG, n int) uint64 {
	K, word := uint64(len(m.columns)), uint64(0)
	for range n / 2 {
		u := rng.Uint64()
		word += m.columns[(u>>32)*K>>32].pick((u>>32)*K) + m.columns[(u&0xffffffff)*K>>32].pick((u&0xffffffff)*K)
	}
	if n%2 == 1 {
		u := rng.Uint64() >> 32
		word += m.columns[u*K>>32].pick(u * K)
	}
	return word
}

func (c *aliasColumn) pick(at uint64) uint64 {
	inc, other := c.own, c.other
	if at&0xffffffff >= c.cut {
		inc = other
	}
	return inc
}
