package analysis

import (
	"maps"
	"slices"
)

// Part is the study with only those models and variants that keep holds for. It
// shares its counts with the whole.
func (s *Study) Part(keep func(model, variant string) bool) *Study {
	part := *s
	part.blocks = maps.Clone(s.blocks)
	maps.DeleteFunc(part.blocks, func(k blockKey, _ *block) bool { return !keep(k.model, k.variant) })
	return &part
}

// Models lists who answered, in natural order.
func (s *Study) Models() []string { return s.names(func(c Cell) string { return c.Model }) }

// Variants lists the ways of asking, the default first.
func (s *Study) Variants() []string {
	out := s.names(func(c Cell) string { return c.Variant })
	slices.SortFunc(out, compareVariant)
	return out
}

func (s *Study) names(of func(Cell) string) []string {
	var out []string
	for k := range s.blocks {
		if n := of(Cell{Model: k.model, Variant: k.variant}); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	slices.SortFunc(out, compareNatural)
	return out
}
