package analysis

import (
	"math"
	"slices"
)

// blockSums adds up what is drawn from blocks of packed rows, for each resample of a
// chunk: whole counts in their lanes, the rest as fixed-point numbers in lanes of 32
// bits.
type blockSums struct {
	*packed
	panels   []*panel
	capacity uint64      // draws that can be added before a panel may be full
	drawn    []uint64    // of these, by resample
	table    blockTable  // of one block and panel
	totals   [][]float64 // by resample
}

// panelWords words of a row are added in one pass, each in a register.
const panelWords = 4

type words [panelWords]uint64

// blockTable is the sums that a hand is made of: any byte is a row, the first tableRows
// are used.
type blockTable [math.MaxUint8 + 1]words

// fixedBits are kept of a number that is not whole: eight digits, of which the
// Monte Carlo error leaves two or three.
const fixedBits = 26

// panel adds up some words of the rows. A hand is added in narrow lanes, and these are
// added to lanes twice as wide, even and odd ones apart.
type panel struct {
	first    int       // entry of the vector, one a lane
	units    []float64 // what one of each lane stands for
	width    int       // bits a lane
	load     func(row int, into *words)
	sums     []wideSums // by resample
	capacity uint64     // draws that can be added before a wide lane may be full
}

type wideSums struct{ even, odd words }

func (p *packed) blockSums(resamples int) *blockSums {
	s := &blockSums{packed: p, totals: matrix(resamples, p.counts+p.floats), drawn: make([]uint64, resamples), capacity: math.MaxUint64}
	for at := 0; at < p.words; at += panelWords {
		s.panels = append(s.panels, p.countPanel(at))
	}
	for at := 0; at < p.floats; at += 2 * panelWords {
		s.panels = append(s.panels, p.restPanel(at))
	}
	for _, q := range s.panels {
		q.sums = make([]wideSums, resamples)
		s.capacity = min(s.capacity, q.capacity)
	}
	return s
}

// countPanel makes a panel of words of the lanes.
func (p *packed) countPanel(at int) *panel {
	n, perWord := min(panelWords, p.words-at), p.perWord()
	first := at * perWord
	return &panel{
		first: first, units: slices.Repeat([]float64{1}, min(n*perWord, p.counts-first)), width: p.width, capacity: wideCapacity(p.width, p.largest),
		load: func(row int, into *words) { copy(into[:], p.lanes[row*p.words+at:][:n]) },
	}
}

// restPanel makes a panel of columns of the rest, in multiples of their unit.
func (p *packed) restPanel(at int) *panel {
	units := p.units(at, min(2*panelWords, p.floats-at))
	return &panel{
		first: p.counts + at, units: units, width: 32, capacity: wideCapacity(32, 1<<fixedBits),
		load: func(row int, into *words) {
			*into = words{}
			for i, x := range p.rest[row*p.floats+at:][:len(units)] {
				into[i/2] |= uint64(math.Round(x/units[i])) << (32 * (i % 2))
			}
		},
	}
}

// wideCapacity is how many numbers of at most largest can be added before a lane of
// twice the width may be full.
func wideCapacity(width int, largest uint64) uint64 {
	return math.MaxUint64 >> (64 - 2*width) / largest
}

// units are powers of two, about 2^-fixedBits of the largest number of each of n columns
// of the rest: numbers are rounded to multiples of it, whole ones not at all.
func (p *packed) units(first, n int) []float64 {
	units := make([]float64, n)
	for i := range units {
		largest := 0.
		for row := range p.rows {
			largest = max(largest, p.rest[row*p.floats+first+i])
		}
		_, exponent := math.Frexp(largest)
		units[i] = math.Ldexp(1, max(exponent-fixedBits, -1000))
	}
	return units
}

// begin takes up a new chunk.
func (s *blockSums) begin() {
	for _, t := range s.totals {
		clear(t)
	}
	for _, q := range s.panels {
		clear(q.sums)
	}
	clear(s.drawn)
}

// add adds the rows drawn from one block.
func (s *blockSums) add(d *blockDraws) {
	s.makeRoom(d.draws)
	for _, q := range s.panels {
		q.fill(&s.table, d)
		q.add(&s.table, d.hands)
	}
}

// makeRoom empties the panels where draws may overfill them.
func (s *blockSums) makeRoom(draws []uint64) {
	most := uint64(0)
	for b, m := range draws {
		s.drawn[b] += m
		most = max(most, s.drawn[b])
	}
	if most > s.capacity {
		s.empty()
		copy(s.drawn, draws)
	}
}

// empty moves the sums of all panels into the totals.
func (s *blockSums) empty() {
	for b, total := range s.totals {
		for _, q := range s.panels {
			q.sums[b].addTo(total[q.first:], q.units, q.width)
			q.sums[b] = wideSums{}
		}
	}
}

// fill makes the block's table: the sums of all pairs of places, each place alone,
// and nothing.
func (q *panel) fill(table *blockTable, d *blockDraws) {
	single := (*[blockPlaces]words)(table[firstSingle:])
	for i := range single {
		q.load(d.first+i%d.size, &single[i])
	}
	row := uint8(0)
	for i := range single {
		a := single[i]
		for j := range i + 1 {
			b := &single[j]
			table[row] = words{a[0] + b[0], a[1] + b[1], a[2] + b[2], a[3] + b[3]}
			row++
		}
	}
	table[noPlace] = words{}
}

// add adds hands to the sums of their resamples.
func (q *panel) add(table *blockTable, hands []hand) {
	mask, width := evenLanes(q.width), q.width&63
	for i := range hands {
		h := &hands[i]
		r := &h.rows
		a, b, c, d, e := &table[r[0]], &table[r[1]], &table[r[2]], &table[r[3]], &table[r[4]]
		x0 := a[0] + b[0] + c[0] + d[0] + e[0]
		x1 := a[1] + b[1] + c[1] + d[1] + e[1]
		x2 := a[2] + b[2] + c[2] + d[2] + e[2]
		x3 := a[3] + b[3] + c[3] + d[3] + e[3]
		a, b, c, d, e = &table[r[5]], &table[r[6]], &table[r[7]], &table[r[8]], &table[r[9]]
		x0 += a[0] + b[0] + c[0] + d[0] + e[0]
		x1 += a[1] + b[1] + c[1] + d[1] + e[1]
		x2 += a[2] + b[2] + c[2] + d[2] + e[2]
		x3 += a[3] + b[3] + c[3] + d[3] + e[3]
		s := &q.sums[h.resample]
		s.even[0] += x0 & mask
		s.even[1] += x1 & mask
		s.even[2] += x2 & mask
		s.even[3] += x3 & mask
		s.odd[0] += x0 >> width & mask
		s.odd[1] += x1 >> width & mask
		s.odd[2] += x2 >> width & mask
		s.odd[3] += x3 >> width & mask
	}
}

// addTo adds the lanes, twice width bits each, to their entries of a vector.
func (s *wideSums) addTo(vector, units []float64, width int) {
	perWord, mask := 64/width, uint64(math.MaxUint64)>>(64-2*width)
	wide := 2 * width & 63
	for word := 0; len(units) > 0; word++ {
		n := min(perWord, len(units))
		e, o := s.even[word], s.odd[word]
		for i, unit := range units[:n] {
			vector[i] += float64(int64(e&mask)) * unit
			e, o = o, e>>wide // even and odd lanes take turns
		}
		vector, units = vector[n:], units[n:]
	}
}
