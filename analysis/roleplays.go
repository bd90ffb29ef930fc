package analysis

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
)

// SpreadPoint is how far a dimension's centred profile varies at N role-plays an
// item.
type SpreadPoint struct {
	N         int
	Dimension string
	Variance  float64 // options squared, ddof 0
}

// ProfileSpread subsamples personas without replacement: at each size, the
// variance (ddof 0) of each dimension's profile over draws. Sizes above the
// number of personas are left out; nil where personas are unknown.
func ProfileSpread(s *Study, model, variant, scoring string, sizes []int, draws int, seed int64) []SpreadPoint {
	sm, err := s.sampleOf(model, variant, scoring)
	if err != nil || !sm.personasKnown() {
		return nil
	}
	return inOrder(len(sizes), func(i int) []SpreadPoint {
		n := sizes[i]
		if n > len(sm.personas()) || n < 1 {
			return nil
		}
		values := make([][]float64, len(sm.dims))
		personas := sm.personas()
		drawn := make([]int, len(personas))
		for b := range draws {
			for i := range drawn {
				drawn[i] = i
			}
			rng := rand.New(source(seed, uint64(b), "subsample", model, variant, scoring, strconv.Itoa(n)))
			t := make([]float64, len(sm.form.columns)*sm.K)
			rng.Shuffle(len(drawn), func(i, j int) { drawn[i], drawn[j] = drawn[j], drawn[i] })
			for _, i := range drawn[:n] {
				personas[i].addTo(t)
			}
			for d, p := range sm.profile(t) {
				values[d] = append(values[d], p)
			}
		}
		var points []SpreadPoint
		for d, v := range values {
			points = append(points, SpreadPoint{n, sm.scoring.Dimensions[d].Name, variance0(v)})
		}
		return points
	})
}

// SpreadOverSeeds is the authors' figure: at each number of role-plays N, the
// variance (ddof 0) over seeds of each dimension's profile. studies holds one
// study a number of role-plays; those with fewer than two seeds are left out.
//
// Source: Lee, Lee and Cho (2026), arXiv 2408.09049.
func SpreadOverSeeds(studies map[int]*Study, model, scoring string) []SpreadPoint {
	var points []SpreadPoint
	for _, n := range slices.Sorted(maps.Keys(studies)) {
		s := studies[n]
		sc, ok := s.Scoring(scoring)
		if !ok {
			continue
		}
		values := make([][]float64, len(sc.Dimensions))
		seeds := 0
		for _, c := range s.Cells() {
			if c.Model != model {
				continue
			}
			for _, seed := range c.Seeds {
				if sm := newSample(s, model, c.Variant, sc, []int64{seed}); sm != nil {
					seeds++
					for d, p := range sm.profile(sm.totalsOf()) {
						values[d] = append(values[d], p)
					}
				}
			}
		}
		if seeds < 2 {
			continue
		}
		for d, v := range values {
			points = append(points, SpreadPoint{n, sc.Dimensions[d].Name, variance0(v)})
		}
	}
	return points
}

// profile is each dimension's mean option less that of all answers.
func (sm *sample) profile(t []float64) []float64 {
	all := make([]float64, sm.K)
	for c := range sm.form.columns {
		addTo(all, t[c*sm.K:(c+1)*sm.K])
	}
	out := make([]float64, len(sm.dims))
	for d := range sm.dims {
		out[d] = MeanOption(sm.dimension(t, d)) - MeanOption(all)
	}
	return out
}

func variance0(v []float64) float64 {
	m, ss := mean(v), 0.0
	for _, x := range v {
		ss += (x - m) * (x - m)
	}
	return ratio(ss, float64(len(v)))
}
