package analysis

import (
	"math"
	"slices"
)

// evaluator computes the additive measures of one sample from a vector of
// totals. It owns scratch space, so each goroutine has its own.
type evaluator struct {
	l             *layout
	personasKnown bool
	expected      bool   // counts are expected ones
	itemsKnown    []bool // by dimension
	repeats       bool   // some cell has two answers
	names         []string
	base          [][]float64 // baseline counts by dimension; nil without

	dim        []float64 // scratch: the pooled counts of a dimension
	all        float64   // mean option over all dimensions of the vector begun
	divergence bool      // some measure needs it
	itemwise   bool      // some measure needs the items of a dimension
	entropy    bool      // some measure needs it
	widest     float64   // the largest entropy there can be
}

// distanceMeasures compare the persona answers with the baseline's.
var distanceMeasures = []string{"jsd", "js_distance", "jsd_corrected", "total_variation", "wasserstein"}

// itemwiseMeasures need the counts of each item, not only of the dimension.
var itemwiseMeasures = []string{"item_modal_share", "item_share", "item_share_mm"}

// entropyMeasures are made of the entropy of a dimension's answers.
var entropyMeasures = []string{"inertia", "inertia_mm", "persona_share", "persona_share_mm", "item_share", "item_share_mm"}

func newEvaluator(l *layout, names []string) evaluator {
	e := evaluator{l: l, names: names, dim: make([]float64, l.K), widest: math.Log2(float64(l.K))}
	e.entropy = slices.ContainsFunc(names, func(n string) bool { return slices.Contains(entropyMeasures, n) })
	e.divergence = slices.ContainsFunc(names, func(n string) bool { return slices.Contains(distanceMeasures, n) })
	e.itemwise = slices.ContainsFunc(names, func(n string) bool { return slices.Contains(itemwiseMeasures, n) })
	return e
}

// with is the same evaluator over another layout, with scratch of its own.
func (e evaluator) with(l *layout) evaluator {
	e.l, e.dim = l, make([]float64, l.K)
	return e
}

// leavingOut is the evaluator for leave-one-out values, which BCa intervals alone need; those of other measures are NaN.
func (e evaluator) leavingOut() evaluator {
	names := slices.Clone(e.names)
	for i, name := range names {
		if methodOf(name, MethodBCa) != MethodBCa {
			names[i] = ""
		}
	}
	out := newEvaluator(e.l, names)
	out.personasKnown, out.expected, out.itemsKnown, out.repeats = e.personasKnown, e.expected, e.itemsKnown, e.repeats
	return out
}

// begin takes up a new vector of totals.
func (e *evaluator) begin(t []float64) { e.all = e.meanAll(t) }

// values returns, for dimension d of the vector begun, the measures named, in
// order. base is the dimension's baseline counts.
func (e *evaluator) values(t []float64, d int, base []float64, out []float64) {
	p := e.pool(t, d)
	n, h, corrected, widest := sum(p), math.NaN(), math.NaN(), e.widest
	if e.entropy {
		h = Entropy(p)
		corrected = h + float64(seen(p)-1)/(2*n*math.Ln2) // Miller-Madow
	}
	js, within, withinCorrected := math.NaN(), 0., 0.
	if e.divergence {
		js = JensenShannonDivergence(base, p)
	} else {
		base = nil
	}
	if e.itemwise {
		within, withinCorrected = e.entropyWithinItems(t, d)
	}
	for i, name := range e.names {
		switch name {
		case "inertia":
			out[i] = 1 - h/widest
		case "inertia_mm":
			out[i] = 1 - corrected/widest
		case "jsd":
			out[i] = js
		case "js_distance":
			out[i] = math.Sqrt(js)
		case "jsd_corrected":
			out[i] = JensenShannonCorrected(base, p)
		case "total_variation":
			out[i] = TotalVariation(base, p)
		case "wasserstein":
			out[i] = WassersteinDistance(base, p)
		case "top2":
			out[i] = TopTwoShare(p)
		case "top2_adjacent":
			out[i] = TopTwoAdjacentShare(p)
		case "modal_share":
			out[i] = ModalShare(p)
		case "item_modal_share":
			out[i] = e.itemModalShare(t, d)
		case "profile":
			out[i] = MeanOption(p) - e.all
		case "persona_share":
			out[i] = ratio(h-t[e.l.at(d, extraEntropy)]/n, h)
		case "persona_share_mm":
			inside := (t[e.l.at(d, extraEntropy)] + t[e.l.at(d, extraSeen)]/(2*math.Ln2)) / n
			out[i] = ratio(corrected-inside, corrected)
		case "item_share":
			out[i] = ratio(h-within/n, h)
		case "item_share_mm":
			out[i] = ratio(corrected-withinCorrected/n, corrected)
		case "robustness":
			if out[i] = math.NaN(); e.repeats {
				out[i] = t[e.l.at(d, extraCells)] / t[e.l.at(d, extraSD)]
			}
		default:
			out[i] = math.NaN()
		}
	}
}

func (e *evaluator) pool(t []float64, d int) []float64 {
	clear(e.dim)
	for _, c := range e.l.dims[d] {
		lo, hi := e.l.col(c)
		addTo(e.dim, t[lo:hi])
	}
	return e.dim
}

func (e *evaluator) meanAll(t []float64) float64 { return ratio(e.optionSum(t)) }

// optionSum is the sum of all chosen options of t, and how many there are.
func (e *evaluator) optionSum(t []float64) (s, n float64) {
	K := e.l.K
	for t = t[:e.l.counts()]; len(t) >= K; t = t[K:] {
		for k, x := range t[:K] {
			s += float64(k+1) * x
			n += x
		}
	}
	return s, n
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

// entropyWithinItems is the sum over items of n_i H_i, bits, plain and with the
// Miller-Madow correction of each H_i.
func (e *evaluator) entropyWithinItems(t []float64, d int) (plain, corrected float64) {
	options := 0
	for _, c := range e.l.dims[d] {
		lo, hi := e.l.col(c)
		if n := sum(t[lo:hi]); n > 0 {
			plain += n * Entropy(t[lo:hi])
			options += seen(t[lo:hi]) - 1
		}
	}
	return plain, plain + float64(options)/(2*math.Ln2)
}

// undefined says why a measure has no value in dimension d; empty when it has.
func (e *evaluator) undefined(name string, d int, p []float64) string {
	if e.expected && slices.Contains(singleAnswers, name) {
		return noSingleAnswers
	}
	switch name {
	case "jsd", "js_distance", "js_floor", "js_p", "jsd_corrected", "total_variation", "wasserstein":
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
	if name == "baseline_for_floor" && seen(p) < 2 {
		return "every answer the same"
	}
	switch name {
	case "persona_share", "persona_share_mm", "item_share", "item_share_mm":
		if seen(p) == 1 {
			return "every answer the same: no spread to explain"
		}
	}
	return ""
}
