package analysis

import (
	"math"
	"slices"
	"sync"

	"inertia/datasets"
)

// sample is the part of a study behind one row of the table: the persona
// answers of one model and variant, over one seed or all, and its baseline.
type sample struct {
	study          *Study
	model, variant string
	seed           string // label; empty = all seeds pooled
	scoring        *datasets.Scoring
	form           *form
	K              int
	dims           [][]int   // columns of each dimension
	blocks         []*block  // one a seed, ascending
	seeds          []int64   // of blocks
	baseline       *block    // nil without
	base           []float64 // baseline counts, column*K
	expected       bool      // counts are expected ones, of answers or the baseline
	totals         []float64 // see totalsOf

	listed func() []rowPlace // see list
	dealt  []rowPlace        // in place of those listed; nil = those

	baselineExpected bool // the baseline's counts are expected ones
}

// rowPlace is a persona of a sample: a row of a block.
type rowPlace struct {
	block *block
	place int        // row of the block
	own   *[]float64 // counts in place of the block's; nil = those
}

func (r *rowPlace) seed() int64 { return r.block.seed }

func (r *rowPlace) key() datasets.PersonaKey {
	return datasets.PersonaKey{Seed: r.seed(), ID: r.block.persona(r.place)}
}

// positions sums the places at which each item was asked; nil when not told.
func (r *rowPlace) positions() []float64 {
	if r.place >= len(r.block.positions) {
		return nil
	}
	return r.block.positions[r.place]
}

// newSample collects the rows; seeds nil = all. It returns nil when the model
// has no answer to this scoring's instrument.
func newSample(s *Study, model, variant string, sc *datasets.Scoring, seeds []int64) *sample {
	in := s.instrumentOf(sc.ID)
	sm := &sample{study: s, model: model, variant: variant, scoring: sc, form: s.forms[in.ID], K: in.Options}
	for i := range sc.Dimensions {
		sm.dims = append(sm.dims, sm.form.dimensionColumns(&sc.Dimensions[i]))
	}
	for k, b := range s.blocks {
		if k.model != model || k.variant != variant || k.instrument != in.ID {
			continue
		}
		if k.baseline {
			sm.baseline = b
		} else if seeds == nil || slices.Contains(seeds, k.seed) {
			sm.seeds = append(sm.seeds, k.seed)
		}
	}
	if len(sm.seeds) == 0 {
		return nil
	}
	slices.Sort(sm.seeds)
	for _, seed := range sm.seeds {
		b := s.blocks[blockKey{model, variant, in.ID, seed, false}]
		sm.blocks = append(sm.blocks, b)
	}
	sm.listed = sync.OnceValue(sm.list)
	if sm.baseline != nil {
		sm.base = slices.Clone(sm.baseline.total())
	}
	sm.lookForExpected()
	return sm
}

// personas gives every persona with answers, natural order.
func (sm *sample) personas() []rowPlace {
	if sm.dealt != nil {
		return sm.dealt
	}
	return sm.listed()
}

// list takes up the rows of all blocks. Much is known without it.
func (sm *sample) list() []rowPlace {
	n := 0
	for _, b := range sm.blocks {
		n += len(b.order())
	}
	rows := make([]rowPlace, 0, n)
	for _, b := range sm.blocks {
		for _, row := range b.order() {
			rows = append(rows, rowPlace{block: b, place: int(row)})
		}
	}
	return rows
}

// row gives the persona's counts, column*K + option-1; it fills buf where that is
// long enough.
func (r *rowPlace) row(buf []float64) []float64 {
	if r.own != nil {
		return append(buf[:0], *r.own...)
	}
	return r.block.counts.row(r.place, buf)
}

// addTo adds the persona's counts to totals.
func (r *rowPlace) addTo(totals []float64) {
	if r.own != nil {
		addTo(totals, *r.own)
		return
	}
	r.block.counts.addRowTo(totals, r.place)
}

// cell gives the persona's counts in column c; it fills buf where that is long
// enough.
func (r *rowPlace) cell(c int, buf []float64) []float64 {
	K := r.block.form.in.Options
	if r.own != nil {
		return append(buf[:0], (*r.own)[c*K:(c+1)*K]...)
	}
	return r.block.counts.options(r.place, c, buf)
}

// answered reports whether the persona chose an option in column c.
func (r *rowPlace) answered(c int) bool {
	if r.own == nil {
		return r.block.counts.chosen(r.place, c)
	}
	return sum(r.cell(c, nil)) > 0
}

// complete reports whether a persona has at least one answer to every scored
// item.
func (sm *sample) complete(r rowPlace) bool {
	if r.askedOnce() {
		codes := r.block.counts.onceRow(r.place)
		return !slices.ContainsFunc(codes, func(code uint8) bool { return code == 0 || int(code) > sm.K })
	}
	for c := range sm.form.items {
		if !r.answered(c) {
			return false
		}
	}
	return true
}

