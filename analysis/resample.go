package analysis

import (
	"math/rand/v2"
	"runtime"
)

// minPersonas is the least number of personas for which resampling them says
// anything about a 95 % interval.
const minPersonas = 6

// minBaseline is the least number of baseline answers an item for an interval
// of a distance.
const minBaseline = 10

// resample draws personas within their seed, once for all measures and
// dimensions, and the baseline's answers within their item. Draws are summed in
// the compact layout.
func (r *run) resample() {
	r.reps = matrix(len(r.sm.dims)*len(r.names), r.o.Resamples)
	small, sources := r.layout.compact(r.totals, r.eval.itemwise)
	eval := r.eval.with(small)
	v := make([]float64, r.layout.size())
	pk := pack(len(r.people.keys), small.size(), small.counts(), func(i int, buf []float64) []float64 {
		return r.layout.gather(small, sources, r.people.vector(i, v), buf)
	})
	baseline := r.baselineDraws()
	names := []string{r.sm.model, r.sm.variant, r.sm.seed}
	evaluateResamples(pk, strataOf(r.sm.personaKeys), r.reps, r.o, append(names, "personas"), append(names, "baseline"), func() *resampler {
		return newResampler(eval.with(small), baseline)
	})
	if r.o.CI == "bca" {
		r.jack = newJackknife(eval, pk, len(r.people.keys))
	}
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

func (d *draws) add(rng *rand.PCG, to []float64) {
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

// evaluateResamples fills reps, by dimension and measure, for each draw of
// personas, which the names of their stream fix, as those of the baseline's stream
// fix its answers. Each goroutine has a resampler of its own.
func evaluateResamples(pk *packed, strata []int, reps [][]float64, o Options, personas, baseline []string, newOne func() *resampler) {
	workers := make([]*resampler, runtime.GOMAXPROCS(0))
	stream := func(chunk int) *rand.PCG { return source(o.Seed, uint64(chunk)+1, personas...) }
	pk.SumBootstrap(strata, o.Resamples, stream, func(w, b int, total []float64) {
		if workers[w] == nil {
			workers[w] = newOne()
		}
		workers[w].one(reps, b, source(o.Seed, uint64(b)+1, baseline...), total)
	})
}

// resampler is one goroutine's scratch space.
type resampler struct {
	eval     evaluator
	baseline [][]draws
	base     []float64
	out      []float64
}

func newResampler(e evaluator, baseline [][]draws) *resampler {
	return &resampler{eval: e, baseline: baseline, base: make([]float64, e.l.K), out: make([]float64, len(e.names))}
}

// one evaluates resample b; rng draws the baseline's answers.
func (w *resampler) one(reps [][]float64, b int, rng *rand.PCG, total []float64) {
	w.eval.begin(total)
	for d := range w.baseline {
		clear(w.base)
		for _, item := range w.baseline[d] {
			item.add(rng, w.base)
		}
		w.eval.values(total, d, w.base, w.out)
		for m, x := range w.out {
			reps[d*len(w.out)+m][b] = x
		}
	}
}
