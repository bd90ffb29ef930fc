package analysis

import (
	"fmt"
	"math"
	"slices"
)

// run is the computation of all rows of one sample.
type run struct {
	sm     *sample
	o      Options
	names  []string // measures computed from totals
	layout *layout
	people *people
	totals []float64
	eval   evaluator
	groups *grouping
	base   [][]float64          // baseline counts by dimension; nil without
	reps   [][]float64          // [dimension*measure][resample]; nil without resampling
	level  float64              // at which intervals are cut from reps
	jack   *jackknife           // nil without
	floors []map[string]float64 // by dimension: js_floor and js_p, once drawn
}

// notAdditive are the measures of a run that are no function of totals, or have
// no interval.
var notAdditive = []string{"js_floor", "js_p", "susceptibility", "baseline_for_floor"}

// inRun keeps the measures that a run computes.
func inRun(names []string) []string {
	return measureNames(func(m *MeasureInfo) bool {
		return (m.Group == "paper" || m.Group == "distance") && slices.Contains(names, m.Name)
	})
}

func newRun(sm *sample, g *grouping, o Options) *run {
	r := &run{sm: sm, o: o, groups: g, floors: make([]map[string]float64, len(sm.dims))}
	o.Measures = inRun(o.Measures)
	r.o = o
	for _, n := range o.Measures {
		if !slices.Contains(notAdditive, n) {
			r.names = append(r.names, n)
		}
	}
	repeats := sm.repeats()
	r.people, r.totals = sm.people(extrasFor(r.names, repeats), g.valid)
	r.layout = r.people.layout
	if sm.base != nil {
		for d := range sm.dims {
			r.base = append(r.base, sm.dimension(sm.base, d))
		}
	}
	r.eval = newEvaluator(r.layout, r.names)
	r.eval.base, r.eval.personasKnown, r.eval.repeats = r.base, sm.personasKnown(), repeats
	r.eval.expected = sm.expected
	for d := range sm.dims {
		r.eval.itemsKnown = append(r.eval.itemsKnown, sm.itemsKnown(r.totals, d))
	}
	return r
}

// baselinePerItem is the least number of baseline answers of an item of
// dimension d; 0 where items are unknown. Expected counts are as good as any number.
func (r *run) baselinePerItem(d int) int {
	least := math.MaxInt
	if r.sm.baselineExpected {
		return least
	}
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
	r.eval.begin(r.totals)
	personas := r.sm.personasOf(r.sm.dims)
	for d := range r.sm.dims {
		var base []float64
		if r.base != nil {
			base = r.base[d]
		}
		r.eval.values(r.totals, d, base, values)
		p := r.sm.dimension(r.totals, d)
		m := 0
		for _, name := range r.o.Measures {
			e := r.blank(d, name, p, personas[d])
			reason := r.eval.undefined(name, d, p)
			switch {
			case name == "js_floor" || name == "js_p":
				r.floor(&e, d, reason)
			case name == "baseline_for_floor":
				if e.Note = reason; reason == "" {
					e.Value = BaselineForFloor(p, wantedFloor)
				}
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

func (r *run) blank(d int, name string, p []float64, personas int) Estimate {
	nan := math.NaN()
	return Estimate{
		Model: r.sm.model, Variant: r.sm.variant, Seed: r.sm.seed, Instrument: r.sm.scoring.ID,
		Dimension: r.sm.scoring.Dimensions[d].Name, Measure: name,
		Value: nan, SE: nan, Low: nan, High: nan, Level: nan,
		Personas: personas, Answers: int(sum(p) + .5), Missing: r.sm.missing(d),
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
	if r.floors[d] == nil {
		rng := source(r.o.Seed, 0, "floor", e.Model, e.Variant, e.Seed, e.Instrument, e.Dimension)
		f, p := JensenShannonFloor(persona, baseline, floorDraws, rng)
		r.floors[d] = map[string]float64{"js_floor": f, "js_p": p}
	}
	e.Value = r.floors[d][e.Measure]
}

// interval gives an additive measure its interval, or the reason why not.
func (r *run) interval(e *Estimate, d, m int) {
	e.bound(r.intervalOf(e.Value, e.Measure, d, m), r.o.Level)
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
		return noInterval("no interval: " + r.sm.draw().lacking())
	}
	reps := r.reps[d*len(r.names)+m]
	if slices.Contains(distanceMeasures, name) {
		if n := r.baselinePerItem(d); n < minBaseline {
			return noInterval(fmt.Sprintf("no interval: %d baseline answers to some item, need at least %d", n, minBaseline))
		}
	}
	var leftOut []float64
	if r.jack != nil {
		leftOut = r.jack.of(d)[m]
	}
	return measureInterval(name, r.o.CI, value, reps, leftOut, r.level, r.sm.K)
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
		sub := newRun(one, r.groups, o)
		var base []float64
		if sub.base != nil {
			base = sub.base[d]
		}
		out := make([]float64, len(sub.names))
		sub.eval.begin(sub.totals)
		sub.eval.values(sub.totals, d, base, out)
		values = append(values, out[m])
	}
	iv := interval{method: MethodTOverSeeds}
	iv.low, iv.high, iv.se = TInterval(value, values, r.o.Level)
	return iv
}
