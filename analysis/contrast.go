package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"
)

// contrastMargins are the measures that are contrasted, and how large a
// difference may be to count as none (TOST).
var contrastMargins = []struct {
	measure string
	margin  float64
}{{"inertia", .05}, {"modal_share", .05}, {"profile", .25}}

// contrastRows computes the group contrasts of one scoring: models with each
// other in each variant, variants of a model, and dimensions of a model.
func (m *measurer) contrastRows(cells []Cell, scoring string) []Estimate {
	wanted := (&family{group: "contrasts"}).wanted(m.o.Measures)
	if len(wanted) == 0 {
		return nil
	}
	sc, _ := m.study.Scoring(scoring)
	var sides []*side
	for _, c := range cells {
		if sm := newSample(m.study, c.Model, c.Variant, sc, nil); sm != nil && sm.personasKnown() {
			sides = append(sides, newSide(sm))
		}
	}
	type pair struct{ a, b *side }
	var pairs []pair
	for i, a := range sides {
		pairs = append(pairs, pair{a, nil}) // the dimensions of a
		for _, b := range sides[i+1:] {
			if a.sm.variant == b.sm.variant || a.sm.model == b.sm.model {
				pairs = append(pairs, pair{a, b})
			}
		}
	}
	rows := inOrder(len(pairs), func(i int) []Estimate {
		if pairs[i].b == nil {
			return pairs[i].a.dimensions(m.o)
		}
		return pairs[i].a.against(pairs[i].b, m.o)
	})
	adjustContrasts(rows)
	return slices.DeleteFunc(rows, func(e Estimate) bool { return !slices.Contains(wanted, e.Measure) })
}

// side is one sample, its personas as short vectors. Several goroutines read it;
// each takes an evaluator of its own.
type side struct {
	sm      *sample
	l       *layout
	keys    []rowPlace
	vectors [][]float64
	eval    evaluator
}

func newSide(sm *sample) *side {
	names := make([]string, len(contrastMargins))
	for i, c := range contrastMargins {
		names[i] = c.measure
	}
	r := newRun(sm, &grouping{}, Options{Measures: names})
	sm.totalsOf() // before several goroutines ask for them
	s := &side{sm: sm, keys: sm.personaKeys}
	var sources [][]int
	s.l, sources = r.layout.compact(r.totals, false)
	for _, v := range r.vectors {
		s.vectors = append(s.vectors, r.layout.gather(s.l, sources, v))
	}
	s.eval = r.eval.with(s.l)
	return s
}

// values gives every measure of every dimension from totals.
func (s *side) values(e *evaluator, t []float64) [][]float64 {
	out := matrix(len(s.l.dims), len(contrastMargins))
	e.begin(t)
	for d := range out {
		e.values(t, d, nil, out[d])
	}
	return out
}

// pairing is two sets of persona vectors; paired when the personas are the same.
type pairing struct {
	a, b   *side
	av, bv [][]float64
	strata []int // of av; where not paired, of bv too
	other  []int
	paired bool
}

