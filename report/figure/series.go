package figure

import (
	"fmt"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/numbers"
)

// byRowAndSeries arranges estimates for a picture with one row a dimension and
// one mark a series in each.
type byRowAndSeries struct {
	rows   []string
	series []string
	mean   []bool                 // series that average over models
	at     [][]*analysis.Estimate // series x row, nil where there is none
	level  float64                // of the intervals, 0 without any
	lost   int                    // estimates without a finite value
}

// arrange takes rows and series in the order in which they come, means last.
func arrange(estimates []analysis.Estimate) (*byRowAndSeries, error) {
	name := seriesNamer(estimates)
	d := &byRowAndSeries{}
	for _, mean := range []bool{false, true} {
		for i := range estimates {
			e := &estimates[i]
			if (e.Model == analysis.MeanModel) != mean {
				continue
			}
			s := index(&d.series, name(e))
			if s == len(d.at) {
				d.at, d.mean = append(d.at, nil), append(d.mean, mean)
			}
			r := index(&d.rows, clean(e.Dimension))
			for len(d.at[s]) <= r {
				d.at[s] = append(d.at[s], nil)
			}
			if d.at[s][r] != nil {
				return nil, fmt.Errorf("two values of %s for %s: give each only once", name(e), e.Dimension)
			}
			d.at[s][r] = e
			if !finite(e.Value) {
				d.lost++
			}
			if finite(e.Low) && finite(e.High) && finite(e.Level) {
				d.level = e.Level
			}
		}
	}
	for s := range d.at {
		for len(d.at[s]) < len(d.rows) {
			d.at[s] = append(d.at[s], nil)
		}
	}
	return d, nil
}

// index finds a word in a list and adds it when it is new.
func index(list *[]string, word string) int {
	if i := slices.Index(*list, word); i >= 0 {
		return i
	}
	*list = append(*list, word)
	return len(*list) - 1
}

// seriesNamer names an estimate by its model and whatever else differs among
// the estimates given.
func seriesNamer(estimates []analysis.Estimate) func(*analysis.Estimate) string {
	fields := []func(*analysis.Estimate) string{
		func(e *analysis.Estimate) string { return e.Variant },
		func(e *analysis.Estimate) string {
			if e.Seed == "" {
				return ""
			}
			return "seed " + e.Seed
		},
		func(e *analysis.Estimate) string { return e.Instrument },
		func(e *analysis.Estimate) string { return e.Contrast },
		func(e *analysis.Estimate) string { return e.Measure },
	}
	differs := make([]bool, len(fields))
	for i, f := range fields {
		for j := range estimates {
			differs[i] = differs[i] || f(&estimates[j]) != f(&estimates[0])
		}
	}
	return func(e *analysis.Estimate) string {
		parts := []string{modelName(e.Model)}
		for i, f := range fields {
			if v := f(e); differs[i] && v != "" {
				parts = append(parts, v)
			}
		}
		return clean(strings.Join(parts, ", "))
	}
}

func modelName(model string) string {
	if model == analysis.MeanModel {
		return "mean of models"
	}
	return model
}

// marks gives each series its mark; the mean over models has its own.
func (d *byRowAndSeries) marks() []mark {
	marks := make([]mark, len(d.series))
	n := 0
	for i := range d.series {
		if d.mean[i] {
			marks[i] = meanMark
			continue
		}
		marks[i] = seriesMark(n)
		n++
	}
	return marks
}

// intervalWords says what the bars are.
func intervalWords(level float64) string {
	if level <= 0 {
		return ""
	}
	return "bars: " + numbers.Level(level) + " intervals"
}
