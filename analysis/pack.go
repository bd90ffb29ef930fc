package analysis

import (
	"math"
	"slices"
)

// packed holds the personas' vectors, none of whose entries is negative, for fast sums: whole counts share
// words of 64 bits in lanes so narrow that only some rows can be added before a
// lane is full; the rest stays float64.
type packed struct {
	counts  int // leading entries that are packed; 0 = none
	width   int // bits a lane, one of laneWidths
	rows    int
	words   int    // of a row
	largest uint64 // entry that is packed
	budget  uint32 // rows that can be added before a lane may be full
	lanes   []uint64
	rest    []float64 // what is not packed, row by row
	floats  int       // entries of rest in a row
}

// leastBudget rows, at the least, are added between two emptyings of the lanes.
const leastBudget = handDraws

// laneWidths are the bits a lane may have: 5 for answers to items asked once, 31 of
// which fit.
var laneWidths = []int{5, 8, 16, 32}

// pack lays n vectors of the given size out. The first counts entries are packed
// if they are whole numbers, in the narrowest lanes that do; row gives vector i, and
// may fill buf.
func pack(n, size, counts int, row func(i int, buf []float64) []float64) *packed {
	p := &packed{rows: n, counts: counts, floats: size - counts}
	fits := func(width int) bool {
		p.width = width
		return p.fill(row)
	}
	if !slices.ContainsFunc(laneWidths, fits) {
		p.counts, p.floats = 0, size
		p.fill(row)
	}
	p.budget = uint32((uint64(1)<<p.width - 1) / p.largest)
	return p
}

// fill packs the vectors; false when a count does not fit into a lane.
func (p *packed) fill(row func(i int, buf []float64) []float64) bool {
	perWord, most := p.perWord(), (uint64(1)<<p.width-1)/leastBudget
	p.words, p.largest = (p.counts+perWord-1)/perWord, 1
	p.lanes, p.rest = make([]uint64, p.rows*p.words), make([]float64, p.rows*p.floats)
	buf := make([]float64, p.counts+p.floats)
	for i := range p.rows {
		v := row(i, buf)
		counts := v[:p.counts]
		words := p.lanes[i*p.words : (i+1)*p.words]
		for j := range words {
			word := uint64(0)
			for l, x := range counts[j*perWord : min((j+1)*perWord, len(counts))] {
				n := uint64(x)
				if n > most || float64(n) != x {
					return false
				}
				p.largest = max(p.largest, n)
				word |= n << (p.width * l & 63)
			}
			words[j] = word
		}
		copy(p.rest[i*p.floats:(i+1)*p.floats], v[p.counts:])
	}
	return true
}

// packVectors packs the first counts entries of each vector.
func packVectors(vectors [][]float64, counts int) *packed {
	size := 0
	if len(vectors) > 0 {
		size = len(vectors[0])
	}
	return pack(len(vectors), size, counts, func(i int, _ []float64) []float64 { return vectors[i] })
}

func (p *packed) perWord() int { return 64 / p.width }

// row writes vector i into out.
func (p *packed) row(i int, out []float64) { p.part(i, 0, p.counts+p.floats, out) }

// part writes the entries lo..hi-1 of vector i into out.
func (p *packed) part(i, lo, hi int, out []float64) {
	if lo < p.counts {
		mask, perWord := uint64(1)<<p.width-1, p.perWord()
		words := p.lanes[i*p.words+lo/perWord : (i+1)*p.words]
		skip := lo % perWord
		for n := min(hi, p.counts) - lo; n > 0; skip = 0 {
			word := words[0] >> (p.width * skip)
			words = words[1:]
			some := out[:min(n, perWord-skip)]
			for j := range some {
				some[j] = float64(word & mask)
				word >>= p.width
			}
			n, out = n-len(some), out[len(some):]
		}
		lo = p.counts
	}
	if lo < hi {
		copy(out, p.rest[i*p.floats+lo-p.counts:i*p.floats+hi-p.counts])
	}
}

// laneSums adds packed rows up. Full lanes are emptied into lanes twice as wide,
// even and odd ones apart, and these at last into the result.
type laneSums struct {
	*packed
	acc, wide []uint64
	emptied   int // times since the wide lanes were
}

func (p *packed) sums() *laneSums {
	return &laneSums{packed: p, acc: make([]uint64, p.words), wide: make([]uint64, 2*p.words)}
}

func (s *laneSums) begin(out []float64) {
	clear(out)
	clear(s.acc)
	clear(s.wide)
	s.emptied = 0
}

// sum adds up the vectors listed.
func (s *laneSums) sum(rows []int, out []float64) {
	s.begin(out)
	if s.floats > 0 {
		for _, i := range rows {
			addTo(out[s.counts:], s.rest[i*s.floats:(i+1)*s.floats])
		}
	}
	if s.words == 0 {
		return
	}
	for len(rows) > 0 {
		some := rows[:min(len(rows), int(s.budget))]
		rows = rows[len(some):]
		if s.words == 1 { // a dimension of few options: worth a loop of its own
			a := uint64(0)
			for _, i := range some {
				a += s.lanes[i]
			}
			s.acc[0] = a
		} else {
			for _, i := range some {
				for j, x := range s.lanes[i*s.words : (i+1)*s.words] {
					s.acc[j] += x
				}
			}
		}
		s.empty(out)
	}
	s.end(out)
}

// empty makes room in the lanes.
func (s *laneSums) empty(out []float64) {
	even := evenLanes(s.width)
	for j, x := range s.acc {
		s.wide[2*j] += x & even
		s.wide[2*j+1] += x >> s.width & even
		s.acc[j] = 0
	}
	if s.emptied++; s.emptied == 1<<s.width { // so many full lanes fit into a wide one
		s.emptyWide(out)
	}
}

// evenLanes masks every other lane of a word, the lowest first.
func evenLanes(width int) uint64 {
	lane, mask := uint64(1)<<width-1, uint64(0)
	for at := 0; at < 64; at += 2 * width {
		mask |= lane << at
	}
	return mask
}

func (s *laneSums) emptyWide(out []float64) {
	mask, perWord := uint64(math.MaxUint64)>>(64-2*s.width), s.perWord()
	for j, word := range s.wide {
		for l := j % 2; l < perWord; l += 2 {
			if at := j/2*perWord + l; at < s.counts {
				out[at] += float64(word & mask)
			}
			word >>= 2 * s.width
		}
		s.wide[j] = 0
	}
	s.emptied = 0
}

func (s *laneSums) end(out []float64) {
	s.empty(out)
	s.emptyWide(out)
}
