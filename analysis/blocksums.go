package analysis

import "math"

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
	first, entries int // of the vector, that are in its lanes
	width          int // bits a lane
	words          int
	load           func(row int, words []uint64)
	unit           []float64 // what one of each lane stands for; nil = 1

	narrow    int      // entries that can be added before a lane may be full
	wide      int      // the same of lanes twice as wide
	sum       []uint64 // by word
	even, odd []uint64 // by resample and word
	room      []int    // entries until the wide lanes may be full, by resample
}

func (p *packed) blockSums(resamples int) *blockSums {
	s := &blockSums{packed: p, totals: matrix(resamples, p.counts+p.floats)}
	for at := 0; at < p.words; at += panelWords {
		words := min(panelWords, p.words-at)
		q := &panel{first: at * p.perWord(), entries: min(words*p.perWord(), p.counts-at*p.perWord()), width: p.width, words: words,
			load: func(row int, out []uint64) { copy(out, p.lanes[row*p.words+at:]) }}
		s.panels = append(s.panels, q.withRoom(p.largest, resamples))
	}
	for at := 0; at < p.floats; at += 2 * panelWords {
		s.panels = append(s.panels, p.fixedPoint(at, min(2*panelWords, p.floats-at)).withRoom(1<<fixedBits, resamples))
	}
	s.table = make([]uint64, tableRows*panelWords)
	return s
}

// withRoom prepares a panel for lanes that hold at most largest.
func (q *panel) withRoom(largest uint64, resamples int) *panel {
	entries := func(width int) int {
		return int(min(math.MaxInt32, uint64(math.MaxUint64)>>(64-width)/(2*largest))) / entriesAtOnce * entriesAtOnce
	}
	q.narrow, q.wide = entries(q.width), entries(2*q.width)
	q.sum, q.even, q.odd = make([]uint64, q.words), make([]uint64, resamples*q.words), make([]uint64, resamples*q.words)
	q.room = make([]int, resamples)
	return q
}

// fixedPoint makes a panel of numbers that are not whole, n from the given place of
// the rest on, two to a word. Each is rounded to a multiple of a power of two, about
// 2^-fixedBits of its largest value.
func (p *packed) fixedPoint(at, n int) *panel {
	q := &panel{first: p.counts + at, entries: n, width: 32, words: (n + 1) / 2, unit: make([]float64, n)}
	for i := range n {
		largest := 0.
		for row := range p.rows {
			largest = max(largest, p.rest[row*p.floats+at+i])
		}
		_, exponent := math.Frexp(largest)
		q.unit[i] = math.Ldexp(1, max(exponent-fixedBits, -1000))
	}
	q.load = func(row int, out []uint64) {
		clear(out)
		for i, x := range p.rest[row*p.floats+at:][:n] {
			out[i/2] |= uint64(math.Round(x/q.unit[i])) << (32 * (i % 2))
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
		for at < end {
			next := min(end, at+q.narrow)
			if q.room[b] < next-at {
				q.empty(b, totals[b])
			}
			q.room[b] -= next - at
			addRows(table, d.entries[at:next], q.sum)
			spread(q.sum, q.even[b*n:][:n], q.odd[b*n:][:n], q.width, mask)
			at = next
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
	n, perWord := q.words, 64/q.width
	out := total[q.first:][:q.entries]
	mask := uint64(math.MaxUint64) >> (64 - 2*q.width)
	for x := range n {
		e, o := q.even[b*n+x], q.odd[b*n+x]
		q.even[b*n+x], q.odd[b*n+x] = 0, 0
		for i := x * perWord; i < min((x+1)*perWord, len(out)); i += 2 {
			out[i] += q.value(i, e&mask)
			if i+1 < len(out) {
				out[i+1] += q.value(i+1, o&mask)
			}
			e, o = e>>(2*q.width), o>>(2*q.width)
		}
	}
	q.room[b] = q.wide
}

// value is what n of lane i stand for.
func (q *panel) value(i int, n uint64) float64 {
	if q.unit == nil {
		return float64(n)
	}
	return float64(n) * q.unit[i]
}
