package analysis

import (
	"math"

	"gonum.org/v1/gonum/mat"
)

// normalEquations are the sums behind the restricted likelihood: B is the
// covariance of the cell means, over the residual variance, without items and
// seeds; Z has a column an item and a column a seed, 1 is the mean.
type normalEquations struct {
	zz             *mat.SymDense // Z'B^-1 Z
	zx, zy         []float64     // Z'B^-1 1, Z'B^-1 y
	xx, xy, yy     float64
	logdet         float64 // of B, counts included
	items, columns int
}

// deviance is the REML criterion profiled over the residual variance s2. The
// persona blocks of the covariance are inverted one by one, the few items and
// seeds by Woodbury.
func (t *cellTable) deviance(r ratios) (dev, s2 float64) {
	e := t.equations(r)
	if !e.addColumns(r) {
		return math.Inf(1), math.NaN()
	}
	df := t.answers - 1
	s2 = (t.within + e.yy - e.xy*e.xy/e.xx) / df
	if !(s2 > 0) {
		return math.Inf(1), math.NaN()
	}
	return df*math.Log(s2) + e.logdet + math.Log(e.xx), s2
}

func (t *cellTable) equations(r ratios) *normalEquations {
	e := &normalEquations{items: t.cols, columns: t.cols}
	if t.seedCount > 1 {
		e.columns += t.seedCount
	}
	e.zz = mat.NewSymDense(e.columns, nil)
	e.zx, e.zy = make([]float64, e.columns), make([]float64, e.columns)
	for i := range t.rows {
		t.addPersona(e, i, r)
	}
	return e
}

// addPersona adds the block of persona i: diagonal plus a constant.
func (t *cellTable) addPersona(e *normalEquations, i int, r ratios) {
	w := make([]float64, t.cols)
	sw, swy := 0.0, 0.0
	for j, n := range t.n[i] {
		if n == 0 {
			continue
		}
		d := r.cell + 1/n
		w[j] = 1 / d
		e.logdet += math.Log(d) + math.Log(n)
		sw += w[j]
		swy += w[j] * t.mean[i][j]
	}
	shrink := r.persona / (1 + r.persona*sw)
	e.logdet += math.Log1p(r.persona * sw)
	e.xx += sw - shrink*sw*sw
	e.xy += swy - shrink*sw*swy
	e.yy -= shrink * swy * swy
	add := func(a, b int, x float64) { e.zz.SetSym(a, b, e.zz.At(a, b)+x) }
	for j := range w {
		if w[j] == 0 {
			continue
		}
		y := t.mean[i][j]
		e.yy += w[j] * y * y
		e.zx[j] += w[j] - shrink*w[j]*sw
		e.zy[j] += w[j]*y - shrink*w[j]*swy
		add(j, j, w[j])
		for l := j; l < t.cols; l++ {
			add(j, l, -shrink*w[j]*w[l])
		}
		if t.seedCount > 1 {
			add(j, t.cols+t.seeds[i], w[j]-shrink*w[j]*sw)
		}
	}
	if t.seedCount > 1 {
		s := t.cols + t.seeds[i]
		add(s, s, sw-shrink*sw*sw)
		e.zx[s] += sw - shrink*sw*sw
		e.zy[s] += swy - shrink*sw*swy
	}
}

// addColumns takes the items and seeds into the sums; false where they cannot be
// told apart.
func (e *normalEquations) addColumns(r ratios) bool {
	root := make([]float64, e.columns)
	for j := range root {
		if root[j] = math.Sqrt(r.item); j >= e.items {
			root[j] = math.Sqrt(r.seed)
		}
	}
	m, zx, zy := mat.NewSymDense(e.columns, nil), make([]float64, e.columns), make([]float64, e.columns)
	for j := range root {
		zx[j], zy[j] = root[j]*e.zx[j], root[j]*e.zy[j]
		for l := j; l < e.columns; l++ {
			m.SetSym(j, l, root[j]*root[l]*e.zz.At(j, l))
		}
		m.SetSym(j, j, 1+m.At(j, j))
	}
	var chol mat.Cholesky
	if !chol.Factorize(m) {
		return false
	}
	e.logdet += chol.LogDet()
	var sx, sy mat.VecDense
	if chol.SolveVecTo(&sx, mat.NewVecDense(e.columns, zx)) != nil || chol.SolveVecTo(&sy, mat.NewVecDense(e.columns, zy)) != nil {
		return false
	}
	for j := range root {
		e.xx -= zx[j] * sx.AtVec(j)
		e.xy -= zx[j] * sy.AtVec(j)
		e.yy -= zy[j] * sy.AtVec(j)
	}
	return true
}
