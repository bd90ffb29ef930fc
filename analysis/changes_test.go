package analysis_test

import (
	"math"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/roleplay"
)

// simulated is a small study of one reference respondent, under a name.
func simulated(t *testing.T, name string, r roleplay.Respondent) *datasets.Dataset {
	t.Helper()
	o := roleplay.DefaultSimulateOptions()
	o.Respondents, o.Personas, o.Seeds, o.BaselineRepeats = []roleplay.Respondent{r}, 20, []int64{1, 2}, 12
	o.Variants = []string{roleplay.VariantDefault}
	ds, err := roleplay.Simulate(o)
	if err != nil {
		t.Fatal(err)
	}
	ds.Name = name
	return ds
}

func changes(t *testing.T, a, b *datasets.Dataset) (*analysis.Study, []analysis.Estimate) {
	t.Helper()
	s, err := analysis.Tally(datasets.Compare(a, b), datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	o := analysis.DefaultOptions()
	o.Resamples, o.Permutations = 200, 199
	rows, err := analysis.Changes(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return s, rows
}

// A study compared with itself has changed in nothing.
func TestNothingChangedInTheSameStudy(t *testing.T) {
	_, rows := changes(t, simulated(t, "a", roleplay.NewPaperLike()), simulated(t, "b", roleplay.NewPaperLike()))
	seen := 0
	for _, e := range rows {
		switch e.Measure {
		case "inertia_diff", "top2_diff", "profile_diff":
			seen++
			if e.Value != 0 || e.Low != 0 || e.High != 0 || e.Contrast != "paper-like (b) vs paper-like (a)" {
				t.Errorf("%+v", e)
			}
		case "inertia_diff_p":
			if e.Value != 1 {
				t.Errorf("p %v of no difference", e.Value)
			}
		}
	}
	if seen != 15 {
		t.Errorf("%d differences, want 3 measures of 5 dimensions", seen)
	}
}

// The row of a difference counts the answers of both studies.
func TestADifferenceCountsTheAnswersOfBothSides(t *testing.T) {
	_, rows := changes(t, simulated(t, "a", roleplay.NewPaperLike()), simulated(t, "b", roleplay.Random{}))
	sides, seen := map[string]int{}, 0
	for _, e := range rows {
		if e.Measure == "inertia" {
			sides[e.Dimension] += e.Answers
		}
	}
	for _, e := range rows {
		if e.Measure != "inertia_diff" && e.Measure != "inertia_diff_p" && e.Measure != "inertia_tost_p" {
			continue
		}
		seen++
		if want := 2 * 40 * 6; e.Answers != want || sides[e.Dimension] != want || e.Missing != 0 {
			t.Errorf("%s of %s: %d answers and %d missing, want %d and none; the sides have %d", e.Measure, e.Dimension, e.Answers, e.Missing, want, sides[e.Dimension])
		}
	}
	if seen != 15 {
		t.Errorf("%d rows", seen)
	}
}

// A difference is that of the two tidy tables, second less first, and its interval
// holds it; a random and a paper-like respondent differ in every inertia.
func TestAChangeIsTheDifferenceOfTheTables(t *testing.T) {
	s, rows := changes(t, simulated(t, "a", roleplay.NewPaperLike()), simulated(t, "b", roleplay.Random{}))
	o := analysis.DefaultOptions()
	o.Resamples = 0
	table, err := analysis.Measure(s, o)
	if err != nil {
		t.Fatal(err)
	}
	value := func(model, dimension, measure string) float64 {
		for _, e := range table {
			if e.Model == model && e.Dimension == dimension && e.Measure == measure {
				return e.Value
			}
		}
		return math.NaN()
	}
	for _, e := range rows {
		if e.Measure == "inertia_diff" || e.Measure == "js_distance_diff" || e.Measure == "persona_share_diff" {
			m := e.Measure[:len(e.Measure)-len("_diff")]
			if want := value("random (b)", e.Dimension, m) - value("paper-like (a)", e.Dimension, m); math.Abs(e.Value-want) > 1e-12 {
				t.Errorf("%s of %s is %v, the tables differ by %v", e.Measure, e.Dimension, e.Value, want)
			}
		}
		if e.Measure == "inertia_diff" && !(e.High < 0) {
			t.Errorf("%s: interval %v to %v", e.Dimension, e.Low, e.High)
		}
		if e.Measure == "inertia_diff_p_holm" && !(e.Value < .05) {
			t.Errorf("%s: p %v after correction", e.Dimension, e.Value)
		}
	}
}

func TestWithoutAModelInCommonThereIsNoPair(t *testing.T) {
	both := func(name string, rs ...roleplay.Respondent) *datasets.Dataset {
		ds := simulated(t, name, rs[0])
		first := ds.Responses
		second := simulated(t, name, rs[1]).Responses
		ds.Responses = func(yield func(datasets.Response, error) bool) {
			for _, part := range []func(func(datasets.Response, error) bool){first, second} {
				part(yield)
			}
		}
		return ds
	}
	s, rows := changes(t, both("a", roleplay.Random{}, roleplay.NewPaperLike()), both("b", roleplay.Constant{}, roleplay.OrderFollower{}))
	if s.Pairs() != nil || len(rows) > 0 {
		t.Errorf("pairs %v, %d rows", s.Pairs(), len(rows))
	}
	one, err := analysis.Tally(simulated(t, "a", roleplay.Random{}), datasets.Instruments())
	if err != nil || one.Pairs() != nil {
		t.Errorf("one study has pairs %v (%v)", one.Pairs(), err)
	}
}
