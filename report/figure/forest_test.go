package figure

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"inertia/analysis"
)

// Rows that one page does not hold go on in the next figure, between groups where these
// fit; none is left out, and all figures share one scale.
func TestForestGoesOnInTheNextFigure(t *testing.T) {
	for _, c := range []struct {
		groups, rows int
		want         string // rows of each page
	}{
		{5, 5, "25"}, {5, 12, "48 12"}, {5, 20, "60 40"}, {2, 63, "63 63"}, {1, 70, "63 7"}, {3, 70, "63 7 63 7 63 7"},
	} {
		var rows []ForestRow
		for g := range c.groups {
			for i := range c.rows {
				e := analysis.Estimate{Measure: "inertia", Dimension: fmt.Sprint("d", g), Model: fmt.Sprint("m", i), Value: float64(i%10) / 10, Low: 0, High: 1, Level: .95, Method: analysis.MethodBCa}
				rows = append(rows, ForestRow{Label: e.Model, Group: e.Dimension, Estimate: e})
			}
		}
		pages := ForestPages(rows)
		var sizes []string
		for _, page := range pages {
			sizes = append(sizes, fmt.Sprint(len(page)))
			f, err := Forest(page, Options{Reference: []float64{}})
			if err != nil {
				t.Fatal(err)
			}
			if len(f.Marks) < len(page) || strings.Contains(f.Alt, "the first") {
				t.Errorf("%d groups of %d: %d marks for %d rows", c.groups, c.rows, len(f.Marks), len(page))
			}
		}
		if got := strings.Join(sizes, " "); got != c.want {
			t.Errorf("%d groups of %d: pages of %s rows, want %s", c.groups, c.rows, got, c.want)
		}
		if !slices.EqualFunc(slices.Concat(pages...), rows, func(a, b ForestRow) bool { return a.Label == b.Label && a.Group == b.Group }) {
			t.Errorf("%d groups of %d: rows are lost or out of order", c.groups, c.rows)
		}
	}
	narrow := ForestRow{Label: "m", Estimate: analysis.Estimate{Measure: "inertia", Value: .5, Low: .49, High: .51, Level: .95}}
	place := func(span ...float64) float64 {
		f, err := Forest([]ForestRow{narrow}, Options{Reference: []float64{}, Span: span})
		if err != nil {
			t.Fatal(err)
		}
		return f.Marks[0].Width
	}
	if alone, beside := place(), place(0, 1); beside >= alone {
		t.Errorf("an interval is %v wide alone and %v on a scale from 0 to 1", alone, beside)
	}
}
