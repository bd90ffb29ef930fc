package analysis

import (
	"math"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/gonum/stat/distuv"
)

// CronbachAlpha is the internal consistency of k items answered by n personas.
//
//	k/(k-1) (1 - sum_i var(x_i) / var(sum_i x_i))
//
// rows holds a persona a row, an item a column, without gaps. The result is at
// most 1 and may be negative; NaN below two personas, below two items, or when
// all row sums are equal. A constant item stays in. Agrees with
// psych::alpha(x)$total$raw_alpha where no item is constant.
//
// Source: Cronbach (1951).
func CronbachAlpha(rows [][]float64) float64 {
	if len(rows) < 2 || len(rows[0]) < 2 {
		return math.NaN()
	}
	k := float64(len(rows[0]))
	sums := make([]float64, len(rows))
	for i, r := range rows {
		sums[i] = sum(r)
	}
	items := 0.0
	for j := range rows[0] {
		items += stat.Variance(column(rows, j), nil)
	}
	total := stat.Variance(sums, nil)
	if total == 0 {
		return math.NaN()
	}
	return k / (k - 1) * (1 - items/total)
}

// FeldtInterval is the interval of Cronbach's alpha from n personas and k items.
//
//	1 - (1 - alpha) F(1 -+ (1-level)/2; n-1, (n-1)(k-1))
//
// It supposes parallel items with normal scores. Agrees with
// psych::alpha.ci(alpha, n, k).
//
// Source: Feldt, Woodruff and Salih (1987).
func FeldtInterval(alpha float64, n, k int, level float64) (low, high float64) {
	if n < 2 || k < 2 || math.IsNaN(alpha) {
		return math.NaN(), math.NaN()
	}
	f := distuv.F{D1: float64(n - 1), D2: float64((n - 1) * (k - 1))}
	return 1 - (1-alpha)*f.Quantile((1+level)/2), 1 - (1-alpha)*f.Quantile((1-level)/2)
}

// AlphaIfDropped is Cronbach's alpha without each item in turn.
func AlphaIfDropped(rows [][]float64) []float64 {
	if len(rows) == 0 {
		return nil
	}
	out := make([]float64, len(rows[0]))
	for j := range out {
		rest := make([][]float64, len(rows))
		for i, r := range rows {
			rest[i] = append(append([]float64(nil), r[:j]...), r[j+1:]...)
		}
		out[j] = CronbachAlpha(rest)
	}
	return out
}

func column(rows [][]float64, j int) []float64 {
	c := make([]float64, len(rows))
	for i, r := range rows {
		c[i] = r[j]
	}
	return c
}
