package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
)

// By hand: two personas, one item, answers 1 1 and 2 2. All of the spread is the
// persona's; of the six ways to deal the answers out, two show as much.
func TestPermuteInformationByHand(t *testing.T) {
	counts := [][][]float64{{{2, 0}}, {{0, 2}}}
	null, p := PermuteInformation(counts, 20000, rand.New(rand.NewPCG(1, 2)))
	// Two dealings tell all (share 1), four nothing (share 0).
	if math.Abs(null-1./3) > .015 {
		t.Errorf("null share %v, want 1/3", null)
	}
	if math.Abs(p-1./3) > .015 {
		t.Errorf("p %v, want 1/3", p)
	}
	if null, p := PermuteInformation([][][]float64{{{3, 0}}, {{2, 0}}}, 10, rand.New(rand.NewPCG(1, 2))); !math.IsNaN(null) || !math.IsNaN(p) {
		t.Errorf("constant answers: %v, %v, want NaN", null, p)
	}
}

// Personas, and items, without bearing on the answers give uniform p-values.
func TestInformationPValuesAreUniformUnderTheNull(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 1))
	var persona, item []float64
	for range 200 {
		counts := make([][][]float64, 30)
		for i := range counts {
			counts[i] = matrix(4, 6)
			for j := range counts[i] {
				for range 2 {
					counts[i][j][min(5, max(0, int(math.Round(2.5+rng.NormFloat64()))))]++
				}
			}
		}
		_, p := PermuteInformation(counts, 199, rng)
		persona = append(persona, p)
		_, p = PermuteInformation(transposed(counts), 199, rng)
		item = append(item, p)
	}
	uniform(t, "persona", persona)
	uniform(t, "item", item)
}
