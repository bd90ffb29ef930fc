package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
)

// paperSized simulates 7 models x 3 seeds x 200 personas x 87 items and a
// baseline of 30 repeats.
func paperSized(tb testing.TB) *analysis.Study {
	tb.Helper()
	rng := rand.New(rand.NewPCG(1, 2))
	instruments := datasets.Instruments()
	ds := &datasets.Dataset{Name: "paper-sized", Layout: datasets.LayoutLong}
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		for m := range 7 {
			model := fmt.Sprintf("model-%d", m)
			ask := func(seed int64, persona string, repeat int, trait float64) {
				for _, in := range instruments {
					for i, it := range in.Scored() {
						k := min(6, max(1, int(3.5+trait+.05*float64(i%20)+rng.NormFloat64())))
						yield(datasets.Response{Model: model, Seed: seed, Persona: persona, Item: it, Repeat: repeat, Option: k}, nil)
					}
				}
			}
			for _, seed := range []int64{111, 333, 555} {
				for p := range 200 {
					ask(seed, fmt.Sprint(p), 1, rng.NormFloat64())
				}
			}
			for r := range 30 {
				ask(0, "", r+1, 0)
			}
		}
	}
	s, err := analysis.Tally(ds, instruments)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func BenchmarkMeasure(b *testing.B) {
	s := paperSized(b)
	main := analysis.DefaultOptions()
	main.Measures = []string{"inertia", "jsd", "top2_adjacent", "modal_share", "profile"}
	for _, c := range []struct {
		name string
		o    analysis.Options
	}{{"main", main}, {"table", analysis.DefaultOptions()}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := analysis.Measure(s, c.o); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
