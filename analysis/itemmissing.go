package analysis

import "inertia/datasets"

// ItemMissing counts the answers that each scored item lacks under personas.
type ItemMissing struct {
	Item, Dimension string
	Answers         int                      // with an option
	Missing         map[datasets.Missing]int // without, by reason
}

// MissingByItem counts missing answers by item, in the order of the dimensions; nil where items are unknown.
func MissingByItem(s *Study, model, variant, scoring string) []ItemMissing {
	sm, err := s.sampleOf(model, variant, scoring)
	if err != nil {
		return nil
	}
	items, dims, counts := ItemOptionCounts(s, model, variant, scoring)
	out := make([]ItemMissing, len(items))
	for i, id := range items {
		n := 0.0
		for _, c := range counts[i] {
			n += c
		}
		out[i] = ItemMissing{id, dims[i], int(n + .5), map[datasets.Missing]int{}}
		for _, b := range sm.blocks {
			for reason, n := range b.missing[b.form.index[id]] {
				out[i].Missing[reason] += int(n + .5)
			}
		}
	}
	return out
}
