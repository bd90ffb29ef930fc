package analysis

import (
	"math/rand/v2"
	"runtime"
	"slices"

	"gonum.org/v1/gonum/mathext/prng"
)

// minPersonas is the least number of personas for which resampling them says
// anything about a 95 % interval.
const minPersonas = 6

// minBaseline is the least number of baseline answers an item for an interval
// of a distance.
const minBaseline = 10

// resampleRuns draws personas within their seed, once for all measures, dimensions
// and runs of as many personas, and the baseline's answers within their item.
func resampleRuns(runs []*run) {
	runs = slices.DeleteFunc(slices.Clone(runs), func(r *run) bool { return !r.resamples() })
	for len(runs) > 0 {
		first, strata := runs[0], strataOf(runs[0].sm.personas())
		var parts []resampling
		var others []*run
		for _, r := range runs {
			if !slices.Equal(strataOf(r.sm.personas()), strata) {
				others = append(others, r)
				continue
			}
			parts = append(parts, r.resampling())
		}
		names := []string{first.sm.model, first.sm.variant, first.sm.seed}
		evaluateResamples(parts, strata, first.o, append(names, "personas"), append(names, "baseline"))
		runs = others
	}
}

// resamples reports whether the run has intervals from resampled personas.
func (r *run) resamples() bool {
	return r.o.Resamples > 0 && len(r.names) > 0 && r.sm.personasKnown() && r.sm.draw().lacking() == ""
}

// resampling prepares the run's resamples. The jackknife's measures need no items.
func (r *run) resampling() resampling {
	r.reps, r.level = matrix(len(r.sm.dims)*len(r.names), r.o.Resamples), r.sm.draw().level(r.o.Level)
	pk, small, totals := r.compact(r.eval.itemwise)
	part := resampling{pk, r.reps, r.eval.with(small), r.baselineDraws()}
	if slices.ContainsFunc(r.names, func(name string) bool { return methodOf(name, r.o.CI) == MethodBCa }) {
		if r.eval.itemwise {
			pk, small, totals = r.compact(false)
		}
		r.jack = newJackknife(r.eval.with(small), pk, totals)
	}
	return part
}

// compact packs the personas' vectors in the compact layout, and gives their sum in it.
func (r *run) compact(itemwise bool) (pk *packed, small *layout, totals []float64) {
	small, sources := r.layout.compact(r.totals, itemwise)
	v := make([]float64, r.layout.size())
	pk = pack(len(r.people.keys()), small.size(), small.counts(), func(i int, buf []float64) []float64 {
		return r.layout.gather(small, sources, r.people.vector(i, v), buf)
	})
	return pk, small, r.layout.gather(small, sources, r.totals, nil)
}

func matrix(rows, columns int) [][]float64 {
	m := make([][]float64, rows)
	for i := range m {
		m[i] = make([]float64, columns)
	}
	return m
}

// draws is how the baseline's answers to one item are drawn anew.
type draws struct {
	from *multinomial
	n    int
	held []float64 // counts that are expected, so that nothing is drawn; nil = drawn
}

func (d *draws) add(rng *prng.SplitMix64, to []float64) {
	if d.held != nil {
		addTo(to, d.held)
		return
	}
	d.from.add(rng, d.n, to)
}

// baselineDraws prepares, by dimension, the items whose baseline answers are
// resampled; none where no distance is asked for or baseline answers are few.
func (r *run) baselineDraws() [][]draws {
	out := make([][]draws, len(r.sm.dims))
	if r.base == nil || !r.eval.divergence {
		return out
	}
	for d := range r.sm.dims {
		if r.baselinePerItem(d) < minBaseline {
			continue
		}
		for _, c := range r.sm.dims[d] {
			lo, hi := r.layout.col(c)
			counts := r.sm.base[lo:hi]
			switch {
			case sum(counts) == 0:
			case r.sm.baselineExpected:
				out[d] = append(out[d], draws{held: counts})
			default:
				out[d] = append(out[d], draws{from: newMultinomial(counts), n: int(sum(counts) + .5)})
			}
		}
	}
	return out
}

// resampling is what is evaluated for each draw of personas: the measures of eval from
// the sum of the personas' vectors and from drawn answers of the baseline.
type resampling struct {
	pk       *packed
	reps     [][]float64 // by dimension and measure, to be filled
	eval     evaluator
	baseline [][]draws
}

// evaluateResamples evaluates each draw of personas, which the names of their stream
// fix, as those of the baseline's stream fix its answers.
func evaluateResamples(parts []resampling, strata []int, o Options, personas, baseline []string) {
	if len(parts) == 0 {
		return
	}
	packs := make([]*packed, len(parts))
	for i := range parts {
		packs[i] = parts[i].pk
	}
	workers := make([][]*resampler, runtime.GOMAXPROCS(0))
	stream := func(chunk int) *rand.PCG { return source(o.Seed, uint64(chunk)+1, personas...) }
	SumBootstrap(packs, strata, o.Resamples, stream, func(w, b int, totals [][]float64) {
		if workers[w] == nil {
			for i := range parts {
				workers[w] = append(workers[w], newResampler(&parts[i]))
			}
		}
		for i, total := range totals {
			workers[w][i].one(b, bulk(source(o.Seed, uint64(b)+1, baseline...)), total)
		}
	})
}

// resampler is one goroutine's scratch space.
type resampler struct {
	*resampling
	eval evaluator
	base []float64
	out  []float64
}

func newResampler(r *resampling) *resampler {
	return &resampler{resampling: r, eval: r.eval.with(r.eval.l), base: make([]float64, r.eval.l.K), out: make([]float64, len(r.eval.names))}
}

// one evaluates resample b; rng draws the baseline's answers.
func (w *resampler) one(b int, rng *prng.SplitMix64, total []float64) {
	w.eval.begin(total)
	for d := range w.baseline {
		clear(w.base)
		for _, item := range w.baseline[d] {
			item.add(rng, w.base)
		}
		w.eval.values(total, d, w.base, w.out)
		for m, x := range w.out {
			w.reps[d*len(w.out)+m][b] = x
		}
	}
}