// meanOptions appends to out, by item, the mean option that the persona chose, NaN
// without an answer; buf has room for the options.
func (r *rowPlace) meanOptions(out, buf []float64) []float64 {
	t := r.block.counts
	if !r.askedOnce() {
		for c := range t.items {
			out = append(out, MeanOption(r.cell(c, buf)))
		}
		return out
	}
	for _, code := range t.onceRow(r.place) {
		option := math.NaN()
		if code-1 < uint8(t.K) { // of 0, not asked, 255
			option = float64(code)
		}
		out = append(out, option)
	}
	return out
}

// askedOnce reports whether no cell of the persona can have two answers.
func (r *rowPlace) askedOnce() bool {
	return r.own == nil && r.block.counts.manyRow(r.place) == nil
}

// pool adds the persona's counts of some columns, by option, to out; cell is scratch.
func (r *rowPlace) pool(columns []int, out, cell []float64) {
	if !r.askedOnce() {
		for _, c := range columns {
			addTo(out, r.cell(c, cell))
		}
		return
	}
	codes := r.block.counts.onceRow(r.place)
	for _, c := range columns {
		if c < len(codes) && int(codes[c]) <= len(out) && codes[c] > 0 {
			out[codes[c]-1]++
		}
	}
}

// dimensionOf sums a persona's counts over the columns of dimension d.
func (sm *sample) dimensionOf(r rowPlace, d int) []float64 {
	out := make([]float64, sm.K)
	r.pool(sm.dims[d], out, make([]float64, sm.K))
	return out
}

// personasKnown reports whether every block tells its personas apart.
func (sm *sample) personasKnown() bool {
	return !slices.ContainsFunc(sm.blocks, func(b *block) bool { return b.pooled })
}

// dimension sums the columns of dimension d of a vector of column counts.
func (sm *sample) dimension(counts []float64, d int) []float64 {
	out := make([]float64, sm.K)
	for _, c := range sm.dims[d] {
		addTo(out, counts[c*sm.K:(c+1)*sm.K])
	}
	return out
}

// itemsKnown reports whether all answers of dimension d name their item.
func (sm *sample) itemsKnown(counts []float64, d int) bool {
	for _, c := range sm.dims[d] {
		if c >= sm.form.items && sum(counts[c*sm.K:(c+1)*sm.K]) > 0 {
			return false
		}
	}
	return true
}

// repeats reports whether some persona answered some item more than once; expected
// counts do not tell.
func (sm *sample) repeats() bool {
	if sm.expected {
		return false
	}
	if sm.dealt == nil && !slices.ContainsFunc(sm.blocks, func(b *block) bool { return b.counts.many != nil }) {
		return false
	}
	buf := make([]float64, sm.K)
	personas := sm.personas()
	for i := range personas {
		p := &personas[i]
		if p.askedOnce() {
			continue
		}
		for c := range sm.form.items {
			if sum(p.cell(c, buf)) > 1 {
				return true
			}
		}
	}
	return false
}

// missing counts the answers without an option in dimension d.
func (sm *sample) missing(d int) int {
	n := 0.0
	for _, b := range sm.blocks {
		for _, c := range sm.dims[d] {
			for _, m := range b.missing[c] {
				n += m
			}
		}
	}
	return int(n + .5)
}

// personasIn counts the personas with an answer in dimension d; 0 when personas
// are unknown.
func (sm *sample) personasIn(d int) int { return sm.personasOf(sm.dims[d : d+1])[0] }

// personasOf counts, for each list of columns, the personas with an answer in one of
// them; 0 when personas are unknown.
func (sm *sample) personasOf(dims [][]int) []int {
	n := make([]int, len(dims))
	if !sm.personasKnown() {
		return n
	}
	if sm.dealt == nil && sm.allAnswered(dims, n) {
		return n
	}
	clear(n)
	K := uint8(sm.K)
	personas := sm.personas()
	for i := range personas {
		r := &personas[i]
		var codes []uint8
		if r.askedOnce() {
			codes = r.block.counts.onceRow(r.place)
		}
		for d, columns := range dims {
			for _, c := range columns {
				if c < len(codes) && codes[c]-1 < K || codes == nil && r.answered(c) { // code 0, not asked, less 1 is 255
					n[d]++
					break
				}
			}
		}
	}
	return n
}

// allAnswered counts the personas of each list of columns where everyone has an answer in
// one of them: cells have at most one, and there are as many as rows.
func (sm *sample) allAnswered(dims [][]int, n []int) bool {
	for _, b := range sm.blocks {
		if b.counts.many != nil {
			return false
		}
		totals := b.total()
		for d, columns := range dims {
			if !slices.ContainsFunc(columns, func(c int) bool { return sum(totals[c*sm.K:(c+1)*sm.K]) == float64(b.size()) }) {
				return false
			}
			n[d] += b.size()
		}
	}
	return true
}

func addTo(dst, src []float64) {
	for i, x := range src {
		dst[i] += x
	}
}
