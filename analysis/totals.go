package analysis

// A persona's contribution to a row of the table is a vector; the sample's is
// their sum. Every measure is a function of that sum, so a resample of personas
// only adds vectors and never touches answers.
//
// The vector holds K counts a column, then perDimension extras a dimension.
type layout struct {
	columns int     // count columns
	K       int     // options
	dims    [][]int // columns of each dimension, into the count columns
	items   []bool  // whether the column is an item
}

// The extras of a dimension, additive over personas.
const (
	extraEntropy = iota // n_p H_p, bits
	extraSeen           // m_p - 1, options the persona used less one
	extraSD             // sum over items of the SD over repeats
	extraCells          // number of (persona, item) cells behind extraSD
	perDimension
)

func (l *layout) size() int            { return l.columns*l.K + len(l.dims)*perDimension }
func (l *layout) extra(d, e int) int   { return l.columns*l.K + d*perDimension + e }
func (l *layout) col(c int) (int, int) { return c * l.K, (c + 1) * l.K }

// vectors lays every persona row out; valid says which personas count for
// robustness.
func (sm *sample) vectors(valid func(rowPlace) bool) (*layout, [][]float64) {
	l := &layout{columns: len(sm.form.columns), K: sm.K, dims: sm.dims}
	for c := range sm.form.columns {
		l.items = append(l.items, c < sm.form.items)
	}
	out := make([][]float64, len(sm.personaKeys))
	for i, r := range sm.personaKeys {
		v := make([]float64, l.size())
		copy(v, r.row)
		for d := range sm.dims {
			sm.addExtras(l, v, d, valid(r))
		}
		out[i] = v
	}
	return l, out
}

func (sm *sample) addExtras(l *layout, v []float64, d int, valid bool) {
	pooled := sm.dimension(v, d)
	if n := sum(pooled); n > 0 {
		v[l.extra(d, extraEntropy)] = n * Entropy(pooled)
		v[l.extra(d, extraSeen)] = float64(seen(pooled) - 1)
	}
	if !valid {
		return
	}
	for _, c := range sm.dims[d] {
		lo, hi := l.col(c)
		if l.items[c] && sum(v[lo:hi]) > 0 {
			v[l.extra(d, extraSD)] += SDOption(v[lo:hi])
			v[l.extra(d, extraCells)]++
		}
	}
}
