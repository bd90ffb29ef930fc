package analysis

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// CohenD is the standardised difference of two groups' means.
//
//	(mean a - mean b) / s,  s^2 = ((n_a-1) s_a^2 + (n_b-1) s_b^2) / (n_a + n_b - 2)
//
// NaN below two values a group or without spread in both. Agrees with
// pingouin.compute_effsize(a, b, eftype="cohen").
//
// Source: Cohen (1988), section 2.5.
func CohenD(a, b []float64) float64 {
	na, nb := float64(len(a)), float64(len(b))
	if na < 2 || nb < 2 {
		return math.NaN()
	}
	s2 := ((na-1)*stat.Variance(a, nil) + (nb-1)*stat.Variance(b, nil)) / (na + nb - 2)
	if s2 <= 0 {
		return math.NaN()
	}
	return (mean(a) - mean(b)) / math.Sqrt(s2)
}

// HedgesG is Cohen's d of two groups of na and nb values without its small-sample
// bias.
//
//	d (1 - 3 / (4 (n_a + n_b) - 9))
//
// Source: Hedges (1981).
func HedgesG(d float64, na, nb int) float64 {
	return d * (1 - 3/(4*float64(na+nb)-9))
}

// CohenDError is the large-sample standard error of Cohen's d.
//
//	sqrt((n_a + n_b)/(n_a n_b) + d^2 / (2 (n_a + n_b)))
//
// Source: Hedges and Olkin (1985), chapter 5.
func CohenDError(d float64, na, nb int) float64 {
	a, b := float64(na), float64(nb)
	return math.Sqrt((a+b)/(a*b) + d*d/(2*(a+b)))
}

// OmegaSquared is the share of the variance of a score that lies between groups,
// without the bias of eta squared.
//
//	(SSB - (g-1) MSW) / (SST + MSW)
//
// It is at most 1, and negative when groups differ less than chance would have
// it; NaN below two groups, without degrees of freedom inside them or without
// spread.
//
// Source: Hays (1963).
func OmegaSquared(groups [][]float64) float64 {
	n, g, all := 0.0, 0.0, 0.0
	for _, v := range groups {
		if len(v) > 0 {
			n += float64(len(v))
			all += sum(v)
			g++
		}
	}
	if g < 2 || n <= g {
		return math.NaN()
	}
	all /= n
	between, within := 0.0, 0.0
	for _, v := range groups {
		if len(v) == 0 {
			continue
		}
		m := mean(v)
		between += float64(len(v)) * (m - all) * (m - all)
		for _, x := range v {
			within += (x - m) * (x - m)
		}
	}
	msw := within / (n - g)
	return ratio(between-(g-1)*msw, between+within+msw)
}

// EpsilonSquared is the Kruskal-Wallis effect size: the share of the variance of
// ranks that lies between groups.
//
//	H / (n - 1),  H corrected for ties
//
// It lies in 0..1; NaN below two groups or when all values are equal. H agrees
// with scipy.stats.kruskal.
//
// Source: Tomczak and Tomczak (2014).
func EpsilonSquared(groups [][]float64) float64 {
	var all []float64
	for _, v := range groups {
		all = append(all, v...)
	}
	r := ranks(all)
	n, g := float64(len(all)), 0
	m, between, total, start := mean(r), 0.0, 0.0, 0
	for _, v := range groups {
		if len(v) == 0 {
			continue
		}
		g++
		d := mean(r[start:start+len(v)]) - m
		between += float64(len(v)) * d * d
		start += len(v)
	}
	for _, x := range r {
		total += (x - m) * (x - m)
	}
	if g < 2 || n < 3 {
		return math.NaN()
	}
	return ratio(between, total)
}

// CliffDelta is how much oftener a value of a exceeds one of b than the other way
// round.
//
//	P(a > b) - P(a < b)
//
// a and b are counts over the same ordered options. The result lies in -1..1;
// NaN when either has none.
//
// Source: Cliff (1993).
func CliffDelta(a, b []float64) float64 {
	na, nb := sum(a), sum(b)
	d, below := 0.0, 0.0
	for k := range a {
		d += a[k] * (below - (nb - below - b[k]))
		below += b[k]
	}
	return ratio(d, na*nb)
}

// HolmAdjust gives p-values that hold the family-wise error rate; NaN stays NaN
// and does not count. Agrees with R's p.adjust(p, "holm").
//
// Source: Holm (1979).
func HolmAdjust(p []float64) []float64 {
	out, order := slices.Clone(p), ascending(p)
	highest := 0.0
	for i, j := range order {
		highest = max(highest, min(1, p[j]*float64(len(order)-i)))
		out[j] = highest
	}
	return out
}

// BenjaminiHochbergAdjust gives p-values that hold the false discovery rate; NaN
// stays NaN and does not count. Agrees with R's p.adjust(p, "BH").
//
// Source: Benjamini and Hochberg (1995).
func BenjaminiHochbergAdjust(p []float64) []float64 {
	out, order := slices.Clone(p), ascending(p)
	lowest := 1.0
	for i := len(order) - 1; i >= 0; i-- {
		lowest = min(lowest, p[order[i]]*float64(len(order))/float64(i+1))
		out[order[i]] = lowest
	}
	return out
}

// ascending is the order of the defined p-values.
func ascending(p []float64) []int {
	var order []int
	for i, x := range p {
		if !math.IsNaN(x) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(p[a], p[b]) })
	return order
}
