package analysis

import (
	"math"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize"
)

// VarianceComponents of an answer, in squared options.
type VarianceComponents struct {
	Persona, Item, PersonaItem, Residual float64
	// AskedOnce says that no cell has two answers: Residual then holds persona x
	// item and residual, which cannot be told apart, and PersonaItem is NaN.
	AskedOnce bool
}

// cellTable is the answers as sufficient statistics: count and mean a cell, and
// the sum of squares within cells.
type cellTable struct {
	rows, cols int
	n, mean    [][]float64 // persona x item; n = 0 is an empty cell
	within     float64
	answers    float64
	cells      float64
}

// newCellTable takes option counts by persona and item.
func newCellTable(counts [][][]float64) *cellTable {
	t := &cellTable{rows: len(counts)}
	for _, row := range counts {
		t.cols = max(t.cols, len(row))
	}
	t.n, t.mean = matrix(t.rows, t.cols), matrix(t.rows, t.cols)
	for i, row := range counts {
		for j, c := range row {
			n := sum(c)
			if n == 0 {
				continue
			}
			t.n[i][j], t.mean[i][j] = n, MeanOption(c)
			t.answers += n
			t.cells++
			for k, x := range c {
				d := float64(k+1) - t.mean[i][j]
				t.within += x * d * d
			}
		}
	}
	return t
}

// EstimateVarianceComponents fits option ~ 1 + (1|persona) + (1|item) +
// (1|persona:item) by restricted maximum likelihood to option counts by persona
// and item. ok is false with fewer than two personas or items, or when all
// answers are equal. Components are never negative. Agrees with lme4::lmer to
// 1e-3 relative.
//
// Source: Patterson and Thompson (1971); Bates et al. (2015).
func EstimateVarianceComponents(counts [][][]float64) (v VarianceComponents, ok bool) {
	t := newCellTable(counts)
	if t.rows < 2 || t.cols < 2 || t.cells < 4 {
		return v, false
	}
	if v, ok := t.balanced(); ok {
		return v, v.Residual > 0
	}
	return t.fit()
}

// fit maximises the restricted likelihood of cells with unequal numbers of
// answers.
func (t *cellTable) fit() (v VarianceComponents, ok bool) {
	once := t.answers == t.cells
	objective := func(x []float64) float64 {
		r := ratios{x[0] * x[0], x[1] * x[1], 0}
		if !once {
			r.cell = x[2] * x[2]
		}
		d, _ := t.deviance(r)
		return d
	}
	x := []float64{.7, .7}
	if !once {
		x = append(x, .7)
	}
	for range 3 { // restarts, since the simplex may collapse at a zero component
		got, err := optimize.Minimize(optimize.Problem{Func: objective}, x, &optimize.Settings{
			Converger: &optimize.FunctionConverge{Absolute: 1e-12, Iterations: 200}, MajorIterations: 4000,
		}, &optimize.NelderMead{})
		if got == nil || err != nil && got.X == nil {
			return v, false
		}
		x = got.X
	}
	best := ratios{x[0] * x[0], x[1] * x[1], 0}
	if !once {
		best.cell = x[2] * x[2]
	}
	_, s2 := t.deviance(best)
	if math.IsNaN(s2) || s2 == 0 {
		return v, false
	}
	v = VarianceComponents{best.persona * s2, best.item * s2, best.cell * s2, s2, once}
	if once {
		v.PersonaItem = math.NaN()
	}
	return v, true
}

// ratios of the components to the residual variance.
type ratios struct{ persona, item, cell float64 }

// deviance is the REML criterion profiled over the residual variance s2. The
// covariance of the cell means, over s2, is D + persona blocks + item blocks: the
// persona blocks are inverted one by one, the few items by Woodbury.
func (t *cellTable) deviance(r ratios) (dev, s2 float64) {
	q := t.cols
	zz, zx, zy := make([]float64, q*q), make([]float64, q), make([]float64, q) // Z'B^-1 Z, Z'B^-1 1, Z'B^-1 y
	xx, xy, yy, logdet := 0.0, 0.0, 0.0, 0.0
	w := make([]float64, q)
	for i := range t.rows {
		sw, swy := 0.0, 0.0
		for j := range q {
			w[j] = 0
			if t.n[i][j] == 0 {
				continue
			}
			d := r.cell + 1/t.n[i][j]
			w[j] = 1 / d
			logdet += math.Log(d) + math.Log(t.n[i][j])
			sw += w[j]
			swy += w[j] * t.mean[i][j]
		}
		shrink := r.persona / (1 + r.persona*sw)
		logdet += math.Log1p(r.persona * sw)
		xx += sw - shrink*sw*sw
		xy += swy - shrink*sw*swy
		yy -= shrink * swy * swy
		for j := range q {
			if w[j] == 0 {
				continue
			}
			y := t.mean[i][j]
			yy += w[j] * y * y
			zx[j] += w[j] - shrink*w[j]*sw
			zy[j] += w[j]*y - shrink*w[j]*swy
			for l := j; l < q; l++ {
				x := -shrink * w[j] * w[l]
				if l == j {
					x += w[j]
				}
				zz[j*q+l] += x
			}
		}
	}
	if r.item > 0 {
		m := mat.NewSymDense(q, nil)
		for j := range q {
			for l := j; l < q; l++ {
				x := r.item * zz[j*q+l]
				if j == l {
					x++
				}
				m.SetSym(j, l, x)
			}
		}
		var chol mat.Cholesky
		if !chol.Factorize(m) {
			return math.Inf(1), math.NaN()
		}
		logdet += chol.LogDet()
		var sx, sy mat.VecDense
		if chol.SolveVecTo(&sx, mat.NewVecDense(q, zx)) != nil || chol.SolveVecTo(&sy, mat.NewVecDense(q, zy)) != nil {
			return math.Inf(1), math.NaN()
		}
		for j := range q {
			xx -= r.item * zx[j] * sx.AtVec(j)
			xy -= r.item * zx[j] * sy.AtVec(j)
			yy -= r.item * zy[j] * sy.AtVec(j)
		}
	}
	rss := t.within + yy - xy*xy/xx
	df := t.answers - 1
	s2 = rss / df
	if !(s2 > 0) {
		return math.Inf(1), math.NaN()
	}
	return df*math.Log(s2) + logdet + math.Log(xx), s2
}
