package report

import (
	"math"
	"slices"

	"inertia/analysis"
	"inertia/report/document"
)

// significance is the level at which a p value is counted.
const significance = .05

// manyBaseline is how many baseline answers an item make a distance's interval
// possible.
const manyBaseline = 10

// distanceSection sets the distance from the baseline beside what sampling
// alone would give.
func (v *view) distanceSection(level int) ([]document.Block, error) {
	if !v.asked("js_distance") {
		return nil, nil
	}
	blocks := []document.Block{v.sub(level, "distance", "Distance from the baseline")}
	if !v.has("js_distance") {
		return append(blocks, para("No distance can be given: ", v.reason("js_distance"), ".")), nil
	}
	picture, err := v.inertiaDistance()
	if err != nil {
		return nil, err
	}
	shares, err := v.sharesFigure(v.example(), "")
	if err != nil {
		return nil, err
	}
	blocks = append(blocks, v.distanceText(picture, shares))
	if len(v.models) > 1 {
		g := v.intervals(v.newGrid("distance", "js_distance", "JS distance of answers under personas from the baseline", v.withFloor(","), ", ", v.name, ".", v.simulatedMark()))
		g = v.beside(v.beside(g, "floor", "js_floor"), "p", "js_p")
		grid, ref := v.tables(g)
		if slices.ContainsFunc(v.overModels("js_distance"), func(e analysis.Estimate) bool { return e.Method == analysis.MethodTOverSeeds }) {
			addNotes(grid, document.T("The intervals are over seeds that share one baseline; they do not hold the scatter of its few answers, which the floor shows."))
		}
		if why := v.pBesideInterval(); why != nil {
			addNotes(grid, why)
		}
		blocks = append(blocks, v.significantText(ref))
		blocks = append(blocks, grid...)
	} else {
		blocks = append(blocks, v.significantText(nil))
	}
	return append(append(blocks, picture...), shares...), nil
}

// pBesideInterval says why an interval may reach 0 where p is small; nil without both.
func (v *view) pBesideInterval() []document.Inline {
	if !v.has("js_p") || !slices.ContainsFunc(v.overModels("js_distance"), func(e analysis.Estimate) bool { return e.Method == analysis.MethodBiasCorrected }) {
		return nil
	}
	return document.T("The ", symbolP, " value holds the sampling of the baseline alone, with the persona shares as they are; the interval holds the draw of the personas too, and may reach 0 where ", symbolP, " is small.")
}

// withFloor is said of a distance where there is a floor to read it against.
func (v *view) withFloor(comma string) string {
	if v.has("js_floor") {
		return comma + " with its floor"
	}
	return ""
}

func (v *view) distanceText(picture, shares []document.Block) document.Block {
	var text []any
	if rows := v.over(v.subject, "js_distance"); len(rows) > 0 {
		text = append(text, sentenceCase(v.who()), ", the JS distance between the answers with and without a persona ", v.running("runs", "is", rows), ". ")
	} else {
		text = append(text, "The JS distance between the answers with and without a persona ", v.running("runs", "is", v.overModels("js_distance")), ". ")
	}
	if floors := v.over(v.subject, "js_floor"); len(floors) > 0 {
		if n := v.leastBaseline(); v.fewBaseline() {
			text = append(text, "It has to be read against its floor. The baseline holds as few as ", v.some(n, "answer"), " in a dimension, and so few answers scatter: had they been drawn from the very shares that the personas give, the distance would still ", v.running("run", "be", floors), ". ")
		} else {
			text = append(text, "Sampling of the baseline's answers alone would give a distance ", v.amounting(floors), ". ")
		}
		text = append(text, "The floor leaves ", v.leaves(), ". ")
		if v.floorUpper() {
			text = append(text, "As items are unknown here, the floor is an upper estimate: items differ, so one answer from each varies less than as many from the pool. ")
		}
	}
	text = append(text, refsOf(picture)...)
	return para(append(text, v.sharesShown(shares, len(picture) > 0)...)...)
}

// sharesShown points at the figure of option shares, and says whose they are.
func (v *view) sharesShown(shares []document.Block, after bool) []any {
	says := " shows the options that " + v.example() + " chose with and without a persona."
	refs := refsTo(says, says, shares)
	if after && refs != nil {
		return append([]any{" "}, refs...)
	}
	return refs
}

