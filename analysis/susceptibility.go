package analysis

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"inertia/datasets"
)

// validity says which personas count for robustness and susceptibility: those
// with an answer to every scored item in every model that has any such persona.
type validity struct {
	ok   map[datasets.PersonaKey]bool
	note string // models set aside
}

// validPersonas looks at every model asked in the variant, over the seeds given
// (nil = all).
func (s *Study) validPersonas(variant string, sc *datasets.Scoring, seeds []int64) *validity {
	v := &validity{}
	for _, model := range s.modelsOf(variant) {
		sm := newSample(s, model, variant, sc, seeds)
		if sm == nil || !sm.personasKnown() {
			continue
		}
		mine := map[datasets.PersonaKey]bool{}
		for _, r := range sm.personas() {
			if sm.complete(r) {
				mine[r.key()] = true
			}
		}
		switch {
		case len(mine) == 0:
			v.note = model + ": no persona answered every item: set aside"
		case v.ok == nil:
			v.ok = mine
		default:
			maps.DeleteFunc(v.ok, func(k datasets.PersonaKey, _ bool) bool { return !mine[k] })
		}
	}
	return v
}

func (s *Study) modelsOf(variant string) []string {
	var models []string
	for k := range s.blocks {
		if k.variant == variant && !slices.Contains(models, k.model) {
			models = append(models, k.model)
		}
	}
	slices.SortFunc(models, compareNatural)
	return models
}

// grouping is the personas of one sample that count, in their groups.
type grouping struct {
	ok     map[datasets.PersonaKey]bool
	groups [][]datasets.PersonaKey
	reason string // why there is no group
	note   string

	spreads [][]float64 // by group and item: SD across the group; nil until needed
}

func (g *grouping) valid(r rowPlace) bool { return g.ok[r.key()] }

// newGrouping groups the valid personas of a sample, as given or by consecutive
// ids.
func newGrouping(sm *sample, v *validity, given []Group) *grouping {
	g := &grouping{ok: v.ok, note: v.note}
	if !sm.personasKnown() {
		g.reason = "personas unknown"
		return g
	}
	g.group(sm, given)
	return g
}

func (g *grouping) group(sm *sample, given []Group) {
	var keys []datasets.PersonaKey
	for _, r := range sm.personas() {
		if g.valid(r) {
			keys = append(keys, r.key())
		}
	}
	if given != nil {
		g.fix(sm, given)
		return
	}
	size := groupSize(len(keys))
	if size == 0 && len(keys) > 0 {
		size = groupSize(len(keys) - 1)
		keys = keys[:len(keys)-1]
	}
	if size == 0 {
		g.reason = fmt.Sprintf("%s with an answer to every item, need at least 4", personaCount(len(keys)))
		return
	}
	for start := 0; start < len(keys); start += size {
		g.groups = append(g.groups, keys[start:start+size])
	}
}

// fix takes groups from the user: they fix the personas that count, too.
func (g *grouping) fix(sm *sample, given []Group) {
	kept := map[datasets.PersonaKey]bool{}
	for _, gr := range given {
		var members []datasets.PersonaKey
		for _, id := range gr.Personas {
			for _, seed := range sm.seeds {
				if k := (datasets.PersonaKey{Seed: seed, ID: id}); g.ok[k] {
					members, kept[k] = append(members, k), true
				}
			}
		}
		if len(members) > 0 {
			g.groups = append(g.groups, members)
		}
	}
	g.ok = kept
}

// groupSize is, of the sizes of at least 2 that divide n into at least 2
// groups, the one closest to 10, ties going to fewer groups; 0 without one.
func groupSize(n int) int {
	best := 0
	for size := 2; size <= n/2; size++ {
		if n%size == 0 && (best == 0 || abs(size-10) <= abs(best-10)) {
			best = size
		}
	}
	return best
}

func abs(x int) int { return max(x, -x) }

