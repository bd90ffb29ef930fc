package analysis

import (
	"maps"
	"math"
	"slices"
)

// JudgeAgreement compares how the parser models read the baseline of each model:
// the largest share of its answers that two of them can have read alike
// (judge_overlap), given the counts of each item, or of each dimension where
// items are unknown.
//
//	sum_c sum_k min(a_ck, b_ck) / max(sum a, sum b)
//
// It is an upper bound of the agreement, and the agreement itself where each
// item was asked once. studies holds one study a parser model; contrast is
// "claude ~ gpt". The result lies in 0..1; a model without a baseline in either
// is left out.
func JudgeAgreement(studies map[string]*Study, scoring string) []Estimate {
	judges := slices.Sorted(maps.Keys(studies))
	var rows []Estimate
	for i, a := range judges {
		for _, b := range judges[i+1:] {
			sc, ok := studies[a].Scoring(scoring)
			if !ok {
				continue
			}
			for _, c := range studies[a].Cells() {
				x := newSample(studies[a], c.Model, c.Variant, sc, nil)
				y := newSample(studies[b], c.Model, c.Variant, sc, nil)
				if x == nil || y == nil || x.base == nil || y.base == nil {
					continue
				}
				rows = append(rows, judgeOverlap(x, y, a+" ~ "+b))
			}
		}
	}
	return rows
}

func judgeOverlap(x, y *sample, contrast string) Estimate {
	e := blankContrast(x, "judge_overlap", contrast)
	e.Personas = 0
	alike, na, nb := 0.0, 0.0, 0.0
	for d := range x.dims {
		for _, c := range x.dims[d] {
			for k := c * x.K; k < (c+1)*x.K; k++ {
				alike += min(x.base[k], y.base[k])
				na += x.base[k]
				nb += y.base[k]
			}
		}
	}
	e.Answers = int(max(na, nb) + .5)
	if e.Value = ratio(alike, max(na, nb)); math.IsNaN(e.Value) {
		e.Note = "no baseline answers"
	}
	return e
}
