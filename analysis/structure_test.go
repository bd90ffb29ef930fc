package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
)

// circumplex draws persona scores whose dimensions lie on a circle: each is the
// projection of the persona's direction, plus noise.
func circumplex(personas, dimensions int, signal float64, rng *rand.Rand) [][]float64 {
	out := make([][]float64, personas)
	for i := range out {
		x, y, all := rng.NormFloat64(), rng.NormFloat64(), rng.NormFloat64()
		for _, place := range circlePlaces(dimensions) {
			out[i] = append(out[i], all+signal*(x*place[0]+y*place[1])+rng.NormFloat64())
		}
	}
	return out
}

func TestCircleIsRecovered(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	s := &structure{scores: circumplex(300, 10, 1.5, rng), circular: true}
	s.scale(rng)
	s.test(99, 1999, rng)
	if s.circleR < .97 || s.circleP > .001 || s.ordinalP > .02 || s.linearP > .02 {
		t.Errorf("circle r %v (p %v), p of the stress %v and %v", s.circleR, s.circleP, s.ordinalP, s.linearP)
	}
}

// Unrelated dimensions give uniform p-values of stress and of the circle.
func TestStructurePValuesAreUniformUnderTheNull(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: 100 scalings with 39 permutations each")
	}
	rng := rand.New(rand.NewPCG(3, 4))
	var ordinal, linear, circle []float64
	for range 100 {
		s := &structure{scores: circumplex(30, 7, 0, rng), circular: true}
		s.scale(rng)
		s.test(39, 999, rng)
		ordinal, linear, circle = append(ordinal, s.ordinalP), append(linear, s.linearP), append(circle, s.circleP)
	}
	uniform(t, "ordinal stress", ordinal)
	uniform(t, "interval stress", linear)
	uniform(t, "circle", circle)
}

func TestStructureUndefined(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 4))
	s := asked(t, 10, 1, []string{"default"}, false, rng, func(string, int, int, int) int { return 3 })
	got := measured(t, s, 20, "mds_stress_ordinal", "circle_r", "dimension_r")
	for _, name := range []string{"all mds_stress_ordinal", "all circle_r", "Harm dimension_r Harm ~ Fairness"} {
		if e, ok := got[name]; !ok || !math.IsNaN(e.Value) || e.Note == "" {
			t.Errorf("%s: %v %q, want NaN with a reason", name, e.Value, e.Note)
		}
	}
}