// refsOf points at figures: "Figure 1 and Figure 2 show it."
func refsOf(groups ...[]document.Block) []any { return refsTo(" shows it.", " show it.", groups...) }

// refsTo names tables and figures as the subject of a verb in the singular or the plural.
func refsTo(one, several string, groups ...[]document.Block) []any {
	var refs [][]document.Inline
	for _, g := range groups {
		for _, b := range g {
			switch part := b.(type) {
			case document.Figure:
				refs = append(refs, document.T(document.Ref(part.ID)))
			case *document.Table:
				refs = append(refs, document.T(document.Ref(part.ID)))
			}
		}
	}
	verb := several
	switch len(refs) {
	case 0:
		return nil
	case 1:
		verb = one
	}
	return []any{listed(refs), verb}
}

// leaves says in words how much of the distance the floor leaves, by dimension.
func (v *view) leaves() string {
	words := []string{"at most a tenth of the distance", "less than a third", "between one and two thirds", "more than two thirds"}
	groups := make([][]string, len(words))
	all := 0
	for _, e := range v.over(v.subject, "js_excess") {
		d, _ := v.get(v.subject, e.Dimension, "js_distance")
		i := 3
		switch left := e.Value / d.Value; {
		case math.IsNaN(left) || left <= .1:
			i = 0
		case left < 1./3:
			i = 1
		case left < 2./3:
			i = 2
		}
		groups[i] = append(groups[i], e.Dimension)
		all++
	}
	var parts []string
	for i, names := range groups {
		if len(names) == 0 {
			continue
		}
		what := words[i]
		if i > 0 && len(parts) == 0 {
			what += " of the distance"
		}
		where := " in " + list(names)
		if len(names) == all && all > 1 {
			where = " in every dimension"
		}
		parts = append(parts, what+where)
	}
	return list(parts)
}

// significantText counts the distances that sampling does not explain.
func (v *view) significantText(ref []document.Inline) document.Block {
	ps := v.overModels("js_p")
	var text []any
	if ref != nil {
		text = append(text, ref, " each ", v.respondent(), ". ")
	}
	if len(ps) == 0 {
		return para(append(text, "No ", symbolP, " value of the distance is given.")...)
	}
	n := 0
	for _, e := range ps {
		if e.Value <= significance {
			n++
		}
	}
	pairs := "pairs of " + v.respondent() + " and dimension"
	switch n {
	case 0:
		text = append(text, "In none of the ", v.count(len(ps)), " ", pairs, " is the distance larger than sampling of the baseline explains (", symbolP, " ≤ 0.05).")
	case len(ps):
		text = append(text, "In all ", v.someOf(n), " ", pairs, " the distance is larger than sampling of the baseline explains (", symbolP, " ≤ 0.05).")
	default:
		text = append(text, "In ", v.count(n), " of ", v.count(len(ps)), " ", pairs, " the distance is larger than sampling of the baseline explains (", symbolP, " ≤ 0.05); elsewhere it may be chance.")
	}
	return para(append(text, " The ", symbolP, " values are not corrected for the number of tests.")...)
}

// leastBaseline is the least number of baseline answers of a model in a
// dimension.
func (v *view) leastBaseline() int {
	least := math.MaxInt
	for _, m := range v.models {
		for _, d := range v.scoring.Dimensions {
			if _, _, _, n := analysis.OptionShares(v.study, m, v.variant, v.scoring.ID, d.Name); n > 0 {
				least = min(least, n)
			}
		}
	}
	if least == math.MaxInt {
		return 0
	}
	return least
}

// fewBaseline reports whether some dimension's baseline has too few answers an
// item for an interval of its distance.
func (v *view) fewBaseline() bool {
	for _, m := range v.models {
		for _, d := range v.scoring.Dimensions {
			if _, _, _, n := analysis.OptionShares(v.study, m, v.variant, v.scoring.ID, d.Name); n > 0 && n < manyBaseline*len(d.Items) {
				return true
			}
		}
	}
	return false
}

// floorUpper reports whether a floor says of itself that it is an upper
// estimate.
func (v *view) floorUpper() bool {
	return slices.ContainsFunc(v.overModels("js_floor"), func(e analysis.Estimate) bool { return e.Note != "" })
}
