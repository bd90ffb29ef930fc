package analysis

import (
	"slices"

	"inertia/datasets"
)

// changeMeasures are those whose changes are told, as far as they were asked for.
var changeMeasures = []string{"inertia", "js_distance", "top2", "profile", "persona_share"}

// Pairs lists the models that answered in both of two compared studies, by their
// name in each. Where no model did, and each study has one, these two are the pair.
// It is nil where the study is one.
func (s *Study) Pairs() [][2]string {
	if s.Compared == nil {
		return nil
	}
	var sides [2][]string
	for _, c := range s.Cells() {
		for i, study := range s.Compared {
			if model, ok := modelIn(c.Model, study); ok && !slices.Contains(sides[i], model) {
				sides[i] = append(sides[i], model)
			}
		}
	}
	var out [][2]string
	for _, model := range sides[0] {
		if slices.Contains(sides[1], model) {
			out = append(out, [2]string{datasets.Labelled(model, s.Compared[0]), datasets.Labelled(model, s.Compared[1])})
		}
	}
	if out == nil && len(sides[0]) == 1 && len(sides[1]) == 1 {
		out = [][2]string{{datasets.Labelled(sides[0][0], s.Compared[0]), datasets.Labelled(sides[1][0], s.Compared[1])}}
	}
	return out
}

// modelIn is a model's own name, where its labelled one is of the study.
func modelIn(labelled, study string) (string, bool) {
	end := len(labelled) - len(datasets.Labelled("", study))
	if end < 0 || datasets.Labelled(labelled[:end], study) != labelled {
		return "", false
	}
	return labelled[:end], true
}

// Changes computes how much each measure differs between two compared studies,
// second less first, for every pair of models, variant and dimension, with the rows
// of a contrast: the difference with its interval, its p, the p adjusted over all
// pairs, variants and dimensions of the scoring, and the p of equivalence. Personas in
// common are resampled together; where there are at least six of them the difference is
// between their answers alone, and so are the rows of the two values, which bear the
// measure's own name.
// A pair without personas has no row.
func Changes(s *Study, o Options) ([]Estimate, error) {
	scorings, err := s.scorings(o)
	if err != nil {
		return nil, err
	}
	var measures []contrastable
	for _, name := range changeMeasures {
		if slices.Contains(o.Measures, name) {
			measures = append(measures, contrastables[slices.IndexFunc(contrastables, func(c contrastable) bool { return c.measure == name })])
		}
	}
	var rows []Estimate
	for _, id := range scorings {
		sc, _ := s.Scoring(id)
		var pairs [][2]*side
		for _, pair := range s.Pairs() {
			for _, c := range s.Cells() {
				if c.Model != pair[1] {
					continue
				}
				before, after := newSample(s, pair[0], c.Variant, sc, nil), newSample(s, pair[1], c.Variant, sc, nil)
				if before != nil && after != nil && before.personasKnown() && after.personasKnown() {
					pairs = append(pairs, [2]*side{newSide(after, measures), newSide(before, measures)})
				}
			}
		}
		mine := inOrder(len(pairs), func(i int) []Estimate {
			p := pairUp(pairs[i][0], pairs[i][1])
			p.compute(o)
			return append(p.sides(), p.differences(o)...)
		})
		mine = slices.DeleteFunc(mine, func(e Estimate) bool { return e.Measure == "cliff_delta" })
		adjustContrasts(mine, measures, "between the studies", o.Permutations)
		rows = append(rows, mine...)
	}
	return rows, nil
}
