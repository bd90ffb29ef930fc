package analysis

import (
	"math"
	"math/bits"
)

// packed holds the personas' vectors for fast weighted sums: whole counts share
// words of 64 bits, each in a lane as wide as its largest possible sum; the rest
// stays float64.
type packed struct {
	counts int        // leading entries that are packed; 0 = none
	width  int        // bits a lane
	flat   []uint64   // persona x word
	words  [][]uint64 // the same, by persona
	floats [][]float64
}

// pack lays vectors out for draws of len(vectors) personas; the first counts
// entries are packed if they are whole numbers that leave two lanes a word.
func pack(vectors [][]float64, counts int) *packed {
	p := &packed{floats: vectors}
	largest := 0.0
	for _, v := range vectors {
		for _, x := range v[:counts] {
			if x != math.Trunc(x) || x > math.MaxUint32 {
				return p
			}
			largest = max(largest, x)
		}
	}
	p.width = bits.Len64(uint64(largest) * uint64(len(vectors)))
	if p.width > 32 || counts == 0 {
		return p
	}
	p.width = max(1, p.width)
	lanes := 64 / p.width
	p.counts = counts
	width := (counts + lanes - 1) / lanes
	p.flat = make([]uint64, width*len(vectors))
	p.words = make([][]uint64, len(vectors))
	p.floats = make([][]float64, len(vectors))
	for i, v := range vectors {
		w := p.flat[i*width : (i+1)*width]
		for j, x := range v[:counts] {
			w[j/lanes] |= uint64(x) << (p.width * (j % lanes))
		}
		p.words[i], p.floats[i] = w, v[counts:]
	}
	return p
}

// total sums the vectors by weight into out; acc is scratch of wordsPerRow.
func (p *packed) total(weight []uint32, acc []uint64, out []float64) {
	clear(out)
	p.addFloats(weight, out[p.counts:])
	if p.counts == 0 {
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
	p.unpack(acc, out)
}

// sum adds up the vectors listed.
func (p *packed) sum(rows []int, acc []uint64, out []float64) {
	clear(out)
	if len(p.floats) > 0 && len(p.floats[0]) > 0 {
		for _, i := range rows {
			addTo(out[p.counts:], p.floats[i])
		}
	}
	if p.counts == 0 {
		return
	}
	clear(acc)
	width := len(acc)
	if width == 2 { // a dimension of six options: worth a loop of its own
		var a, b uint64
		for _, i := range rows {
			a += p.flat[2*i]
			b += p.flat[2*i+1]
		}
		acc[0], acc[1] = a, b
		p.unpack(acc, out)
		return
	}
	for _, i := range rows {
		for j, x := range p.flat[i*width : (i+1)*width] {
			acc[j] += x
		}
	}
	p.unpack(acc, out)
}

func (p *packed) unpack(acc []uint64, out []float64) {
	lanes, mask := 64/p.width, uint64(1)<<p.width-1
	j := 0
	for _, word := range acc {
		for range min(lanes, p.counts-j) {
			out[j] = float64(word & mask)
			word >>= p.width
			j++
		}
	}
}

func (p *packed) addFloats(weight []uint32, rest []float64) {
	if len(rest) == 0 {
		return
	}
	for i, w := range weight {
		if w == 0 {
			continue
		}
		f := float64(w)
		for j, x := range p.floats[i] {
			rest[j] += f * x
		}
	}
}

func (p *packed) wordsPerRow() int {
	if p.counts == 0 {
		return 0
	}
	return len(p.words[0])
}
