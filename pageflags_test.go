package main

import "testing"

func TestWidthOfFigures(t *testing.T) {
	for s, want := range map[string]float64{"auto": 0, "single": 77, "double": 160, "12": 120, "8.8": 88} {
		if got, err := widthOfFigures(s); err != nil || got != want {
			t.Errorf("%s: %g, %v; want %g mm", s, got, err, want)
		}
	}
	for _, s := range []string{"", "wide", "4.9", "51", "NaN", "-8", "8cm"} {
		if got, err := widthOfFigures(s); err == nil {
			t.Errorf("%q: %g mm and no error", s, got)
		}
	}
}
