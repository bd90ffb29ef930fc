package analysis

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// KappaWeights say how far apart two options are.
type KappaWeights int

const (
	Unweighted       KappaWeights = iota // different is different
	LinearWeights                        // by the distance of the options
	QuadraticWeights                     // by its square
)

func (w KappaWeights) distance(i, j int) float64 {
	d := math.Abs(float64(i - j))
	switch {
	case w == QuadraticWeights:
		return d * d
	case w == LinearWeights || d == 0:
		return d
	}
	return 1
}

// CohenKappa is the agreement of two raters beyond chance.
//
//	1 - sum_ij p_ij d_ij / sum_ij p_i. p_.j d_ij
//
// table counts how often the first rater said i and the second j; d is the
// distance of two options by the weights. The result is at most 1; NaN without
// pairs or when both always say the same one option. Agrees with
// sklearn.metrics.cohen_kappa_score(weights=None | "linear" | "quadratic").
//
// Source: Cohen (1960); Cohen (1968).
func CohenKappa(table [][]float64, w KappaWeights) float64 {
	rows, cols, n := margins(table)
	observed, expected := 0.0, 0.0
	for i := range table {
		for j := range table {
			observed += table[i][j] * w.distance(i, j)
			expected += rows[i] * cols[j] / n * w.distance(i, j)
		}
	}
	if n == 0 || expected == 0 {
		return math.NaN()
	}
	return 1 - observed/expected
}

// CohenKappaError is the large-sample standard error of kappa. NaN where kappa is.
// Agrees with statsmodels.stats.inter_rater.cohens_kappa(table, wt=...).std_kappa.
//
// Source: Fleiss, Cohen and Everitt (1969).
func CohenKappaError(table [][]float64, w KappaWeights) float64 {
	kappa := CohenKappa(table, w)
	if math.IsNaN(kappa) {
		return kappa
	}
	rows, cols, n := margins(table)
	K := len(table)
	widest := w.distance(0, K-1)
	agree := func(i, j int) float64 { return 1 - w.distance(i, j)/widest }
	rowMean, colMean, expected := make([]float64, K), make([]float64, K), 0.0
	for i := range K {
		for j := range K {
			rowMean[i] += cols[j] / n * agree(i, j)
			colMean[j] += rows[i] / n * agree(i, j)
			expected += rows[i] * cols[j] / (n * n) * agree(i, j)
		}
	}
	v := 0.0
	for i := range K {
		for j := range K {
			x := agree(i, j) - (rowMean[i]+colMean[j])*(1-kappa)
			v += table[i][j] / n * x * x
		}
	}
	x := kappa - expected*(1-kappa)
	return math.Sqrt(max(0, v-x*x)/n) / (1 - expected)
}

func margins(table [][]float64) (rows, cols []float64, n float64) {
	rows, cols = make([]float64, len(table)), make([]float64, len(table))
	for i := range table {
		for j, x := range table[i] {
			rows[i] += x
			cols[j] += x
			n += x
		}
	}
	return rows, cols, n
}

// WilsonInterval is the interval of a share of n that are alike in k.
//
//	(p + z^2/2n -+ z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n)
//
// NaN for n = 0. Agrees with statsmodels proportion_confint(k, n, method="wilson").
//
// Source: Wilson (1927).
func WilsonInterval(k, n, level float64) (low, high float64) {
	if n == 0 {
		return math.NaN(), math.NaN()
	}
	z, p := distuv.UnitNormal.Quantile((1+level)/2), k/n
	centre, half := p+z*z/(2*n), z*math.Sqrt(p*(1-p)/n+z*z/(4*n*n))
	return max(0, (centre-half)/(1+z*z/n)), min(1, (centre+half)/(1+z*z/n))
}
