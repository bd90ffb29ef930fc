package main

import (
	"math"
	"testing"
)

// Intervals of measures whose truth is at no edge and no tie hold it about as
// often as they say; the full run is in docs/coverage.md. The bound is four
// standard errors below 95 %.
func TestIntervalsHoldTheTruth(t *testing.T) {
	const studies = 60
	rows, err := cover(studies, 200, 30, 400, "bca")
	if err != nil {
		t.Fatal(err)
	}
	clear := map[[2]string]bool{
		{"Harm", "inertia"}: true, {"Fairness", "inertia"}: true, {"Ingroup", "inertia"}: true, {"Authority", "inertia"}: true,
		{"Fairness", "jsd"}: true, {"Ingroup", "jsd"}: true, {"Authority", "jsd"}: true, {"Purity", "jsd"}: true,
		{"Fairness", "js_distance"}: true, {"Ingroup", "js_distance"}: true, {"Authority", "js_distance"}: true, {"Purity", "js_distance"}: true,
		{"Harm", "top2"}: true, {"Fairness", "top2"}: true, {"Purity", "top2"}: true, {"Purity", "modal_share"}: true, {"Harm", "profile"}: true, {"Purity", "profile"}: true,
	}
	least := .95 - 4*math.Sqrt(.95*.05/studies)
	seen := 0
	for _, r := range rows {
		if r.n != studies {
			t.Errorf("%s %s: %d intervals of %d", r.dimension, r.measure, r.n, studies)
		}
		if !clear[[2]string{r.dimension, r.measure}] {
			continue
		}
		seen++
		if c := r.share(r.n - r.below - r.above); c < least {
			t.Errorf("%s %s: coverage %.3f, want at least %.3f", r.dimension, r.measure, c, least)
		}
	}
	if seen != len(clear) {
		t.Errorf("%d of %d measures looked at", seen, len(clear))
	}
}
