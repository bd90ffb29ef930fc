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

// balanced gives the closed form where every cell has as many answers; ok is
// false where cells differ.
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
	v.AskedOnce = n == 1
	if !v.AskedOnce {
		within.ms, within.df = t.within/(t.answers-t.cells), t.answers-t.cells
		cell.below = within
		all = append(all, within)
	}
	poolViolators(all)
	v.Persona, v.Item = persona.above()/(cols*n), item.above()/(rows*n)
	if v.AskedOnce {
		v.Residual, v.PersonaItem = cell.ms, math.NaN()
		return v, true
	}
	v.Residual, v.PersonaItem = within.ms, cell.above()/n
	return v, true
}
