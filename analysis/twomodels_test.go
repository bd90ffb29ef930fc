package analysis

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"inertia/datasets"
)

// twoModels asks two models the MFQ-30 under the same 24 personas.
func twoModels(t *testing.T, answer func(model int, persona float64) int, rng *rand.Rand) *Study {
	t.Helper()
	in, _ := datasets.InstrumentByID("mfq30")
	ds := &datasets.Dataset{Name: "two models", Layout: datasets.LayoutLong}
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		for p := range 24 {
			effect := rng.NormFloat64()
			for model := range 2 {
				for _, item := range in.Scored() {
					r := datasets.Response{Model: fmt.Sprintf("m%d", model), Seed: 1, Persona: fmt.Sprint(p), Item: item, Repeat: 1, Option: answer(model, effect)}
					if !yield(r, nil) {
						return
					}
				}
			}
		}
	}
	s, err := Tally(ds, []*datasets.Instrument{in})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A model that answers one option higher is found, and its inertia is shown to be
// equivalent where it is the same.
func TestContrastsFindAndExclude(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	s := twoModels(t, func(model int, persona float64) int { return min(5, max(2, 3+model+rng.IntN(2))) }, rng)
	o := DefaultOptions()
	o.Resamples, o.Measures = 500, []string{"inertia_diff", "inertia_tost_p", "cliff_delta"}
	rows, err := Measure(s, o)
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, e := range rows {
		if e.Contrast != "m0 vs m1" || e.Dimension != "Harm" {
			continue
		}
		found++
		switch {
		case e.Measure == "inertia_diff" && !(e.Low < 0 && e.High > 0):
			t.Errorf("difference of inertia %v [%v, %v], both choose between two options", e.Value, e.Low, e.High)
		case e.Measure == "inertia_tost_p" && e.Value > .05:
			t.Errorf("equivalence p %v, want it shown", e.Value)
		case e.Measure == "cliff_delta" && e.Value > -.5:
			t.Errorf("Cliff's delta %v, the second model answers one option higher", e.Value)
		}
	}
	if found != 3 {
		t.Errorf("%d rows, want 3", found)
	}
}
