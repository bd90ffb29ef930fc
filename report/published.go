package report

import (
	"math"
	"slices"

	"inertia/analysis"
	"inertia/datasets"
)

// publishedFor lists the published values of an instrument.
func publishedFor(scoring string) []datasets.PublishedValue {
	return slices.DeleteFunc(slices.Clone(datasets.Published()), func(p datasets.PublishedValue) bool { return p.Instrument != scoring })
}

// printed is the published value of a measure in a dimension.
func (v *view) printed(dimension, measure string) (datasets.PublishedValue, bool) {
	i := slices.IndexFunc(v.published, func(p datasets.PublishedValue) bool { return p.Dimension == dimension && p.Measure == measure })
	if i < 0 {
		return datasets.PublishedValue{}, false
	}
	return v.published[i], true
}

// replicates reports whether the study is the one the published values are of.
func (v *view) replicates() bool {
	return v.study.Layout == datasets.LayoutNutcracker && len(v.study.Simulated) == 0 && v.subject == analysis.MeanModel && v.anyPrinted()
}

// look writes a published value as the measured one beside it is written, to
// the digits that were printed.
func (w *writer) look(p datasets.PublishedValue) string {
	return w.num.Printed(p.Measure, p.Value, p.Decimals)
}

// agrees reports whether a value rounds to the published one.
func agrees(e analysis.Estimate, p datasets.PublishedValue) bool {
	return math.Abs(e.Value-p.Value) <= .5*math.Pow10(-p.Decimals)+1e-9
}

// against sorts the dimensions with a published value of a measure into those
// that agree with it to the printed digits and those that do not.
func (v *view) against(measure string) (same, other []analysis.Estimate) {
	for _, e := range v.over(v.subject, measure) {
		if p, ok := v.printed(e.Dimension, measure); ok {
			if agrees(e, p) {
				same = append(same, e)
			} else {
				other = append(other, e)
			}
		}
	}
	return same, other
}
