package analysis

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"testing"
)

// effectSizes holds what scipy, pingouin, statsmodels, krippendorff and
// scikit-learn say; testdata/reference/effectsize.py made it.
type effectSizes struct {
	Groups               [][]float64  `json:"groups"`
	CohenD               float64      `json:"cohen_d"`
	HedgesG              float64      `json:"hedges_g"`
	OmegaSquared         float64      `json:"omega_squared"`
	Ties                 [][]float64  `json:"ties"`
	EpsilonTies          float64      `json:"epsilon_squared_ties"`
	Spearman             float64      `json:"spearman"`
	CliffCounts          [2][]float64 `json:"cliff_counts"`
	CliffDelta           float64      `json:"cliff_delta"`
	P                    []float64    `json:"p"`
	Holm                 []float64    `json:"holm"`
	BH                   []float64    `json:"bh"`
	Units                [][]float64  `json:"units"`
	KrippendorffOrdinal  float64      `json:"krippendorff_ordinal"`
	KrippendorffInterval float64      `json:"krippendorff_interval"`
	KappaTable           [][]float64  `json:"kappa_table"`
	Kappa                float64      `json:"kappa"`
	KappaQuadratic       float64      `json:"kappa_quadratic"`
	KappaLinear          float64      `json:"kappa_linear"`
	KappaErrors          [3]float64   `json:"kappa_errors"` // unweighted, linear, quadratic
	Wilson               [2]float64   `json:"wilson"`       // 41 of 50
	Wasserstein          float64      `json:"wasserstein"`
	TotalVariation       float64      `json:"total_variation"`
}

func readReference(t *testing.T, name string, into any) {
	t.Helper()
	raw, err := os.ReadFile("testdata/reference/" + name + ".json")
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, into); err != nil {
		t.Fatal(err)
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*max(1, math.Abs(want))) {
		t.Errorf("%s = %.15g, reference %.15g", what, got, want)
	}
}

func TestEffectSizesAgreeWithReference(t *testing.T) {
	var r effectSizes
	readReference(t, "effectsize", &r)
	a, b := r.Groups[0], r.Groups[2]
	near(t, "Cohen's d", CohenD(a, b), r.CohenD, 1e-12)
	near(t, "Hedges' g", HedgesG(CohenD(a, b), len(a), len(b)), r.HedgesG, 1e-12)
	near(t, "omega squared", OmegaSquared(r.Groups), r.OmegaSquared, 1e-12)
	near(t, "epsilon squared under ties", EpsilonSquared(r.Ties), r.EpsilonTies, 1e-12)
	near(t, "Cliff's delta", CliffDelta(r.CliffCounts[0], r.CliffCounts[1]), r.CliffDelta, 1e-12)
	near(t, "total variation", TotalVariation(r.CliffCounts[0], r.CliffCounts[1]), r.TotalVariation, 1e-12)
	near(t, "Wasserstein distance", WassersteinDistance(r.CliffCounts[0], r.CliffCounts[1]), r.Wasserstein, 1e-12)
	near(t, "Krippendorff's alpha, ordinal", KrippendorffAlpha(r.Units, true), r.KrippendorffOrdinal, 1e-12)
	near(t, "Krippendorff's alpha, interval", KrippendorffAlpha(r.Units, false), r.KrippendorffInterval, 1e-12)
	near(t, "kappa", CohenKappa(r.KappaTable, Unweighted), r.Kappa, 1e-12)
	near(t, "linear kappa", CohenKappa(r.KappaTable, LinearWeights), r.KappaLinear, 1e-12)
	for w, want := range r.KappaErrors {
		near(t, "standard error of kappa", CohenKappaError(r.KappaTable, KappaWeights(w)), want, 1e-12)
	}
	low, high := WilsonInterval(41, 50, .95)
	near(t, "Wilson, low", low, r.Wilson[0], 1e-12)
	near(t, "Wilson, high", high, r.Wilson[1], 1e-12)
	near(t, "quadratic kappa", CohenKappa(r.KappaTable, QuadraticWeights), r.KappaQuadratic, 1e-12)
	holm, bh := HolmAdjust(r.P), BenjaminiHochbergAdjust(r.P)
	for i := range r.P {
		near(t, "Holm", holm[i], r.Holm[i], 1e-12)
		near(t, "Benjamini-Hochberg", bh[i], r.BH[i], 1e-12)
	}
	var label, value []float64
	for g, v := range r.Groups {
		for _, x := range v {
			label, value = append(label, float64(g)), append(value, x)
		}
	}
	rho, _ := pearson(ranks(label), ranks(value))
	near(t, "Spearman's rho", rho, r.Spearman, 1e-12)
}

