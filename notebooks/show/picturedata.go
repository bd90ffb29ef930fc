package show

import (
	"strings"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/figure"
)

// publishedPoints are the printed pairs of inertia and distance of a scoring.
func publishedPoints(scoring string) []figure.Point {
	var points []figure.Point
	for _, x := range datasets.Published() {
		for _, y := range datasets.Published() {
			if x.Instrument == scoring && x.Measure == "inertia" && y.Measure == "js_distance" && x.Dimension == y.Dimension && y.Instrument == scoring {
				points = append(points, figure.Point{Label: x.Dimension, X: x.Value, Y: y.Value})
			}
		}
	}
	return points
}

// forestRows labels each row by one column and groups rows by what is left of
// the others that differ.
func forestRows(rows Rows, label string) ([]figure.ForestRow, error) {
	var out []figure.ForestRow
	for _, e := range rows {
		name, err := field(e, label)
		if err != nil {
			return nil, err
		}
		out = append(out, figure.ForestRow{Label: name, Group: rest(rows, e, label), Estimate: e})
	}
	return out, nil
}

// rest names what a row says in the columns, but for one, in which rows differ.
func rest(rows Rows, e analysis.Estimate, but string) string {
	var parts []string
	for _, f := range fields {
		if f.name == but {
			continue
		}
		for _, other := range rows {
			if f.of(other) != f.of(e) {
				parts = append(parts, f.of(e))
				break
			}
		}
	}
	return strings.Join(parts, ", ")
}
