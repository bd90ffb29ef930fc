package collect

import (
	"math"
	"math/rand/v2"

	"inertia/datasets"
)

// ExpectedFloor is the Jensen-Shannon distance that chance alone puts between a
// baseline and the persona answers of a dimension, guessed before anything was asked:
//
//	E sqrt(JSD(p, q)),  q = shares of n = items x repeats draws from p = Binomial(K-1, 1/2)
//
// with six options p has an inertia of .15, about that of Authority and Purity in Lee,
// Lee and Cho (2026). NaN without a baseline. The items are those of the instrument's
// smallest dimension. A report gives the floor of the answers that came.
func ExpectedFloor(in *datasets.Instrument, baselineRepeats int) float64 {
	items := math.MaxInt
	for _, d := range in.Scorings[0].Dimensions {
		items = min(items, len(d.Items))
	}
	n := items * baselineRepeats
	if n <= 0 || len(in.Scorings[0].Dimensions) == 0 {
		return math.NaN()
	}
	p := binomial(in.Options)
	const draws = 1000
	rng := rand.New(rand.NewPCG(uint64(n), uint64(in.Options)))
	q := make([]float64, in.Options)
	sum := 0.
	for range draws {
		clear(q)
		for range n {
			option := 0
			for range in.Options - 1 {
				option += rng.IntN(2)
			}
			q[option] += 1 / float64(n)
		}
		sum += distance(p, q)
	}
	return sum / draws
}

// binomial gives the shares of K options in a Binomial(K-1, 1/2).
func binomial(K int) []float64 {
	p := make([]float64, K)
	p[0] = math.Pow(2, -float64(K-1))
	for k := 1; k < K; k++ {
		p[k] = p[k-1] * float64(K-k) / float64(k)
	}
	return p
}

// distance is the Jensen-Shannon distance of two lists of shares, in bits.
func distance(p, q []float64) float64 {
	divergence := 0.
	for k := range p {
		m := (p[k] + q[k]) / 2
		for _, v := range []float64{p[k], q[k]} {
			if v > 0 {
				divergence += v * math.Log2(v/m) / 2
			}
		}
	}
	return math.Sqrt(max(0, divergence))
}
