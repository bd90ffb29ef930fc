package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"inertia/datasets"
)

// asked makes a study of MFQ-30: answer gives the option for each question; place
// is 0 where items are asked alone.
func asked(t *testing.T, personas, repeats int, variants []string, shuffled bool, rng *rand.Rand,
	answer func(variant string, persona, item, place int) int) *Study {
	t.Helper()
	in, _ := datasets.InstrumentByID("mfq30")
	items := in.Scored()
	ds := &datasets.Dataset{Name: "asked", Layout: datasets.LayoutLong}
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		for _, v := range variants {
			for p := range personas {
				order := rng.Perm(len(items))
				for i, item := range items {
					place := 0
					if shuffled {
						place = order[i] + 1
					}
					for rep := range repeats {
						r := datasets.Response{Model: "m", Variant: v, Seed: 1, Persona: fmt.Sprint(p), Item: item, Repeat: rep + 1, Position: place, Option: answer(v, p, i, place)}
						if !yield(r, nil) {
							return
						}
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

func measured(t *testing.T, s *Study, resamples int, measures ...string) map[string]Estimate {
	t.Helper()
	o := DefaultOptions()
	o.Resamples, o.Measures = resamples, measures
	rows, err := Measure(s, o)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]Estimate{}
	for _, e := range rows {
		if e.Contrast == "" {
			out[e.Dimension+" "+e.Measure] = e
		}
		out[e.Dimension+" "+e.Measure+" "+e.Contrast] = e
	}
	return out
}

// By hand: x = (1.5, -.5), y = (-1.5, .5) keeps every place; x = y none.
func TestPlaceShareByHand(t *testing.T) {
	x := []float64{1.5, -.5}
	near(t, "all place", PlaceShare(x, []float64{-1.5, .5}), 1, 1e-15)
	near(t, "all meaning", PlaceShare(x, x), 0, 1e-15)
	near(t, "nothing in common", PlaceShare([]float64{1, 1}, []float64{1, -1}), .5, 1e-15)
	if w := PlaceShare([]float64{0, 0}, x); !math.IsNaN(w) {
		t.Errorf("answers in the middle: %v, want NaN", w)
	}
}

// A model that follows the place in a share w of its answers has the place share
// w, and its answers are drawn to the place it prefers.
func TestPlaceShareRecoversAMixture(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	const w = .3
	s := asked(t, 400, 1, []string{"default", "options-reversed"}, false, rng, func(variant string, persona, item, _ int) int {
		option := []int{2, 5}[(persona+item)%2]
		if rng.Float64() < w {
			if option = 6; variant == "options-reversed" {
				option = 1
			}
		}
		return option
	})
	got := measured(t, s, 200, "place_share", "place_shift", "var_variant")
	// Of sum x y: both by meaning (.7^2) 2.25, both by place -6.25, mixed 0 in
	// the mean; of sum x^2: .7 of 2.25 and .3 of 6.25.
	want := (1 - (.49*2.25-.09*6.25)/(.7*2.25+.3*6.25)) / 2
	e := got["Harm place_share default ~ options-reversed"]
	if math.Abs(e.Value-want) > 4*e.SE {
		t.Errorf("place share %v (se %v), theory %v", e.Value, e.SE, want)
	}
	shift := got["Harm place_shift default ~ options-reversed"]
	if math.Abs(shift.Value-w*2.5) > 4*shift.SE {
		t.Errorf("place shift %v (se %v), theory %v", shift.Value, shift.SE, w*2.5)
	}
}

// Answers that fall by a tenth of an option with each place are found to do so.
func TestPositionSlopeIsFound(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 5))
	s := asked(t, 60, 1, []string{"items-shuffled"}, true, rng, func(_ string, persona, item, place int) int {
		return min(6, max(1, int(math.Round(3.5-.08*(float64(place)-15.5)+float64(persona%3-1)+rng.NormFloat64()*.7))))
	})
	got := measured(t, s, 100, "position_slope", "position_p")
	e := got["all position_slope"]
	if math.Abs(e.Value+.08) > 4*e.SE || e.SE > .01 {
		t.Errorf("slope %v (se %v), want -.08", e.Value, e.SE)
	}
	if p := got["all position_p"]; p.Value > .001 {
		t.Errorf("p %v of a clear slope", p.Value)
	}
}

// Places without effect give uniform p-values, and the normal interval of the
// slope holds its level.
func TestPositionPValuesAreUniformUnderTheNull(t *testing.T) {
	var p []float64
	covered := 0
	for run := range 200 {
		rng := rand.New(rand.NewPCG(uint64(run), 6))
		s := asked(t, 12, 1, []string{"items-shuffled"}, true, rng, func(_ string, persona, item, _ int) int {
			return min(6, max(1, int(math.Round(3.5+float64(persona%3-1)+rng.NormFloat64()))))
		})
		o := DefaultOptions()
		o.Seed = int64(run)
		sm := newSample(s, "m", "items-shuffled", s.Scorings()[0], nil)
		table := newPositionTable(sm, sm.itemColumns(0))
		slope, _ := table.slope()
		p = append(p, table.permute(slope, 499, rng))
		e := sm.blankEstimate(0, "position_slope")
		if table.fill(&e, o); e.Low <= 0 && e.High >= 0 {
			covered++
		}
	}
	uniform(t, "position", p)
	if covered < 170 {
		t.Errorf("the interval of a slope of 0 covers it in %d of 200 studies", covered)
	}
}

func TestPositionUndefined(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 5))
	same := asked(t, 10, 1, []string{"items-shuffled"}, false, rng, func(string, int, int, int) int { return 1 + rng.IntN(6) })
	if e := measured(t, same, 10, "position_slope")["all position_slope"]; !math.IsNaN(e.Value) || e.Note == "" {
		t.Errorf("asked alone: %v %q", e.Value, e.Note)
	}
	if e := measured(t, same, 10, "place_share")["Harm place_share"]; !math.IsNaN(e.Value) || e.Note == "" {
		t.Errorf("not asked in reverse: %v %q", e.Value, e.Note)
	}
}
