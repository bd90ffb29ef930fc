package roleplay_test

import (
	"math"
	"slices"
	"testing"

	"inertia/analysis"
)

// groups measures the bundled study with some groups of measures.
func groups(t *testing.T, names string) []analysis.Estimate {
	t.Helper()
	o := analysis.DefaultOptions()
	var err error
	if o.Measures, err = analysis.ParseMeasures(names); err != nil {
		t.Fatal(err)
	}
	o.Resamples = 100
	rows, err := analysis.Measure(bundled(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// The persona-driven respondent follows religion and age, and permeability shows
// these two in the dimensions of its rule and no other attribute anywhere.
func TestPermeabilityFindsTheRule(t *testing.T) {
	rule := map[string][]string{"Ingroup": {"age"}, "Authority": {"religion"}, "Purity": {"religion"}}
	seen := 0
	for _, e := range groups(t, "permeability") {
		if e.Model != "persona-driven" || e.Variant != "default" || e.Measure != "attribute_p_holm" {
			continue
		}
		seen++
		follows := slices.Contains(rule[e.Dimension], e.Contrast)
		if follows != (e.Value < .05) && !math.IsNaN(e.Value) {
			t.Errorf("%s on %s: adjusted p %.4f, the rule follows it: %v", e.Contrast, e.Dimension, e.Value, follows)
		}
	}
	if seen != 12*5 {
		t.Errorf("%d tests, want 12 attributes x 5 dimensions", seen)
	}
}
