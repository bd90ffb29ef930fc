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
	panels []*panel
	table  []uint64    // of one block and panel
	totals [][]float64 // by resample
}

// panelWords words of a row are added in one pass: a table of so many stays in the
// first-level cache.
const panelWords = 12

// fixedBits are kept of a number that is not whole: eight digits, of which the
// Monte Carlo error leaves two or three.
const fixedBits = 26

// panel adds up some words of the rows. What a resample draws from a block is added
// in narrow lanes, and these are added to lanes twice as wide.
type panel struct {
	entries []int // of the vector, one a lane
	width   int   // bits a lane
	words   int
	load    func(row int, words []uint64)
	unit    []float64 // what one of each lane stands for; nil = 1

	narrow    uint64   // draws that can be added before a lane may be full
	wide      uint64   // the same of lanes twice as wide
	sum       []uint64 // by word
	even, odd []uint64 // by resample and word
	room      []uint64 // draws until the wide lanes may be full, by resample
}

func (p *packed) blockSums(resamples int) *blockSums {
	s := &blockSums{packed: p, totals: matrix(resamples, p.counts+p.floats)}
	for at := 0; at < p.words; at += panelWords {
		words := min(panelWords, p.words-at)
		q := &panel{width: p.width, words: words, load: func(row int, out []uint64) { copy(out, p.lanes[row*p.words+at:]) }}
		for i := at * p.perWord(); i < min((at+words)*p.perWord(), p.counts); i++ {
			q.entries = append(q.entries, i)
		}
		s.panels = append(s.panels, q.withRoom(p.largest, resamples))
	}
	whole, others := p.restApart()
	for columns := range slices.Chunk(whole, 8*panelWords) {
		s.panels = append(s.panels, p.restPanel(columns, 8, nil).withRoom(smallWhole, resamples))
	}
	for columns := range slices.Chunk(others, 2*panelWords) {
		s.panels = append(s.panels, p.restPanel(columns, 32, p.units(columns)).withRoom(1<<fixedBits, resamples))
	}
	s.table = make([]uint64, tableRows*panelWords)
	return s
}

// withRoom prepares a panel for lanes that hold at most largest.
func (q *panel) withRoom(largest uint64, resamples int) *panel {
	q.narrow, q.wide = math.MaxUint64>>(64-q.width)/largest, math.MaxUint64>>(64-2*q.width)/largest
	q.sum, q.even, q.odd = make([]uint64, q.words), make([]uint64, resamples*q.words), make([]uint64, resamples*q.words)
	q.room = make([]uint64, resamples)
	return q
}

// smallWhole is the largest whole number of the rest that has a lane of 8 bits.
const smallWhole = 15

// restApart lists the columns of the rest that hold small whole numbers, and the
// others.
func (p *packed) restApart() (whole, others []int) {
	for i := range p.floats {
		small := true
		for row := 0; row < p.rows && small; row++ {
			x := p.rest[row*p.floats+i]
			small = x <= smallWhole && x == math.Trunc(x)
		}
		if small {
			whole = append(whole, i)
		} else {
			others = append(others, i)
		}
	}
	return whole, others
}

// units are powers of two, about 2^-fixedBits of each column's largest number:
// numbers that are not whole are rounded to multiples of it.
func (p *packed) units(columns []int) []float64 {
	units := make([]float64, len(columns))
	for i, c := range columns {
		largest := 0.
		for row := range p.rows {
			largest = max(largest, p.rest[row*p.floats+c])
		}
		_, exponent := math.Frexp(largest)
		units[i] = math.Ldexp(1, max(exponent-fixedBits, -1000))
	}
	return units
}

// restPanel makes a panel of columns of the rest, in multiples of unit.
func (p *packed) restPanel(columns []int, width int, unit []float64) *panel {
	perWord := 64 / width
	q := &panel{width: width, words: (len(columns) + perWord - 1) / perWord, unit: unit}
	for _, c := range columns {
		q.entries = append(q.entries, p.counts+c)
	}
	q.load = func(row int, out []uint64) {
		clear(out)
		for i, c := range columns {
			x := p.rest[row*p.floats+c]
			if unit != nil {
				x = math.Round(x / unit[i])
			}
			out[i/perWord] |= uint64(x) << (width * (i % perWord))
		}
	}
	return q
}

