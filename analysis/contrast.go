package analysis

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"inertia/datasets"
)

// contrastRows computes the group contrasts of one scoring: models with each
// other in each variant, variants of a model, and dimensions of a model.
func (m *measurer) contrastRows(cells []Cell, scoring string) []Estimate {
	wanted := (&family{group: "contrasts"}).wanted(m.o.Measures)
	if len(wanted) == 0 {
		return nil
	}
	sc, _ := m.study.Scoring(scoring)
	measures := contrastsFor(wanted)
	var sides []*side
	for _, c := range cells {
		if sm := newSample(m.study, c.Model, c.Variant, sc, nil); sm != nil && sm.personasKnown() {
			sides = append(sides, newSide(sm, measures))
		}
	}
	if len(sides) == 0 {
		return noContrasts(m.study, cells, sc, wanted)
	}
	rows := inOrder(len(sides), func(i int) []Estimate { return sides[i].dimensions(m.o) })
	adjustContrasts(rows, measures, "of dimensions", m.o.Permutations)
	for _, kind := range []struct {
		name  string
		alike func(a, b *sample) bool
	}{
		{"of models", func(a, b *sample) bool { return a.variant == b.variant && a.model != b.model }},
		{"of variants", func(a, b *sample) bool { return a.model == b.model }},
	} {
		var pairs [][2]*side
		for i, a := range sides {
			for _, b := range sides[i+1:] {
				if kind.alike(a.sm, b.sm) {
					pairs = append(pairs, [2]*side{a, b})
				}
			}
		}
		mine := inOrder(len(pairs), func(i int) []Estimate { return pairs[i][0].against(pairs[i][1], m.o) })
		adjustContrasts(mine, measures, kind.name, m.o.Permutations)
		rows = append(rows, mine...)
	}
	return slices.DeleteFunc(rows, func(e Estimate) bool { return !slices.Contains(wanted, e.Measure) })
}

// noContrasts says why there are none.
func noContrasts(s *Study, cells []Cell, sc *datasets.Scoring, wanted []string) []Estimate {
	var rows []Estimate
	for _, c := range cells {
		sm := newSample(s, c.Model, c.Variant, sc, nil)
		if sm == nil {
			continue
		}
		for _, name := range wanted {
			e := blankContrast(sm, name, "")
			e.Note = "personas unknown: these are counts"
			rows = append(rows, e)
		}
	}
	return rows
}

// side is one sample, its personas as short vectors. Several goroutines read it;
// each takes an evaluator of its own.
type side struct {
	sm       *sample
	measures []contrastable
	l        *layout
	keys     []rowPlace
	vectors  [][]float64
	eval     evaluator
	base     [][]float64 // baseline counts by dimension; nil without
	baseline [][]draws   // of the baseline's items; none where they are few
}

func newSide(sm *sample, measures []contrastable) *side {
	var names []string
	for _, c := range measures {
		names = append(names, c.measure)
	}
	r := newRun(sm, &grouping{}, Options{Measures: names})
	sm.totalsOf() // before several goroutines ask for them
	s := &side{sm: sm, measures: measures, keys: sm.personas(), base: r.base, baseline: r.baselineDraws()}
	all := make([]float64, len(r.totals)) // every column stays: both sides then have one layout
	for i := range all {
		all[i] = 1
	}
	var sources [][]int
	s.l, sources = r.layout.compact(all, r.eval.itemwise)
	for i := range r.people.keys() {
		s.vectors = append(s.vectors, r.layout.gather(s.l, sources, r.people.vector(i, nil), nil))
	}
	s.eval = r.eval.with(s.l)
	return s
}

// values gives every measure of every dimension from totals, by dimension and
// measure.
func (s *side) values(e *evaluator, t []float64, out []float64) {
	M := len(s.measures)
	e.begin(t)
	for d := range s.l.dims {
		var base []float64
		if s.base != nil {
			base = s.base[d]
		}
		e.values(t, d, base, out[d*M:(d+1)*M])
	}
}

// undefined says why a measure has no value in dimension d.
func (s *side) undefined(m, d int) string {
	return s.eval.undefined(s.measures[m].measure, d, s.sm.dimension(s.sm.totalsOf(), d))
}

// unsure says why a measure of dimension d has a value and no interval.
func (s *side) unsure(m, d int) string {
	if slices.Contains(distanceMeasures, s.measures[m].measure) && s.baseline[d] == nil {
		return fmt.Sprintf("no interval: fewer than %d baseline answers an item", minBaseline)
	}
	return ""
}

// against compares two samples dimension by dimension.
func (s *side) against(other *side, o Options) []Estimate {
	p := pairUp(s, other)
	p.compute(o)
	return p.differences(o)
}

