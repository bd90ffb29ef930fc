package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"strconv"
)

// Options say what to compute. Start from DefaultOptions.
type Options struct {
	Measures  []string // in table order; see ParseMeasures
	Resamples int      // of personas; 0 = no resampling
	Seed      int64    // of every random draw
	Level     float64  // confidence level, in (0, 1)
	CI        string   // "bca", "percentile" or "normal"
	BySeed    bool     // a row a seed in place of one over all seeds
	Groups    []Group  // of personas, for susceptibility; nil = consecutive ids
	Scorings  []string // scoring keys; nil = the default key of each instrument
}

// Group is a set of personas whose answers are compared with each other.
type Group struct {
	ID       string
	Personas []string
}

// DefaultOptions are those of the paper-style report.
func DefaultOptions() Options {
	return Options{Measures: measureNames(nil), Resamples: 2000, Seed: 1, Level: .95, CI: "bca"}
}

// minPersonas is the least number of personas for which resampling them says
// anything about a 95 % interval.
const minPersonas = 6

// minBaseline is the least number of baseline answers an item for an interval
// of a distance.
const minBaseline = 10

// Measure computes the tidy table: a row for each model, variant, (seed,)
// scoring, dimension and measure, the rows over models last.
func Measure(s *Study, o Options) ([]Estimate, error) {
	scorings, err := s.scorings(o)
	if err != nil {
		return nil, err
	}
	if o.Level <= 0 || o.Level >= 1 {
		return nil, fmt.Errorf("level %v is outside 0..1; 0.95 is usual", o.Level)
	}
	if !slices.Contains([]string{"bca", "percentile", "normal"}, o.CI) {
		return nil, fmt.Errorf("unknown interval %q; known are bca, percentile, normal", o.CI)
	}
	var rows, means []Estimate
	for _, c := range s.Cells() {
		for _, id := range scorings {
			rows = append(rows, s.measureCell(c, id, o)...)
		}
	}
	for _, id := range scorings {
		means = append(means, s.meanRows(id, o)...)
	}
	return append(rows, means...), nil
}

func (s *Study) scorings(o Options) ([]string, error) {
	ids := slices.Clone(o.Scorings)
	if ids == nil {
		for _, sc := range s.Scorings() {
			ids = append(ids, sc.ID)
		}
	}
	for _, id := range ids {
		if _, ok := s.Scoring(id); !ok {
			return nil, fmt.Errorf("unknown instrument %q", id)
		}
	}
	return ids, nil
}

func (s *Study) measureCell(c Cell, scoring string, o Options) []Estimate {
	sc, _ := s.Scoring(scoring)
	pick := [][]int64{nil}
	if o.BySeed {
		pick = nil
		for _, seed := range c.Seeds {
			pick = append(pick, []int64{seed})
		}
	}
	var rows []Estimate
	for _, seeds := range pick {
		sm := newSample(s, c.Model, c.Variant, sc, seeds)
		if sm == nil {
			continue
		}
		if seeds != nil {
			sm.seed = strconv.FormatInt(seeds[0], 10)
		}
		rows = append(rows, newRun(sm, o).estimates()...)
	}
	return rows
}

// run is the computation of all rows of one sample.
type run struct {
	sm      *sample
	o       Options
	names   []string // measures computed from totals
	layout  *layout
	vectors [][]float64
	totals  []float64
	eval    evaluator
	groups  *grouping
	base    [][]float64 // baseline counts by dimension; nil without
	reps    [][]float64 // [dimension*measure][resample]; nil without resampling
	jack    [][]float64 // [dimension*measure][persona]
}

func newRun(sm *sample, o Options) *run {
	r := &run{sm: sm, o: o}
	for _, n := range o.Measures {
		if n != "js_floor" && n != "js_p" && n != "susceptibility" {
			r.names = append(r.names, n)
		}
	}
	r.groups = sm.study.grouping(sm, o.Groups)
	r.layout, r.vectors = sm.vectors(r.groups.valid)
	r.totals = make([]float64, r.layout.size())
	for _, v := range r.vectors {
		addTo(r.totals, v)
	}
	if sm.base != nil {
		for d := range sm.dims {
			r.base = append(r.base, sm.dimension(sm.base, d))
		}
	}
	r.eval = r.evaluator()
	if o.Resamples > 0 && len(r.names) > 0 && sm.personasKnown() && len(r.vectors) >= minPersonas {
		r.resample()
	}
	return r
}

