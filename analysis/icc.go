package analysis

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// ICC is one intraclass correlation with its interval.
type ICC struct {
	Name             string // icc1, icc2, icc3, icc1k, icc2k, icc3k
	Value, Low, High float64
}

// meanSquares of a two-way table without gaps: between rows, within rows,
// between columns, residual.
type meanSquares struct {
	n, k                                   float64
	between, within, betweenCols, residual float64
}

func newMeanSquares(rows [][]float64) meanSquares {
	m := meanSquares{n: float64(len(rows)), k: float64(len(rows[0]))}
	rows = shifted(rows, rows[0][0]) // so that equal scores leave no rounding
	all, cols := 0.0, make([]float64, len(rows[0]))
	for _, r := range rows {
		all += sum(r) / (m.n * m.k)
		for j, x := range r {
			cols[j] += x / m.n
		}
	}
	ssb, ssw, ssc := 0.0, 0.0, 0.0
	for _, r := range rows {
		mr := mean(r)
		ssb += m.k * (mr - all) * (mr - all)
		for _, x := range r {
			ssw += (x - mr) * (x - mr)
		}
	}
	for _, c := range cols {
		ssc += m.n * (c - all) * (c - all)
	}
	m.between, m.within = ssb/(m.n-1), ssw/(m.n*(m.k-1))
	m.betweenCols, m.residual = ssc/(m.k-1), max(0, ssw-ssc)/((m.n-1)*(m.k-1))
	return m
}

func shifted(rows [][]float64, by float64) [][]float64 {
	out := matrix(len(rows), len(rows[0]))
	for i, r := range rows {
		for j, x := range r {
			out[i][j] = x - by
		}
	}
	return out
}

// IntraclassCorrelations gives the six forms of Shrout and Fleiss, rows being
// personas and columns items, without gaps; icc3k is Cronbach's alpha.
//
//	icc1 = (B - W) / (B + (k-1) W)
//	icc2 = (B - E) / (B + (k-1) E + k (C - E)/n)
//	icc3 = (B - E) / (B + (k-1) E)
//	icc1k = (B - W)/B,  icc2k = (B - E)/(B + (C - E)/n),  icc3k = (B - E)/B
//
// with mean squares B between rows, W within rows, C between columns, E residual.
// nil below two rows or columns; values are NaN when all scores are equal.
// Intervals are exact for normal scores, that of icc2 by Satterthwaite. Agrees
// with psych::ICC(x, lmer = FALSE).
//
// Source: Shrout and Fleiss (1979); McGraw and Wong (1996).
func IntraclassCorrelations(rows [][]float64, level float64) []ICC {
	if len(rows) < 2 || len(rows[0]) < 2 {
		return nil
	}
	m := newMeanSquares(rows)
	n, k, b, w, c, e := m.n, m.k, m.between, m.within, m.betweenCols, m.residual
	one := ratioInterval(b/w, n-1, n*(k-1), k, level)
	three := ratioInterval(b/e, n-1, (n-1)*(k-1), k, level)
	icc2 := ratio(b-e, b+(k-1)*e+k*(c-e)/n)
	l2, h2 := m.icc2Interval(icc2, level)
	step := func(x float64) float64 { return x * k / (1 + x*(k-1)) }
	return []ICC{
		{"icc1", ratio(b-w, b+(k-1)*w), one[0], one[1]},
		{"icc2", icc2, l2, h2},
		{"icc3", ratio(b-e, b+(k-1)*e), three[0], three[1]},
		{"icc1k", ratio(b-w, b), one[2], one[3]},
		{"icc2k", ratio(b-e, b+(c-e)/n), step(l2), step(h2)},
		{"icc3k", ratio(b-e, b), three[2], three[3]},
	}
}

// ratioInterval turns an F ratio into the interval of a single score (the first
// two) and of the mean of k (the last two).
func ratioInterval(f, d1, d2, k, level float64) [4]float64 {
	p := (1 + level) / 2
	if math.IsNaN(f) || math.IsInf(f, 0) {
		nan := math.NaN()
		return [4]float64{nan, nan, nan, nan}
	}
	low := f / distuv.F{D1: d1, D2: d2}.Quantile(p)
	high := f * distuv.F{D1: d2, D2: d1}.Quantile(p)
	return [4]float64{(low - 1) / (low + k - 1), (high - 1) / (high + k - 1), 1 - 1/low, 1 - 1/high}
}

func (m *meanSquares) icc2Interval(icc2, level float64) (low, high float64) {
	n, k, b, c, e := m.n, m.k, m.between, m.betweenCols, m.residual
	if e == 0 || math.IsNaN(icc2) {
		return math.NaN(), math.NaN()
	}
	fj := c / e
	common := n*(1+(k-1)*icc2) - k*icc2
	top := k*icc2*fj + common
	v := (k - 1) * (n - 1) * top * top / ((n-1)*k*k*icc2*icc2*fj*fj + common*common)
	p := (1 + level) / 2
	up := distuv.F{D1: n - 1, D2: v}.Quantile(p)
	down := distuv.F{D1: v, D2: n - 1}.Quantile(p)
	rest := k*c + (k*n-k-n)*e
	return n * (b - up*e) / (up*rest + n*b), n * (down*b - e) / (rest + n*down*b)
}
