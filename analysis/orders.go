package analysis

import "slices"

// orderRows computes what the group variance says of the ways in which a model
// was asked: components over variants, and how far answers follow places.
func (m *measurer) orderRows(cells []Cell, scoring string) []Estimate {
	var wanted []string
	for _, name := range (&family{group: "variance"}).wanted(m.o.Measures) {
		if !slices.Contains(informationMeasures, name) {
			wanted = append(wanted, name)
		}
	}
	if len(wanted) == 0 {
		return nil
	}
	models := m.contexts(cells, scoring)
	return inOrder(len(models), func(i int) []Estimate {
		rows := facetRows(models[i], wanted)
		rows = append(rows, placeRows(models[i], wanted, m.o)...)
		return append(rows, positionRows(models[i], wanted, m.o)...)
	})
}

// betweenVariants reports whether a measure of the group variance belongs to a
// model, however it was asked.
func betweenVariants(name string) bool {
	return slices.Contains(facetMeasures, name) || slices.Contains(placeMeasures, name) || slices.Contains(positionMeasures, name)
}
