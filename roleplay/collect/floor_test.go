package collect

import (
	"math"
	"testing"

	"inertia/datasets"
)

// The floors that the design quotes for the MFQ-30 lie between .28 and .41 with one
// answer an item.
func TestExpectedFloor(t *testing.T) {
	mfq, _ := datasets.InstrumentByID("mfq30")
	for repeats, want := range map[int]float64{1: .395, 5: .17, 30: .07} {
		if got := ExpectedFloor(mfq, repeats); math.Abs(got-want) > .015 {
			t.Errorf("%d repeats: %.3f, want about %.3f", repeats, got, want)
		}
	}
	if !math.IsNaN(ExpectedFloor(mfq, 0)) {
		t.Error("a floor without a baseline")
	}
}

// By hand: p = (1/2, 1/2), q = (1, 0), m = (3/4, 1/4), so
// JSD = (1/2 log2(2/3) + 1/2 log2 2 + log2(4/3))/2 = .3113, its root .5579.
func TestDistance(t *testing.T) {
	if got := distance([]float64{.5, .5}, []float64{1, 0}); math.Abs(got-math.Sqrt((math.Log2(2./3)/2+.5+math.Log2(4./3))/2)) > 1e-12 || math.Abs(got-.5579) > 1e-4 {
		t.Errorf("%v", got)
	}
	if got := distance([]float64{.2, .8}, []float64{.2, .8}); got != 0 {
		t.Errorf("alike: %v", got)
	}
	if got := binomial(6); got[0] != 1./32 || got[2] != 10./32 || got[5] != 1./32 {
		t.Errorf("binomial %v", got)
	}
}
