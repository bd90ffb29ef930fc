package figure

import (
	"fmt"
	"math"

	"inertia/analysis"
)

// Table is what a figure draws where this is no estimate, such as answers counted,
// unrounded.
type Table struct {
	Columns []string
	Rows    [][]any // of string, int or float64, NaN where there is no value
}

// PublishedModel names the rows of a figure's estimates that are published values,
// drawn for reference.
const PublishedModel = "published"

// publishedRow is a row for a value of a measure published elsewhere, of the dimension that e is of.
func publishedRow(e *analysis.Estimate, measure string, value float64) analysis.Estimate {
	nan := math.NaN()
	return analysis.Estimate{Model: PublishedModel, Instrument: e.Instrument, Dimension: e.Dimension, Measure: measure,
		Value: value, SE: nan, Low: nan, High: nan, Level: nan, Note: "a published value, drawn for reference"}
}

// optionColumns heads a column for each option.
func optionColumns(k int, first ...string) []string {
	for i := range k {
		first = append(first, fmt.Sprint("option_", i+1))
	}
	return first
}

// valueCells are values as cells of a table; n says how many there are at least.
func valueCells(row []any, values []float64, n int) []any {
	for i := range max(n, len(values)) {
		if i < len(values) {
			row = append(row, values[i])
		} else {
			row = append(row, math.NaN())
		}
	}
	return row
}

// some are the estimates that are there.
func some(estimates []*analysis.Estimate) []analysis.Estimate {
	var out []analysis.Estimate
	for _, e := range estimates {
		if e != nil {
			out = append(out, *e)
		}
	}
	return out
}