// susceptibility fills in the mean over groups of the mean over items of the SD
// (ddof 1) across the group of persona-by-item means, and its standard error,
// SD over groups / sqrt(groups).
//
// Source: Costa et al. (2025), arXiv 2511.08565.
func (g *grouping) susceptibility(e *Estimate, sm *sample, cols []int, reason string, level float64) {
	if reason == "" {
		reason = g.reason
	}
	if reason == "" && len(g.groups) < 2 {
		reason = fmt.Sprintf("%d groups of personas, need at least 2", len(g.groups))
	}
	if reason != "" {
		e.Note = reason
		return
	}
	if g.spreads == nil {
		g.spread(sm)
	}
	var values []float64
	for _, spreads := range g.spreads {
		var mine []float64
		for _, c := range cols {
			if c < sm.form.items && !math.IsNaN(spreads[c]) {
				mine = append(mine, spreads[c])
			}
		}
		values = append(values, mean(mine))
	}
	e.Value = mean(values)
	switch {
	case len(values) == 2:
		e.SE, e.Note = sd(values)/math.Sqrt(2), "no interval: 2 groups, need at least 3"
	case !(slices.Max(values) > slices.Min(values)): // nor with a value that is NaN
		e.Note = "no interval: every group gives the same value"
	default:
		e.Low, e.High, e.SE = TInterval(e.Value, values, level)
		e.Level, e.Method = level, MethodTOverGroups
	}
}

// spread computes the SD, across each group, of each item's mean option; NaN where
// fewer than two of the group answered.
func (g *grouping) spread(sm *sample) {
	rows := make(map[datasets.PersonaKey]*rowPlace, len(sm.personas()))
	for i := range sm.personas() {
		r := &sm.personas()[i]
		rows[r.key()] = r
	}
	items, buf := sm.form.items, make([]float64, sm.K)
	g.spreads = matrix(len(g.groups), items)
	var means, ofItem []float64 // by member of the group
	for i, keys := range g.groups {
		means = means[:0]
		for _, k := range keys {
			if r, ok := rows[k]; ok {
				means = r.meanOptions(means, buf)
			}
		}
		for c := range items {
			ofItem = ofItem[:0]
			for at := c; at < len(means); at += items {
				if !math.IsNaN(means[at]) {
					ofItem = append(ofItem, means[at])
				}
			}
			g.spreads[i][c] = sd(ofItem)
		}
	}
}

// robustnessSE is the closed-form standard error of robustness.
//
//	(SD of the SDs / sqrt n) / mean^2,  n = persona x item cells
func (g *grouping) robustnessSE(sm *sample, cols []int) interval {
	sds := g.cellSDs(sm, cols)
	iv := noInterval("")
	m := mean(sds)
	iv.se = sd(sds) / math.Sqrt(float64(len(sds))) / (m * m)
	return iv
}

func (g *grouping) cellSDs(sm *sample, cols []int) []float64 {
	var sds []float64
	buf := make([]float64, sm.K)
	for _, r := range sm.personas() {
		if !g.valid(r) {
			continue
		}
		for _, c := range cols {
			if c >= sm.form.items {
				continue
			}
			if counts := r.cell(c, buf); sum(counts) > 0 {
				sds = append(sds, SDOption(counts))
			}
		}
	}
	return sds
}

// wholeInstrument gives robustness and susceptibility over all scored items.
func (r *run) wholeInstrument() []Estimate {
	var rows []Estimate
	var cols []int
	known := true
	for d := range r.sm.dims {
		cols = append(cols, r.sm.dims[d]...)
		known = known && r.eval.itemsKnown[d]
	}
	for _, name := range r.o.Measures {
		if name != "robustness" && name != "susceptibility" {
			continue
		}
		nan := math.NaN()
		e := Estimate{Model: r.sm.model, Variant: r.sm.variant, Seed: r.sm.seed, Instrument: r.sm.scoring.ID, Dimension: AllDimensions, Measure: name,
			Value: nan, SE: nan, Low: nan, High: nan, Level: nan, Personas: len(r.sm.personas())}
		for d := range r.sm.dims {
			e.Answers += int(sum(r.sm.dimension(r.totals, d)) + .5)
			e.Missing += r.sm.missing(d)
		}
		r.fillWhole(&e, cols, known)
		rows = append(rows, e)
	}
	return rows
}

func (r *run) fillWhole(e *Estimate, cols []int, known bool) {
	reason := ""
	if !known || !r.sm.personasKnown() {
		reason = "personas or items unknown"
		e.Personas = 0
	}
	if e.Measure == "susceptibility" {
		r.groups.susceptibility(e, r.sm, cols, reason, r.o.Level)
		return
	}
	switch {
	case reason != "":
	case r.eval.expected:
		reason = noSingleAnswers
	case !r.eval.repeats:
		reason = "asked once"
	}
	if e.Note = reason; reason == "" {
		sds := r.groups.cellSDs(r.sm, cols)
		e.Value = 1 / mean(sds)
		e.SE = r.groups.robustnessSE(r.sm, cols).se
	}
	if e.Note == "" && r.groups.note != "" {
		e.Note = r.groups.note
	}
}
