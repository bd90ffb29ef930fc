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
	return v.study.Layout == datasets.LayoutNutcracker && v.subject == analysis.MeanModel && len(v.models) == paperModels && v.anyPrinted() && released(v.study.Files)
}

// paperModels is how many models the published means are over.
const paperModels = 7

// released reports whether files are those that the paper's authors released, told by
// their checksums: others may have run the same program on models of their own.
func released(files []datasets.File) bool {
	sums := map[string]bool{}
	for _, s := range datasets.Registry() {
		if s.Name == "lee-2026" {
			for _, f := range s.Files {
				sums[f.SHA256] = true
			}
		}
	}
	return len(files) > 0 && !slices.ContainsFunc(files, func(f datasets.File) bool { return !sums[f.SHA256] })
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
