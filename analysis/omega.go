package analysis

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"
)

// OmegaTotal is McDonald's omega of one factor: the share of the variance of the
// standardised sum that the factor explains.
//
//	(sum_i l_i)^2 / ((sum_i l_i)^2 + sum_i (1 - l_i^2))
//
// l are the loadings of one minres factor of the correlation matrix. The result
// lies in 0..1; NaN with fewer than three items or when an item is constant (it
// has no correlation). Agrees with psych::fa(x, 1, fm = "minres") to 1e-4.
//
// Source: McDonald (1999).
func OmegaTotal(rows [][]float64) float64 {
	if len(rows) < 3 || len(rows[0]) < 3 || constantColumn(rows) >= 0 {
		return math.NaN()
	}
	x := mat.NewDense(len(rows), len(rows[0]), nil)
	for i, r := range rows {
		x.SetRow(i, r)
	}
	var r mat.SymDense
	stat.CorrelationMatrix(&r, x, nil)
	l := MinresFactor(&r)
	s, unique := sum(l), 0.0
	for _, x := range l {
		unique += 1 - x*x
	}
	return s * s / (s*s + unique)
}

// MinresFactor fits one factor to a correlation matrix: the loadings that leave
// the least sum of squared residuals off the diagonal, each at most sqrt(.995).
//
//	min_l sum_{i<j} (r_ij - l_i l_j)^2
//
// Each loading has a closed form given the others, so they are cycled through
// until none moves by 1e-12.
//
// Source: Harman and Jones (1966).
func MinresFactor(r mat.Symmetric) []float64 {
	n := r.SymmetricDim()
	l := make([]float64, n)
	for i := range l {
		for j := range n {
			l[i] += r.At(i, j) / float64(n)
		}
		if l[i] == 0 {
			l[i] = .1
		}
	}
	widest := math.Sqrt(.995)
	for range 10000 {
		moved := 0.0
		for i := range l {
			num, den := 0.0, 0.0
			for j := range l {
				if j != i {
					num += r.At(i, j) * l[j]
					den += l[j] * l[j]
				}
			}
			if den == 0 {
				continue
			}
			next := min(widest, max(-widest, num/den))
			moved = max(moved, math.Abs(next-l[i]))
			l[i] = next
		}
		if moved < 1e-12 {
			break
		}
	}
	return l
}

// constantColumn is the first column without spread; -1 when all have some.
func constantColumn(rows [][]float64) int {
	for j := range rows[0] {
		same := true
		for _, r := range rows {
			same = same && r[j] == rows[0][j]
		}
		if same {
			return j
		}
	}
	return -1
}
