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
	from, asked, answers := make([]*multinomial, len(persona)), make([]int, len(persona)), 0
	for i := range persona {
		if from[i] = newMultinomial(persona[i]); from[i] != nil {
			asked[i] = int(sum(baseline[i]) + .5)
			answers += asked[i]
		}
	}
	distances := newDrawnDistances(answers, pooled)
	stream := bulk(rng)
	for range draws {
		clear(drawn)
		for i := range from {
			from[i].add(stream, asked[i], drawn)
		}
		x := distances.of(drawn)
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

// drawnDistances gives the JS distance of drawn answers, always as many, from fixed counts.
// What an option adds is kept by how often it was drawn: it is the same again and again.
type drawnDistances struct {
	answers int
	shares  []float64       // of the fixed counts
	terms   [][]drawnOption // by option and how often it was drawn
}

// drawnOption holds divergenceTerms, once they are known.
type drawnOption struct {
	ofDrawn, ofFixed float64
	known            bool
}

func newDrawnDistances(answers int, fixed []float64) *drawnDistances {
	d := &drawnDistances{answers: answers}
	n := sum(fixed)
	for _, x := range fixed {
		d.shares, d.terms = append(d.shares, x/n), append(d.terms, make([]drawnOption, answers+1))
	}
	return d
}

// of is JensenShannonDistance(drawn, fixed).
func (d *drawnDistances) of(drawn []float64) float64 {
	if d.answers == 0 {
		return math.NaN()
	}
	s := 0.
	for k, n := range drawn {
		t := &d.terms[k][int(n)]
		if !t.known {
			t.ofDrawn, t.ofFixed = divergenceTerms(n/float64(d.answers), d.shares[k])
			t.known = true
		}
		s += t.ofDrawn
		s += t.ofFixed
	}
	return math.Sqrt(min(1, max(0, s/2)))
}
