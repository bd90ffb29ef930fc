package analysis

import (
	"math"
	"slices"

	"inertia/datasets"
)

// family is a group of measures beyond the paper's, computed from one sample.
type family struct {
	group string
	rows  func(sm *sample, wanted []string, o Options) []Estimate
}

// families in table order.
var families = []family{
	{"reliability", reliabilityRows},
	{"variance", varianceRows},
	{"permeability", permeabilityRows},
	{"structure", structureRows},
	{"norms", normRows},
}

// wanted lists the family's measures among names.
func (f *family) wanted(names []string) []string {
	mine := measureNames(func(m *MeasureInfo) bool { return m.Group == f.group })
	return slices.DeleteFunc(mine, func(n string) bool { return !slices.Contains(names, n) })
}

// sortRows puts rows of one sample in the order of the table: dimension in the
// key's order, whole instrument last, then measure.
func sortRows(rows []Estimate, sc *datasets.Scoring) {
	rank := func(e Estimate) int {
		i := slices.IndexFunc(sc.Dimensions, func(d datasets.Dimension) bool { return d.Name == e.Dimension })
		if i < 0 {
			return len(sc.Dimensions)
		}
		return i
	}
	slices.SortStableFunc(rows, func(a, b Estimate) int {
		if c := rank(a) - rank(b); c != 0 {
			return c
		}
		return measureRank(a.Measure) - measureRank(b.Measure)
	})
}

// blankEstimate is a row of dimension d without a value yet.
func (sm *sample) blankEstimate(d int, measure string) Estimate {
	nan := math.NaN()
	return Estimate{Model: sm.model, Variant: sm.variant, Seed: sm.seed, Instrument: sm.scoring.ID,
		Dimension: sm.scoring.Dimensions[d].Name, Measure: measure, Value: nan, SE: nan, Low: nan, High: nan, Level: nan,
		Personas: sm.personasIn(d), Answers: int(sum(sm.dimension(sm.totalsOf(), d)) + .5), Missing: sm.missing(d)}
}

// itemColumns lists the columns of dimension d that are items.
func (sm *sample) itemColumns(d int) []int {
	return slices.DeleteFunc(slices.Clone(sm.dims[d]), func(c int) bool { return c >= sm.form.items })
}

// cellCounts gives the option counts of dimension d by persona and item.
func (sm *sample) cellCounts(d int) [][][]float64 {
	out := make([][][]float64, 0, len(sm.personas()))
	for _, r := range sm.personas() {
		var row [][]float64
		for _, c := range sm.itemColumns(d) {
			row = append(row, r.cell(c, nil))
		}
		out = append(out, row)
	}
	return out
}

// personaLevel is why nothing about personas can be said of dimension d; empty
// when it can.
func (sm *sample) personaLevel(d int) string {
	switch {
	case !sm.personasKnown():
		return "personas unknown: these are counts"
	case !sm.itemsKnown(sm.totalsOf(), d):
		return "items unknown"
	}
	return ""
}
