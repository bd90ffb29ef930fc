package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// uniform fails where p-values under the null are not uniform: the
// Kolmogorov-Smirnov distance exceeds its 0.1 % point.
func uniform(t *testing.T, what string, p []float64) {
	t.Helper()
	slices.Sort(p)
	n, far := float64(len(p)), 0.0
	for i, x := range p {
		far = max(far, math.Abs(x-float64(i)/n), math.Abs(x-float64(i+1)/n))
	}
	if limit := 1.95 / math.Sqrt(n); far > limit {
		t.Errorf("%s: p-values under the null are %.3f from uniform, at most %.3f allowed", what, far, limit)
	}
}

// Categories without any bearing on the scores give uniform p-values, for the
// spread and for the selected pair.
func TestAttributePValuesAreUniformUnderTheNull(t *testing.T) {
	rng := rand.New(rand.NewPCG(8, 9))
	var spread, pair []float64
	for range 250 {
		labels, scores := make([]string, 60), make([]float64, 60)
		for i := range labels {
			labels[i], scores[i] = string(rune('a'+rng.IntN(3))), rng.NormFloat64()
		}
		a := &attribute{name: "x", of: make([]int, len(labels))}
		a.setLabels(labels)
		test := testAttributes([]attribute{*a}, [][]float64{scores}, 999, rng.Int64())[0][0]
		spread, pair = append(spread, test.spreadP), append(pair, test.pairP)
	}
	uniform(t, "spread", spread)
	uniform(t, "most distant pair", pair)
}

// Two models that answer alike give uniform p-values of their difference.
func TestContrastPValuesAreUniformUnderTheNull(t *testing.T) {
	if testing.Short() {
		t.Skip("skipped with -short: 150 permutation tests")
	}
	var inertia, profile []float64
	for run := range 150 {
		rng := rand.New(rand.NewPCG(uint64(run), 4))
		s := twoModels(t, func(model int, persona float64) int {
			return min(6, max(1, int(math.Round(3.5+persona+rng.NormFloat64()))))
		}, rng)
		o := DefaultOptions()
		o.Resamples, o.Seed, o.Measures = 20, int64(run), []string{"inertia_diff_p", "profile_diff_p"}
		rows, err := Measure(s, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range rows {
			if e.Contrast != "m0 vs m1" || e.Dimension != "Harm" {
				continue
			}
			if e.Measure == "inertia_diff_p" {
				inertia = append(inertia, e.Value)
			} else {
				profile = append(profile, e.Value)
			}
		}
	}
	uniform(t, "difference of inertia", inertia)
	uniform(t, "difference of profile", profile)
}