// begin takes up a new chunk.
func (s *blockSums) begin() {
	for _, t := range s.totals {
		clear(t)
	}
	for _, q := range s.panels {
		clear(q.even)
		clear(q.odd)
		for b := range q.room {
			q.room[b] = q.wide
		}
	}
}

// add adds the rows drawn from one block.
func (s *blockSums) add(d *blockDraws) {
	for _, q := range s.panels {
		q.fill(s.table, d)
		q.add(s.table, d, s.totals)
	}
}

// total gives the sum of a resample once all blocks are added.
func (s *blockSums) total(b int) []float64 {
	for _, q := range s.panels {
		q.empty(b, s.totals[b])
	}
	return s.totals[b]
}

// fill makes the block's table: the sums of all pairs of places, each place alone,
// and nothing.
func (q *panel) fill(table []uint64, d *blockDraws) {
	n := q.words
	single := table[firstSingle*n:]
	for i := range blockPlaces {
		q.load(d.first+i%d.size, single[i*n:(i+1)*n])
	}
	for j := range blockPlaces {
		b := single[j*n:][:n]
		for i := range blockPlaces {
			a, pair := single[i*n:][:n], table[(j*blockPlaces+i)*n:][:n]
			for x := range pair {
				pair[x] = a[x] + b[x]
			}
		}
	}
	clear(table[noPlace*n : tableRows*n])
}

// add adds a block's draws to each resample.
func (q *panel) add(table []uint64, d *blockDraws, totals [][]float64) {
	n, mask, at := q.words, evenLanes(q.width), 0
	for b, end := range d.ends {
		for left := d.draws[b]; left > 0; {
			next, draws := end, left
			if left > q.narrow { // full pairs, as many as fit
				pairs := q.narrow / 2 / entriesAtOnce * entriesAtOnce
				next, draws = at+int(pairs), 2*pairs
			}
			if q.room[b] < draws {
				q.empty(b, totals[b])
			}
			q.room[b] -= draws
			addRows(table, d.entries[at:next], q.sum)
			spread(q.sum, q.even[b*n:][:n], q.odd[b*n:][:n], q.width, mask)
			at, left = next, left-draws
		}
	}
}

// addRows adds rows of the table to sum, entriesAtOnce at a time, or twice as many.
func addRows(table []uint64, rows []uint16, sum []uint64) {
	n := len(sum)
	for ; len(rows) >= 2*entriesAtOnce; rows = rows[2*entriesAtOnce:] {
		a, b := table[int(rows[0])*n:][:n], table[int(rows[1])*n:][:n]
		c, d := table[int(rows[2])*n:][:n], table[int(rows[3])*n:][:n]
		e, f := table[int(rows[4])*n:][:n], table[int(rows[5])*n:][:n]
		g, h := table[int(rows[6])*n:][:n], table[int(rows[7])*n:][:n]
		for x := range sum {
			sum[x] += a[x] + b[x] + c[x] + d[x] + e[x] + f[x] + g[x] + h[x]
		}
	}
	for ; len(rows) >= entriesAtOnce; rows = rows[entriesAtOnce:] {
		a, b := table[int(rows[0])*n:][:n], table[int(rows[1])*n:][:n]
		c, d := table[int(rows[2])*n:][:n], table[int(rows[3])*n:][:n]
		for x := range sum {
			sum[x] += a[x] + b[x] + c[x] + d[x]
		}
	}
}

// spread moves lanes into lanes twice as wide, even and odd ones apart.
func spread(sum, even, odd []uint64, width int, mask uint64) {
	even, odd = even[:len(sum)], odd[:len(sum)]
	for x, word := range sum {
		even[x] += word & mask
		odd[x] += word >> (width & 63) & mask
		sum[x] = 0
	}
}

// empty moves the wide lanes of a resample into its total.
func (q *panel) empty(b int, total []float64) {
	q.room[b] = q.wide
	perWord := 64 / q.width
	mask := uint64(math.MaxUint64) >> (64 - 2*q.width)
	even, odd := q.even[b*q.words:][:q.words], q.odd[b*q.words:][:q.words]
	for x := range even {
		e, o := even[x], odd[x]
		even[x], odd[x] = 0, 0
		entries := q.entries[x*perWord : min((x+1)*perWord, len(q.entries))]
		for i, at := range entries {
			n := float64(e & mask)
			if q.unit != nil {
				n *= q.unit[x*perWord+i]
			}
			total[at] += n
			e, o = o, e>>(2*q.width) // even and odd lanes take turns
		}
	}
}
