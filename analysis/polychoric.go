package analysis

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/integrate/quad"
	"gonum.org/v1/gonum/stat/distuv"
)

// PolychoricCorrelation is the correlation of the two normal variables that
// would, cut at fixed thresholds, give a table of two ordered answers.
//
//	max_r sum_ij n_ij log(Phi2 of the cell (i, j) at correlation r)
//
// table counts how often the first answer was i and the second j. The thresholds
// come from the margins (two steps). The result lies in -1..1; NaN when one of
// the answers is always the same option. Agrees with
// polycor::polychor(table, ML = FALSE).
//
// Source: Olsson (1979).
func PolychoricCorrelation(table [][]float64) float64 {
	rows, cols := make([]float64, len(table)), make([]float64, len(table))
	for i := range table {
		for j, n := range table[i] {
			rows[i] += n
			cols[j] += n
		}
	}
	if seen(rows) < 2 || seen(cols) < 2 {
		return math.NaN()
	}
	a, b := thresholds(rows), thresholds(cols)
	// The likelihood has one peak: Fisher scoring, kept between bounds that close
	// in on the change of the slope's sign.
	r, low, high := 0., -.9999, .9999
	for range 100 {
		slope, information := polychoricSlope(table, a, b, r)
		if slope > 0 {
			low = r
		} else {
			high = r
		}
		next := r + slope/information
		if !(next > low && next < high) {
			next = (low + high) / 2
		}
		if math.Abs(next-r) < 1e-10 {
			return next
		}
		r = next
	}
	return r
}

// polychoricSlope is the derivative of the log likelihood in r, and the
// information of the answers on r.
func polychoricSlope(table [][]float64, a, b []float64, r float64) (slope, information float64) {
	K := len(table)
	below, density := matrix(K+1, K+1), matrix(K+1, K+1) // of both answers being at most i and j
	angle := newAngle(r)
	for i := range K {
		for j := range K {
			below[i+1][j+1], density[i+1][j+1] = angle.bivariateNormal(a[i], b[j])
		}
	}
	for i := range table {
		for j, n := range table[i] {
			p := max(below[i+1][j+1]-below[i][j+1]-below[i+1][j]+below[i][j], 1e-300)
			change := density[i+1][j+1] - density[i][j+1] - density[i+1][j] + density[i][j]
			slope += n * change / p
			information += n * change / p * change / p
		}
	}
	return slope, information
}

// thresholds cut a standard normal variable into the shares of counts; the last
// is +Inf.
func thresholds(counts []float64) []float64 {
	out, below, all := make([]float64, len(counts)), 0.0, sum(counts)
	for k, n := range counts {
		below += n
		if out[k] = math.Inf(1); below < all {
			out[k] = distuv.UnitNormal.Quantile(below / all)
		}
	}
	return out
}

// angle is where the density of two standard normal variables is integrated: the
// correlation r is its sine.
type angle struct {
	r        float64
	sin, cos [angleNodes]float64
	weight   [angleNodes]float64
}

// angleNodes keep the error below 1e-9 up to correlations of .99.
const angleNodes = 24

// unitNodes are those of Gauss and Legendre on 0..1.
var unitNodes = sync.OnceValues(func() (x, w [angleNodes]float64) {
	quad.Legendre{}.FixedLocations(x[:], w[:], 0, 1)
	return x, w
})

func newAngle(r float64) *angle {
	g := &angle{r: r}
	x, w := unitNodes()
	for i := range x {
		g.sin[i], g.cos[i] = math.Sincos(x[i] * math.Asin(r))
		g.weight[i] = w[i] * math.Asin(r) / (2 * math.Pi)
	}
	return g
}

// bivariateNormal is the probability that two standard normal variables of
// correlation r are at most h and k, and its derivative in r, which is their
// density.
//
//	Phi(h) Phi(k) + 1/(2 pi) int_0^asin(r) exp(-(h^2 + k^2 - 2 h k sin t) / (2 cos^2 t)) dt
//
// Source: Drezner and Wesolowsky (1990).
func (g *angle) bivariateNormal(h, k float64) (below, density float64) {
	below = distuv.UnitNormal.CDF(h) * distuv.UnitNormal.CDF(k)
	if math.IsInf(h, 0) || math.IsInf(k, 0) {
		return below, 0
	}
	exponent := func(s, c float64) float64 { return math.Exp(-(h*h + k*k - 2*h*k*s) / (2 * c * c)) }
	for i := range g.sin {
		below += g.weight[i] * exponent(g.sin[i], g.cos[i])
	}
	c := math.Sqrt(1 - g.r*g.r)
	return below, exponent(g.r, c) / (2 * math.Pi * c)
}

// OrdinalAlpha is Cronbach's alpha of the normal variables behind ordered
// answers: the standardised alpha of their polychoric correlations.
//
//	k r / (1 + (k-1) r),  r = mean polychoric correlation of two items
//
// joint(i, j) gives the table of the answers to items i and j. The result is at
// most 1; NaN below two items or when an item is constant. Agrees with
// psych::alpha(psych::polychoric(x, correct = 0)$rho)$total$std.alpha.
//
// Source: Zumbo, Gadermann and Zeisser (2007).
func OrdinalAlpha(items int, joint func(i, j int) [][]float64) float64 {
	if items < 2 {
		return math.NaN()
	}
	r, pairs := 0.0, 0.0
	for i := range items {
		for j := range i {
			r += PolychoricCorrelation(joint(i, j))
			pairs++
		}
	}
	r /= pairs
	return ratio(float64(items)*r, 1+float64(items-1)*r)
}

// jointTable counts the answers to two items by the same persona. Where a
// persona was asked again, each pair of its answers counts, and all of them
// together as one persona.
func jointTable(cells [][][]float64, i, j, K int) [][]float64 {
	t := matrix(K, K)
	for _, persona := range cells {
		a, b := persona[i], persona[j]
		if n := sum(a) * sum(b); n > 0 {
			for x := range K {
				for y := range K {
					t[x][y] += a[x] * b[y] / n
				}
			}
		}
	}
	return t
}
