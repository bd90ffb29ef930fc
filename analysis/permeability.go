package analysis

import (
	"fmt"
	"math"
)

// permeabilityRows computes the group permeability: how far each attribute of a
// persona moves each dimension. The unit is the persona, its score the mean
// option of the dimension.
func permeabilityRows(sm *sample, wanted []string, o Options) []Estimate {
	reason := ""
	if !sm.personasKnown() {
		reason = "personas unknown: these are counts"
	}
	attributes := sm.attributes()
	if reason == "" && len(attributes) == 0 {
		reason = "no persona attributes known"
	}
	if reason != "" {
		var rows []Estimate
		for d := range sm.dims {
			for _, name := range wanted {
				e := sm.blankEstimate(d, name)
				e.Note = reason
				rows = append(rows, e)
			}
		}
		return rows
	}
	p := &permeability{sm: sm, o: o, attributes: attributes, scores: make([][]float64, len(sm.dims))}
	for d := range sm.dims {
		p.scores[d] = sm.personaScores(d)
	}
	if o.Resamples > 0 {
		p.tests = testAttributes(attributes, p.scores, o.Permutations, o.Seed, sm.model, sm.variant, sm.seed, sm.scoring.ID)
		p.adjust()
	}
	var rows []Estimate
	for d := range sm.dims {
		for a := range attributes {
			for _, name := range wanted {
				rows = append(rows, p.rows(d, a, name)...)
			}
		}
	}
	return rows
}

type permeability struct {
	sm         *sample
	o          Options
	attributes []attribute
	scores     [][]float64       // by dimension, persona
	tests      [][]attributeTest // by attribute, dimension; nil without resampling
	holm, bh   [][]float64
	family     int
}

// adjust corrects the p of the spread over all attributes and dimensions.
func (p *permeability) adjust() {
	var all []float64
	for a := range p.tests {
		for d := range p.tests[a] {
			all = append(all, p.tests[a][d].spreadP)
		}
	}
	p.family = len(all)
	holm, bh := HolmAdjust(all), BenjaminiHochbergAdjust(all)
	for a := range p.tests {
		n := len(p.tests[a])
		p.holm, p.bh = append(p.holm, holm[a*n:(a+1)*n]), append(p.bh, bh[a*n:(a+1)*n])
	}
}

func (p *permeability) blank(d, a int, name, contrast string, groups [][]float64) Estimate {
	e := p.sm.blankEstimate(d, name)
	e.Contrast, e.Personas = contrast, 0
	for _, g := range groups {
		e.Personas += len(g)
	}
	return e
}

func (p *permeability) rows(d, a int, name string) []Estimate {
	at := &p.attributes[a]
	groups := at.split(p.scores[d])
	switch name {
	case "category_mean":
		return p.categoryMeans(d, a, groups)
	case "cohen_d", "hedges_g":
		var rows []Estimate
		for _, pair := range at.pairs() {
			rows = append(rows, p.pair(d, a, name, pair, groups))
		}
		return rows
	case "cohen_d_max", "cohen_d_max_p":
		return p.farthest(d, a, name, groups)
	case "attribute_rho":
		if at.values == nil {
			return nil
		}
		return []Estimate{p.rho(d, a, groups)}
	}
	e := p.blank(d, a, name, at.name, groups)
	switch name {
	case "omega_squared":
		e.Value = OmegaSquared(groups)
	case "epsilon_squared":
		e.Value = EpsilonSquared(groups)
	default:
		p.pValue(&e, d, a)
	}
	if math.IsNaN(e.Value) && e.Note == "" {
		e.Note = "every persona scores the same, or too few in a category"
	}
	return []Estimate{e}
}

func (p *permeability) pValue(e *Estimate, d, a int) {
	if p.tests == nil {
		e.Note = "no resampling"
		return
	}
	e.Note = fmt.Sprintf("%d permutations of personas", p.o.Permutations)
	switch e.Measure {
	case "attribute_p":
		e.Value = p.tests[a][d].spreadP
	case "attribute_p_holm":
		e.Value = p.holm[a][d]
		e.Note += fmt.Sprintf("; family of %d tests (attributes × dimensions)", p.family)
	case "attribute_p_bh":
		e.Value = p.bh[a][d]
		e.Note += fmt.Sprintf("; family of %d tests (attributes × dimensions)", p.family)
	}
}

func (p *permeability) categoryMeans(d, a int, groups [][]float64) []Estimate {
	at := &p.attributes[a]
	if len(at.categories) > maxPairCategories {
		return nil
	}
	var rows []Estimate
	for c, g := range groups {
		e := p.blank(d, a, "category_mean", at.name+": "+at.categories[c], groups[c:c+1])
		if e.Value = mean(g); len(g) == 0 {
			e.Note = "no answers"
		}
		if len(g) >= 3 {
			e.Low, e.High, e.SE = TInterval(e.Value, g, p.o.Level)
			e.Level, e.Method = p.o.Level, MethodTOverPersonas
		}
		rows = append(rows, e)
	}
	return rows
}

func (p *permeability) pair(d, a int, name string, pair [2]int, groups [][]float64) Estimate {
	at := &p.attributes[a]
	x, y := groups[pair[0]], groups[pair[1]]
	e := p.blank(d, a, name, fmt.Sprintf("%s: %s vs %s", at.name, at.categories[pair[0]], at.categories[pair[1]]), [][]float64{x, y})
	e.Value = CohenD(x, y)
	if math.IsNaN(e.Value) {
		e.Note = "no spread inside the categories"
		return e
	}
	e.SE = CohenDError(e.Value, len(x), len(y))
	if name == "hedges_g" {
		shrink := HedgesG(1, len(x), len(y))
		e.Value, e.SE = e.Value*shrink, e.SE*shrink
	}
	e.Low, e.High = normalInterval(e.Value, e.SE, p.o.Level)
	e.Level, e.Method = p.o.Level, MethodNormal
	return e
}

// farthest is the most distant pair; its p comes from the largest |d| of each
// permutation, since the pair was selected.
func (p *permeability) farthest(d, a int, name string, groups [][]float64) []Estimate {
	at := &p.attributes[a]
	var best Estimate
	for _, pair := range at.pairs() {
		if e := p.pair(d, a, "cohen_d", pair, groups); best.Measure == "" || math.Abs(e.Value) > math.Abs(best.Value) {
			best = e
		}
	}
	if best.Measure == "" {
		return nil
	}
	best.Measure = name
	if name == "cohen_d_max" {
		best.Note = "selected: the most distant pair"
		return []Estimate{best}
	}
	nan := math.NaN()
	best.Value, best.SE, best.Low, best.High, best.Level, best.Method = nan, nan, nan, nan, nan, ""
	if best.Note = "no resampling"; p.tests != nil {
		best.Value, best.Note = p.tests[a][d].pairP, fmt.Sprintf("%d permutations of personas, largest |d| of each", p.o.Permutations)
	}
	return []Estimate{best}
}

func (p *permeability) rho(d, a int, groups [][]float64) Estimate {
	at := &p.attributes[a]
	e := p.blank(d, a, "attribute_rho", at.name, groups)
	var x, y []float64
	for i, c := range at.of {
		if s := p.scores[d][i]; c >= 0 && !math.IsNaN(s) {
			x, y = append(x, at.values[c]), append(y, s)
		}
	}
	e.Value, e.Note = pearson(ranks(x), ranks(y))
	if low, high := FisherInterval(e.Value, len(x), p.o.Level); !math.IsNaN(low) && e.Note == "" {
		e.Low, e.High, e.Level, e.Method = low, high, p.o.Level, MethodFisher
	}
	return e
}
