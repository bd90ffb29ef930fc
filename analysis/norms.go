package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"

	"inertia/datasets"
)

// StandardisedDifference is how far a sample's mean lies from a norm's, in the
// norm's standard deviations (Glass's delta), with its standard error.
//
//	(x - m) / s
//	se^2 = v / (n_x s^2) + 1/n + d^2 / (2 (n - 1))
//
// x and v are the mean and variance of nx scores; m, s and n the norm's. NaN
// below two scores or without a spread of the norm.
//
// Source: Glass (1976); Hedges and Olkin (1985), chapter 5.
func StandardisedDifference(x, v float64, nx int, m, s float64, n int) (d, se float64) {
	if nx < 2 || n < 2 || !(s > 0) {
		return math.NaN(), math.NaN()
	}
	d = (x - m) / s
	return d, math.Sqrt(v/(float64(nx)*s*s) + 1/float64(n) + d*d/(2*float64(n-1)))
}

// SpreadRatio is the standard deviation of n1 scores over that of n2, with the F
// interval of normal scores.
//
//	s1/s2,  sqrt((s1/s2)^2 / F)
//
// Agrees with the root of R's var.test(x, y)$conf.int.
func SpreadRatio(s1 float64, n1 int, s2 float64, n2 int, level float64) (value, low, high float64) {
	nan := math.NaN()
	if n1 < 2 || n2 < 2 || !(s2 > 0) {
		return nan, nan, nan
	}
	f := distuv.F{D1: float64(n1 - 1), D2: float64(n2 - 1)}
	q := s1 / s2
	return q, q / math.Sqrt(f.Quantile((1+level)/2)), q / math.Sqrt(f.Quantile((1-level)/2))
}

// normRows computes the group norms of one sample: how far the personas' answers
// lie from those of people.
func normRows(sm *sample, wanted []string, o Options) []Estimate {
	var rows []Estimate
	for d := range sm.dims {
		found := false
		for i := range o.Norms {
			n := &o.Norms[i]
			if n.Dimension != sm.scoring.Dimensions[d].Name || n.Instrument != "" && n.Instrument != sm.scoring.ID {
				continue
			}
			found = true
			a := &anchor{sm: sm, d: d, norm: n, o: o}
			for _, name := range wanted {
				e := sm.blankEstimate(d, name)
				e.Contrast = "vs " + n.Group
				a.fill(&e)
				rows = append(rows, e)
			}
		}
		if found {
			continue
		}
		for _, name := range wanted {
			e := sm.blankEstimate(d, name)
			if e.Note = "no norms given: --norms FILE"; len(o.Norms) > 0 {
				e.Note = "the norms have no such dimension"
			}
			rows = append(rows, e)
		}
	}
	return rows
}

// anchor compares one dimension with one norm.
type anchor struct {
	sm   *sample
	d    int
	norm *datasets.Norm
	o    Options
}

func (a *anchor) fill(e *Estimate) {
	if e.Measure == "norm_d" || e.Measure == "norm_sd_ratio" {
		a.scores(e)
	} else {
		a.distance(e)
	}
}

func (a *anchor) scores(e *Estimate) {
	K := float64(a.sm.K)
	switch {
	case math.IsNaN(a.norm.Mean):
		e.Note = "the norm gives no mean and sd"
	case a.norm.Mean < 1 || a.norm.Mean > K:
		e.Note = fmt.Sprintf("the norm's mean %.3g is outside 1..%g: name the number of the first option in the column lowest", a.norm.Mean, K)
	case !a.sm.personasKnown():
		e.Note = "personas unknown: these are counts"
	}
	if e.Note != "" {
		return
	}
	scores := finite(a.sm.personaScores(a.d))
	e.Personas = len(scores)
	if len(scores) < 2 {
		e.Note = fmt.Sprintf("%s, need at least 2", personaCount(len(scores)))
		return
	}
	s := sd(scores)
	e.Level = a.o.Level
	if e.Measure == "norm_d" {
		e.Value, e.SE = StandardisedDifference(mean(scores), s*s, len(scores), a.norm.Mean, a.norm.SD, a.norm.N)
		e.Low, e.High = normalInterval(e.Value, e.SE, a.o.Level)
		e.Method = MethodNormal
		return
	}
	e.Value, e.Low, e.High = SpreadRatio(s, len(scores), a.norm.SD, a.norm.N, a.o.Level)
	if e.Method = MethodF; s == 0 {
		e.Note = "every persona scores the same"
	}
}

func (a *anchor) distance(e *Estimate) {
	p := a.sm.dimension(a.sm.totalsOf(), a.d)
	switch {
	case a.norm.Shares == nil:
		e.Note = "the norm gives no option shares"
	case len(a.norm.Shares) > a.sm.K:
		e.Note = fmt.Sprintf("the norm has %d options, the scale %d", len(a.norm.Shares), a.sm.K)
	case sum(p) == 0:
		e.Note = "no answers"
	}
	if e.Note != "" {
		return
	}
	q := append(slices.Clone(a.norm.Shares), make([]float64, a.sm.K-len(a.norm.Shares))...)
	measure := map[string]func(a, b []float64) float64{"norm_js_distance": JensenShannonDistance, "norm_total_variation": TotalVariation, "norm_wasserstein": WassersteinDistance}[e.Measure]
	e.Value = measure(q, p)
	answers := a.norm.Answers
	if answers == 0 {
		answers = a.norm.N * len(a.sm.itemColumns(a.d))
	}
	draw := a.sm.draw()
	switch {
	case a.o.Resamples == 0:
		return
	case !a.sm.personasKnown():
		e.Note = "no interval: personas unknown"
		return
	case draw.lacking() != "":
		e.Note = "no interval: " + draw.lacking()
		return
	case answers == 0:
		e.Note = "no interval: the norm says neither n nor answers"
		return
	}
	e.bound(measureInterval(e.Measure, a.o.CI, e.Value, a.resample(q, answers, measure), nil, draw.level(a.o.Level), a.sm.K), a.o.Level)
}

// resample draws personas, and the norm's answers from its shares.
func (a *anchor) resample(shares []float64, answers int, measure func(a, b []float64) float64) []float64 {
	var counts [][]float64
	for _, r := range a.sm.personas() {
		counts = append(counts, a.sm.dimensionOf(r, a.d))
	}
	from := newMultinomial(shares)
	reps := make([]float64, a.o.Resamples)
	stream := func(b int) *rand.PCG {
		return source(a.o.Seed, uint64(b)+1, "norm", a.norm.Group, a.sm.model, a.sm.variant, a.sm.seed, a.sm.scoring.ID, a.sm.scoring.Dimensions[a.d].Name)
	}
	ClusterBootstrap(strataOf(a.sm.personas()), a.o.Resamples, stream, func(_, b int, rng *rand.PCG, weight []uint32) {
		p, q := make([]float64, a.sm.K), make([]float64, a.sm.K)
		for i, w := range weight {
			for k, c := range counts[i] {
				p[k] += float64(w) * c
			}
		}
		from.add(bulk(rng), answers, q)
		reps[b] = measure(q, p)
	})
	return reps
}
