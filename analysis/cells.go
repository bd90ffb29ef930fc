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
	rows := make([]int, len(b.personas))
	for i := range rows {
		rows[i] = i
	}
	slices.SortFunc(rows, func(x, y int) int { return compareNatural(b.personas[x], b.personas[y]) })
	codes := make([]float64, b.counts.codes())
	K := b.counts.K
	for _, row := range rows {
		for column, name := range b.form.columns {
			clear(codes)
			b.counts.cell(row, column, codes)
			if !slices.ContainsFunc(codes, func(n float64) bool { return n != 0 }) {
				continue
			}
			c := datasets.Cell{Model: key.model, Variant: key.variant, Seed: key.seed, Persona: b.personas[row],
				Pooled: b.pooled && !key.baseline, N: codes[:K], Missing: codes[K:]}
			if c.Item = name; column >= b.form.items {
				c.Item, c.Instrument, c.Dimension = "", key.instrument, name
			}
			if !yield(&c) {
				return false
			}
		}
	}
	return true
}