func (r *run) evaluator() evaluator {
	e := evaluator{l: r.layout, personasKnown: r.sm.personasKnown(), names: r.names, base: r.base}
	for d := range r.sm.dims {
		e.itemsKnown = append(e.itemsKnown, r.sm.itemsKnown(r.totals, d))
	}
	for _, p := range r.sm.personaKeys {
		for c := range r.sm.form.items {
			lo, hi := r.layout.col(c)
			if sum(p.row[lo:hi]) > 1 {
				e.repeats = true
			}
		}
	}
	return e
}

// resample draws personas within their seed, once for all measures and
// dimensions, and the baseline's answers within their item.
func (r *run) resample() {
	M, D := len(r.names), len(r.sm.dims)
	r.reps = make([][]float64, D*M)
	for i := range r.reps {
		r.reps[i] = make([]float64, r.o.Resamples)
	}
	var strata []int
	for i, p := range r.sm.personaKeys {
		if i == 0 || p.seed != r.sm.personaKeys[i-1].seed {
			strata = append(strata, 0)
		}
		strata[len(strata)-1]++
	}
	pk := pack(r.vectors, r.layout.columns*r.layout.K)
	workers := make([]resampler, runtime.GOMAXPROCS(0))
	stream := func(b int) *rand.Rand {
		return source(r.o.Seed, uint64(b)+1, "personas", r.sm.model, r.sm.variant, r.sm.seed)
	}
	ClusterBootstrap(strata, r.o.Resamples, stream, func(w, b int, rng *rand.Rand, weight []int) {
		work := &workers[w]
		if work.out == nil {
			*work = r.newResampler(pk)
		}
		work.one(r, b, rng, weight)
	})
	r.jackknife()
}

// resampler is one goroutine's scratch space.
type resampler struct {
	eval evaluator
	pk   *packed
	acc  []uint64
	t    []float64
	base []float64
	out  []float64
}

func (r *run) newResampler(pk *packed) resampler {
	e := r.eval
	e.dim = nil
	return resampler{eval: e, pk: pk, acc: make([]uint64, (pk.counts+3)/4), t: make([]float64, r.layout.size()),
		base: make([]float64, r.sm.K), out: make([]float64, len(r.names))}
}

func (w *resampler) one(r *run, b int, rng *rand.Rand, weight []int) {
	w.pk.total(weight, w.acc, w.t)
	distance := slices.Contains(r.names, "jsd") || slices.Contains(r.names, "js_distance")
	for d := range r.sm.dims {
		clear(w.base)
		if r.base != nil && distance && r.baselinePerItem(d) >= minBaseline {
			for _, c := range r.sm.dims[d] {
				lo, hi := r.layout.col(c)
				multinomial(rng, r.sm.base[lo:hi], int(sum(r.sm.base[lo:hi])+.5), w.base)
			}
		}
		w.eval.values(w.t, d, w.base, w.out)
		for m, x := range w.out {
			r.reps[d*len(r.names)+m][b] = x
		}
	}
}

// jackknife leaves one persona out at a time.
func (r *run) jackknife() {
	if r.o.CI != "bca" {
		return
	}
	M := len(r.names)
	r.jack = make([][]float64, len(r.reps))
	for i := range r.jack {
		r.jack[i] = make([]float64, len(r.vectors))
	}
	e, t, out := r.eval, make([]float64, len(r.totals)), make([]float64, M)
	e.dim = nil
	zero := make([]float64, r.sm.K)
	for i, v := range r.vectors {
		for j := range t {
			t[j] = r.totals[j] - v[j]
		}
		for d := range r.sm.dims {
			e.values(t, d, zero, out)
			for m, x := range out {
				r.jack[d*M+m][i] = x
			}
		}
	}
}

// baselinePerItem is the least number of baseline answers of an item of
// dimension d; 0 where items are unknown.
func (r *run) baselinePerItem(d int) int {
	least := math.MaxInt
	for _, c := range r.sm.dims[d] {
		lo, hi := r.layout.col(c)
		if sum(r.totals[lo:hi]) == 0 {
			continue
		}
		if c >= r.sm.form.items {
			return 0
		}
		least = min(least, int(sum(r.sm.base[lo:hi])+.5))
	}
	return least
}

