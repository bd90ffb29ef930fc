package analysis

import (
	"math"
	"math/rand/v2"
	"testing"

	"inertia/datasets"
)

func TestSpreadRatioAgreesWithVarTest(t *testing.T) {
	var r struct {
		X        []float64  `json:"x"`
		Y        []float64  `json:"y"`
		Ratio    float64    `json:"ratio"`
		Interval [2]float64 `json:"interval"`
	}
	readReference(t, "norms", &r)
	value, low, high := SpreadRatio(sd(r.X), len(r.X), sd(r.Y), len(r.Y), .95)
	near(t, "ratio", value, r.Ratio, 1e-10)
	near(t, "low", low, r.Interval[0], 1e-8)
	near(t, "high", high, r.Interval[1], 1e-8)
}

// By hand: a mean of 4 beside people of mean 3, SD .5: two SDs above; with 100
// scores of variance 1 and 50 people, se^2 = 1/25 + 1/50 + 4/98.
func TestStandardisedDifferenceByHand(t *testing.T) {
	d, se := StandardisedDifference(4, 1, 100, 3, .5, 50)
	near(t, "d", d, 2, 1e-15)
	near(t, "se", se, math.Sqrt(1./25+1./50+4./98), 1e-15)
	if d, _ := StandardisedDifference(4, 1, 1, 3, .5, 50); !math.IsNaN(d) {
		t.Errorf("one score: %v, want NaN", d)
	}
}

// The intervals hold their level when norm and personas are both samples.
func TestNormIntervalsCover(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 2))
	covered, distances, runs := 0, 0, 1500
	shares := []float64{.1, .2, .3, .2, .1, .1}
	people := []float64{.05, .15, .2, .3, .2, .1}
	trueDistance := JensenShannonDistance(people, shares)
	for run := range runs {
		var x []float64
		for range 40 {
			x = append(x, 3.5+.8*rng.NormFloat64())
		}
		var y []float64
		for range 60 {
			y = append(y, 3.+.7*rng.NormFloat64())
		}
		d, se := StandardisedDifference(mean(x), sd(x)*sd(x), len(x), mean(y), sd(y), len(y))
		if low, high := normalInterval(d, se, .95); low <= .5/.7 && .5/.7 <= high {
			covered++
		}
		seen := make([]float64, 6)
		newMultinomial(people).add(bulk(rand.NewPCG(uint64(run), 8)), 300, seen)
		s := asked(t, 80, 1, []string{"default"}, false, rng, func(string, int, int, int) int { return draw(shares, rng) })
		sm := newSample(s, "m", "default", s.Scorings()[0], nil)
		for k := range seen {
			seen[k] /= 300
		}
		norm := datasets.Norm{Group: "people", Dimension: "Harm", Mean: math.NaN(), SD: math.NaN(), Answers: 300, Shares: seen}
		o := DefaultOptions()
		o.Resamples, o.Seed = 200, int64(run)
		e := sm.blankEstimate(0, "norm_js_distance")
		(&anchor{sm: sm, d: 0, norm: &norm, o: o}).fill(&e)
		if e.Low <= trueDistance && trueDistance <= e.High {
			distances++
		}
	}
	if float64(covered) < .92*float64(runs) {
		t.Errorf("the interval of d covers in %d of %d", covered, runs)
	}
	if float64(distances) < .91*float64(runs) {
		t.Errorf("the interval of the distance covers in %d of %d", distances, runs)
	}
}

func draw(shares []float64, rng *rand.Rand) int {
	u := rng.Float64()
	for k, p := range shares {
		if u < p {
			return k + 1
		}
		u -= p
	}
	return len(shares)
}

func TestNormsUndefined(t *testing.T) {
	rng := rand.New(rand.NewPCG(9, 3))
	s := asked(t, 10, 1, []string{"default"}, false, rng, func(string, int, int, int) int { return 3 })
	o := DefaultOptions()
	o.Resamples, o.Measures = 20, []string{"norm_d", "norm_js_distance"}
	for _, norms := range [][]datasets.Norm{nil, {{Group: "g", Dimension: "Other", Mean: 3, SD: 1, N: 9}}, {{Group: "g", Dimension: "Harm", Mean: 9, SD: 1, N: 9}}} {
		o.Norms = norms
		rows, err := Measure(s, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range rows {
			if !math.IsNaN(e.Value) || e.Note == "" {
				t.Errorf("%d norms: %s %s = %v %q, want NaN with a reason", len(norms), e.Dimension, e.Measure, e.Value, e.Note)
			}
		}
	}
}
