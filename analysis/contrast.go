package analysis

import (
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/gonum/stat/distuv"
)

// contrastMargins are the measures that are contrasted, and how large a
// difference may be to count as none (TOST).
var contrastMargins = []struct {
	measure string
	margin  float64
}{{"inertia", .05}, {"modal_share", .05}, {"profile", .25}}

// contrastRows computes the group contrasts of one scoring: models with each
// other in each variant, variants of a model, and dimensions of a model.
func (m *measurer) contrastRows(cells []Cell, scoring string) []Estimate {
	wanted := (&family{group: "contrasts"}).wanted(m.o.Measures)
	if len(wanted) == 0 {
		return nil
	}
	sc, _ := m.study.Scoring(scoring)
	var sides []*side
	for _, c := range cells {
		if sm := newSample(m.study, c.Model, c.Variant, sc, nil); sm != nil && sm.personasKnown() {
			sides = append(sides, newSide(sm))
		}
	}
	type pair struct{ a, b *side }
	var pairs []pair
	for i, a := range sides {
		pairs = append(pairs, pair{a, nil}) // the dimensions of a
		for _, b := range sides[i+1:] {
			if a.sm.variant == b.sm.variant || a.sm.model == b.sm.model {
				pairs = append(pairs, pair{a, b})
			}
		}
	}
	rows := inOrder(len(pairs), func(i int) []Estimate {
		if pairs[i].b == nil {
			return pairs[i].a.dimensions(m.o)
		}
		return pairs[i].a.against(pairs[i].b, m.o)
	})
	adjustContrasts(rows)
	return slices.DeleteFunc(rows, func(e Estimate) bool { return !slices.Contains(wanted, e.Measure) })
}

// side is one sample, its personas as short vectors. Several goroutines read it;
// each takes an evaluator of its own.
type side struct {
	sm      *sample
	l       *layout
	keys    []rowPlace
	vectors [][]float64
	eval    evaluator
}

func newSide(sm *sample) *side {
	names := make([]string, len(contrastMargins))
	for i, c := range contrastMargins {
		names[i] = c.measure
	}
	r := newRun(sm, &grouping{}, Options{Measures: names})
	sm.totalsOf() // before several goroutines ask for them
	s := &side{sm: sm, keys: sm.personaKeys}
	var sources [][]int
	s.l, sources = r.layout.compact(r.totals, false)
	for _, v := range r.vectors {
		s.vectors = append(s.vectors, r.layout.gather(s.l, sources, v))
	}
	s.eval = r.eval.with(s.l)
	return s
}

// values gives every measure of every dimension from totals.
func (s *side) values(e *evaluator, t []float64) [][]float64 {
	out := matrix(len(s.l.dims), len(contrastMargins))
	e.begin(t)
	for d := range out {
		e.values(t, d, nil, out[d])
	}
	return out
}

// against compares two samples dimension by dimension.
func (s *side) against(other *side, o Options) []Estimate {
	p := pairUp(s, other)
	contrast := s.sm.model + " vs " + other.sm.model
	if s.sm.model == other.sm.model {
		contrast = s.sm.variant + " vs " + other.sm.variant
	}
	ta, tb := totalOf(p.av, s.l.size()), totalOf(p.bv, other.l.size())
	ea, eb := s.eval.with(s.l), other.eval.with(other.l)
	va, vb := s.values(&ea, ta), other.values(&eb, tb)
	reps, beyond := p.resample(o, va, vb)
	var rows []Estimate
	for d := range va {
		ca, cb := dimensionCounts(s.l, ta, d), dimensionCounts(other.l, tb, d)
		for m := range contrastMargins {
			var r []float64
			q := math.NaN()
			if reps != nil {
				r, q = reps[d][m], MonteCarloP(beyond[d][m], permutations)
			}
			e := s.sm.blankEstimate(d, "")
			e.Contrast, e.Personas, e.Value = contrast, len(p.av), va[d][m]-vb[d][m]
			if !p.paired {
				e.Note = "no personas in common: resampled apart"
			}
			rows = append(rows, contrastEstimates(e, m, r, q, o.Level)...)
		}
		e := s.sm.blankEstimate(d, "cliff_delta")
		e.Contrast, e.Personas, e.Value = contrast, len(p.av), CliffDelta(ca, cb)
		rows = append(rows, e)
	}
	return rows
}

func addedUp(a, b []float64) []float64 {
	out := slices.Clone(a)
	addTo(out, b)
	return out
}

func totalOf(vectors [][]float64, size int) []float64 {
	t := make([]float64, size)
	for _, v := range vectors {
		addTo(t, v)
	}
	return t
}

func dimensionCounts(l *layout, t []float64, d int) []float64 {
	out := make([]float64, l.K)
	for _, c := range l.dims[d] {
		lo, hi := l.col(c)
		addTo(out, t[lo:hi])
	}
	return out
}

// contrastEstimates is the difference with its interval, its p and the p of
// equivalence. e carries the difference; reps and p are empty without
// resampling.
func contrastEstimates(e Estimate, m int, reps []float64, p, level float64) []Estimate {
	name, margin := contrastMargins[m].measure, contrastMargins[m].margin
	diff, test, holm, bh, tost := e, e, e, e, e
	diff.Measure, test.Measure, holm.Measure, bh.Measure, tost.Measure = name+"_diff", name+"_diff_p", name+"_diff_p_holm", name+"_diff_p_bh", name+"_tost_p"
	test.Value, holm.Value, bh.Value, tost.Value = p, p, p, math.NaN()
	none := "no resampling, or fewer than 6 personas"
	if reps == nil {
		for _, x := range []*Estimate{&diff, &test, &holm, &bh, &tost} {
			x.Note = none
		}
		return []Estimate{diff, test, holm, bh, tost}
	}
	s := finite(reps)
	diff.SE, diff.Level, diff.Method = sd(s), level, "percentile"
	diff.Low, diff.High = PercentileInterval(s, level)
	tost.Value = EquivalenceP(e.Value, diff.SE, margin)
	tost.Note = fmt.Sprintf("equivalence margin %g", margin)
	return []Estimate{diff, test, holm, bh, tost}
}

// EquivalenceP is the p of two one-sided tests that a difference lies outside
// -margin..margin; small when the difference is shown to be negligible.
//
//	max(Phi((value - margin)/se), Phi((-margin - value)/se))
//
// NaN where the standard error is not positive.
//
// Source: Schuirmann (1987).
func EquivalenceP(value, se, margin float64) float64 {
	if !(se > 0) {
		return math.NaN()
	}
	return max(distuv.UnitNormal.CDF((value-margin)/se), distuv.UnitNormal.CDF((-margin-value)/se))
}

// adjustContrasts corrects the p of each measure over all contrasts of the
// scoring.
func adjustContrasts(rows []Estimate) {
	for _, c := range contrastMargins {
		for _, method := range []struct {
			suffix string
			adjust func([]float64) []float64
		}{{"_diff_p_holm", HolmAdjust}, {"_diff_p_bh", BenjaminiHochbergAdjust}} {
			var at []int
			var p []float64
			for i := range rows {
				if rows[i].Measure == c.measure+method.suffix {
					at, p = append(at, i), append(p, rows[i].Value)
				}
			}
			for j, q := range method.adjust(p) {
				rows[at[j]].Value = q
				if rows[at[j]].Note == "" {
					rows[at[j]].Note = fmt.Sprintf("family of %d contrasts", len(p))
				}
			}
		}
	}
}
