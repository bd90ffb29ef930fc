package analysis

import (
	"math"
	"strings"
	"testing"

	"inertia/datasets"
)

// A persona alone in its seed comes every time that seed is drawn from: where most are, resampling says nothing.
func TestPersonasAloneInTheirSeedGiveNoInterval(t *testing.T) {
	in, _ := datasets.InstrumentByID("mfq30")
	for _, c := range []struct {
		personas, seeds int
		reason          string
	}{
		{5, 1, "5 personas, need at least 6"},
		{6, 6, "6 personas of 6 seeds, need at least 3 more than seeds"},
		{8, 6, "8 personas of 6 seeds, need at least 3 more than seeds"},
		{9, 6, ""},
		{6, 1, ""},
	} {
		ds := &datasets.Dataset{Name: "few", Layout: datasets.LayoutLong}
		ds.Responses = func(yield func(datasets.Response, error) bool) {
			for p := range c.personas {
				for i, item := range in.Scorings[0].Dimensions[0].Items {
					r := datasets.Response{Model: "m", Variant: datasets.DefaultVariant, Seed: int64(1 + p%c.seeds), Persona: string(rune('a' + p)), Item: item, Option: 1 + (3*p+i*p)%5}
					if !yield(r, nil) {
						return
					}
				}
			}
		}
		study, err := Tally(ds, []*datasets.Instrument{in})
		if err != nil {
			t.Fatal(err)
		}
		o := DefaultOptions()
		o.Measures, o.Resamples = []string{"inertia", "profile"}, 200
		rows, err := Measure(study, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range rows {
			if e.Dimension != in.Scorings[0].Dimensions[0].Name || e.Measure != "inertia" {
				continue
			}
			switch {
			case c.reason == "" && (math.IsNaN(e.Low) || e.Note != ""):
				t.Errorf("%d personas of %d seeds: no interval (%q)", c.personas, c.seeds, e.Note)
			case c.reason != "" && (!math.IsNaN(e.Low) || !strings.Contains(e.Note, c.reason)):
				t.Errorf("%d personas of %d seeds: %v to %v (%q), want %q", c.personas, c.seeds, e.Low, e.High, e.Note, c.reason)
			}
		}
	}
}
