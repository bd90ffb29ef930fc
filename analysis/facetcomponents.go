package analysis

import (
	"math"
	"slices"
)

// FacetComponents are the variance components of answers crossed over personas,
// items and variants, in squared options.
type FacetComponents struct {
	Persona, Item, Variant, PersonaItem, PersonaVariant, ItemVariant, Residual float64
}

// EstimateFacetComponents fits option ~ 1 + persona + item + variant and their
// interactions of two, all random, by restricted maximum likelihood to the mean
// options x[persona][item][variant], which must have no gaps. Persona x item x
// variant and residual are one. ok is false with fewer than two of any, or when
// all are equal. Components are never negative. Agrees with lme4::lmer to 1e-3.
//
// The mean squares of such a table are independent, so the likelihood is that of
// seven chi-square variables whose expectations are sums of components.
//
// Source: Searle, Casella and McCulloch (1992), chapter 4.
func EstimateFacetComponents(x [][][]float64) (c FacetComponents, ok bool) {
	if len(x) < 2 || len(x[0]) < 2 || len(x[0][0]) < 2 {
		return c, false
	}
	p, i, v := float64(len(x)), float64(len(x[0])), float64(len(x[0][0]))
	ms, df := facetMeanSquares(x)
	if sum(ms) < 1e-18 {
		return c, false
	}
	// Rows: persona, item, variant, persona x item, persona x variant, item x variant, residual.
	design := [][]float64{
		{i * v, 0, 0, v, i, 0, 1},
		{0, p * v, 0, v, 0, p, 1},
		{0, 0, p * i, 0, i, p, 1},
		{0, 0, 0, v, 0, 0, 1},
		{0, 0, 0, 0, i, 0, 1},
		{0, 0, 0, 0, 0, p, 1},
		{0, 0, 0, 0, 0, 0, 1},
	}
	s := chiSquareComponents(ms, df, design)
	return FacetComponents{s[0], s[1], s[2], s[3], s[4], s[5], s[6]}, true
}

// facetMeanSquares are the mean squares and degrees of freedom, in the order of
// the design's rows.
func facetMeanSquares(x [][][]float64) (ms, df []float64) {
	P, I, V := len(x), len(x[0]), len(x[0][0])
	p, i, v := float64(P), float64(I), float64(V)
	var mean, mp, mi, mv = 0.0, make([]float64, P), make([]float64, I), make([]float64, V)
	mpi, mpv, miv := matrix(P, I), matrix(P, V), matrix(I, V)
	for a := range P {
		for b := range I {
			for c, y := range x[a][b] {
				mean += y / (p * i * v)
				mp[a] += y / (i * v)
				mi[b] += y / (p * v)
				mv[c] += y / (p * i)
				mpi[a][b] += y / v
				mpv[a][c] += y / i
				miv[b][c] += y / p
			}
		}
	}
	ss := make([]float64, 7)
	square := func(k int, d float64) { ss[k] += d * d }
	for a := range P {
		for b := range I {
			for c, y := range x[a][b] {
				square(0, mp[a]-mean)
				square(1, mi[b]-mean)
				square(2, mv[c]-mean)
				square(3, mpi[a][b]-mp[a]-mi[b]+mean)
				square(4, mpv[a][c]-mp[a]-mv[c]+mean)
				square(5, miv[b][c]-mi[b]-mv[c]+mean)
				square(6, y-mpi[a][b]-mpv[a][c]-miv[b][c]+mp[a]+mi[b]+mv[c]-mean)
			}
		}
	}
	df = []float64{p - 1, i - 1, v - 1, (p - 1) * (i - 1), (p - 1) * (v - 1), (i - 1) * (v - 1), (p - 1) * (i - 1) * (v - 1)}
	for k := range ss {
		ss[k] /= df[k]
	}
	return ss, df
}

// chiSquareComponents finds the components s, none negative, that make mean
// squares ms with df degrees of freedom and expectations design * s likeliest:
// weighted least squares, the weights renewed until nothing moves.
func chiSquareComponents(ms, df []float64, design [][]float64) []float64 {
	s := make([]float64, len(ms))
	s[len(s)-1] = sum(ms) / float64(len(ms)) // every expectation starts alike
	w := make([]float64, len(ms))
	for range 2000 {
		for k, row := range design {
			e := max(dot(row, s), 1e-12*sum(ms))
			w[k] = df[k] / (e * e)
		}
		if leastSquaresStep(ms, w, design, s) < 1e-13*sum(ms) {
			break
		}
	}
	return s
}

// leastSquaresStep solves the weighted least squares problem by cycling through
// the components, each kept at 0 or above; it returns how far s moved.
func leastSquaresStep(ms, w []float64, design [][]float64, s []float64) float64 {
	before := slices.Clone(s)
	for range 500 {
		moved := 0.0
		for j := range s {
			num, den := 0.0, 0.0
			for k, row := range design {
				num += w[k] * row[j] * (ms[k] - dot(row, s) + row[j]*s[j])
				den += w[k] * row[j] * row[j]
			}
			next := max(0, num/den)
			moved = max(moved, math.Abs(next-s[j]))
			s[j] = next
		}
		if moved < 1e-14*sum(ms) {
			break
		}
	}
	far := 0.0
	for j := range s {
		far = max(far, math.Abs(s[j]-before[j]))
	}
	return far
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}
