package analysis

import (
	"fmt"
	"math"
	"slices"

	"inertia/datasets"
)

// stabilityRows computes the group stability of one scoring: how far personas
// keep their place, and their profile, in another context. Contexts are variants,
// and the two halves of a model's repeats; between seeds, whose personas differ,
// items must keep theirs.
//
// Source: Kovac et al. (2024), arXiv 2402.14846.
func (m *measurer) stabilityRows(cells []Cell, scoring string) []Estimate {
	wanted := (&family{group: "stability"}).wanted(m.o.Measures)
	if len(wanted) == 0 {
		return nil
	}
	models := m.contexts(cells, scoring)
	rows := inOrder(len(models), func(i int) []Estimate { return modelStability(models[i], m.o) })
	return slices.DeleteFunc(rows, func(e Estimate) bool { return !slices.Contains(wanted, e.Measure) })
}

func modelStability(contexts []*sample, o Options) []Estimate {
	var rows []Estimate
	for i, a := range contexts {
		for _, b := range contexts[i+1:] {
			rows = append(rows, stability(a, b, a.variant+" ~ "+b.variant, o.Level)...)
		}
		if x, y := a.halves(o.Seed); x != nil {
			rows = append(rows, stability(x, y, "one half of the repeats ~ the other", o.Level)...)
		} else if len(contexts) == 1 {
			rows = append(rows, noStability(a)...)
		}
		rows = append(rows, retestRows(a, o)...)
		rows = append(rows, seedStability(a, o.Level)...)
	}
	return rows
}

// seedStability correlates the items' means between the seeds of a sample.
func seedStability(sm *sample, level float64) []Estimate {
	var seeds []*sample
	for _, seed := range sm.seeds {
		seeds = append(seeds, newSample(sm.study, sm.model, sm.variant, sm.scoring, []int64{seed}))
	}
	var rows []Estimate
	for i, a := range seeds {
		for j := i + 1; j < len(seeds); j++ {
			contrast := fmt.Sprintf("seed %d ~ %d", sm.seeds[i], sm.seeds[j])
			rows = append(rows, correlation(a, "item_order_r", contrast, itemMeans(a), itemMeans(seeds[j]), level))
		}
	}
	if len(rows) == 0 {
		e := blankContrast(sm, "item_order_r", "")
		e.Note = "one seed"
		rows = append(rows, e)
	}
	return rows
}

// noStability says why a model has none.
func noStability(sm *sample) []Estimate {
	why := oneWay + ", and once"
	if sm.expected {
		why = oneWay + ", and " + noSingleAnswers
	}
	var rows []Estimate
	for d := range sm.dims {
		e := sm.blankEstimate(d, "rank_order_r")
		e.Note = why
		rows = append(rows, e)
	}
	e := blankContrast(sm, "ipsative_r", "")
	e.Note = why
	return append(rows, e)
}

// stability compares the personas that two samples have in common.
func stability(a, b *sample, contrast string, level float64) []Estimate {
	pa, pb, reason := sharedPersonas(a, b)
	var rows []Estimate
	for d := range a.dims {
		e := a.blankEstimate(d, "rank_order_r")
		e.Contrast, e.Personas, e.Note = contrast, len(pa), reason
		if reason == "" {
			x, y := make([]float64, len(pa)), make([]float64, len(pa))
			for i := range pa {
				x[i], y[i] = MeanOption(a.dimensionOf(pa[i], d)), MeanOption(b.dimensionOf(pb[i], d))
			}
			e.Value, e.Note = pearson(x, y)
			if low, high := FisherInterval(e.Value, len(x), level); !math.IsNaN(low) {
				e.Low, e.High, e.Level, e.Method = low, high, level, MethodFisher
			}
		}
		rows = append(rows, e)
	}
	e := blankContrast(a, "ipsative_r", contrast)
	e.Personas, e.Note = len(pa), reason
	if reason == "" {
		fillIpsative(&e, a, b, pa, pb, level)
	}
	return append(rows, e)
}

// sharedPersonas pairs the rows of two samples; reason is set where there are too
// few.
func sharedPersonas(a, b *sample) (pa, pb []rowPlace, reason string) {
	if !a.personasKnown() || !b.personasKnown() {
		return nil, nil, "personas unknown: these are counts"
	}
	at := map[datasets.PersonaKey]rowPlace{}
	for _, r := range b.personas() {
		at[r.key()] = r
	}
	for _, r := range a.personas() {
		if other, ok := at[r.key()]; ok {
			pa, pb = append(pa, r), append(pb, other)
		}
	}
	if len(pa) < 4 {
		reason = fmt.Sprintf("%s in common, need at least 4", personaCount(len(pa)))
	}
	return pa, pb, reason
}

// fillIpsative gives the mean over personas of the correlation of their two
// profiles. Each profile is taken relative to the sample's mean profile, so that
// what all personas share does not count as their stability.
func fillIpsative(e *Estimate, a, b *sample, pa, pb []rowPlace, level float64) {
	x, y := centredProfiles(a, pa), centredProfiles(b, pb)
	var rs []float64
	for i := range x {
		if r, why := pearson(x[i], y[i]); why == "" {
			rs = append(rs, r)
		}
	}
	if len(rs) < 3 {
		e.Note = fmt.Sprintf("%s with spread between dimensions, need at least 3", personaCount(len(rs)))
		return
	}
	e.Value, e.Personas, e.Level, e.Method = mean(rs), len(rs), level, MethodTOverPersonas
	e.Low, e.High, e.SE = TInterval(e.Value, rs, level)
}

// centredProfiles is each persona's mean option by dimension, less the mean of
// all personas in that dimension.
func centredProfiles(sm *sample, rows []rowPlace) [][]float64 {
	out := matrix(len(rows), len(sm.dims))
	for d := range sm.dims {
		s, n := 0.0, 0.0
		for i := range rows {
			out[i][d] = MeanOption(sm.dimensionOf(rows[i], d))
			if !math.IsNaN(out[i][d]) {
				s += out[i][d]
				n++
			}
		}
		for i := range rows {
			out[i][d] -= s / n
		}
	}
	return out
}
