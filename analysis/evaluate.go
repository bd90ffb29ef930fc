package analysis

import "math"

// evaluator computes the additive measures of one sample from a vector of
// totals. It owns scratch space, so each goroutine has its own.
type evaluator struct {
	l             *layout
	personasKnown bool
	itemsKnown    []bool // by dimension
	repeats       bool   // some cell has two answers
	names         []string
	dim           []float64
	base          [][]float64 // baseline counts by dimension; nil without
}

// values returns, for dimension d, the measures named, in order. base is the
// dimension's baseline counts.
func (e *evaluator) values(t []float64, d int, base []float64, out []float64) {
	p := e.pool(t, d)
	n, h := sum(p), Entropy(p)
	for i, name := range e.names {
		switch name {
		case "inertia":
			out[i] = 1 - h/math.Log2(float64(e.l.K))
		case "inertia_mm":
			out[i] = 1 - EntropyMillerMadow(p)/math.Log2(float64(e.l.K))
		case "jsd":
			out[i] = JensenShannonDivergence(base, p)
		case "js_distance":
			out[i] = JensenShannonDistance(base, p)
		case "top2":
			out[i] = TopTwoShare(p)
		case "top2_adjacent":
			out[i] = TopTwoAdjacentShare(p)
		case "modal_share":
			out[i] = ModalShare(p)
		case "item_modal_share":
			out[i] = e.itemModalShare(t, d)
		case "profile":
			out[i] = MeanOption(p) - e.meanAll(t)
		case "persona_share":
			out[i] = ratio(h-t[e.l.extra(d, extraEntropy)]/n, h)
		case "persona_share_mm":
			hm := EntropyMillerMadow(p)
			inside := (t[e.l.extra(d, extraEntropy)] + t[e.l.extra(d, extraSeen)]/(2*math.Ln2)) / n
			out[i] = ratio(hm-inside, hm)
		case "item_share":
			out[i] = ratio(h-e.entropyWithinItems(t, d, false)/n, h)
		case "item_share_mm":
			hm := EntropyMillerMadow(p)
			out[i] = ratio(hm-e.entropyWithinItems(t, d, true)/n, hm)
		case "robustness":
			out[i] = t[e.l.extra(d, extraCells)] / t[e.l.extra(d, extraSD)]
		}
	}
}

func (e *evaluator) pool(t []float64, d int) []float64 {
	if e.dim == nil {
		e.dim = make([]float64, e.l.K)
	}
	clear(e.dim)
	for _, c := range e.l.dims[d] {
		lo, hi := e.l.col(c)
		addTo(e.dim, t[lo:hi])
	}
	return e.dim
}

func (e *evaluator) meanAll(t []float64) float64 {
	s, n := 0.0, 0.0
	for c := range e.l.columns {
		lo, hi := e.l.col(c)
		for k, x := range t[lo:hi] {
			s += float64(k+1) * x
			n += x
		}
	}
	return ratio(s, n)
}

func (e *evaluator) itemModalShare(t []float64, d int) float64 {
	s, n := 0.0, 0.0
	for _, c := range e.l.dims[d] {
		lo, hi := e.l.col(c)
		if m := ModalShare(t[lo:hi]); e.l.items[c] && !math.IsNaN(m) {
			s += m
			n++
		}
	}
	return ratio(s, n)
}

// entropyWithinItems is the sum over items of n_i H_i, bits.
func (e *evaluator) entropyWithinItems(t []float64, d int, corrected bool) float64 {
	s := 0.0
	for _, c := range e.l.dims[d] {
		lo, hi := e.l.col(c)
		n := sum(t[lo:hi])
		if n == 0 {
			continue
		}
		if corrected {
			s += n * EntropyMillerMadow(t[lo:hi])
		} else {
			s += n * Entropy(t[lo:hi])
		}
	}
	return s
}

// undefined says why a measure has no value in dimension d; empty when it has.
func (e *evaluator) undefined(name string, d int, p []float64) string {
	switch name {
	case "jsd", "js_distance", "js_floor", "js_p":
		if e.base == nil || sum(e.base[d]) == 0 {
			return "no baseline answers of this variant"
		}
	case "persona_share", "persona_share_mm":
		if !e.personasKnown {
			return "personas unknown"
		}
	case "item_share", "item_share_mm", "item_modal_share":
		if !e.itemsKnown[d] {
			return "items unknown"
		}
	case "robustness":
		if !e.personasKnown || !e.itemsKnown[d] {
			return "personas or items unknown"
		}
		if !e.repeats {
			return "asked once"
		}
	case "susceptibility":
		if !e.personasKnown || !e.itemsKnown[d] {
			return "personas or items unknown"
		}
	}
	if sum(p) == 0 {
		return "no answers"
	}
	switch name {
	case "persona_share", "persona_share_mm", "item_share", "item_share_mm":
		if seen(p) == 1 {
			return "every answer the same: no spread to explain"
		}
	}
	return ""
}
