package analysis

import (
	"iter"
	"slices"

	"inertia/datasets"
)

// Counts gives the study as a tally: a cell for each question that was asked,
// models, seeds and personas in natural order, questions in the order of the form.
// A cell is good until the next one.
func (s *Study) Counts() iter.Seq[*datasets.Cell] {
	return func(yield func(*datasets.Cell) bool) {
		for _, key := range s.sortedKeys() {
			if !s.blocks[key].cells(key, yield) {
				return
			}
		}
	}
}

// MostOptions is the largest K among the study's instruments.
func (s *Study) MostOptions() int {
	most := 0
	for _, in := range s.Instruments {
		most = max(most, in.Options)
	}
	return most
}

func (b *block) cells(key blockKey, yield func(*datasets.Cell) bool) bool {
	codes := make([]float64, b.counts.codes())
	K := b.counts.K
	c := &datasets.Cell{Model: key.model, Variant: key.variant, Seed: key.seed, Pooled: b.pooled && !key.baseline, N: codes[:K], Missing: codes[K:]}
	for _, at := range b.sorted(func(int) bool { return true }) {
		row := int(at)
		c.Persona = b.persona(row)
		single := b.counts.askedOnce(row)
		for column, name := range b.form.columns {
			if single != nil && (column >= len(single) || single[column] == 0) {
				continue
			}
			clear(codes)
			b.counts.cell(row, column, codes)
			if single == nil && !slices.ContainsFunc(codes, func(n float64) bool { return n != 0 }) {
				continue
			}
			if c.Question = (datasets.Question{Item: name}); column >= b.form.items {
				c.Question = datasets.Question{Instrument: key.instrument, Dimension: name}
			}
			if !yield(c) {
				return false
			}
		}
	}
	return true
}
