package analysis

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// personaDraw is how many personas resampling draws anew, and within how many seeds.
type personaDraw struct{ personas, seeds int }

// drawOf counts the personas of the seeds drawn from, their sizes by sample.
func drawOf(strata ...[]int) personaDraw {
	var d personaDraw
	for _, sizes := range strata {
		d.seeds += len(sizes)
		for _, n := range sizes {
			d.personas += n
		}
	}
	return d
}

// draw counts the sample's personas.
func (sm *sample) draw() personaDraw { return drawOf(strataOf(sm.personas())) }

// minFree is the least number of personas beyond the first of each seed: drawn within its
// seed, a persona alone there comes every time.
const minFree = 3

// lacking says why so few personas are not drawn anew; empty where they can be.
func (d personaDraw) lacking() string {
	switch {
	case d.personas < minPersonas:
		return fmt.Sprintf("%s, need at least %d", personaCount(d.personas), minPersonas)
	case d.personas-d.seeds < minFree:
		return fmt.Sprintf("%s of %d seeds, need at least %d more than seeds", personaCount(d.personas), d.seeds, minFree)
	}
	return ""
}

// free are the degrees of freedom that the spread of resamples has.
func (d personaDraw) free() float64 { return float64(d.personas - d.seeds) }

// narrow is by how much resampling makes a standard error too small: it divides by n
// where n - S are free.
//
//	sqrt((n - S) / n),  n personas of S seeds
func (d personaDraw) narrow() float64 { return math.Sqrt(d.free() / float64(d.personas)) }

// widest is the highest level at which an interval is cut, seven standard errors either way.
const widest = 1 - 1e-12

// level is at which an interval is cut from resamples so that it holds the truth at the
// level asked for: resamples are too narrow, and how wide they are is itself estimated.
//
//	2 Phi(t / narrow) - 1,  t = quantile (1 + level)/2 of Student's t with n - S degrees of freedom
//
// With hundreds of personas it is the level asked for but for a thousandth; with ten, 95
// becomes 98.3%.
//
// Source: Hesterberg (2015), on the expanded percentile interval.
func (d personaDraw) level(asked float64) float64 {
	return math.Min(widest, 2*distuv.UnitNormal.CDF(tQuantile(asked, d.free())/d.narrow())-1)
}
