package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
)

// dimensions compares the dimensions of one sample with each other; the profile
// is centred on their common mean, so its differences are those of the means.
func (s *side) dimensions(o Options) []Estimate {
	t := totalOf(s.vectors, s.l.size())
	e := s.eval.with(s.l)
	values := s.values(&e, t)
	var reps [][][]float64
	if o.Resamples > 0 && len(s.vectors) >= minPersonas {
		reps = s.dimensionReps(o)
	}
	type pair struct{ i, j int }
	var pairs []pair
	for i := range values {
		for j := i + 1; j < len(values); j++ {
			pairs = append(pairs, pair{i, j})
		}
	}
	parts := make([][]Estimate, len(pairs))
	var wg sync.WaitGroup
	gate := make(chan struct{}, runtime.GOMAXPROCS(0))
	for n, q := range pairs {
		wg.Go(func() {
			gate <- struct{}{}
			defer func() { <-gate }()
			parts[n] = s.dimensionPair(q.i, q.j, values, reps, t, o)
		})
	}
	wg.Wait()
	return slices.Concat(parts...)
}

func (s *side) dimensionReps(o Options) [][][]float64 {
	out := make([][][]float64, o.Resamples)
	pk := pack(s.vectors, s.l.counts())
	scratch := make([]*resampler, runtime.GOMAXPROCS(0))
	stream := func(b int) *rand.PCG {
		return source(o.Seed, uint64(b)+1, "dimensions", s.sm.scoring.ID, s.sm.model, s.sm.variant)
	}
	ClusterBootstrap(strataOf(s.keys), o.Resamples, stream, func(w, b int, _ *rand.PCG, weight []uint32) {
		if scratch[w] == nil {
			scratch[w] = newResampler(s.eval.with(s.l), pk, nil)
		}
		pk.total(weight, scratch[w].acc, scratch[w].t)
		out[b] = s.values(&scratch[w].eval, scratch[w].t)
	})
	return out
}

func (s *side) dimensionPair(i, j int, values [][]float64, reps [][][]float64, t []float64, o Options) []Estimate {
	beyond := s.exchangeDimensions(i, j, values, o)
	var rows []Estimate
	contrast := s.sm.scoring.Dimensions[i].Name + " vs " + s.sm.scoring.Dimensions[j].Name
	for m := range contrastMargins {
		e := s.sm.blankEstimate(i, "")
		e.Contrast, e.Value = contrast, values[i][m]-values[j][m]
		var r []float64
		p := math.NaN()
		if reps != nil {
			for _, v := range reps {
				r = append(r, v[i][m]-v[j][m])
			}
			p = MonteCarloP(beyond[m], permutations)
		}
		rows = append(rows, contrastEstimates(e, m, r, p, o.Level)...)
	}
	e := s.sm.blankEstimate(i, "cliff_delta")
	e.Contrast, e.Value = contrast, CliffDelta(dimensionCounts(s.l, t, i), dimensionCounts(s.l, t, j))
	return append(rows, e)
}

// exchangeDimensions counts, by measure, the permutations in which exchanging a
// persona's answers to two dimensions makes as large a difference.
func (s *side) exchangeDimensions(i, j int, values [][]float64, o Options) []int {
	beyond := make([]int, len(contrastMargins))
	if o.Resamples == 0 {
		return beyond
	}
	rng := rand.New(source(o.Seed, 0, "exchange", s.sm.scoring.ID, s.sm.model, s.sm.variant, fmt.Sprint(i, j)))
	var counts [][]float64
	for _, v := range s.vectors {
		counts = append(counts, dimensionCounts(s.l, v, i))
	}
	for _, v := range s.vectors {
		counts = append(counts, dimensionCounts(s.l, v, j))
	}
	n, all := len(s.vectors), pack(counts, s.l.K)
	both, acc := totalOf(counts, s.l.K), make([]uint64, all.wordsPerRow())
	ta, tb, order := make([]float64, s.l.K), make([]float64, s.l.K), make([]int, n)
	for range permutations {
		for x := range order {
			order[x] = x + n*int(rng.Uint64()&1)
		}
		all.sum(order, acc, ta)
		for k := range tb {
			tb[k] = both[k] - ta[k]
		}
		for m, d := range []float64{InertiaIndex(ta) - InertiaIndex(tb), ModalShare(ta) - ModalShare(tb), MeanOption(ta) - MeanOption(tb)} {
			if math.Abs(d) >= math.Abs(values[i][m]-values[j][m])*(1-1e-12) {
				beyond[m]++
			}
		}
	}
	return beyond
}
