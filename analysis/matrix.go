package analysis

import (
	"fmt"

	"inertia/datasets"
)

// Matrix is the persona-by-item table of one model and variant.
type Matrix struct {
	Personas   []datasets.PersonaKey // rows, natural order within seed
	Items      []string              // columns, by dimension in the scoring's order
	Dimensions []string              // dimension of each item
	Mean       [][]float64           // mean option over repeats, NaN = missing
	K          int
}

// PersonaItemMatrix gives the mean option of every persona to every scored item;
// an error where personas or items are unknown.
func PersonaItemMatrix(s *Study, model, variant, scoring string) (*Matrix, error) {
	sm, err := s.sampleOf(model, variant, scoring)
	if err != nil {
		return nil, err
	}
	if !sm.personasKnown() {
		return nil, fmt.Errorf("%s: personas unknown: these are counts", model)
	}
	m := &Matrix{K: sm.K}
	var cols []int
	for d := range sm.dims {
		for _, c := range sm.dims[d] {
			if c < sm.form.items {
				cols = append(cols, c)
				m.Items = append(m.Items, sm.form.columns[c])
				m.Dimensions = append(m.Dimensions, sm.scoring.Dimensions[d].Name)
			}
		}
	}
	var row, buf []float64
	for _, r := range sm.personas() {
		row, buf = make([]float64, len(cols)), r.row(buf)
		for j, c := range cols {
			row[j] = MeanOption(buf[c*sm.K : (c+1)*sm.K])
		}
		m.Personas = append(m.Personas, r.key())
		m.Mean = append(m.Mean, row)
	}
	return m, nil
}

func (s *Study) sampleOf(model, variant, scoring string) (*sample, error) {
	sc, ok := s.Scoring(scoring)
	if !ok {
		return nil, fmt.Errorf("unknown instrument %q", scoring)
	}
	sm := newSample(s, model, variant, sc, nil)
	if sm == nil {
		return nil, fmt.Errorf("no answers of %s (%s) to %s", model, variant, scoring)
	}
	return sm, nil
}

// OptionShares gives the option shares of a dimension under personas and in the
// baseline, and the number of answers behind each; nil where there are none.
func OptionShares(s *Study, model, variant, scoring, dimension string) (persona, baseline []float64, nPersona, nBaseline int) {
	sm, err := s.sampleOf(model, variant, scoring)
	if err != nil {
		return nil, nil, 0, 0
	}
	for d := range sm.scoring.Dimensions {
		if sm.scoring.Dimensions[d].Name != dimension {
			continue
		}
		persona, nPersona = shares(sm.dimension(sm.totalsOf(), d))
		if sm.base != nil {
			baseline, nBaseline = shares(sm.dimension(sm.base, d))
		}
	}
	return persona, baseline, nPersona, nBaseline
}

func shares(counts []float64) ([]float64, int) {
	n := sum(counts)
	if n == 0 {
		return nil, 0
	}
	out := make([]float64, len(counts))
	for k, c := range counts {
		out[k] = c / n
	}
	return out, int(n + .5)
}

// ItemOptionCounts gives how often each option of each scored item was chosen
// under personas, and the item's dimension; nil where items are unknown.
func ItemOptionCounts(s *Study, model, variant, scoring string) (items, dims []string, counts [][]float64) {
	sm, err := s.sampleOf(model, variant, scoring)
	if err != nil {
		return nil, nil, nil
	}
	t := sm.totalsOf()
	for d := range sm.dims {
		if !sm.itemsKnown(t, d) {
			return nil, nil, nil
		}
		for _, c := range sm.dims[d] {
			if c < sm.form.items {
				items = append(items, sm.form.columns[c])
				dims = append(dims, sm.scoring.Dimensions[d].Name)
				counts = append(counts, t[c*sm.K:(c+1)*sm.K])
			}
		}
	}
	return items, dims, counts
}
