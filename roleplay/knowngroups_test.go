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

// What each respondent is known to be, a measure must say.
func TestKnownGroups(t *testing.T) {
	rows := groups(t, "paper,variance,reliability,stability,distance")
	value := func(model, dimension, measure string) float64 {
		for _, e := range rows {
			if e.Model == model && e.Variant == "default" && e.Dimension == dimension && e.Measure == measure {
				return e.Value
			}
		}
		t.Fatalf("no row %s %s %s", model, dimension, measure)
		return 0
	}
	for _, c := range []struct {
		model, dimension, measure string
		theory, tolerance         float64
		why                       string
	}{
		{"random", "Harm", "inertia", 0, .01, "all options equally often"},
		{"random", "Harm", "top2", 1. / 3, .03, "two of six options"},
		{"random", "Harm", "cronbach_alpha", 0, .15, "items share nothing"},
		{"random", "Harm", "var_persona", 0, .1, "personas differ by chance alone (its standard error is .028)"},
		{"random", "Harm", "var_residual", 35. / 12, .15, "the variance of a uniform choice of 1..6"},
		{"random", "Harm", "persona_share_mm", .14, .06, "what the correction leaves of six answers a persona"},
		{"random", "Harm", "rank_order_r", 0, .12, "answers in another context are independent"},
		{"random", "all", "ipsative_r", 0, .08, "profiles in another context are independent"},
		{"random", "Harm", "jsd_corrected", 0, .02, "persona and baseline answers are alike"},
		{"constant", "Harm", "inertia", 1, 0, "one option only"},
		{"constant", "Harm", "js_distance", 0, 0, "the same without a persona"},
		{"constant", "Harm", "wasserstein", 0, 0, "the same without a persona"},
		{"order-follower", "Harm", "modal_share", .7, .03, "the place it prefers"},
		{"order-follower", "Harm", "rank_order_r", 0, .12, "the place, not the persona"},
		{"persona-driven", "Harm", "inertia", 1, 0, "alike for everyone"},
		{"persona-driven", "Purity", "persona_share", 1, 1e-9, "the persona says all"},
		{"persona-driven", "Purity", "cronbach_alpha", 1, 1e-9, "all items follow the one attribute"},
		{"persona-driven", "Purity", "rank_order_r", 1, 1e-9, "meaning is followed, not place"},
		{"persona-driven", "Harm", "total_variation", 1, 1e-9, "another option without a persona"},
		{"persona-driven", "Harm", "wasserstein", 1, 1e-9, "one option higher under a persona"},
	} {
		if got := value(c.model, c.dimension, c.measure); !(math.Abs(got-c.theory) <= c.tolerance) {
			t.Errorf("%s, %s of %s is %.4f, theory says %.4f (%s)", c.model, c.measure, c.dimension, got, c.theory, c.why)
		}
	}
}
