package analysis

import "slices"

// A persona's contribution to a row of the table is a vector; the sample's is
// their sum. Every measure is a function of that sum, so a resample of personas
// only adds vectors and never touches answers.
//
// The vector holds K counts a column, then the extras of each dimension.
type layout struct {
	columns int     // count columns
	K       int     // options
	dims    [][]int // columns of each dimension, into the count columns
	items   []bool  // whether the column is an item
	extras  []extra // kept for each dimension
}

// extra is a number a dimension, additive over personas, that counts do not
// give.
type extra int

const (
	extraEntropy extra = iota // n_p H_p, bits
	extraSeen                 // m_p - 1, options the persona used less one
	extraSD                   // sum over items of the SD over repeats
	extraCells                // number of (persona, item) cells behind extraSD
)

func (l *layout) size() int            { return l.counts() + len(l.dims)*len(l.extras) }
func (l *layout) counts() int          { return l.columns * l.K }
func (l *layout) col(c int) (int, int) { return c * l.K, (c + 1) * l.K }
func (l *layout) at(d int, x extra) int {
	return l.counts() + d*len(l.extras) + slices.Index(l.extras, x)
}

// span is the entries lo..hi-1 of a vector.
type span struct{ lo, hi int }

// parts lists what of a vector is dimension d's own.
func (l *layout) parts(d int) []span {
	var parts []span
	add := func(lo, hi int) {
		if n := len(parts); n > 0 && parts[n-1].hi == lo {
			parts[n-1].hi = hi
		} else if hi > lo {
			parts = append(parts, span{lo, hi})
		}
	}
	for _, c := range l.dims[d] {
		add(l.col(c))
	}
	add(l.counts()+d*len(l.extras), l.counts()+(d+1)*len(l.extras))
	return parts
}

// extrasFor lists the extras that the measures named need; repeats says that some
// question was asked twice, without which there is no robustness.
func extrasFor(measures []string, repeats bool) []extra {
	var out []extra
	if slices.Contains(measures, "persona_share") || slices.Contains(measures, "persona_share_mm") {
		out = append(out, extraEntropy, extraSeen)
	}
	if repeats && slices.Contains(measures, "robustness") {
		out = append(out, extraSD, extraCells)
	}
	return out
}

// people is the personas of a sample as vectors. The counts stay where they are;
// the extras are kept.
type people struct {
	layout *layout
	keys   func() []rowPlace
	extras []float64 // persona x (dimension x extra)
}

// people computes the extras of every persona, and the sum of all vectors; valid
// says which personas count for robustness.
func (sm *sample) people(extras []extra, valid func(rowPlace) bool) (p *people, totals []float64) {
	l := &layout{columns: len(sm.form.columns), K: sm.K, dims: sm.dims, extras: extras}
	for c := range sm.form.columns {
		l.items = append(l.items, c < sm.form.items)
	}
	p = &people{layout: l, keys: sm.personas}
	totals = make([]float64, l.size())
	sm.sumRows(totals[:l.counts()])
	n := len(extras)
	kept := len(sm.dims) * n
	if kept == 0 {
		return p, totals
	}
	keys := p.keys()
	p.extras = make([]float64, kept*len(keys))
	robust := slices.Contains(extras, extraSD)
	pooled, cell := make([]float64, sm.K), make([]float64, sm.K)
	for i := range keys {
		r, mine := &keys[i], p.extras[i*kept:][:kept]
		counts := robust && valid(*r)
		for d := range sm.dims {
			of := mine[d*n:][:n]
			clear(pooled)
			r.pool(sm.dims[d], pooled, cell)
			l.setSpread(of, pooled)
			if counts {
				l.setSDs(of, r, d, cell)
			}
		}
		addTo(totals[l.counts():], mine)
	}
	return p, totals
}

// vector gives the vector of persona i; it fills v where that is long enough.
func (p *people) vector(i int, v []float64) []float64 {
	if len(v) < p.layout.size() {
		v = make([]float64, p.layout.size())
	}
	counts := p.layout.counts()
	p.keys()[i].row(v[:counts])
	kept := p.layout.size() - counts
	copy(v[counts:], p.extras[i*kept:(i+1)*kept])
	return v
}

// setSpread sets the extras of a dimension that its pooled counts give.
func (l *layout) setSpread(extras, pooled []float64) {
	at := slices.Index(l.extras, extraEntropy)
	if n := sum(pooled); at >= 0 && n > 0 {
		extras[at] = n * Entropy(pooled)
		extras[slices.Index(l.extras, extraSeen)] = float64(seen(pooled) - 1)
	}
}

// setSDs sets those of dimension d that a persona's single cells give; cell is scratch.
func (l *layout) setSDs(extras []float64, r *rowPlace, d int, cell []float64) {
	sd, cells := slices.Index(l.extras, extraSD), slices.Index(l.extras, extraCells)
	for _, c := range l.dims[d] {
		if !l.items[c] {
			continue
		}
		if counts := r.cell(c, cell); sum(counts) > 0 {
			extras[sd] += SDOption(counts)
			extras[cells]++
		}
	}
}

// compact is the layout in which resamples are summed. It keeps the columns that
// have answers; without itemwise measures, whole dimensions and the rest.
func (l *layout) compact(totals []float64, itemwise bool) (*layout, [][]int) {
	used := make([]bool, l.columns)
	for c := range used {
		lo, hi := l.col(c)
		used[c] = sum(totals[lo:hi]) > 0
	}
	small := &layout{K: l.K, extras: l.extras, dims: make([][]int, len(l.dims))}
	var sources [][]int // columns of l behind each column of small
	taken := make([]bool, l.columns)
	add := func(isItem bool, cols ...int) int {
		for _, c := range cols {
			taken[c] = true
		}
		sources, small.items = append(sources, cols), append(small.items, isItem)
		return len(sources) - 1
	}
	for d, cols := range l.dims {
		kept := slices.DeleteFunc(slices.Clone(cols), func(c int) bool { return !used[c] })
		if !itemwise {
			small.dims[d] = []int{add(false, kept...)}
			continue
		}
		for _, c := range kept {
			small.dims[d] = append(small.dims[d], add(l.items[c], c))
		}
	}
	var rest []int
	for c := range used {
		switch {
		case !used[c] || taken[c]:
		case itemwise:
			add(false, c)
		default:
			rest = append(rest, c)
		}
	}
	if len(rest) > 0 {
		add(false, rest...)
	}
	small.columns = len(sources)
	return small, sources
}

// gather moves a vector of l into the compact layout, and into out where that is
// long enough.
func (l *layout) gather(small *layout, sources [][]int, v, out []float64) []float64 {
	if len(out) < small.size() {
		out = make([]float64, small.size())
	}
	clear(out)
	for i, cols := range sources {
		for _, c := range cols {
			lo, hi := l.col(c)
			addTo(out[i*l.K:(i+1)*l.K], v[lo:hi])
		}
	}
	copy(out[small.counts():], v[l.counts():])
	return out
}