func pairUp(a, b *side) *pairing {
	at := map[string]int{}
	label := func(r rowPlace) string { return fmt.Sprint(r.seed, "\x00", r.id) }
	for i, k := range b.keys {
		at[label(k)] = i
	}
	p := &pairing{a: a, b: b, paired: true}
	var keys []rowPlace
	for i, k := range a.keys {
		if j, ok := at[label(k)]; ok {
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

// against compares two samples dimension by dimension.
func (s *side) against(other *side, o Options) []Estimate {
	p := pairUp(s, other)
	contrast := s.sm.model + " vs " + other.sm.model
	if s.sm.model == other.sm.model {
		contrast = s.sm.variant + " vs " + other.sm.variant
	}
	ta, tb := totalOf(p.av, s.l.size()), totalOf(p.bv, other.l.size())
	ea, eb := s.eval.with(s.l), other.eval.with(other.l)
	va, vb := s.values(&ea, ta), other.values(&eb, tb)
	reps, beyond := p.resample(o, va, vb)
	var rows []Estimate
	for d := range va {
		ca, cb := dimensionCounts(s.l, ta, d), dimensionCounts(other.l, tb, d)
		for m := range contrastMargins {
			var r []float64
			q := math.NaN()
			if reps != nil {
				r, q = reps[d][m], MonteCarloP(beyond[d][m], permutations)
			}
			e := s.sm.blankEstimate(d, "")
			e.Contrast, e.Personas, e.Value = contrast, len(p.av), va[d][m]-vb[d][m]
			if !p.paired {
				e.Note = "no personas in common: resampled apart"
			}
			rows = append(rows, contrastEstimates(e, m, r, q, o.Level)...)
		}
		e := s.sm.blankEstimate(d, "cliff_delta")
		e.Contrast, e.Personas, e.Value = contrast, len(p.av), CliffDelta(ca, cb)
		rows = append(rows, e)
	}
	return rows
}

func addedUp(a, b []float64) []float64 {
	out := slices.Clone(a)
	addTo(out, b)
	return out
}

func totalOf(vectors [][]float64, size int) []float64 {
	t := make([]float64, size)
	for _, v := range vectors {
		addTo(t, v)
	}
	return t
}

func dimensionCounts(l *layout, t []float64, d int) []float64 {
	out := make([]float64, l.K)
	for _, c := range l.dims[d] {
		lo, hi := l.col(c)
		addTo(out, t[lo:hi])
	}
	return out
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

// contrastEstimates is the difference with its interval, its p and the p of
// equivalence. e carries the difference; reps and p are empty without
// resampling.
func contrastEstimates(e Estimate, m int, reps []float64, p, level float64) []Estimate {
	name, margin := contrastMargins[m].measure, contrastMargins[m].margin
	diff, test, holm, bh, tost := e, e, e, e, e
	diff.Measure, test.Measure, holm.Measure, bh.Measure, tost.Measure = name+"_diff", name+"_diff_p", name+"_diff_p_holm", name+"_diff_p_bh", name+"_tost_p"
	test.Value, holm.Value, bh.Value, tost.Value = p, p, p, math.NaN()
	none := "no resampling, or fewer than 6 personas"
	if reps == nil {
		for _, x := range []*Estimate{&diff, &test, &holm, &bh, &tost} {
			x.Note = none
		}
		return []Estimate{diff, test, holm, bh, tost}
	}
	s := finite(reps)
	diff.SE, diff.Level, diff.Method = sd(s), level, "percentile"
	diff.Low, diff.High = PercentileInterval(s, level)
	tost.Value = EquivalenceP(e.Value, diff.SE, margin)
	tost.Note = fmt.Sprintf("equivalence margin %g", margin)
	return []Estimate{diff, test, holm, bh, tost}
}

// EquivalenceP is the p of two one-sided tests that a difference lies outside
// -margin..margin; small when the difference is shown to be negligible.
//
//	max(Phi((value - margin)/se), Phi((-margin - value)/se))
//
// NaN where the standard error is not positive.
//
// Source: Schuirmann (1987).
func EquivalenceP(value, se, margin float64) float64 {
	if !(se > 0) {
		return math.NaN()
	}
	return max(distuv.UnitNormal.CDF((value-margin)/se), distuv.UnitNormal.CDF((-margin-value)/se))
}

// adjustContrasts corrects the p of each measure over all contrasts of the
// scoring.
func adjustContrasts(rows []Estimate) {
	for _, c := range contrastMargins {
		for _, method := range []struct {
			suffix string
			adjust func([]float64) []float64
		}{{"_diff_p_holm", HolmAdjust}, {"_diff_p_bh", BenjaminiHochbergAdjust}} {
			var at []int
			var p []float64
			for i := range rows {
				if rows[i].Measure == c.measure+method.suffix {
					at, p = append(at, i), append(p, rows[i].Value)
				}
			}
			for j, q := range method.adjust(p) {
				rows[at[j]].Value = q
				if rows[at[j]].Note == "" {
					rows[at[j]].Note = fmt.Sprintf("family of %d contrasts", len(p))
				}
			}
		}
	}
}

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
