package main

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/stat/distuv"
)

// dimension is a latent-threshold respondent's answers to one dimension: item i
// is answered by the option whose thresholds bracket
//
//	mean + offset_i + spread * persona + N(0, 1)
//
// with one standard normal persona effect for all items, and without it (and
// shifted) when asked without a persona.
type dimension struct {
	Name    string
	Mean    float64
	Spread  float64 // SD of the persona effect
	Shift   float64 // of the mean under a persona
	Offsets []float64
}

// thresholds cut the latent scale into six options.
var thresholds = []float64{-2, -1, 0, 1, 2}

func (d *dimension) option(latent float64) int {
	k := 1
	for _, t := range thresholds {
		if latent > t {
			k++
		}
	}
	return k
}

func (d *dimension) answer(rng *rand.Rand, item int, persona float64, baseline bool) int {
	m := d.Mean + d.Offsets[item]
	if !baseline {
		m += d.Shift + d.Spread*persona
	}
	return d.option(m + rng.NormFloat64())
}

// shares are the expected answer shares of the dimension: the latent is normal
// with SD sqrt(1 + spread^2).
func (d *dimension) shares(baseline bool) []float64 {
	p := make([]float64, len(thresholds)+1)
	for _, off := range d.Offsets {
		n := distuv.Normal{Mu: d.Mean + off, Sigma: 1}
		if !baseline {
			n = distuv.Normal{Mu: d.Mean + off + d.Shift, Sigma: math.Sqrt(1 + d.Spread*d.Spread)}
		}
		last := 0.0
		for k := range p {
			upper := 1.0
			if k < len(thresholds) {
				upper = n.CDF(thresholds[k])
			}
			p[k] += (upper - last) / float64(len(d.Offsets))
			last = upper
		}
	}
	return p
}

// respondent has a dimension for each of the five foundations; together they
// span the range that models were found in, from hardly moved to moved freely.
var respondent = []dimension{
	{"Harm", 1.3, .3, .2, []float64{-.6, -.3, 0, .1, .3, .5}},
	{"Fairness", 1.0, .5, -.3, []float64{-.5, -.2, 0, .2, .2, .3}},
	{"Ingroup", .2, .9, .3, []float64{-.8, -.4, 0, .2, .4, .6}},
	{"Authority", -.2, 1.1, -.4, []float64{-.5, -.3, -.1, .1, .3, .5}},
	{"Purity", -.7, 1.5, .5, []float64{-.9, -.3, 0, .3, .4, .5}},
}
