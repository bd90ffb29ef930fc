package datasets

import (
	"math"
	"testing"
)

// Every published value names a dimension that is there, once a measure, and is
// printed to the decimals that it states.
func TestPublishedValuesAreWellFormed(t *testing.T) {
	seen := map[[3]string]bool{}
	for _, p := range Published() {
		in, ok := InstrumentByID(p.Instrument)
		if !ok {
			t.Fatalf("unknown instrument %s", p.Instrument)
		}
		sc, found := in.Scorings[0], p.Dimension == "all"
		for _, d := range sc.Dimensions {
			found = found || d.Name == p.Dimension
		}
		if !found {
			t.Errorf("%s has no dimension %s", p.Instrument, p.Dimension)
		}
		key := [3]string{p.Instrument, p.Dimension, p.Measure + p.Note}
		if seen[key] {
			t.Errorf("%v is there twice", key)
		}
		seen[key] = true
		if scaled := p.Value * math.Pow10(p.Decimals); math.Abs(scaled-math.Round(scaled)) > 1e-9 {
			t.Errorf("%v = %v has more than %d decimals", key, p.Value, p.Decimals)
		}
	}
}
