package figure

import (
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
)

func TestLattice(t *testing.T) {
	for _, c := range []struct {
		name     string
		blocks   []block
		from, to vg.Length
		cell     int // steps
		gap      int
	}{
		{"wide cells: steps of at most a tenth of a mm", []block{{"a", 0, 5}, {"b", 5, 10}}, 0, 101 * mm, 100, 10},
		{"from the top down", []block{{"a", 0, 5}, {"b", 5, 10}}, 101 * mm, 0, 100, 10},
		{"more cells than fine steps: one each", []block{{"a", 0, 300}, {"b", 300, 600}}, 0, 60 * mm, 1, 10},
		{"one block has no gap", []block{{"a", 0, 4}}, 0, 4 * mm, 10, 0},
		{"blocks of one cell: the gap shrinks to leave room", []block{{"a", 0, 1}, {"b", 1, 2}}, 0, 2 * mm, 9, 3},
	} {
		l := latticeOf(c.blocks, c.from, c.to, 1*mm)
		if l.cell != c.cell {
			t.Errorf("%s: %d steps a cell, want %d", c.name, l.cell, c.cell)
		}
		edges := l.edges()
		step := float64(c.to-c.from) / float64(l.steps)
		for i, e := range edges {
			want := float64(c.from)
			if i > 0 {
				want = float64(edges[i-1][1])
			}
			for _, b := range c.blocks[1:] {
				if i == b.from {
					want += float64(c.gap) * step
				}
			}
			if math.Abs(float64(e[0])-want) > 1e-9 || math.Abs(float64(e[1])-want-float64(l.cell)*step) > 1e-9 {
				t.Errorf("%s: cell %d from %.3f to %.3f mm, want from %.3f", c.name, i, e[0]/mm, e[1]/mm, want/float64(mm))
			}
		}
		if last := edges[len(edges)-1][1]; math.Abs(float64(last-c.to)) > 1e-9 {
			t.Errorf("%s: ends at %v, not at %v", c.name, last/mm, c.to/mm)
		}
	}
}
