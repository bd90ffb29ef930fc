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
	workers := make([]*resampler, runtime.GOMAXPROCS(0))
	stream := func(b int) *rand.PCG {
		return source(r.o.Seed, uint64(b)+1, "personas", r.sm.model, r.sm.variant, r.sm.seed)
	}
	ClusterBootstrap(strataOf(r.sm.personaKeys), r.o.Resamples, stream, func(w, b int, rng *rand.PCG, weight []uint32) {
		if workers[w] == nil {
			workers[w] = newResampler(eval.with(small), pk, baseline)
		}
		workers[w].one(r.reps, b, rng, weight)
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

// resampler is one goroutine's scratch space.
type resampler struct {
	eval     evaluator
	sums     *laneSums
	baseline [][]draws
	t        []float64
	base     []float64
	out      []float64
}

func newResampler(e evaluator, pk *packed, baseline [][]draws) *resampler {
	return &resampler{eval: e, sums: pk.sums(), baseline: baseline,
		t: make([]float64, e.l.size()), base: make([]float64, e.l.K), out: make([]float64, len(e.names))}
}

func (w *resampler) one(reps [][]float64, b int, rng *rand.PCG, weight []uint32) {
	w.sums.total(weight, w.t)
	w.eval.begin(w.t)
	for d := range w.baseline {
		clear(w.base)
		for _, item := range w.baseline[d] {
			item.add(rng, w.base)
		}
		w.eval.values(w.t, d, w.base, w.out)
		for m, x := range w.out {
			reps[d*len(w.out)+m][b] = x
		}
	}
}
