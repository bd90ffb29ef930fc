package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
)

// What is kept of one draw and looked up in the next gives the same distance, to the bit.
func TestDistancesOfDrawsAreJensenShannonDistances(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	for _, fixed := range [][]float64{{5, 0, 17, 80, 3, 9}, {1, 1}, {0, 0, 7}, {.5, 2.25, 90}} {
		for _, answers := range []int{1, 30, 500} {
			distances := newDrawnDistances(answers, fixed)
			for range 200 {
				drawn := make([]float64, len(fixed))
				for range answers {
					drawn[rng.IntN(len(drawn))]++
				}
				if got, want := distances.of(drawn), JensenShannonDistance(drawn, fixed); got != want {
					t.Fatalf("%v from %v: %v, want %v", drawn, fixed, got, want)
				}
			}
		}
	}
	if d := newDrawnDistances(0, []float64{1, 2}).of([]float64{0, 0}); !math.IsNaN(d) {
		t.Errorf("nothing drawn is %v away, want NaN", d)
	}
}
