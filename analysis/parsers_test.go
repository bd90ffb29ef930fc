package analysis

import (
	"fmt"
	"math"
	"testing"

	"inertia/datasets"
)

// readAs is a reading of one text an item under one persona, and one an item
// without; 0 is missing.
func readAs(parser string, persona, baseline []int) *datasets.Dataset {
	in, _ := datasets.InstrumentByID("mfq30")
	return &datasets.Dataset{Name: parser, Responses: func(yield func(datasets.Response, error) bool) {
		line := 0
		for _, side := range []struct {
			persona string
			options []int
		}{{"p", persona}, {"", baseline}} {
			for i, option := range side.options {
				line++
				r := datasets.Response{Model: "m", Item: in.Scored()[i], Persona: side.persona, Option: option, File: parser, Line: line}
				if option == 0 {
					r.Missing = datasets.Unparsed
				}
				if !yield(r, nil) {
					return
				}
			}
		}
	}}
}

// By hand: of five texts three are read alike, one of them as missing; one is
// read by the first only.
func TestParsersByHand(t *testing.T) {
	a, b := readAs("a", []int{1, 2, 0}, []int{4, 4}), readAs("b", []int{1, 2, 0}, []int{5, 0})
	s, err := Tally(a, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	o := DefaultOptions()
	o.Measures, o.Resamples = []string{"percent_agreement", "kappa", "kappa_quadratic", "judge_overlap"}, 0
	o.Readings = map[string]*datasets.Dataset{"a": a, "b": b}
	rows, err := Measure(s, o)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]Estimate{}
	for _, e := range rows {
		got[e.Measure] = e
	}
	near(t, "agreement", got["percent_agreement"].Value, 3./5, 1e-15)
	// Options found by both: 1-1, 2-2, 4-5; expected agreement by chance 2/9.
	near(t, "kappa", got["kappa"].Value, (2./3-2./9)/(1-2./9), 1e-12)
	if e := got["kappa"]; e.Answers != 3 || e.Contrast != "a ~ b" {
		t.Errorf("kappa over %d texts, %s", e.Answers, e.Contrast)
	}
	// Counts an item: alike 1, 2; differ 4-5, 4-nothing. The missing one counts in neither.
	near(t, "largest possible agreement", got["judge_overlap"].Value, 2./4, 1e-15)
}

// Counts give a bound and a reason; one reading, a reason; the same file twice is
// no second reading.
func TestParsersUndefined(t *testing.T) {
	pooled := func(parser string, n float64) *datasets.Dataset {
		return &datasets.Dataset{Name: parser, Responses: func(yield func(datasets.Response, error) bool) {
			_ = yield(datasets.Response{Model: "m", Dimension: "Harm", Instrument: "mfq30", Option: 2, N: n, Pooled: true, File: parser}, nil) &&
				yield(datasets.Response{Model: "m", Dimension: "Harm", Instrument: "mfq30", Option: 3, N: 10 - n, Pooled: true, File: parser}, nil)
		}}
	}
	for name, c := range map[string]struct {
		readings map[string]*datasets.Dataset
		bound    float64
	}{
		"counts":      {map[string]*datasets.Dataset{"a": pooled("a", 4), "b": pooled("b", 7)}, .7},
		"one parser":  {nil, math.NaN()},
		"one reading": {map[string]*datasets.Dataset{"a": pooled("a", 4), "b": pooled("a", 4)}, math.NaN()},
	} {
		s, err := Tally(pooled("a", 4), datasets.Instruments())
		if err != nil {
			t.Fatal(err)
		}
		o := DefaultOptions()
		o.Measures, o.Resamples, o.Readings = []string{"percent_agreement", "kappa", "judge_overlap"}, 0, c.readings
		rows, err := Measure(s, o)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != 3 {
			t.Errorf("%s: %d rows, want 3", name, len(rows))
		}
		for _, e := range rows {
			want := math.NaN()
			if e.Measure == "judge_overlap" {
				want = c.bound
			}
			if fmt.Sprintf("%.6f", e.Value) != fmt.Sprintf("%.6f", want) || math.IsNaN(want) && e.Note == "" {
				t.Errorf("%s: %s = %v %q, want %v", name, e.Measure, e.Value, e.Note, want)
			}
		}
	}
}
