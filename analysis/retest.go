package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
)

// retest is the intraclass correlation of a persona's dimension score when
// the same questions are asked once and once again.
//
//	(V - W/R) / (V - W/R + W)
//
// V is the variance between personas of their score over all R repeats; W the
// mean over personas of the variance between repeats of a score, which is the sum
// over items of the variance between repeats over the squared number of items,
// each item being a request of its own.
//
// Source: Shrout and Fleiss (1979), ICC(1), with W from items asked apart.
type retest struct {
	score  []float64 // of each persona, over items and repeats
	within []float64 // variance of its score from one repeat
	share  []float64 // of within that stays in the score: 1/R where repeats are equal
	seeds  []int
}

// newRetest collects the personas with two answers or more to every item.
func newRetest(sm *sample, d int) *retest {
	r := &retest{}
	var kept []rowPlace
	columns := sm.itemColumns(d)
	n := float64(len(columns))
persona:
	for _, k := range sm.personas() {
		score, within, left := 0.0, 0.0, 0.0
		for _, c := range columns {
			counts := k.cell(c, nil)
			answers := sum(counts)
			if answers < 2 {
				continue persona
			}
			s := SDOption(counts)
			score += MeanOption(counts) / n
			within += s * s / (n * n)
			left += s * s / (n * n * answers)
		}
		r.score, r.within, r.share = append(r.score, score), append(r.within, within), append(r.share, left)
		kept = append(kept, k)
	}
	r.seeds = strataOf(kept)
	return r
}

// value is the correlation with each persona counted weight times; nil = once.
func (r *retest) value(weight []uint32) float64 {
	n, s, ss, within, left := 0.0, 0.0, 0.0, 0.0, 0.0
	for i, x := range r.score {
		w := 1.
		if weight != nil {
			w = float64(weight[i])
		}
		n, s, ss = n+w, s+w*x, ss+w*x*x
		within, left = within+w*r.within[i], left+w*r.share[i]
	}
	spread := (ss - s*s/n) / (n - 1)
	between := spread - left/n
	if spread < 1e-12 && within < 1e-12 {
		return math.NaN()
	}
	return between / (between + within/n)
}

func (r *retest) fill(e *Estimate, o Options) {
	e.Personas = len(r.score)
	if e.Value = r.value(nil); math.IsNaN(e.Value) {
		e.Note = "every persona scores the same"
		return
	}
	if o.Resamples == 0 {
		return
	}
	if why := drawOf(r.seeds).lacking(); why != "" {
		e.Note = "no interval: " + why
		return
	}
	reps := make([]float64, o.Resamples)
	stream := func(b int) *rand.PCG {
		return source(o.Seed, uint64(b)+1, "retest", e.Model, e.Variant, e.Seed, e.Instrument, e.Dimension)
	}
	ClusterBootstrap(r.seeds, o.Resamples, stream, func(_, b int, _ *rand.PCG, weight []uint32) { reps[b] = r.value(weight) })
	e.bound(choose(o.CI, e.Value, reps, r.jackknife(), drawOf(r.seeds).level(o.Level), 1), o.Level)
}

// jackknife leaves out one persona at a time.
func (r *retest) jackknife() []float64 {
	out, weight := make([]float64, len(r.score)), make([]uint32, len(r.score))
	for i := range weight {
		weight[i] = 1
	}
	for i := range out {
		weight[i] = 0
		out[i] = r.value(weight)
		weight[i] = 1
	}
	return out
}

// retestRows gives test-retest reliability for each dimension of a sample.
func retestRows(sm *sample, o Options) []Estimate {
	var rows []Estimate
	for d := range sm.dims {
		e := sm.blankEstimate(d, "retest_icc")
		if e.Note = sm.personaLevel(d); e.Note == "" {
			switch r := newRetest(sm, d); {
			case sm.expected:
				e.Note = noSingleAnswers
			case !sm.repeats():
				e.Note = "asked once"
			case len(r.score) < minPersonas:
				e.Note = "fewer than 6 personas answered every item twice"
			default:
				r.fill(&e, o)
			}
		}
		rows = append(rows, e)
	}
	return rows
}

// halves deals the repeats of each question at random into two samples of equal
// size; nil where a model was asked once. Repeats of different questions belong
// to no common occasion, so any halving is as good.
func (sm *sample) halves(seed int64) (a, b *sample) {
	if !sm.personasKnown() || !sm.repeats() {
		return nil, nil
	}
	first, second := *sm, *sm
	first.dealt, second.dealt = slices.Clone(sm.personas()), slices.Clone(sm.personas())
	first.totals, second.totals = nil, nil
	rng := rand.New(source(seed, 0, "halves", sm.model, sm.variant, sm.seed, sm.scoring.ID))
	for i, k := range sm.personas() {
		row := k.row(nil)
		x, y := make([]float64, len(row)), make([]float64, len(row))
		for c := range sm.form.items {
			dealHalves(row[c*sm.K:(c+1)*sm.K], x[c*sm.K:(c+1)*sm.K], y[c*sm.K:(c+1)*sm.K], rng)
		}
		first.dealt[i].own, second.dealt[i].own = &x, &y
	}
	return &first, &second
}

// dealHalves deals the answers to one question out; an odd one is left over.
func dealHalves(counts, x, y []float64, rng *rand.Rand) {
	var answers []int
	for k, n := range counts {
		for range int(n + .5) {
			answers = append(answers, k)
		}
	}
	rng.Shuffle(len(answers), func(i, j int) { answers[i], answers[j] = answers[j], answers[i] })
	for i, k := range answers[:len(answers)/2*2] {
		if i%2 == 0 {
			x[k]++
		} else {
			y[k]++
		}
	}
}
