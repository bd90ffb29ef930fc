package analysis

import (
	"math"
	"math/rand/v2"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

func TestReliabilityAgreesWithPsych(t *testing.T) {
	var r struct {
		Rows          [][]float64 `json:"rows"`
		Alpha         float64     `json:"alpha"`
		AlphaInterval []float64   `json:"alpha_interval"`
		IfDropped     []float64   `json:"alpha_if_dropped"`
		ICC           []float64   `json:"icc"`
		Low           []float64   `json:"icc_low"`
		High          []float64   `json:"icc_high"`
		Loadings      []float64   `json:"loadings"`
	}
	readReference(t, "reliability", &r)
	near(t, "alpha", CronbachAlpha(r.Rows), r.Alpha, 1e-10)
	low, high := FeldtInterval(r.Alpha, len(r.Rows), len(r.Rows[0]), .95)
	near(t, "Feldt, low", low, r.AlphaInterval[0], 1e-6)
	near(t, "Feldt, high", high, r.AlphaInterval[1], 1e-6)
	for i, a := range AlphaIfDropped(r.Rows) {
		near(t, "alpha if dropped", a, r.IfDropped[i], 1e-10)
	}
	for i, icc := range IntraclassCorrelations(r.Rows, .95) {
		near(t, icc.Name, icc.Value, r.ICC[i], 1e-10)
		near(t, icc.Name+" low", icc.Low, r.Low[i], 1e-6)
		near(t, icc.Name+" high", icc.High, r.High[i], 1e-6)
	}
	x := mat.NewDense(len(r.Rows), len(r.Rows[0]), nil)
	for i, row := range r.Rows {
		x.SetRow(i, row)
	}
	var cor mat.SymDense
	stat.CorrelationMatrix(&cor, x, nil)
	for i, l := range MinresFactor(&cor) {
		near(t, "loading", l, r.Loadings[i], 1e-4)
	}
}

func TestReliabilityUndefined(t *testing.T) {
	flat := [][]float64{{3.3, 3.3, 3.3}, {3.3, 3.3, 3.3}, {3.3, 3.3, 3.3}}
	if a := CronbachAlpha(flat); !math.IsNaN(a) {
		t.Errorf("alpha of equal sums = %v, want NaN", a)
	}
	if o := OmegaTotal([][]float64{{1, 2, 3}, {2, 2, 1}, {3, 2, 2}}); !math.IsNaN(o) {
		t.Errorf("omega with a constant item = %v, want NaN", o)
	}
	for _, icc := range IntraclassCorrelations(flat, .95) {
		if !math.IsNaN(icc.Value) {
			t.Errorf("%s of equal scores = %v, want NaN", icc.Name, icc.Value)
		}
	}
	if got := IntraclassCorrelations([][]float64{{1, 2}}, .95); got != nil {
		t.Errorf("one persona gives %v, want nothing", got)
	}
	if _, ok := EstimateVarianceComponents([][][]float64{{{0, 3}, {0, 2}}, {{0, 1}, {0, 4}}}, nil); ok {
		t.Error("variance components of a constant answer are given")
	}
}

// Asked once, persona x item and residual cannot be told apart.
func TestVarianceComponentsAskedOnce(t *testing.T) {
	one := func(k int) []float64 {
		c := make([]float64, 6)
		c[k-1] = 1
		return c
	}
	counts := [][][]float64{{one(1), one(2), one(3)}, {one(2), one(4), one(4)}, {one(3), one(4), one(6)}, {one(2), one(3), one(5)}}
	v, ok := EstimateVarianceComponents(counts, nil)
	if !ok || !v.AskedOnce || !math.IsNaN(v.PersonaItem) {
		t.Fatalf("%+v, %v", v, ok)
	}
	// Balanced and all positive: REML equals the ANOVA estimates.
	rows := [][]float64{{1, 2, 3}, {2, 4, 4}, {3, 4, 6}, {2, 3, 5}}
	m := newMeanSquares(rows)
	near(t, "residual", v.Residual, m.residual, 1e-5)
	near(t, "persona", v.Persona, (m.between-m.residual)/3, 1e-5)
	near(t, "item", v.Item, (m.betweenCols-m.residual)/4, 1e-5)
}

// The closed form of balanced data is what maximising the likelihood gives, where
// all components are positive and where some are zero, with and without seeds.
func TestBalancedComponentsAreTheLikelihoodsMaximum(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 8))
	zeros := 0
	for run := range 40 {
		repeats := 1 + run%3
		personaSD, itemSD, seedSD := float64(run%4)/3, float64(run%5)/5, float64(run%3)/2
		items := make([]float64, 5)
		for j := range items {
			items[j] = itemSD * rng.NormFloat64()
		}
		counts, seeds := make([][][]float64, 15), make([]int, 15)
		var effects [3]float64
		for s := range effects {
			effects[s] = seedSD * rng.NormFloat64()
		}
		for i := range counts {
			if run%2 == 0 {
				seeds[i] = i / 5
			}
			effect := personaSD*rng.NormFloat64() + effects[seeds[i]]
			for j := range items {
				cell := make([]float64, 6)
				for range repeats {
					cell[min(5, max(0, int(math.Round(2.5+effect+items[j]+rng.NormFloat64()))))]++
				}
				counts[i] = append(counts[i], cell)
			}
		}
		table := newCellTable(counts, seeds)
		closed, ok := table.balanced()
		fitted, fits := table.fit()
		if !ok || !fits {
			t.Fatalf("run %d: balanced %v, fitted %v", run, ok, fits)
		}
		for _, c := range [][2]float64{{closed.Seed, fitted.Seed}, {closed.Persona, fitted.Persona}, {closed.Item, fitted.Item},
			{closed.PersonaItem, fitted.PersonaItem}, {closed.Residual, fitted.Residual}} {
			if math.IsNaN(c[0]) && math.IsNaN(c[1]) {
				continue
			}
			if c[0] == 0 {
				zeros++
			}
			if math.Abs(c[0]-c[1]) > 2e-3 {
				t.Errorf("run %d: closed form %+v, fitted %+v", run, closed, fitted)
				break
			}
		}
	}
	if zeros == 0 {
		t.Error("no component came out zero: the test does not test pooling")
	}
}
