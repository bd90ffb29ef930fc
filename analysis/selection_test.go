package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// Selecting gives the quantile of sorted values, to the last bit, whatever the order
// and however many are equal.
func TestQuantileOfIsThatOfSortedValues(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 8))
	for range 3000 {
		v := make([]float64, 1+rng.IntN(60))
		for i := range v {
			switch rng.IntN(3) {
			case 0:
				v[i] = float64(rng.IntN(4))
			case 1:
				v[i] = -float64(i)
			default:
				v[i] = rng.NormFloat64()
			}
		}
		p := []float64{0, 1, .025, .5, rng.Float64()}[rng.IntN(5)]
		want := Quantile(slices.Sorted(slices.Values(v)), p)
		if got := quantileOf(slices.Clone(v), p); got != want {
			t.Fatalf("%v of %v: %v, want %v", p, v, got, want)
		}
	}
	if x := quantileOf(nil, .5); !math.IsNaN(x) {
		t.Errorf("the median of nothing is %v", x)
	}
}
