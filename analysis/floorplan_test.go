package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The floor falls as one over the root of the answers, and for many answers is
// that of the chi-square limit: E[chi_5] / sqrt(8 ln 2 n).
func TestPlanBaselineFollowsTheLimit(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	s := asked(t, 300, 1, []string{"default"}, false, rng, func(string, int, int, int) int { return 1 + rng.IntN(6) })
	plans, err := PlanBaseline(s, "m", "default", "mfq30", 1)
	if err != nil {
		t.Fatal(err)
	}
	if len(plans) != 5 {
		t.Fatalf("%d plans, want one a dimension", len(plans))
	}
	up, _ := math.Lgamma(3)
	down, _ := math.Lgamma(2.5)
	chi := math.Sqrt2 * math.Exp(up-down) // of 5 degrees of freedom
	for _, p := range plans {
		last := len(p.Floor) - 1
		want := chi / math.Sqrt(8*math.Ln2*6*p.Answers[last])
		if math.Abs(p.Floor[last]-want) > .05*want {
			t.Errorf("%s: floor %v at %v answers an item, the limit is %v", p.Dimension, p.Floor[last], p.Answers[last], want)
		}
		for i := 1; i < len(p.Floor); i++ {
			if p.Floor[i] >= p.Floor[i-1] {
				t.Errorf("%s: floor %v at %v answers, %v at %v", p.Dimension, p.Floor[i-1], p.Answers[i-1], p.Floor[i], p.Answers[i])
			}
		}
		if p.Asked != 0 || !p.ByItem || !(p.Needed >= 50) {
			t.Errorf("%s: asked %v, by item %v, needed %v", p.Dimension, p.Asked, p.ByItem, p.Needed)
		}
	}
	if _, err := PlanBaseline(s, "nobody", "default", "mfq30", 1); err == nil {
		t.Error("a plan for nobody")
	}
}
