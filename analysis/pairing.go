package analysis

import (
	"math"
	"math/rand/v2"
	"runtime"
	"slices"

	"inertia/datasets"
)

// pairing is two sets of persona vectors; paired when the personas are the same.
type pairing struct {
	a, b   *side
	av, bv [][]float64
	strata []int // of av; where not paired, of bv too
	other  []int
	paired bool
}

func pairUp(a, b *side) *pairing {
	at := map[datasets.PersonaKey]int{}
	for i, k := range b.keys {
		at[k.key()] = i
	}
	p := &pairing{a: a, b: b, paired: true}
	var keys []rowPlace
	for i, k := range a.keys {
		if j, ok := at[k.key()]; ok {
			keys = append(keys, k)
			p.av, p.bv = append(p.av, a.vectors[i]), append(p.bv, b.vectors[j])
		}
	}
	if p.strata = strataOf(keys); len(keys) < minPersonas {
		*p = pairing{a: a, b: b, av: a.vectors, bv: b.vectors, strata: strataOf(a.keys), other: strataOf(b.keys)}
	}
	return p
}

// strataOf counts the personas of each seed.
func strataOf(keys []rowPlace) []int {
	var sizes []int
	for i, k := range keys {
		if i == 0 || k.seed != keys[i-1].seed {
			sizes = append(sizes, 0)
		}
		sizes[len(sizes)-1]++
	}
	return sizes
}

// resample gives the resampled differences [dimension][measure][resample] and how
// many permutations differ at least as much; nil without resampling.
func (p *pairing) resample(o Options, va, vb [][]float64) (reps [][][]float64, beyond [][]int) {
	if o.Resamples == 0 || len(p.av) < minPersonas || len(p.bv) < minPersonas {
		return nil, nil
	}
	D, M := len(va), len(contrastMargins)
	reps, beyond = make([][][]float64, D), make([][]int, D)
	for d := range reps {
		reps[d], beyond[d] = matrix(M, o.Resamples), make([]int, M)
	}
	pa, pb := pack(p.av, p.a.l.counts()), pack(p.bv, p.b.l.counts())
	names := []string{"contrast", p.a.sm.scoring.ID, p.a.sm.model, p.a.sm.variant, p.b.sm.model, p.b.sm.variant}
	drawn := func(pk *packed, s *side, strata []int, name string) [][][]float64 {
		out := make([][][]float64, o.Resamples)
		stream := func(b int) *rand.PCG { return source(o.Seed, uint64(b)+1, append(slices.Clone(names), name)...) }
		scratch := make([]*resampler, runtime.GOMAXPROCS(0))
		ClusterBootstrap(strata, o.Resamples, stream, func(w, b int, _ *rand.PCG, weight []uint32) {
			if scratch[w] == nil {
				scratch[w] = newResampler(s.eval.with(s.l), pk, nil)
			}
			pk.total(weight, scratch[w].acc, scratch[w].t)
			out[b] = s.values(&scratch[w].eval, scratch[w].t)
		})
		return out
	}
	second, strata := "same personas", p.strata
	if !p.paired {
		second, strata = "other personas", p.other
	}
	ra, rb := drawn(pa, p.a, p.strata, "same personas"), drawn(pb, p.b, strata, second)
	for b := range ra {
		for d := range D {
			for m := range M {
				reps[d][m][b] = ra[b][d][m] - rb[b][d][m]
			}
		}
	}
	p.permute(rand.New(source(o.Seed, 0, append(names, "permutation")...)), va, vb, beyond)
	return reps, beyond
}

// permute exchanges the two samples' answers of a persona at random; where the
// personas differ, it deals them out anew.
func (p *pairing) permute(rng *rand.Rand, va, vb [][]float64, beyond [][]int) {
	ta, tb := make([]float64, p.a.l.size()), make([]float64, p.b.l.size())
	ea, eb := p.a.eval.with(p.a.l), p.b.eval.with(p.b.l)
	if len(ta) != len(tb) {
		return // samples of one scoring with other columns: nothing to exchange
	}
	n := len(p.av)
	all := pack(append(slices.Clone(p.av), p.bv...), p.a.l.counts())
	both, acc := addedUp(totalOf(p.av, len(ta)), totalOf(p.bv, len(ta))), make([]uint64, all.wordsPerRow())
	order := make([]int, n+len(p.bv))
	for i := range order {
		order[i] = i
	}
	for range permutations {
		if p.paired {
			for i := range n {
				order[i] = i + n*int(rng.Uint64()&1)
			}
		} else {
			rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		all.sum(order[:n], acc, ta)
		for i := range tb {
			tb[i] = both[i] - ta[i]
		}
		x, y := p.a.values(&ea, ta), p.b.values(&eb, tb)
		for d := range beyond {
			for m := range beyond[d] {
				if math.Abs(x[d][m]-y[d][m]) >= math.Abs(va[d][m]-vb[d][m])*(1-1e-12) {
					beyond[d][m]++
				}
			}
		}
	}
}
