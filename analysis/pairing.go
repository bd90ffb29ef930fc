package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"strconv"

	"inertia/datasets"
)

// pairing is two sets of persona vectors; paired when the personas are the same.
type pairing struct {
	a, b   *side
	av, bv [][]float64
	strata []int // of av; where not paired, of bv too
	other  []int
	paired bool

	ta, tb []float64   // totals
	va, vb []float64   // by dimension and measure
	reps   [][]float64 // the same, by resample
	beyond []int
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
	for i := range keys {
		if i == 0 || keys[i].seed() != keys[i-1].seed() {
			sizes = append(sizes, 0)
		}
		sizes[len(sizes)-1]++
	}
	return sizes
}

// compute fills in the values of both sides, the resampled differences and how many
// permutations differ at least as much; reps and beyond stay nil without
// resampling. All are by dimension and measure.
func (p *pairing) compute(o Options) {
	n := len(p.a.l.dims) * len(p.a.measures)
	p.ta, p.tb = totalOf(p.av, p.a.l.size()), totalOf(p.bv, p.b.l.size())
	p.va, p.vb = make([]float64, n), make([]float64, n)
	ea, eb := p.a.eval.with(p.a.l), p.b.eval.with(p.b.l)
	p.a.values(&ea, p.ta, p.va)
	p.b.values(&eb, p.tb, p.vb)
	if o.Resamples == 0 || drawOf(p.strata).lacking() != "" || !p.paired && drawOf(p.other).lacking() != "" {
		return
	}
	second, strata := "same personas", p.strata
	if !p.paired {
		second, strata = "other personas", p.other
	}
	names := []string{"contrast", p.a.sm.scoring.ID, p.a.sm.model, p.a.sm.variant, p.b.sm.model, p.b.sm.variant}
	p.reps = p.a.resampled(p.av, p.strata, o, append(names, "same personas"), 1)
	for i, other := range p.b.resampled(p.bv, strata, o, append(names, second), 2) {
		for b, x := range other {
			p.reps[i][b] -= x
		}
	}
	p.permute(o.Permutations, rand.New(source(o.Seed, 0, append(names, "permutation")...)))
}

// resampled gives every measure of every dimension for each draw of personas,
// which the names fix; baseline answers are drawn by a stream of the side's own.
func (s *side) resampled(vectors [][]float64, strata []int, o Options, names []string, side int) [][]float64 {
	reps := matrix(len(s.l.dims)*len(s.measures), o.Resamples)
	part := resampling{packVectors(vectors, s.l.counts()), reps, s.eval.with(s.l), s.baseline}
	evaluateResamples([]resampling{part}, strata, o, names, append(slices.Clone(names), "baseline", strconv.Itoa(side)))
	return reps
}

// exchange takes, for each of n personas, its first (i) or second (n + i) answers by
// a coin; each 64 random bits serve as many personas.
func exchange(order []int, rng *rand.Rand) {
	n, coins := len(order), uint64(0)
	for i := range order {
		if i%64 == 0 {
			coins = rng.Uint64()
		}
		order[i] = i + n*int(coins&1)
		coins >>= 1
	}
}

// permute exchanges the two samples' answers of a persona at random; where the
// personas differ, it deals them out anew. Distances take no part: each side has
// a baseline of its own.
func (p *pairing) permute(draws int, rng *rand.Rand) {
	ta, tb := make([]float64, p.a.l.size()), make([]float64, p.b.l.size())
	ea, eb := p.a.eval.with(p.a.l), p.b.eval.with(p.b.l)
	n := len(p.av)
	all := packVectors(append(slices.Clone(p.av), p.bv...), p.a.l.counts()).sums()
	both := addedUp(p.ta, p.tb)
	order := make([]int, n+len(p.bv))
	for i := range order {
		order[i] = i
	}
	x, y := make([]float64, len(p.va)), make([]float64, len(p.vb))
	p.beyond = make([]int, len(p.va))
	for range draws {
		if p.paired {
			exchange(order[:n], rng)
		} else {
			rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		}
		all.sum(order[:n], ta)
		for i := range tb {
			tb[i] = both[i] - ta[i]
		}
		p.a.values(&ea, ta, x)
		p.b.values(&eb, tb, y)
		for i := range x {
			if math.Abs(x[i]-y[i]) >= math.Abs(p.va[i]-p.vb[i])*(1-1e-12) {
				p.beyond[i]++
			}
		}
	}
}
