package roleplay_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/roleplay"
)

func bundled(t *testing.T) *analysis.Study {
	t.Helper()
	ds, err := roleplay.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	s, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func measured(t *testing.T, s *analysis.Study) func(model, variant, dimension, measure string) float64 {
	t.Helper()
	o := analysis.DefaultOptions()
	o.Resamples = 0
	rows, err := analysis.Measure(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return func(model, variant, dimension, measure string) float64 {
		for _, e := range rows {
			if e.Model == model && e.Variant == variant && e.Dimension == dimension && e.Measure == measure {
				return e.Value
			}
		}
		t.Fatalf("no row %s %s %s %s", model, variant, dimension, measure)
		return 0
	}
}

// The simulated answers never change: reports of them are compared across versions.
func TestSimulatedAnswersStayTheSame(t *testing.T) {
	ds, err := roleplay.Bundled()
	if err != nil {
		t.Fatal(err)
	}
	ds.KeepModels(ds.Simulated)
	h, n := sha256.New(), 0
	for r, err := range ds.Responses {
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(h, r.Model, r.Variant, r.Seed, r.Persona, r.Item, r.Repeat, r.Option)
		n++
	}
	if want := 5 * 2 * 30 * (600 + 30); n != want {
		t.Errorf("%d answers, want %d", n, want)
	}
	const want = "4dfb551063615ad576bde6d6d9c074eaf7b80d7a372fcd073d176368e4df923c"
	if got := hex.EncodeToString(h.Sum(nil)); got != want {
		t.Errorf("answers hash to %s, want %s", got, want)
	}
}

func TestRespondentsAreWhatTheySay(t *testing.T) {
	s := bundled(t)
	value := measured(t, s)
	for _, d := range []string{"Harm", "Fairness", "Ingroup", "Authority", "Purity"} {
		if v := value("random", "default", d, "inertia"); v > .005 {
			t.Errorf("random has inertia %.4f in %s, want about 0", v, d)
		}
		if v := value("constant", "default", d, "inertia"); v != 1 {
			t.Errorf("constant has inertia %v in %s, want 1", v, d)
		}
		a, b := value("order-follower", "default", d, "modal_share"), value("order-follower", "options-reversed", d, "modal_share")
		if math.Abs(a-.7) > .03 || math.Abs(b-.7) > .03 {
			t.Errorf("order-follower has modal shares %.3f and %.3f in %s, want .7", a, b, d)
		}
	}
	if v := value("persona-driven", "default", "Harm", "inertia"); v != 1 {
		t.Errorf("persona-driven has inertia %v in Harm, want 1", v)
	}
	if v := value("persona-driven", "default", "Purity", "persona_share"); v < .999 {
		t.Errorf("persona-driven: the persona explains %.4f of Purity, want all", v)
	}
}

// The fitted parameters give the paper's table in expectation, and the bundled
// study gives it within its sampling error.
func TestPaperLikeIsLikeThePaper(t *testing.T) {
	p := roleplay.NewPaperLike().Parameters()
	all := 0.0
	for d := range p.Dimensions {
		all += analysis.MeanOption(p.ExpectedShares(d)) / float64(len(p.Dimensions))
	}
	value := measured(t, bundled(t))
	for d, target := range p.Dimensions {
		shares := p.ExpectedShares(d)
		for _, c := range []struct {
			measure                     string
			expected, target, tolerance float64
			withinSampling              float64
		}{
			{"inertia", analysis.InertiaIndex(shares), target.Inertia, .01, .03},
			{"top2", analysis.TopTwoShare(shares), target.Top2, .01, .03},
			{"profile", analysis.MeanOption(shares) - all, target.Profile, .05, .12},
		} {
			if math.Abs(c.expected-c.target) > c.tolerance {
				t.Errorf("%s: expected %s %.4f, the paper's counts have %.4f", target.Name, c.measure, c.expected, c.target)
			}
			if got := value("paper-like", "default", target.Name, c.measure); math.Abs(got-c.target) > c.withinSampling {
				t.Errorf("%s: measured %s %.4f, the paper's counts have %.4f", target.Name, c.measure, got, c.target)
			}
		}
	}
}

func TestPersonasAreDrawnBySeed(t *testing.T) {
	a, b, c := roleplay.SamplePersonas(50, 1), roleplay.SamplePersonas(50, 1), roleplay.SamplePersonas(50, 2)
	same := 0
	for i := range a.Rows {
		if a.Rows[i].Description != b.Rows[i].Description {
			t.Fatalf("persona %d differs between two draws of one seed", i+1)
		}
		if a.Rows[i].Description == c.Rows[i].Description {
			same++
		}
		if a.Rows[i].Attributes["employment"] == "not employed" && a.Rows[i].Attributes["occupation"] != "" {
			t.Errorf("persona %d has an occupation without work", i+1)
		}
	}
	if same > 0 {
		t.Errorf("%d personas are the same under another seed", same)
	}
}

// Every category is drawn about as often as any other.
func TestPersonasAreUniform(t *testing.T) {
	const n = 12000
	p := roleplay.SamplePersonas(n, 3)
	for _, name := range []string{"sex", "religion", "income", "ethnic_group", "education"} {
		count := map[string]int{}
		for i := range p.Rows {
			count[p.Rows[i].Attributes[name]]++
		}
		q := 1 / float64(len(count))
		for category, k := range count {
			if math.Abs(float64(k)/n-q) > 4.5*math.Sqrt(q*(1-q)/n) {
				t.Errorf("%s %s drawn %d times of %d", name, category, k, n)
			}
		}
	}
}

func TestSimulateRefuses(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*roleplay.SimulateOptions)
	}{
		{"no personas", func(o *roleplay.SimulateOptions) { o.Personas = 0 }},
		{"no seeds", func(o *roleplay.SimulateOptions) { o.Seeds = nil }},
		{"an unknown variant", func(o *roleplay.SimulateOptions) { o.Variants = []string{"sideways"} }},
	} {
		o := roleplay.DefaultSimulateOptions()
		c.change(&o)
		if _, err := roleplay.Simulate(o); err == nil {
			t.Errorf("%s: no error", c.name)
		}
	}
}

