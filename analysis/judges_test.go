package analysis

import (
	"math"
	"testing"

	"inertia/datasets"
)

// judged is a study of one model whose baseline gave each item the option that
// options names, 0 = none.
func judged(t *testing.T, options []int) *Study {
	t.Helper()
	in, ok := datasets.InstrumentByID("mfq30")
	if !ok {
		t.Fatal("no mfq30")
	}
	ds := &datasets.Dataset{Name: "judged", Responses: func(yield func(datasets.Response, error) bool) {
		for i, id := range in.Scored() {
			if !yield(datasets.Response{Model: "m", Item: id, Persona: "p", Option: 1 + i%6}, nil) {
				return
			}
			if i < len(options) && options[i] > 0 && !yield(datasets.Response{Model: "m", Item: id, Option: options[i]}, nil) {
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

// By hand: of four items each asked once, two are read alike, one differently,
// one by the first parser only: 2 of at most 4.
func TestJudgeAgreement(t *testing.T) {
	rows := JudgeAgreement(map[string]*Study{"b": judged(t, []int{1, 2, 4, 0}), "a": judged(t, []int{1, 2, 3, 6})}, "mfq30")
	if len(rows) != 1 {
		t.Fatalf("%d rows, want 1", len(rows))
	}
	if e := rows[0]; math.Abs(e.Value-.5) > 1e-12 || e.Contrast != "a ~ b" || e.Answers != 4 {
		t.Errorf("got %v of %d, %s", e.Value, e.Answers, e.Contrast)
	}
	if rows := JudgeAgreement(map[string]*Study{"a": judged(t, []int{1}), "b": judged(t, nil)}, "mfq30"); len(rows) != 0 {
		t.Errorf("a parser without a baseline gave %v", rows)
	}
	if rows := JudgeAgreement(nil, "mfq30"); rows != nil {
		t.Errorf("no parsers gave %v", rows)
	}
}

func TestItemMeans(t *testing.T) {
	s := judged(t, nil)
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
