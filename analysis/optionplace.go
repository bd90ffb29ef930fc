package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"inertia/datasets"
)

// placeMeasures say how far answers follow the place of an option.
var placeMeasures = []string{"place_share", "place_shift"}

// PlaceShare says how far answers follow the place of an option and not its
// meaning, from the answers to the same questions with options in order (x) and
// reversed (y), both numbered by meaning and counted from the middle of the
// scale.
//
//	(1 - sum x y / sqrt(sum x^2 sum y^2)) / 2
//
// It is 0 when reversing changes no answer, 1 when every answer keeps its place,
// and 1/2 when the two have nothing in common. NaN without answers off the
// middle in both.
func PlaceShare(x, y []float64) float64 {
	xy, xx, yy := 0.0, 0.0, 0.0
	for i := range x {
		xy += x[i] * y[i]
		xx += x[i] * x[i]
		yy += y[i] * y[i]
	}
	return placeShare(xy, xx, yy)
}

func placeShare(xy, xx, yy float64) float64 {
	if xx == 0 || yy == 0 {
		return math.NaN()
	}
	return (1 - xy/math.Sqrt(xx*yy)) / 2
}

// placeRows compares, for one model, the answers with options in order and
// reversed.
func placeRows(contexts []*sample, wanted []string, o Options) []Estimate {
	at := slices.IndexFunc(contexts, func(sm *sample) bool { return sm.variant == datasets.ReversedVariant })
	a := contexts[0]
	reason, contrast := "", a.variant+" ~ "+datasets.ReversedVariant
	switch {
	case at < 0:
		reason, contrast = "not asked with options reversed", ""
	case at == 0:
		reason, contrast = "asked with options reversed only", ""
	}
	var rows []Estimate
	for d := range a.dims {
		var p *places
		why := reason
		if why == "" {
			p, why = comparePlaces(a, contexts[at], d)
		}
		for _, name := range placeMeasures {
			if !slices.Contains(wanted, name) {
				continue
			}
			e := a.blankEstimate(d, name)
			e.Contrast = contrast
			if e.Note = why; why == "" {
				p.fill(&e, o)
			}
			rows = append(rows, e)
		}
	}
	return rows
}

// places holds, by persona, the sums over items behind both measures.
type places struct {
	xy, xx, yy, shift []float64
	seeds             []int
}

func comparePlaces(a, b *sample, d int) (*places, string) {
	if reason := a.personaLevel(d); reason != "" {
		return nil, reason
	}
	pa, pb, reason := sharedPersonas(a, b)
	if reason != "" {
		return nil, reason
	}
	p := &places{}
	middle := float64(a.K+1) / 2
	var kept []rowPlace
	for i := range pa {
		xy, xx, yy, shift, n := 0.0, 0.0, 0.0, 0.0, 0.0
		for _, c := range a.itemColumns(d) {
			x, y := MeanOption(pa[i].cell(c, nil))-middle, MeanOption(pb[i].cell(c, nil))-middle
			if math.IsNaN(x) || math.IsNaN(y) {
				continue
			}
			xy, xx, yy = xy+x*y, xx+x*x, yy+y*y
			shift += (x - y) / 2
			n++
		}
		if n > 0 {
			p.xy, p.xx, p.yy, p.shift = append(p.xy, xy), append(p.xx, xx), append(p.yy, yy), append(p.shift, shift/n)
			kept = append(kept, pa[i])
		}
	}
	if p.seeds = strataOf(kept); len(p.xy) < minPersonas {
		return nil, fmt.Sprintf("%s answered in both, need at least %d", personaCount(len(p.xy)), minPersonas)
	}
	return p, ""
}

func (p *places) fill(e *Estimate, o Options) {
	e.Personas = len(p.xy)
	if e.Measure == "place_shift" {
		e.Value = mean(p.shift)
		e.Low, e.High, e.SE = TInterval(e.Value, p.shift, o.Level)
		e.Level, e.Method = o.Level, MethodTOverPersonas
		return
	}
	if e.Value = placeShare(sum(p.xy), sum(p.xx), sum(p.yy)); math.IsNaN(e.Value) {
		e.Note = "no answer off the middle of the scale"
		return
	}
	if o.Resamples == 0 {
		return
	}
	if why := drawOf(p.seeds).lacking(); why != "" {
		e.Note = "no interval: " + why
		return
	}
	reps := make([]float64, o.Resamples)
	stream := func(b int) *rand.PCG {
		return source(o.Seed, uint64(b)+1, "place", e.Model, e.Instrument, e.Dimension, e.Contrast)
	}
	ClusterBootstrap(p.seeds, o.Resamples, stream, func(_, b int, _ *rand.PCG, weight []uint32) {
		xy, xx, yy := 0.0, 0.0, 0.0
		for i, w := range weight {
			f := float64(w)
			xy, xx, yy = xy+f*p.xy[i], xx+f*p.xx[i], yy+f*p.yy[i]
		}
		reps[b] = placeShare(xy, xx, yy)
	})
	reps = finite(reps)
	e.Low, e.High = PercentileInterval(reps, drawOf(p.seeds).level(o.Level))
	e.SE, e.Level, e.Method = sd(reps), o.Level, MethodPercentile
}
