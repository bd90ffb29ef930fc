package analysis

import (
	"math"
	"testing"
)

func TestPolychoricAgreesWithReference(t *testing.T) {
	var r struct {
		Rows         [][]int   `json:"rows"`
		Polychoric   []float64 `json:"polychoric"` // pairs (2,1), (3,1), (3,2), ...
		OrdinalAlpha float64   `json:"ordinal_alpha"`
	}
	readReference(t, "ordinal", &r)
	var cells [][][]float64
	for _, row := range r.Rows {
		persona := matrix(len(row), 6)
		for j, option := range row {
			persona[j][option-1] = 1
		}
		cells = append(cells, persona)
	}
	next := 0
	for i := range 4 {
		for j := range i {
			// polycor stops its search at 1e-5 or so
			near(t, "polychoric correlation", PolychoricCorrelation(jointTable(cells, i, j, 6)), r.Polychoric[next], 1e-4)
			next++
		}
	}
	alpha := OrdinalAlpha(4, func(i, j int) [][]float64 { return jointTable(cells, i, j, 6) })
	near(t, "ordinal alpha", alpha, r.OrdinalAlpha, 1e-4)
}

// By hand: a table cut at both medians has the tetrachoric correlation
// sin(pi/2 (4p - 1)), p the share of the first cell.
func TestPolychoricOfMedianCuts(t *testing.T) {
	for _, p := range []float64{.05, .25, .3, .4, .45} {
		table := [][]float64{{1000 * p, 1000 * (.5 - p)}, {1000 * (.5 - p), 1000 * p}}
		near(t, "tetrachoric", PolychoricCorrelation(table), math.Sin(math.Pi/2*(4*p-1)), 1e-5)
	}
}

func TestPolychoricUndefined(t *testing.T) {
	if r := PolychoricCorrelation([][]float64{{3, 2}, {0, 0}}); !math.IsNaN(r) {
		t.Errorf("one answer constant: %v, want NaN", r)
	}
	if a := OrdinalAlpha(1, nil); !math.IsNaN(a) {
		t.Errorf("one item: %v, want NaN", a)
	}
}