func (r *run) estimates() []Estimate {
	var rows []Estimate
	values := make([]float64, len(r.names))
	for d := range r.sm.dims {
		var base []float64
		if r.base != nil {
			base = r.base[d]
		}
		r.eval.values(r.totals, d, base, values)
		p := r.sm.dimension(r.totals, d)
		m := 0
		for _, name := range r.o.Measures {
			e := r.blank(d, name, p)
			reason := r.eval.undefined(name, d, p)
			switch {
			case name == "js_floor" || name == "js_p":
				r.floor(&e, d, reason)
			case name == "susceptibility":
				r.groups.susceptibility(&e, r.sm, r.sm.dims[d], reason, r.o.Level)
			default:
				if reason != "" {
					e.Note = reason
				} else {
					e.Value = values[m]
					r.interval(&e, d, m)
				}
				m++
			}
			rows = append(rows, e)
		}
	}
	return append(rows, r.wholeInstrument()...)
}

func (r *run) blank(d int, name string, p []float64) Estimate {
	nan := math.NaN()
	return Estimate{
		Model: r.sm.model, Variant: r.sm.variant, Seed: r.sm.seed, Instrument: r.sm.scoring.ID,
		Dimension: r.sm.scoring.Dimensions[d].Name, Measure: name,
		Value: nan, SE: nan, Low: nan, High: nan, Level: nan,
		Personas: r.sm.personasIn(d), Answers: int(sum(p) + .5), Missing: r.sm.missing(d),
	}
}

func (r *run) floor(e *Estimate, d int, reason string) {
	if reason != "" {
		e.Note = reason
		return
	}
	var persona, baseline [][]float64
	if r.eval.itemsKnown[d] && r.sm.itemsKnown(r.sm.base, d) {
		for _, c := range r.sm.dims[d] {
			lo, hi := r.layout.col(c)
			persona, baseline = append(persona, r.totals[lo:hi]), append(baseline, r.sm.base[lo:hi])
		}
	} else {
		persona, baseline = [][]float64{r.sm.dimension(r.totals, d)}, [][]float64{r.base[d]}
		e.Note = "items unknown: drawn from the pooled shares, an upper estimate"
	}
	rng := source(r.o.Seed, 0, "floor", e.Model, e.Variant, e.Seed, e.Instrument, e.Dimension)
	f, p := JensenShannonFloor(persona, baseline, floorDraws, rng)
	if e.Value = f; e.Measure == "js_p" {
		e.Value = p
	}
}

// interval gives an additive measure its interval, or the reason why not.
func (r *run) interval(e *Estimate, d, m int) {
	iv := r.intervalOf(e.Value, e.Measure, d, m)
	e.Low, e.High, e.SE, e.Method = iv.low, iv.high, iv.se, iv.method
	if iv.method != "" {
		e.Level = r.o.Level
	}
	if iv.reason != "" {
		e.Note = iv.reason
	}
}

func (r *run) intervalOf(value float64, name string, d, m int) interval {
	if r.o.Resamples == 0 {
		if name == "robustness" {
			return r.groups.robustnessSE(r.sm, r.sm.dims[d])
		}
		return noInterval("")
	}
	if !r.sm.personasKnown() {
		return r.overSeeds(value, d, m)
	}
	if r.reps == nil {
		return noInterval(fmt.Sprintf("no interval: %d personas, need at least %d", len(r.vectors), minPersonas))
	}
	reps := r.reps[d*len(r.names)+m]
	if name == "jsd" || name == "js_distance" {
		if n := r.baselinePerItem(d); n < minBaseline {
			return noInterval(fmt.Sprintf("no interval: %d baseline answers an item, need at least %d", n, minBaseline))
		}
		low, high := BiasCorrectedNormalInterval(value, reps, r.o.Level, 0)
		return interval{low: low, high: min(1, high), se: sd(reps), method: "bias-corrected normal"}
	}
	var jack []float64
	if r.jack != nil {
		jack = r.jack[d*len(r.names)+m]
	}
	return choose(r.o.CI, value, reps, jack, r.o.Level)
}

// overSeeds is the interval where personas are unknown: t over the per-seed
// values.
func (r *run) overSeeds(value float64, d, m int) interval {
	if len(r.sm.seeds) < 3 {
		return noInterval(fmt.Sprintf("no interval: personas unknown and %d seeds, need at least 3", len(r.sm.seeds)))
	}
	var values []float64
	for _, seed := range r.sm.seeds {
		one := newSample(r.sm.study, r.sm.model, r.sm.variant, r.sm.scoring, []int64{seed})
		o := r.o
		o.Resamples = 0
		sub := newRun(one, o)
		var base []float64
		if sub.base != nil {
			base = sub.base[d]
		}
		out := make([]float64, len(sub.names))
		sub.eval.values(sub.totals, d, base, out)
		values = append(values, out[m])
	}
	iv := interval{method: "t over seeds"}
	iv.low, iv.high, iv.se = TInterval(value, values, r.o.Level)
	return iv
}