func TestEffectSizesUndefined(t *testing.T) {
	for _, c := range []struct {
		name  string
		value float64
	}{
		{"d of one value", CohenD([]float64{1}, []float64{1, 2})},
		{"d without spread", CohenD([]float64{2, 2}, []float64{1, 1})},
		{"omega of one group", OmegaSquared([][]float64{{1, 2, 3}, nil})},
		{"omega of constants", OmegaSquared([][]float64{{1, 1}, {1, 1}})},
		{"epsilon of constants", EpsilonSquared([][]float64{{1, 1}, {1, 1}})},
		{"Cliff of nothing", CliffDelta([]float64{0, 0}, []float64{1, 2})},
		{"kappa of one option", CohenKappa([][]float64{{5, 0}, {0, 0}}, Unweighted)},
		{"kappa of nothing", CohenKappa([][]float64{{0, 0}, {0, 0}}, Unweighted)},
		{"alpha of single answers", KrippendorffAlpha([][]float64{{1, 0}, {0, 1}}, true)},
		{"total variation of nothing", TotalVariation([]float64{0, 0}, []float64{1, 1})},
		{"Wasserstein of nothing", WassersteinDistance([]float64{1, 0}, []float64{0, 0})},
		{"corrected divergence of nothing", JensenShannonCorrected([]float64{1, 0}, []float64{0, 0})},
	} {
		if !math.IsNaN(c.value) {
			t.Errorf("%s = %v, want NaN", c.name, c.value)
		}
	}
	if got := HolmAdjust([]float64{.01, math.NaN(), .04}); !math.IsNaN(got[1]) || got[0] != .02 || got[2] != .04 {
		t.Errorf("Holm with a gap = %v", got)
	}
}

// Two samples of one distribution have divergence 0; the corrected estimate's
// mean must come near it where the plug-in's does not.
func TestJensenShannonCorrectedIsNearlyUnbiased(t *testing.T) {
	m := newMultinomial([]float64{5, 10, 20, 30, 20, 15})
	stream := bulk(rand.NewPCG(1, 1))
	plain, corrected := 0.0, 0.0
	const draws = 4000
	for range draws {
		a, b := make([]float64, 6), make([]float64, 6)
		m.add(stream, 60, a)
		m.add(stream, 200, b)
		plain += JensenShannonDivergence(a, b) / draws
		corrected += JensenShannonCorrected(a, b) / draws
	}
	if plain < .01 || math.Abs(corrected) > .1*plain {
		t.Errorf("plug-in %.5f, corrected %.5f; want the corrected one within a tenth", plain, corrected)
	}
}

func TestMultinomialDrawsInProportion(t *testing.T) {
	counts := []float64{0, 3, 1, 0, 6, 2}
	m := newMultinomial(counts)
	out := make([]float64, 6)
	const n = 600001
	m.add(bulk(rand.NewPCG(3, 4)), n, out)
	for k, c := range counts {
		p := c / 12
		if math.Abs(out[k]/n-p) > 4*math.Sqrt(p*(1-p)/n) {
			t.Errorf("option %d drawn with share %.5f, want %.5f", k+1, out[k]/n, p)
		}
	}
	if sum(out) != n {
		t.Errorf("%v draws, want %d", sum(out), n)
	}
}

// The two options of a pair, and a third after them, are drawn independently.
func TestMultinomialDrawsIndependently(t *testing.T) {
	counts := []float64{0, 3, 1, 6}
	m, stream := newMultinomial(counts), bulk(rand.NewPCG(3, 5))
	const n = 300_000
	observed, expected := make([]float64, 256), make([]float64, 256)
	at := func(out []float64) int { return int(out[0] + 4*out[1] + 16*out[2] + 64*out[3]) }
	for range n {
		out := make([]float64, 4)
		m.add(stream, 3, out)
		observed[at(out)]++
	}
	for i := range 64 {
		out := make([]float64, 4)
		share := float64(n)
		for _, k := range []int{i % 4, i / 4 % 4, i / 16} {
			out[k]++
			share *= counts[k] / 10
		}
		expected[at(out)] += share
	}
	fits(t, "three options", observed, expected)
}

// The number of baseline answers that the closed form gives has the floor that
// simulation finds.
func TestBaselineForFloorAgreesWithSimulation(t *testing.T) {
	counts := []float64{100, 200, 300, 250, 120, 30}
	n := BaselineForFloor(counts, .05)
	baseline := make([]float64, 6)
	baseline[2] = n
	floor, _ := JensenShannonFloor([][]float64{counts}, [][]float64{baseline}, 4000, rand.NewPCG(5, 6))
	if math.Abs(floor-.05) > .002 {
		t.Errorf("%v answers have the floor %.4f, want .05", n, floor)
	}
}
