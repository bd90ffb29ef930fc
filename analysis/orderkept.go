package analysis

import (
	"fmt"
	"math"

	"inertia/datasets"
)

// OrderAgreement compares, for each model that was asked with options in order and
// in reverse, the two answers of each persona to each item: the share of pairs with
// the same letter, that is, at the same place of the list (letter_kept), the share
// with the same option (option_kept), and the first less the second (letter_lead).
//
//	letter_kept = mean of sum_k p_k q_(K+1-k),   option_kept = mean of sum_k p_k q_k
//
// where p and q are a persona's shares of the options 1..K of an item, in order and
// reversed, numbered by meaning; the mean is over items, then personas. A respondent
// that goes by meaning keeps its options, one that goes by letters or places its
// letters; answers at random keep 1/K of both. The interval is t over personas.
// contrast is "default ~ options-reversed". Without both ways of asking there are no
// rows; undefined where personas or items are not told apart.
func OrderAgreement(s *Study, scoring string, level float64) []Estimate {
	sc, ok := s.Scoring(scoring)
	if !ok {
		return nil
	}
	var rows []Estimate
	var inOrder *sample
	for _, c := range s.Cells() {
		if c.Variant != datasets.DefaultVariant && c.Variant != datasets.ReversedVariant {
			continue
		}
		sm := newSample(s, c.Model, c.Variant, sc, nil)
		switch {
		case sm == nil:
		case c.Variant == datasets.DefaultVariant:
			inOrder = sm
		case inOrder != nil && inOrder.model == sm.model:
			rows = append(rows, orderKept(inOrder, sm, level)...)
		}
	}
	return rows
}

func orderKept(a, b *sample, level float64) []Estimate {
	contrast := a.variant + " ~ " + b.variant
	letter, option, lead := blankContrast(b, "letter_kept", contrast), blankContrast(b, "option_kept", contrast), blankContrast(b, "letter_lead", contrast)
	letters, options, reason := keptByPersona(a, b)
	leads := make([]float64, len(letters))
	for i := range letters {
		leads[i] = letters[i] - options[i]
	}
	for _, x := range []struct {
		e      *Estimate
		values []float64
	}{{&letter, letters}, {&option, options}, {&lead, leads}} {
		x.e.Note, x.e.Personas = reason, len(x.values)
		if reason != "" {
			continue
		}
		x.e.Value = mean(x.values)
		x.e.Low, x.e.High, x.e.SE = TInterval(x.e.Value, x.values, level)
		if !math.IsNaN(x.e.Low) {
			x.e.Level, x.e.Method = level, MethodTOverPersonas
		}
	}
	return []Estimate{letter, option, lead}
}

// keptByPersona is, for each persona asked both ways, the mean share of its items
// where the letter, and where the option, stayed.
func keptByPersona(a, b *sample) (letters, options []float64, reason string) {
	pa, pb, reason := sharedPersonas(a, b)
	if reason != "" {
		return nil, nil, reason
	}
	var p, q []float64 // used again for every cell
	for i := range pa {
		letter, option, n := 0.0, 0.0, 0.0
		for c := range a.form.items {
			p, q = pa[i].cell(c, p), pb[i].cell(c, q)
			np, nq := sum(p), sum(q)
			if np == 0 || nq == 0 {
				continue
			}
			for k := range p {
				letter += p[k] * q[a.K-1-k] / (np * nq)
				option += p[k] * q[k] / (np * nq)
			}
			n++
		}
		if n > 0 {
			letters, options = append(letters, letter/n), append(options, option/n)
		}
	}
	if len(letters) < minPersonas {
		return nil, nil, fmt.Sprintf("%s with known items asked both ways, need at least %d", personaCount(len(letters)), minPersonas)
	}
	return letters, options, ""
}
