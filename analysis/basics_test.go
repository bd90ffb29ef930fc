package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// basics holds what numpy and scipy say; testdata/reference/basics.py made it.
type basics struct {
	Counts       [][]float64  `json:"counts"`
	Entropy      []float64    `json:"entropy"`
	MillerMadow  []float64    `json:"entropy_miller_madow"`
	Inertia      []float64    `json:"inertia"`
	JSDistance   [][]float64  `json:"js_distance"`
	Top2         []float64    `json:"top2"`
	Adjacent     []float64    `json:"top2_adjacent"`
	Modal        []float64    `json:"modal_share"`
	MeanOption   []float64    `json:"mean_option"`
	SDOption     []float64    `json:"sd_option"`
	Values       []float64    `json:"values"`
	Quantiles    [][2]float64 `json:"quantiles"`
	X            []float64    `json:"x"`
	Y            []float64    `json:"y"`
	Pearson      float64      `json:"pearson"`
	Fisher       [2]float64   `json:"pearson_interval"`
	Ties         [2][]float64 `json:"ties"`
	SpearmanTies float64      `json:"spearman_ties"`
	Sample       []float64    `json:"sample"`
	Reps         []float64    `json:"reps"`
	Jackknife    []float64    `json:"jackknife"`
	BCa          [2]float64   `json:"bca"`
	Percentile   [2]float64   `json:"percentile"`
	Corrected    [2]float64   `json:"bias_corrected_normal"`
	Normal       [2]float64   `json:"normal"`
	Share        float64      `json:"share"`
	Logit        [2]float64   `json:"logit"`
	TValues      []float64    `json:"t_values"`
	TInterval    [2]float64   `json:"t_interval"`
	Levels       [][3]float64 `json:"levels"`
	TOST         float64      `json:"tost"`
}

func TestMeasuresOverCountsAgreeWithScipy(t *testing.T) {
	var r basics
	readReference(t, "basics", &r)
	for i, c := range r.Counts {
		before := slices.Clone(c)
		near(t, "entropy", Entropy(c), r.Entropy[i], 1e-12)
		near(t, "Miller-Madow entropy", EntropyMillerMadow(c), r.MillerMadow[i], 1e-12)
		near(t, "inertia", InertiaIndex(c), r.Inertia[i], 1e-12)
		near(t, "top-2 share", TopTwoShare(c), r.Top2[i], 1e-12)
		near(t, "adjacent top-2 share", TopTwoAdjacentShare(c), r.Adjacent[i], 1e-12)
		near(t, "modal share", ModalShare(c), r.Modal[i], 1e-12)
		near(t, "mean option", MeanOption(c), r.MeanOption[i], 1e-12)
		near(t, "SD of options", SDOption(c), r.SDOption[i], 1e-12)
		for j, d := range r.Counts {
			// the root magnifies rounding where the divergence is 0
			near(t, "JS distance", JensenShannonDistance(c, d), r.JSDistance[i][j], 3e-8)
			near(t, "JS divergence", JensenShannonDivergence(c, d), r.JSDistance[i][j]*r.JSDistance[i][j], 1e-12)
			if math.Abs(JensenShannonDivergence(c, d)-JensenShannonDivergence(d, c)) > 1e-15 {
				t.Errorf("divergence of %v and %v is not symmetric", c, d)
			}
		}
		if !slices.Equal(before, c) {
			t.Fatal("the caller's counts were changed")
		}
	}
}

func TestMeasuresOverNothingAreUndefined(t *testing.T) {
	none, one := []float64{0, 0, 0}, []float64{0, 4, 0}
	for name, v := range map[string]float64{
		"entropy": Entropy(none), "Miller-Madow": EntropyMillerMadow(none), "inertia": InertiaIndex(none), "inertia of one option": InertiaIndex([]float64{3}),
		"top-2": TopTwoShare(none), "adjacent": TopTwoAdjacentShare(none), "modal": ModalShare(none), "mean": MeanOption(none), "SD": SDOption(none),
		"divergence left": JensenShannonDivergence(none, one), "divergence right": JensenShannonDivergence(one, none),
		"divergence of other scales": JensenShannonDivergence(one, []float64{1, 2}),
	} {
		if !math.IsNaN(v) {
			t.Errorf("%s = %v, want NaN", name, v)
		}
	}
	if InertiaIndex(one) != 1 || Entropy(one) != 0 || SDOption([]float64{0, 1, 0}) != 0 {
		t.Error("a constant answer has entropy 0 and inertia 1")
	}
}

