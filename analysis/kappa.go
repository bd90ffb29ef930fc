package analysis

import "math"

// CohenKappa is the agreement of two raters beyond chance.
//
//	(p_o - p_e) / (1 - p_e)
//
// table counts how often the first rater said i and the second j. The result is
// at most 1; NaN without pairs or when both always say the same one option.
// Agrees with sklearn.metrics.cohen_kappa_score.
//
// Source: Cohen (1960).
func CohenKappa(table [][]float64) float64 {
	return weightedKappa(table, func(i, j int) float64 {
		if i == j {
			return 0
		}
		return 1
	})
}

// CohenKappaQuadratic weighs a disagreement by the squared distance of the
// options. Agrees with cohen_kappa_score(weights="quadratic").
//
// Source: Cohen (1968).
func CohenKappaQuadratic(table [][]float64) float64 {
	return weightedKappa(table, func(i, j int) float64 { return float64((i - j) * (i - j)) })
}

func weightedKappa(table [][]float64, distance func(i, j int) float64) float64 {
	K := len(table)
	rows, cols, n := make([]float64, K), make([]float64, K), 0.0
	for i := range K {
		for j := range K {
			rows[i] += table[i][j]
			cols[j] += table[i][j]
			n += table[i][j]
		}
	}
	observed, expected := 0.0, 0.0
	for i := range K {
		for j := range K {
			observed += table[i][j] * distance(i, j)
			expected += rows[i] * cols[j] / n * distance(i, j)
		}
	}
	if n == 0 || expected == 0 {
		return math.NaN()
	}
	return 1 - observed/expected
}
