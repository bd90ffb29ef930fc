package analysis

import "inertia/datasets"

// ItemMissing counts the answers that each scored item lacks under personas.
type ItemMissing struct {
	Item, Dimension string
	Answers         int                      // with an option
	Missing         map[datasets.Missing]int // without, by reason
}

// MissingByItem counts missing answers by item, in the order of the dimensions; nil
// where items are unknown. Counts that are no whole numbers are added up and then rounded.
func MissingByItem(s *Study, model, variant, scoring string) []ItemMissing {
	sm, err := s.sampleOf(model, variant, scoring)
	if err != nil {
		return nil
	}
	items, dims, counts := ItemOptionCounts(s, model, variant, scoring)
	var out []ItemMissing
	for i, id := range items {
		lost := map[datasets.Missing]float64{}
		for _, b := range sm.blocks {
			for reason, n := range b.missing[b.form.index[id]] {
				lost[reason] += n
			}
		}
		row := ItemMissing{id, dims[i], int(sum(counts[i]) + .5), map[datasets.Missing]int{}}
		for reason, n := range lost {
			row.Missing[reason] = int(n + .5)
		}
		out = append(out, row)
	}
	return out
}
