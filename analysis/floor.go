package analysis

import (
	"math"
	"math/rand/v2"
)

// floorDraws is how often the baseline is drawn anew for the floor.
const floorDraws = 1000

// wantedFloor is a floor low enough that a distance says something.
const wantedFloor = .05

// JensenShannonFloor is the expected JS distance, and the p of the observed
// one, had the baseline's answers been drawn from the persona shares, which are
// held fixed.
//
//	floor = mean of d*,  p = (1 + #{d* >= d - 1e-12}) / (m + 1)
//
// persona and baseline hold the counts of each item, aligned, K each; where the
// items are unknown they hold the pooled dimension as one, and the floor is an
// upper estimate. Both results are NaN without answers on either side; an item
// without persona answers is left out of the draws.
func JensenShannonFloor(persona, baseline [][]float64, draws int, rng *rand.PCG) (floor, p float64) {
	if len(persona) == 0 {
		return math.NaN(), math.NaN()
	}
	K := len(persona[0])
	pooled, observed := make([]float64, K), make([]float64, K)
	for i := range persona {
		addTo(pooled, persona[i])
		addTo(observed, baseline[i])
	}
	d := JensenShannonDistance(observed, pooled)
	if math.IsNaN(d) {
		return math.NaN(), math.NaN()
	}
	total, atLeast := 0.0, 0
	drawn := make([]float64, K)
	from, asked := make([]*multinomial, len(persona)), make([]int, len(persona))
	for i := range persona {
		from[i], asked[i] = newMultinomial(persona[i]), int(sum(baseline[i])+.5)
	}
	stream := bulk(rng)
	for range draws {
		clear(drawn)
		for i := range from {
			from[i].add(stream, asked[i], drawn)
		}
		x := JensenShannonDistance(drawn, pooled)
		if math.IsNaN(x) {
			return math.NaN(), math.NaN()
		}
		total += x
		if x >= d-1e-12 {
			atLeast++
		}
	}
	return total / float64(draws), float64(1+atLeast) / float64(draws+1)
}
