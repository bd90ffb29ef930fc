package analysis

// jackknife computes the measures of a run with one persona left out at a time, a
// dimension at a time, so that it needs room for one. Distances have an interval
// of another kind and need none.
type jackknife struct {
	eval      evaluator
	pk        *packed
	n         int
	totals    []float64
	dimension int         // of values
	values    [][]float64 // by measure and persona
}

func newJackknife(e evaluator, pk *packed, n int) *jackknife {
	j := &jackknife{eval: e.withoutDistances(), pk: pk, n: n, totals: make([]float64, e.l.size()), dimension: -1,
		values: matrix(len(e.names), n)}
	v := make([]float64, e.l.size())
	for i := range n {
		pk.row(i, v)
		addTo(j.totals, v)
	}
	return j
}

// of gives the values of dimension d, by measure and persona; they are good until
// another dimension is asked for.
func (j *jackknife) of(d int) [][]float64 {
	if d == j.dimension {
		return j.values
	}
	j.dimension = d
	v, t, out := make([]float64, len(j.totals)), make([]float64, len(j.totals)), make([]float64, len(j.values))
	for i := range j.n {
		j.pk.row(i, v)
		for k := range t {
			t[k] = j.totals[k] - v[k]
		}
		j.eval.begin(t)
		j.eval.values(t, d, nil, out)
		for m, x := range out {
			j.values[m][i] = x
		}
	}
	return j.values
}
