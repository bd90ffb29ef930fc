package analysis

import (
	"math"

	"gonum.org/v1/gonum/optimize"
)

// VarianceComponents of an answer, in squared options.
type VarianceComponents struct {
	Seed, Persona, Item, PersonaItem, Residual float64
	// AskedOnce says that no cell has two answers: Residual then holds persona x
	// item and residual, which cannot be told apart, and PersonaItem is NaN.
	AskedOnce bool
}

// cellTable is the answers as sufficient statistics: count and mean a cell, and
// the sum of squares within cells.
type cellTable struct {
	rows, cols int
	seeds      []int       // of each persona, from 0
	seedCount  int         // 1: no component of the seed
	n, mean    [][]float64 // persona x item; n = 0 is an empty cell
	within     float64
	answers    float64
	cells      float64
}

// newCellTable takes option counts by persona and item, and the seed of each
// persona, numbered from 0.
func newCellTable(counts [][][]float64, seeds []int) *cellTable {
	t := &cellTable{rows: len(counts), seeds: seeds, seedCount: 1}
	for _, s := range seeds {
		t.seedCount = max(t.seedCount, s+1)
	}
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

// EstimateVarianceComponents fits option ~ 1 + (1|seed) + (1|persona) + (1|item) +
// (1|persona:item) by restricted maximum likelihood to option counts by persona
// and item. seeds numbers the seed of each persona from 0; with one seed its
// component is 0. ok is false with fewer than two personas or items, or when all
// answers are equal. Components are never negative. Agrees with lme4::lmer to
// 1e-3 relative.
//
// Source: Patterson and Thompson (1971); Bates et al. (2015).
func EstimateVarianceComponents(counts [][][]float64, seeds []int) (v VarianceComponents, ok bool) {
	t := newCellTable(counts, seeds)
	if t.rows < 2 || t.cols < 2 || t.cells < 4 {
		return v, false
	}
	if v, ok := t.balanced(); ok {
		return v, v.Seed+v.Persona+v.Item+v.Residual > 1e-18
	}
	return t.fit()
}

// ratios of the components to the residual variance.
type ratios struct{ persona, item, cell, seed float64 }

// fit maximises the restricted likelihood of cells with unequal numbers of
// answers.
func (t *cellTable) fit() (v VarianceComponents, ok bool) {
	once := t.answers == t.cells
	var free []func(*ratios) *float64 // the ratios that are searched for
	free = append(free, func(r *ratios) *float64 { return &r.persona }, func(r *ratios) *float64 { return &r.item })
	if !once {
		free = append(free, func(r *ratios) *float64 { return &r.cell })
	}
	if t.seedCount > 1 {
		free = append(free, func(r *ratios) *float64 { return &r.seed })
	}
	at := func(x []float64) ratios {
		var r ratios
		for i, part := range free {
			*part(&r) = x[i] * x[i]
		}
		return r
	}
	x := make([]float64, len(free))
	for i := range x {
		x[i] = .7
	}
	objective := func(x []float64) float64 { d, _ := t.deviance(at(x)); return d }
	for range 3 { // restarts, since the simplex may collapse at a zero component
		got, err := optimize.Minimize(optimize.Problem{Func: objective}, x, &optimize.Settings{
			Converger: &optimize.FunctionConverge{Absolute: 1e-12, Iterations: 200}, MajorIterations: 4000,
		}, &optimize.NelderMead{})
		if got == nil || err != nil && got.X == nil {
			return v, false
		}
		x = got.X
	}
	best := at(x)
	_, s2 := t.deviance(best)
	if math.IsNaN(s2) || s2 == 0 {
		return v, false
	}
	v = VarianceComponents{best.seed * s2, best.persona * s2, best.item * s2, best.cell * s2, s2, once}
	if once {
		v.PersonaItem = math.NaN()
	}
	return v, true
}
