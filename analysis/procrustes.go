package analysis

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"
)

// Procrustes moves, turns, mirrors and scales points onto a target.
//
//	r = sum of the singular values of X'T,  X and T centred, of unit size
//
// fitted are the points in the target's coordinates, r their correlation in 0..1
// after the best such move. NaN where all points or all targets coincide. Agrees
// with vegan::procrustes(target, points, symmetric = TRUE): r = sqrt(1 - ss).
//
// Source: Gower (1975); Peres-Neto and Jackson (2001).
func Procrustes(points, target [][2]float64) (fitted [][2]float64, r float64) {
	x, _, xs := unitSize(points)
	t, centre, ts := unitSize(target)
	if !(xs > 0) || !(ts > 0) {
		return nil, math.NaN()
	}
	var cross mat.Dense
	cross.Mul(x.T(), t)
	var svd mat.SVD
	if !svd.Factorize(&cross, mat.SVDFull) {
		return nil, math.NaN()
	}
	var u, v, turn, moved mat.Dense
	svd.UTo(&u)
	svd.VTo(&v)
	turn.Mul(&u, v.T())
	moved.Mul(x, &turn)
	r = sum(svd.Values(nil))
	for i := range points {
		fitted = append(fitted, [2]float64{centre[0] + ts*r*moved.At(i, 0), centre[1] + ts*r*moved.At(i, 1)})
	}
	return fitted, min(1, r)
}

// unitSize centres points and scales their sum of squares to 1.
func unitSize(points [][2]float64) (m *mat.Dense, centre [2]float64, size float64) {
	n := float64(len(points))
	for _, p := range points {
		centre[0] += p[0] / n
		centre[1] += p[1] / n
	}
	m = mat.NewDense(len(points), 2, nil)
	for i, p := range points {
		for c := range 2 {
			m.Set(i, c, p[c]-centre[c])
			size += (p[c] - centre[c]) * (p[c] - centre[c])
		}
	}
	if size = math.Sqrt(size); size > 0 {
		m.Scale(1/size, m)
	}
	return m, centre, size
}

// ProcrustesP is the p of the correlation: how often points dealt out anew among
// the targets fit at least as well.
//
//	(b + 1) / (m + 1)
//
// Source: Peres-Neto and Jackson (2001); vegan::protest.
func ProcrustesP(points, target [][2]float64, draws int, rng *rand.Rand) float64 {
	_, r := Procrustes(points, target)
	if math.IsNaN(r) {
		return r
	}
	dealt, atLeast := append([][2]float64(nil), points...), 0
	for range draws {
		rng.Shuffle(len(dealt), func(i, j int) { dealt[i], dealt[j] = dealt[j], dealt[i] })
		if _, x := Procrustes(dealt, target); x >= r*(1-1e-12) {
			atLeast++
		}
	}
	return MonteCarloP(atLeast, draws)
}
