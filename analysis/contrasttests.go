package analysis

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// EquivalenceP is the p of two one-sided tests that a difference lies outside
// -margin..margin; small when the difference is shown to be negligible.
//
//	max(F((value - margin)/se), F((-margin - value)/se)),  F of Student's t with df degrees of freedom
//
// NaN where the standard error is not positive.
//
// Source: Schuirmann (1987).
func EquivalenceP(value, se, margin, df float64) float64 {
	if !(se > 0) {
		return math.NaN()
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: df}
	return max(t.CDF((value-margin)/se), t.CDF((-margin-value)/se))
}

// adjustContrasts corrects the p of each measure over all contrasts of one kind in
// the scoring, and says where the number of permutations sets a bound.
func adjustContrasts(rows []Estimate, measures []contrastable, kind string, draws int) {
	for _, c := range measures {
		for _, method := range []struct {
			suffix string
			adjust func([]float64) []float64
		}{{"_diff_p_holm", HolmAdjust}, {"_diff_p_bh", BenjaminiHochbergAdjust}} {
			var at []int
			var p []float64
			for i := range rows {
				if rows[i].Measure == c.measure+method.suffix && !math.IsNaN(rows[i].Value) {
					at, p = append(at, i), append(p, rows[i].Value)
				}
			}
			note := fmt.Sprintf("family of %d contrasts %s", len(p), kind)
			if least := float64(len(p)) / float64(draws+1); method.suffix == "_diff_p_holm" && least > .05 {
				note += fmt.Sprintf("; with %d permutations the first cannot fall below %.2g: see --permutations", draws, min(1, least))
			}
			for j, q := range method.adjust(p) {
				rows[at[j]].Value = q
				if rows[at[j]].Note == "" {
					rows[at[j]].Note = note
				}
			}
		}
	}
}
