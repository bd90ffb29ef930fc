package analysis

import (
	"math"
	"testing"
)

func TestJackknifeLeavesOneOut(t *testing.T) {
	// Two dimensions of two items with three options, four personas.
	l := &layout{columns: 4, K: 3, dims: [][]int{{0, 1}, {2, 3}}, items: []bool{true, true, true, true}}
	people := [][]float64{
		{1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0},
		{0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1},
		{0, 2, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0},
		{0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 1, 0},
	}
	totals := make([]float64, l.size())
	for _, v := range people {
		addTo(totals, v)
	}
	asked := []string{"inertia", "jsd", "modal_share", "profile", "item_share", "item_modal_share"}
	j := newJackknife(newEvaluator(l, asked), packVectors(people, l.counts()), totals)
	for d := range l.dims {
		for m, name := range asked {
			got := j.of(d)[m]
			if len(got) != len(people) {
				t.Fatalf("%s: %d values of %d personas", name, len(got), len(people))
			}
			if needed := name == "inertia" || name == "profile"; !needed {
				if !math.IsNaN(got[0]) {
					t.Errorf("%s has leave-one-out values, and no interval made of them", name)
				}
				continue
			}
			naive, want := newEvaluator(l, []string{name}), make([]float64, 1)
			for i := range people {
				rest := make([]float64, l.size())
				for other, v := range people {
					if other != i {
						addTo(rest, v)
					}
				}
				naive.begin(rest)
				naive.values(rest, d, nil, want)
				if math.Abs(got[i]-want[0]) > 1e-14 {
					t.Errorf("%s of dimension %d without persona %d: %v, want %v", name, d, i, got[i], want[0])
				}
			}
		}
	}
}
