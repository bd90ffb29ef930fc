package analysis

import (
	"testing"

	"inertia/datasets"
)

// oneEach is a study of one model and one persona, whose answers run 1..6 through
// the items.
func oneEach(t *testing.T) *Study {
	t.Helper()
	in, _ := datasets.InstrumentByID("mfq30")
	ds := &datasets.Dataset{Name: "one each", Responses: func(yield func(datasets.Response, error) bool) {
		for i, id := range in.Scored() {
			if !yield(datasets.Response{Model: "m", Item: id, Persona: "p", Option: 1 + i%6}, nil) {
				return
			}
		}
	}}
	s, err := Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestItemMeans(t *testing.T) {
	s := oneEach(t)
	means, items, dims, err := ItemMeans(s, "m", "default", "mfq30", "0")
	if err != nil || len(means) != 30 || len(items) != 30 || len(dims) != 30 {
		t.Fatalf("%d %d %d %v", len(means), len(items), len(dims), err)
	}
	// Scored items count from 0; the sixth (mfq30-07, as 6 is a catch item) got 6.
	if items[0] != "mfq30-01" || means[0] != 1 || items[1] != "mfq30-07" || means[1] != 6 || dims[1] != "Harm" {
		t.Errorf("%v %v %v", items[:2], means[:2], dims[:2])
	}
	for _, bad := range [][2]string{{"x", "mfq30"}, {"m", "none"}} {
		if _, _, _, err := ItemMeans(s, bad[0], "default", bad[1], ""); err == nil {
			t.Errorf("%v: no error", bad)
		}
	}
	if _, _, _, err := ItemMeans(s, "m", "default", "mfq30", "first"); err == nil {
		t.Error("a seed that is no number: no error")
	}
}