// differences are the rows of every measure in every dimension, first side less second.
func (p *pairing) differences(o Options) []Estimate {
	s, other, contrast := p.a, p.b, p.contrast()
	var rows []Estimate
	for d := range s.l.dims {
		for m := range s.measures {
			i := d*len(s.measures) + m
			e := s.sm.blankEstimate(d, "")
			e.Contrast, e.Personas, e.Value = contrast, len(p.av), p.va[i]-p.vb[i]
			e.Answers, e.Missing = p.answers(d)
			if !p.paired {
				e.Note = "no personas in common: resampled apart"
			}
			c := difference{measure: s.measures[m], e: e, p: math.NaN(), level: o.Level, draw: drawOf(p.strata, p.other), reason: firstReason(s.undefined(m, d), other.undefined(m, d))}
			if c.unsure = firstReason(s.unsure(m, d), other.unsure(m, d)); p.reps != nil && c.unsure == "" {
				c.reps = p.reps[i]
			}
			if p.beyond != nil && !slices.Contains(distanceMeasures, s.measures[m].measure) {
				c.p = MonteCarloP(p.beyond[i], o.Permutations)
			}
			rows = append(rows, c.estimates()...)
		}
		e := s.sm.blankEstimate(d, "cliff_delta")
		e.Contrast, e.Personas = contrast, len(p.av)
		e.Answers, e.Missing = p.answers(d)
		e.Value = CliffDelta(dimensionCounts(s.l, p.ta, d), dimensionCounts(other.l, p.tb, d))
		rows = append(rows, e)
	}
	return rows
}

// answers counts those of both sides that are compared in a dimension, and those that are missing.
func (p *pairing) answers(d int) (answered, missing int) {
	n := sum(dimensionCounts(p.a.l, p.ta, d)) + sum(dimensionCounts(p.b.l, p.tb, d))
	return int(n + .5), p.a.sm.missing(d) + p.b.sm.missing(d)
}

// contrast names what is compared: the models, or the variants of one.
func (p *pairing) contrast() string {
	a, b := p.a.sm, p.b.sm
	if a.model == b.model {
		return a.variant + " vs " + b.variant
	}
	return a.model + " vs " + b.model
}

// sides are the values that the differences are between, of the personas in common
// where there are enough of them.
func (p *pairing) sides() []Estimate {
	var rows []Estimate
	for _, one := range []struct {
		side           *side
		people         [][]float64
		totals, values []float64
	}{{p.b, p.bv, p.tb, p.vb}, {p.a, p.av, p.ta, p.va}} {
		for d := range one.side.l.dims {
			for m, c := range one.side.measures {
				e := one.side.sm.blankEstimate(d, c.measure)
				e.Contrast, e.Personas, e.Value = p.contrast(), len(one.people), one.values[d*len(one.side.measures)+m]
				e.Answers = int(sum(dimensionCounts(one.side.l, one.totals, d)) + .5)
				if reason := one.side.undefined(m, d); reason != "" {
					e.Value, e.Note = math.NaN(), reason
				}
				rows = append(rows, e)
			}
		}
	}
	return rows
}

func firstReason(reasons ...string) string {
	for _, r := range reasons {
		if r != "" {
			return r
		}
	}
	return ""
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

// difference is one contrast of one measure: e carries its value.
type difference struct {
	measure        contrastable
	e              Estimate
	reps           []float64 // nil without resampling
	p              float64   // NaN without a test
	level          float64
	draw           personaDraw
	reason, unsure string // why there is no value, no interval
}

// estimates is the difference with its interval, its p, to be adjusted later, and
// the p of equivalence.
func (c *difference) estimates() []Estimate {
	rows := make([]Estimate, len(contrastSuffixes))
	for i, suffix := range contrastSuffixes {
		rows[i] = c.e
		rows[i].Measure = c.measure.measure + suffix
	}
	diff, tost := &rows[0], &rows[len(rows)-1]
	tests := rows[1 : len(rows)-1]
	for i := range tests {
		if tests[i].Value = c.p; math.IsNaN(c.p) {
			tests[i].Note = c.untested()
		}
	}
	tost.Value = math.NaN()
	switch {
	case c.reason != "":
		for i := range rows {
			rows[i].Value, rows[i].Note = math.NaN(), c.reason
		}
	case c.reps == nil:
		diff.Note = cmp.Or(c.unsure, "no resampling, or too few personas to draw anew")
		tost.Note = diff.Note
	default:
		s := finite(c.reps)
		diff.SE, diff.Level, diff.Method = sd(s), c.level, MethodPercentile
		level := c.draw.level(c.level)
		diff.Low, diff.High = PercentileInterval(s, level)
		if slices.Contains(distanceMeasures, c.measure.measure) {
			diff.Low, diff.High = BiasCorrectedNormalInterval(diff.Value, s, level, math.Inf(-1))
			diff.Method = MethodBiasCorrected
		}
		tost.Value = EquivalenceP(c.e.Value, diff.SE/c.draw.narrow(), c.measure.margin, c.draw.free())
		if tost.Note = fmt.Sprintf("equivalence margin %g", c.measure.margin); math.IsNaN(tost.Value) {
			tost.Note = "every resample gives the same difference"
		}
	}
	return rows
}

func (c *difference) untested() string {
	if slices.Contains(distanceMeasures, c.measure.measure) {
		return "a distance has no exchange test, as each side has a baseline of its own: see the interval"
	}
	if c.reps != nil {
		return "the measure needs items or personas, which an exchange between dimensions does not keep: see the interval"
	}
	return "no resampling, or too few personas to draw anew"
}
