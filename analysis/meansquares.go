package analysis

import "math"

// stratum is one line of an analysis of variance: a mean square with its degrees
// of freedom, and the one that it is compared with.
type stratum struct {
	ms, df float64
	below  *stratum // nil for the lowest
	pooled *stratum // the one that this was pooled into, nil when it stands alone
}

// standing is the stratum itself, or the one that it was pooled into.
func (s *stratum) standing() *stratum {
	for s.pooled != nil {
		s = s.pooled
	}
	return s
}

// poolViolators pools each mean square that lies below the one it is compared
// with into that one, the smallest first: so the components that follow are the
// REML estimates that are not negative.
//
// Source: Thompson (1962), The problem of negative estimates of variance
// components.
func poolViolators(all []*stratum) {
	for {
		var worst *stratum
		for _, s := range all {
			if s.pooled == nil && s.below != nil && s.ms < s.below.standing().ms && (worst == nil || s.ms < worst.ms) {
				worst = s
			}
		}
		if worst == nil {
			return
		}
		into := worst.below.standing()
		into.ms = (into.ms*into.df + worst.ms*worst.df) / (into.df + worst.df)
		into.df += worst.df
		worst.pooled = into
	}
}

// above is how far a stratum lies above the one it is compared with.
func (s *stratum) above() float64 {
	if s.pooled != nil {
		return 0
	}
	return s.ms - s.below.standing().ms
}

// balanced gives the closed form where every cell has as many answers and every
// seed as many personas; ok is false where they differ.
func (t *cellTable) balanced() (v VarianceComponents, ok bool) {
	n := t.n[0][0]
	for _, row := range t.n {
		for _, x := range row {
			if x != n || n == 0 {
				return v, false
			}
		}
	}
	m := newMeanSquares(t.mean)
	rows, cols := float64(t.rows), float64(t.cols)
	within := &stratum{}
	cell := &stratum{ms: n * m.residual, df: (rows - 1) * (cols - 1)}
	persona := &stratum{ms: n * m.between, df: rows - 1, below: cell}
	item := &stratum{ms: n * m.betweenCols, df: cols - 1, below: cell}
	all := []*stratum{cell, persona, item}
	var seed *stratum
	if t.seedCount > 1 {
		if seed = t.splitSeeds(persona, n); seed == nil {
			return v, false
		}
		all = append(all, seed)
	}
	v.AskedOnce = n == 1
	if !v.AskedOnce {
		within.ms, within.df = t.within/(t.answers-t.cells), t.answers-t.cells
		cell.below = within
		all = append(all, within)
	}
	poolViolators(all)
	if seed != nil {
		v.Seed = seed.above() * float64(t.seedCount) / (rows * cols * n)
	}
	v.Persona, v.Item = persona.above()/(cols*n), item.above()/(rows*n)
	if v.AskedOnce {
		v.Residual, v.PersonaItem = cell.ms, math.NaN()
		return v, true
	}
	v.Residual, v.PersonaItem = within.ms, cell.above()/n
	return v, true
}

// splitSeeds takes what lies between seeds out of the persona stratum, which is
// then within seeds; nil where seeds differ in size.
func (t *cellTable) splitSeeds(persona *stratum, n float64) *stratum {
	sums, sizes := make([]float64, t.seedCount), make([]float64, t.seedCount)
	all := 0.0
	for i, row := range t.mean {
		m := mean(row)
		sums[t.seeds[i]] += m
		sizes[t.seeds[i]]++
		all += m / float64(t.rows)
	}
	squares := 0.0
	for s, size := range sizes {
		if size != sizes[0] || size < 2 {
			return nil
		}
		d := sums[s]/size - all
		squares += n * float64(t.cols) * size * d * d
	}
	df := float64(t.seedCount - 1)
	seed := &stratum{ms: squares / df, df: df, below: persona}
	persona.ms = (persona.ms*persona.df - squares) / (persona.df - df)
	persona.df -= df
	return seed
}
