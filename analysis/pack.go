package analysis

import "math"

// packed holds the personas' vectors for fast weighted sums: whole counts go
// four to a word of 64 bits, the rest stays float64. A word holds four lanes of
// 16 bits; personas are packed only where no lane can overflow.
type packed struct {
	counts int        // leading entries that are packed
	words  [][]uint64 // persona x word; nil when the counts do not fit
	floats [][]float64
}

// pack lays vectors out for draws of up to len(vectors) personas; the first
// counts entries are whole numbers if they can be packed.
func pack(vectors [][]float64, counts int) *packed {
	p := &packed{counts: counts, floats: vectors}
	limit := math.MaxUint16 / float64(max(1, len(vectors)))
	for _, v := range vectors {
		for _, x := range v[:counts] {
			if x != math.Trunc(x) || x > limit {
				p.counts = 0
				return p
			}
		}
	}
	p.words = make([][]uint64, len(vectors))
	p.floats = make([][]float64, len(vectors))
	for i, v := range vectors {
		w := make([]uint64, (counts+3)/4)
		for j, x := range v[:counts] {
			w[j/4] |= uint64(x) << (16 * (j % 4))
		}
		p.words[i], p.floats[i] = w, v[counts:]
	}
	return p
}

// total sums the vectors by weight into out; acc is scratch, one word for four
// counts.
func (p *packed) total(weight []int, acc []uint64, out []float64) {
	clear(out)
	rest := out[p.counts:]
	for i, w := range weight {
		if w == 0 {
			continue
		}
		f := float64(w)
		for j, x := range p.floats[i] {
			rest[j] += f * x
		}
	}
	if p.words == nil {
		return
	}
	clear(acc)
	for i, w := range weight {
		if w == 0 {
			continue
		}
		u := uint64(w)
		row := p.words[i]
		a := acc[:len(row)]
		for j, x := range row {
			a[j] += u * x
		}
	}
	for j := range p.counts {
		out[j] = float64(uint16(acc[j/4] >> (16 * (j % 4))))
	}
}
