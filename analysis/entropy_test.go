package analysis

import (
	"math"
	"testing"
)

// By hand: counts 1,1,2 have shares 1/4, 1/4, 1/2, so H = 1/2+1/2+1/2 = 1.5
// bits, and Miller-Madow adds (3-1)/(2*4*ln 2).
func TestEntropy(t *testing.T) {
	tests := []struct {
		name      string
		counts    []float64
		want, wmm float64
	}{
		{"worked by hand", []float64{1, 1, 2, 0}, 1.5, 1.5 + 2/(8*math.Ln2)},
		{"constant", []float64{0, 7, 0}, 0, 0},
		{"n = 1", []float64{0, 0, 1}, 0, 0},
		{"uniform", []float64{5, 5, 5, 5}, 2, 2 + 3/(40*math.Ln2)},
		{"empty", []float64{0, 0}, math.NaN(), math.NaN()},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Entropy(tt.counts); !same(got, tt.want) {
				t.Errorf("Entropy = %v, want %v", got, tt.want)
			}
			if got := EntropyMillerMadow(tt.counts); !same(got, tt.wmm) {
				t.Errorf("EntropyMillerMadow = %v, want %v", got, tt.wmm)
			}
		})
	}
}

func TestInertiaIndexCountsUnusedOptions(t *testing.T) {
	if got, want := InertiaIndex([]float64{3, 3, 0, 0, 0, 0}), 1-1/math.Log2(6); !same(got, want) {
		t.Errorf("InertiaIndex = %v, want %v", got, want)
	}
}

// same compares at 1e-12 relative; NaN equals NaN.
func same(a, b float64) bool {
	if math.IsNaN(a) || math.IsNaN(b) {
		return math.IsNaN(a) && math.IsNaN(b)
	}
	return math.Abs(a-b) <= 1e-12*max(1, math.Abs(a), math.Abs(b))
}
