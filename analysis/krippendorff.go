package analysis

import "math"

// KrippendorffAlpha is the agreement of repeated answers beyond chance.
//
//	1 - D_o / D_e
//
// units holds the option counts of each unit (a persona's answers to an item);
// units with fewer than two answers are left out. ordinal weighs a disagreement
// by the options between, else by the squared distance of the option numbers.
// The result is at most 1; NaN when no unit has two answers or all answers are
// one option. Agrees with krippendorff.alpha(value_counts = units).
//
// Source: Krippendorff (2011), Computing Krippendorff's alpha-reliability.
func KrippendorffAlpha(units [][]float64, ordinal bool) float64 {
	if len(units) == 0 {
		return math.NaN()
	}
	K := len(units[0])
	o := matrix(K, K) // coincidences
	for _, u := range units {
		m := sum(u)
		if m < 2 {
			continue
		}
		for c := range K {
			for k := range K {
				pairs := u[c] * u[k]
				if c == k {
					pairs = u[c] * (u[c] - 1)
				}
				o[c][k] += pairs / (m - 1)
			}
		}
	}
	n := make([]float64, K)
	for c := range K {
		n[c] = sum(o[c])
	}
	total := sum(n)
	observed, expected := 0.0, 0.0
	for c := range K {
		for k := range K {
			d := float64(c-k) * float64(c-k)
			if ordinal {
				d = ordinalDistance(n, min(c, k), max(c, k))
			}
			observed += o[c][k] * d
			expected += n[c] * n[k] * d
		}
	}
	if expected == 0 {
		return math.NaN()
	}
	return 1 - (total-1)*observed/expected
}

// ordinalDistance is (sum of n from c to k, ends half)^2.
func ordinalDistance(n []float64, c, k int) float64 {
	if c == k {
		return 0
	}
	s := sum(n[c:k+1]) - (n[c]+n[k])/2
	return s * s
}
