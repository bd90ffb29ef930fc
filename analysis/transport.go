package analysis

import "math"

// TotalVariation is the share of answers that would have to change for two
// distributions, given as counts over the same options, to be equal.
//
//	1/2 sum_k |p_k - q_k|
//
// It lies in 0..1; NaN when either has no counts.
func TotalVariation(a, b []float64) float64 {
	na, nb := sum(a), sum(b)
	if na == 0 || nb == 0 || len(a) != len(b) {
		return math.NaN()
	}
	d := 0.0
	for k := range a {
		d += math.Abs(a[k]/na - b[k]/nb)
	}
	return d / 2
}

// WassersteinDistance is how many options an answer moves on average when one
// distribution over ordered options is made into the other at least cost.
//
//	sum_k |F_p(k) - F_q(k)|
//
// It lies in 0..K-1 options; NaN when either has no counts. Agrees with
// scipy.stats.wasserstein_distance.
//
// Source: Vallender (1974).
func WassersteinDistance(a, b []float64) float64 {
	na, nb := sum(a), sum(b)
	if na == 0 || nb == 0 || len(a) != len(b) {
		return math.NaN()
	}
	d, gap := 0.0, 0.0
	for k := range a {
		gap += a[k]/na - b[k]/nb
		d += math.Abs(gap)
	}
	return d
}

// JensenShannonCorrected is the divergence, in bits, less the bias of its plug-in
// estimate to first order: each entropy takes the Miller-Madow correction.
//
//	H_MM(m) - (H_MM(p) + H_MM(q))/2,  m = (p + q)/2
//
// It may be negative, which says: no farther than chance; NaN when either has no
// counts. The mixture's correction is the delta method's, with each sample's own
// size.
//
// Source: Grosse et al. (2002), section II, for the bias of the divergence.
func JensenShannonCorrected(a, b []float64) float64 {
	na, nb := sum(a), sum(b)
	if na == 0 || nb == 0 || len(a) != len(b) {
		return math.NaN()
	}
	bias := 0.0
	for k := range a {
		p, q := a[k]/na, b[k]/nb
		m := (p + q) / 2
		if m == 0 {
			continue
		}
		// E of the plug-in less the truth, from the second derivatives of -x log x
		bias += (p*(1-p)/na + q*(1-q)/nb) / (4 * m) * -.5
		if p > 0 {
			bias += (1 - p) / na * .25
		}
		if q > 0 {
			bias += (1 - q) / nb * .25
		}
	}
	return JensenShannonDivergence(a, b) - bias/math.Ln2
}

// BaselineForFloor is how many baseline answers, spread over options as the
// persona answers are, keep the expected distance of two equal distributions
// under the given floor.
//
//	n = ceil(E[chi_{m-1}]^2 / (8 ln 2 floor^2)),  m = options seen
//
// from the chi-square limit of the divergence; items that differ need fewer. NaN
// when fewer than two options are seen.
func BaselineForFloor(counts []float64, floor float64) float64 {
	v := float64(seen(counts) - 1)
	if v < 1 {
		return math.NaN()
	}
	up, _ := math.Lgamma((v + 1) / 2)
	down, _ := math.Lgamma(v / 2)
	chi := math.Sqrt2 * math.Exp(up-down)
	return math.Ceil(chi * chi / (8 * math.Ln2 * floor * floor))
}
