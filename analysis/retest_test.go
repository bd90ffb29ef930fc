package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Personas differ by whole options (variance 1.25); each answer adds 0 or 1 by a
// coin (variance .25, a sixth of it in a score of six items).
func TestRetestRecoversTheory(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 7))
	s := asked(t, 200, 3, []string{"default"}, false, rng, func(_ string, persona, _, _ int) int { return 2 + persona%4 + rng.IntN(2) })
	got := measured(t, s, 300, "retest_icc", "rank_order_r", "ipsative_r")
	e := got["Harm retest_icc"]
	want := 1.25 / (1.25 + .25/6)
	if math.Abs(e.Value-want) > 4*e.SE || !(e.Low < want && want < e.High) {
		t.Errorf("retest %v [%v, %v], theory %v", e.Value, e.Low, e.High, want)
	}
	// Halves of one answer each correlate as the ICC says.
	r := got["Harm rank_order_r one half of the repeats ~ the other"]
	if math.Abs(r.Value-want) > .02 {
		t.Errorf("halves correlate at %v, theory %v", r.Value, want)
	}
}

// A model that rolls dice has no stability of any kind.
func TestRandomAnswersHaveNoStability(t *testing.T) {
	rng := rand.New(rand.NewPCG(7, 8))
	s := asked(t, 300, 2, []string{"default"}, false, rng, func(string, int, int, int) int { return 1 + rng.IntN(6) })
	got := measured(t, s, 300, "retest_icc", "rank_order_r", "ipsative_r")
	for _, name := range []string{"Harm retest_icc", "Harm rank_order_r one half of the repeats ~ the other", "all ipsative_r one half of the repeats ~ the other"} {
		e, ok := got[name]
		if !ok || !(e.Low < 0 && e.High > 0) && math.Abs(e.Value) > .12 {
			t.Errorf("%s: %v [%v, %v], want about 0", name, e.Value, e.Low, e.High)
		}
	}
	constant := asked(t, 10, 2, []string{"default"}, false, rng, func(string, int, int, int) int { return 3 })
	if e := measured(t, constant, 50, "retest_icc")["Harm retest_icc"]; !math.IsNaN(e.Value) || e.Note == "" {
		t.Errorf("constant answers: %v %q", e.Value, e.Note)
	}
}