func ExamplePrompt() {
	in, _ := datasets.InstrumentByID("mfq30")
	it, _ := in.Item("mfq30-19")
	fmt.Println(roleplay.Prompt(&roleplay.Question{Instrument: in, Item: it, Variant: roleplay.VariantOptionsReversed}))
	// Output:
	// The past of my country makes me proud.
	//
	// A. strongly agree
	// B. moderately agree
	// C. slightly agree
	// D. slightly disagree
	// E. moderately disagree
	// F. strongly disagree
	//
	// Answer with one letter only.
}

// The real model of the bundled study answered under personas that the reference
// respondents answered under too.
func TestBundledStudyHoldsARealModel(t *testing.T) {
	s := bundled(t)
	if s.IsSimulated("gemma-3-270m") || !s.IsSimulated("random") || len(s.Simulated) != len(roleplay.Respondents()) {
		t.Errorf("simulated are %q", s.Simulated)
	}
	if n := len(s.Personas.Rows); n != 600 {
		t.Errorf("%d personas, want the 600 of the reference respondents and no more", n)
	}
	for _, c := range s.Cells() {
		if c.Model == "gemma-3-270m" && (c.Personas != 100 || c.Items != 30 || c.Answers != 3000) {
			t.Errorf("%+v", c)
		}
	}
}

// Who follows letters and who meaning is seen in what answers keep when the options
// are shown in reverse: by theory 1/6 of both at random; of the order-follower's
// letters .2^2 + .7^2 + .1^2, and no option, as its three places are others in reverse.
func TestOrderDrivenAnswersAreTold(t *testing.T) {
	want := map[string][2]float64{"random": {1. / 6, 1. / 6}, "constant": {0, 1}, "order-follower": {.54, 0}}
	driven := map[string]bool{"gemma-3-270m": true, "order-follower": true}
	rows := map[string]map[string]analysis.Estimate{}
	for _, e := range analysis.OrderAgreement(bundled(t), "mfq30", .95) {
		if rows[e.Model] == nil {
			rows[e.Model] = map[string]analysis.Estimate{}
		}
		rows[e.Model][e.Measure] = e
	}
	if len(rows) != 6 {
		t.Errorf("%d respondents, want 6", len(rows))
	}
	for model, got := range rows {
		if w, ok := want[model]; ok && (math.Abs(got["letter_kept"].Value-w[0]) > .01 || math.Abs(got["option_kept"].Value-w[1]) > .01) {
			t.Errorf("%s keeps %.3f of its letters and %.3f of its options, theory says %v", model, got["letter_kept"].Value, got["option_kept"].Value, w)
		}
		if lead := got["letter_lead"]; (lead.Low > 0) != driven[model] {
			t.Errorf("%s: letters lead by %.3f [%.3f, %.3f], order-driven should be %v", model, lead.Value, lead.Low, lead.High, driven[model])
		}
	}
}
