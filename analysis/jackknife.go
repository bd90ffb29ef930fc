package analysis

import "slices"

// jackknife computes the measures of a run with one persona left out at a time, a
// dimension at a time, so that it needs room for one. Measures whose interval is of
// another kind need none.
type jackknife struct {
	eval      evaluator
	pk        *packed
	totals    []float64
	means     []float64   // of all answers, by persona left out; nil until needed
	dimension int         // of values
	values    [][]float64 // by measure and persona
}

func newJackknife(e evaluator, pk *packed, totals []float64) *jackknife {
	return &jackknife{eval: e.leavingOut(), pk: pk, totals: totals, dimension: -1, values: matrix(len(e.names), pk.rows)}
}

// of gives the values of dimension d, by measure and persona; they are good until
// another dimension is asked for.
func (j *jackknife) of(d int) [][]float64 {
	if d == j.dimension {
		return j.values
	}
	j.dimension = d
	if j.means == nil {
		j.leaveOutOfMeans()
	}
	parts := j.eval.l.parts(d)
	v, t, out := make([]float64, len(j.totals)), slices.Clone(j.totals), make([]float64, len(j.values))
	for i, all := range j.means {
		for _, p := range parts {
			j.pk.part(i, p.lo, p.hi, v)
			for k, x := range v[:p.hi-p.lo] {
				t[p.lo+k] = j.totals[p.lo+k] - x
			}
		}
		j.eval.all = all
		j.eval.values(t, d, nil, out)
		for m, x := range out {
			j.values[m][i] = x
		}
	}
	return j.values
}

func (j *jackknife) leaveOutOfMeans() {
	j.means = make([]float64, j.pk.rows)
	v := make([]float64, len(j.totals))
	s, n := j.eval.optionSum(j.totals)
	for i := range j.means {
		j.pk.row(i, v)
		mine, answers := j.eval.optionSum(v)
		j.means[i] = ratio(s-mine, n-answers)
	}
}
