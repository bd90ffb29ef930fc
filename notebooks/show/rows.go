package show

import (
	"slices"
	"strings"

	"inertia/analysis"
)

// Rows are estimates of which a cell can choose some.
type Rows []analysis.Estimate

// fields are the columns of the tidy table by which rows are chosen.
var fields = []struct {
	name string
	of   func(e analysis.Estimate) string
}{
	{"model", func(e analysis.Estimate) string { return e.Model }},
	{"variant", func(e analysis.Estimate) string { return e.Variant }},
	{"seed", func(e analysis.Estimate) string { return e.Seed }},
	{"instrument", func(e analysis.Estimate) string { return e.Instrument }},
	{"dimension", func(e analysis.Estimate) string { return e.Dimension }},
	{"measure", func(e analysis.Estimate) string { return e.Measure }},
	{"contrast", func(e analysis.Estimate) string { return e.Contrast }},
}

func fieldNames() []string {
	var names []string
	for _, f := range fields {
		names = append(names, f.name)
	}
	return names
}

// field is what a row says in a column of the tidy table.
func field(e analysis.Estimate, column string) (string, error) {
	for _, f := range fields {
		if f.name == column {
			return f.of(e), nil
		}
	}
	return "", unknownName("column", column, fieldNames())
}

// difference names the columns in which two rows differ.
func difference(a, b analysis.Estimate) string {
	var names []string
	for _, f := range fields {
		if f.of(a) != f.of(b) {
			names = append(names, f.name)
		}
	}
	if names == nil {
		return "nothing"
	}
	return strings.Join(names, " and ")
}

// Where keeps the rows that have one of the values in a column of the tidy table
// (model, variant, seed, instrument, dimension, measure or contrast). A column or
// value that is nowhere ends the cell, with the nearest that there is.
//
//	rows.Where("model", "paper-like").Where("measure", "inertia", "js_distance")
func (r Rows) Where(column string, values ...string) Rows {
	kept, err := r.where(column, values)
	Check(err)
	return kept
}

func (r Rows) where(column string, values []string) (Rows, error) {
	var known []string
	var kept Rows
	for _, e := range r {
		v, err := field(e, column)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(known, v) {
			known = append(known, v)
		}
		if slices.Contains(values, v) {
			kept = append(kept, e)
		}
	}
	if len(r) == 0 {
		_, err := field(analysis.Estimate{}, column)
		return nil, err
	}
	for _, v := range values {
		if !slices.Contains(known, v) {
			return nil, unknownName(column, v, known)
		}
	}
	return kept, nil
}

// Without drops the rows that have one of the values in a column.
func (r Rows) Without(column string, values ...string) Rows {
	_, err := field(analysis.Estimate{}, column)
	Check(err)
	return slices.DeleteFunc(slices.Clone(r), func(e analysis.Estimate) bool {
		v, _ := field(e, column)
		return slices.Contains(values, v)
	})
}

// One is the only row left; none or several end the cell, which says by what
// they differ.
func (r Rows) One() analysis.Estimate {
	switch len(r) {
	case 0:
		fail("no estimate is left; show.Table shows which there are before the last Where")
	case 1:
	default:
		fail("%d estimates are left, not one: the first two differ in %s; choose one with Where", len(r), difference(r[0], r[1]))
	}
	return r[0]
}

// Largest is the row of the greatest value; undefined values do not count.
func (r Rows) Largest() analysis.Estimate { return r.extreme(func(a, b float64) bool { return a > b }) }

// Least is the row of the least value; undefined values do not count.
func (r Rows) Least() analysis.Estimate { return r.extreme(func(a, b float64) bool { return a < b }) }

func (r Rows) extreme(beats func(a, b float64) bool) analysis.Estimate {
	best := -1
	for i, e := range r {
		if e.Value == e.Value && (best < 0 || beats(e.Value, r[best].Value)) {
			best = i
		}
	}
	if best < 0 {
		fail("none of %d estimates is defined; show.Table says why", len(r))
	}
	return r[best]
}
