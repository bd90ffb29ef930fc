package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
)

// exchangeable are the measures that depend on a dimension's counts alone, so that
// exchanging a persona's answers to two dimensions tests their difference.
var exchangeable = map[string]func(counts []float64) float64{
	"inertia": InertiaIndex, "top2": TopTwoShare, "top2_adjacent": TopTwoAdjacentShare, "modal_share": ModalShare, "profile": MeanOption,
	"inertia_mm": func(counts []float64) float64 { return 1 - EntropyMillerMadow(counts)/math.Log2(float64(len(counts))) },
}

// dimensions compares the dimensions of one sample with each other; the profile
// is centred on their common mean, so its differences are those of the means.
func (s *side) dimensions(o Options) []Estimate {
	t := totalOf(s.vectors, s.l.size())
	e := s.eval.with(s.l)
	values := make([]float64, len(s.l.dims)*len(s.measures))
	s.values(&e, t, values)
	var reps [][]float64
	if o.Resamples > 0 && s.sm.draw().lacking() == "" {
		reps = s.resampled(s.vectors, strataOf(s.keys), o, []string{"dimensions", s.sm.scoring.ID, s.sm.model, s.sm.variant}, 1)
	}
	type pair struct{ i, j int }
	var pairs []pair
	for i := range s.l.dims {
		for j := i + 1; j < len(s.l.dims); j++ {
			pairs = append(pairs, pair{i, j})
		}
	}
	return inOrder(len(pairs), func(n int) []Estimate { return s.dimensionPair(pairs[n].i, pairs[n].j, values, reps, t, o) })
}

func (s *side) dimensionPair(i, j int, values []float64, reps [][]float64, t []float64, o Options) []Estimate {
	var beyond []int
	if reps != nil {
		beyond = s.exchangeDimensions(i, j, o)
	}
	var rows []Estimate
	draw := s.sm.draw()
	contrast := s.sm.scoring.Dimensions[i].Name + " vs " + s.sm.scoring.Dimensions[j].Name
	for m, c := range s.measures {
		a, b := i*len(s.measures)+m, j*len(s.measures)+m
		e := s.sm.blankEstimate(i, "")
		e.Contrast, e.Value = contrast, values[a]-values[b]
		d := difference{measure: c, e: e, p: math.NaN(), level: o.Level, draw: draw, reason: firstReason(s.undefined(m, i), s.undefined(m, j))}
		if d.unsure = firstReason(s.unsure(m, i), s.unsure(m, j)); reps != nil && d.unsure == "" {
			for r, x := range reps[a] {
				d.reps = append(d.reps, x-reps[b][r])
			}
		}
		if beyond != nil && exchangeable[c.measure] != nil {
			d.p = MonteCarloP(beyond[m], o.Permutations)
		}
		rows = append(rows, d.estimates()...)
	}
	e := s.sm.blankEstimate(i, "cliff_delta")
	e.Contrast, e.Value = contrast, CliffDelta(dimensionCounts(s.l, t, i), dimensionCounts(s.l, t, j))
	return append(rows, e)
}

// exchangeDimensions counts, by measure, the permutations in which exchanging a
// persona's answers to two dimensions makes as large a difference.
func (s *side) exchangeDimensions(i, j int, o Options) []int {
	rng := rand.New(source(o.Seed, 0, "exchange", s.sm.scoring.ID, s.sm.model, s.sm.variant, fmt.Sprint(i, j)))
	var counts [][]float64
	for _, d := range []int{i, j} {
		for _, v := range s.vectors {
			counts = append(counts, dimensionCounts(s.l, v, d))
		}
	}
	n, all := len(s.vectors), packVectors(counts, s.l.K).sums()
	ta, tb := totalOf(counts[:n], s.l.K), totalOf(counts[n:], s.l.K)
	both, order := addedUp(ta, tb), make([]int, n)
	observed, beyond := make([]float64, len(s.measures)), make([]int, len(s.measures))
	for m, c := range s.measures {
		if value := exchangeable[c.measure]; value != nil {
			observed[m] = math.Abs(value(ta) - value(tb))
		}
	}
	for range o.Permutations {
		exchange(order, rng)
		all.sum(order, ta)
		for k := range tb {
			tb[k] = both[k] - ta[k]
		}
		for m, c := range s.measures {
			if value := exchangeable[c.measure]; value != nil && math.Abs(value(ta)-value(tb)) >= observed[m]*(1-1e-12) {
				beyond[m]++
			}
		}
	}
	return beyond
}