func TestIntervalsAgreeWithNumpy(t *testing.T) {
	var r basics
	readReference(t, "basics", &r)
	sorted := slices.Sorted(slices.Values(r.Values))
	for _, q := range r.Quantiles {
		near(t, "quantile", Quantile(sorted, q[0]), q[1], 1e-12)
	}
	est := mean(r.Sample)
	low, high := PercentileInterval(r.Reps, .95)
	near(t, "percentile low", low, r.Percentile[0], 1e-12)
	near(t, "percentile high", high, r.Percentile[1], 1e-12)
	low, high, ok := BCaInterval(est, r.Reps, r.Jackknife, .95)
	if !ok {
		t.Fatal("no BCa interval")
	}
	near(t, "BCa low", low, r.BCa[0], 1e-9)
	near(t, "BCa high", high, r.BCa[1], 1e-9)
	low, high = BiasCorrectedNormalInterval(est, r.Reps, .95, -10)
	near(t, "bias-corrected normal low", low, r.Corrected[0], 1e-9)
	near(t, "bias-corrected normal high", high, r.Corrected[1], 1e-9)
	low, high = normalInterval(est, sd(r.Reps), .95)
	near(t, "normal low", low, r.Normal[0], 1e-9)
	near(t, "normal high", high, r.Normal[1], 1e-9)
	tenths := make([]float64, len(r.Reps))
	for i, x := range r.Reps {
		tenths[i] = x / 10
	}
	low, high, ok = LogitInterval(r.Share, tenths, .95)
	near(t, "logit low", low, r.Logit[0], 1e-9)
	near(t, "logit high", high, r.Logit[1], 1e-9)
	if _, _, atOne := LogitInterval(1, tenths, .95); !ok || atOne {
		t.Errorf("logit intervals: %v of a share within, %v of a share of 1", ok, atOne)
	}
	low, high, _ = TInterval(mean(r.TValues), r.TValues, .95)
	near(t, "t low", low, r.TInterval[0], 1e-9)
	near(t, "t high", high, r.TInterval[1], 1e-9)
	for _, l := range r.Levels {
		near(t, "level for few personas", personaDraw{int(l[0]), int(l[1])}.level(.95), l[2], 1e-9)
	}
	got, _ := pearson(r.X, r.Y)
	near(t, "Pearson r", got, r.Pearson, 1e-12)
	low, high = FisherInterval(got, len(r.X), .95)
	near(t, "Fisher low", low, r.Fisher[0], 1e-9)
	near(t, "Fisher high", high, r.Fisher[1], 1e-9)
	rho, _ := pearson(ranks(r.Ties[0]), ranks(r.Ties[1]))
	near(t, "Spearman's rho under ties", rho, r.SpearmanTies, 1e-12)
	near(t, "equivalence", EquivalenceP(.02, .015, .05, 12), r.TOST, 1e-9)
}

func TestIntervalsFallBack(t *testing.T) {
	reps := []float64{2, 2, 2, 2}
	if _, _, ok := BCaInterval(2, reps, []float64{2, 2, 2}, .95); ok {
		t.Error("a constant estimate has a BCa interval")
	}
	if iv := choose("bca", 2, reps, []float64{2, 2, 2}, .95, 1); iv.reason == "" || !math.IsNaN(iv.low) {
		t.Errorf("resamples without spread give %+v, want a reason", iv)
	}
	iv := choose("bca", 2, []float64{1, 2, 2, 3}, []float64{2, 2, 2}, .95, 1)
	if low, high := PercentileInterval([]float64{1, 2, 2, 3}, .95); iv.method != "percentile" || iv.low != low || iv.high != high {
		t.Errorf("fallback %+v, want the percentile interval and its name", iv)
	}
	if iv := choose("bca", 2, []float64{math.NaN(), math.NaN(), 2}, nil, .95, 1); iv.reason == "" {
		t.Error("mostly undefined resamples give an interval")
	}
	if r, why := pearson([]float64{1, 1, 1}, []float64{1, 2, 3}); !math.IsNaN(r) || why == "" {
		t.Errorf("correlation with a constant = %v (%q)", r, why)
	}
	if r, why := pearson([]float64{1, 2}, []float64{1, 2}); !math.IsNaN(r) || why == "" {
		t.Errorf("correlation of two pairs = %v (%q)", r, why)
	}
}

// Two options, shares 1/2 each, one baseline answer: it is one of the two, and the
// distance of (1,0) from (1/2,1/2) is the floor. By hand, with m = (3/4, 1/4):
//
//	JSD = H(m) - H(1/2)/2 = .8113 - .5 = .3113, d = .5579
func TestFloorByHand(t *testing.T) {
	floor, p := JensenShannonFloor([][]float64{{50, 50}}, [][]float64{{1, 0}}, 500, rand.NewPCG(1, 2))
	near(t, "floor", floor, math.Sqrt(.8112781244591328-.5), 1e-9)
	near(t, "p", p, 1, 1e-12) // every draw is as far as the one observed
}

// With two answers of two equal options the draws are (2,0), (1,1), (0,2) with
// probabilities 1/4, 1/2, 1/4: the floor is half the distance of (1,0), and the
// observed (2,0) has p = 1/2.
func TestFloorOfTwoAnswers(t *testing.T) {
	const m = 40000
	floor, p := JensenShannonFloor([][]float64{{50, 50}}, [][]float64{{2, 0}}, m, rand.NewPCG(5, 6))
	d := math.Sqrt(.8112781244591328 - .5)
	if math.Abs(floor-d/2) > 4*d/2/math.Sqrt(m) {
		t.Errorf("floor %.5f, by enumeration %.5f", floor, d/2)
	}
	if math.Abs(p-.5) > 4*.5/math.Sqrt(m) {
		t.Errorf("p %.5f, by enumeration .5", p)
	}
}

func FuzzJensenShannon(f *testing.F) {
	f.Add(1., 2., 3., 0., 5., 1.)
	f.Fuzz(func(t *testing.T, a, b, c, d, e, g float64) {
		x, y := []float64{math.Abs(a), math.Abs(b), math.Abs(c)}, []float64{math.Abs(d), math.Abs(e), math.Abs(g)}
		v := JensenShannonDivergence(x, y)
		if v < 0 || v > 1 || !math.IsNaN(v) && math.Abs(v-JensenShannonDivergence(y, x)) > 1e-12 {
			t.Errorf("divergence of %v and %v is %v", x, y, v)
		}
	})
}
