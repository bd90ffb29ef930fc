package analysis

import (
	"math"
	"slices"
)

// singleAnswers are the measures that ask how single answers fell: how far counts
// stray by chance, how repeats differ, how answers would be dealt out anew. Expected
// counts (answers shared out by the probabilities of their options) hold no single
// answers, so these are undefined for them.
var singleAnswers = []string{"js_floor", "js_p", "baseline_for_floor", "jsd_corrected", "inertia_mm", "persona_share_mm", "item_share_mm", "robustness",
	"ordinal_alpha", "krippendorff_ordinal", "krippendorff_interval", "retest_icc",
	"var_seed", "var_persona", "var_item", "var_persona_item", "var_residual",
	"dependability", "items_for_dependability", "repeats_for_dependability", "item_dependability", "personas_for_dependability",
	"persona_share_null", "persona_share_p", "item_share_null", "item_share_p"}

const noSingleAnswers = "expected counts hold no single answers"

// Expected reports whether the study holds expected counts: some count is no whole
// number.
func (s *Study) Expected() bool {
	for _, b := range s.blocks {
		if b.counts.fractional() {
			return true
		}
	}
	return false
}

// fractional reports whether some count is no whole number.
func (t *countTable) fractional() bool {
	for _, m := range t.many {
		if m != nil && slices.ContainsFunc(m.full, func(n float64) bool { return n != math.Trunc(n) }) {
			return true
		}
	}
	return false
}

// lookForExpected finds out whether the sample, or its baseline, holds expected
// counts.
func (sm *sample) lookForExpected() {
	sm.baselineExpected = sm.baseline != nil && sm.baseline.counts.fractional()
	sm.expected = sm.baselineExpected || slices.ContainsFunc(sm.blocks, func(b *block) bool { return b.counts.fractional() })
}

// definable parts the measures wanted of a sample from those that its expected
// counts cannot have, and gives the rows that say so.
func (sm *sample) definable(wanted []string) (can []string, rows []Estimate) {
	if !sm.expected {
		return wanted, nil
	}
	for _, name := range wanted {
		if !slices.Contains(singleAnswers, name) {
			can = append(can, name)
			continue
		}
		for d := range sm.dims {
			e := sm.blankEstimate(d, name)
			e.Note = noSingleAnswers
			rows = append(rows, e)
		}
	}
	return can, rows
}
