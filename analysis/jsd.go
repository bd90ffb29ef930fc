package analysis

import "math"

// JensenShannonDivergence is the divergence, in bits, of two distributions
// given as counts over the same options.
//
//	H((p+q)/2) - (H(p) + H(q))/2
//
// It is symmetric and lies in 0..1; NaN when either has no counts. Agrees with
// the square of scipy.spatial.distance.jensenshannon(a, b, base=2).
//
// Source: Lin (1991), Divergence measures based on the Shannon entropy.
func JensenShannonDivergence(a, b []float64) float64 {
	na, nb := sum(a), sum(b)
	if na == 0 || nb == 0 || len(a) != len(b) {
		return math.NaN()
	}
	d := 0.0
	for k := range a {
		ofP, ofQ := divergenceTerms(a[k]/na, b[k]/nb)
		d += ofP
		d += ofQ
	}
	return min(1, max(0, d/2))
}

// divergenceTerms is what an option with the shares p and q adds to twice the divergence.
func divergenceTerms(p, q float64) (ofP, ofQ float64) {
	m := (p + q) / 2
	if p > 0 {
		ofP = p * math.Log2(p/m)
	}
	if q > 0 {
		ofQ = q * math.Log2(q/m)
	}
	return ofP, ofQ
}

// JensenShannonDistance is the square root of the divergence, a metric in 0..1.
// The paper's table prints it under the name JSD.
//
// Source: Endres and Schindelin (2003).
func JensenShannonDistance(a, b []float64) float64 {
	return math.Sqrt(JensenShannonDivergence(a, b))
}
