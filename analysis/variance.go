package analysis

import "math"

// wantedDependability is the usual least for comparing individuals.
const wantedDependability = .8

// varianceRows computes the group variance for each dimension: the components
// of an answer and what follows for the design (a D study).
func varianceRows(sm *sample, wanted []string, _ Options) []Estimate {
	var rows []Estimate
	for d := range sm.dims {
		reason := sm.personaLevel(d)
		var v VarianceComponents
		var repeats float64
		if reason == "" {
			counts := sm.cellCounts(d)
			var ok bool
			if v, ok = EstimateVarianceComponents(counts); !ok {
				reason = "every answer the same, or fewer than 2 personas or items"
			}
			repeats = meanRepeats(counts)
		}
		for _, name := range wanted {
			e := sm.blankEstimate(d, name)
			if e.Note = reason; reason == "" {
				v.fill(&e, float64(len(sm.itemColumns(d))), repeats)
			}
			rows = append(rows, e)
		}
	}
	return rows
}

// meanRepeats is the mean number of answers of the cells that have any.
func meanRepeats(counts [][][]float64) float64 {
	answers, cells := 0.0, 0.0
	for _, row := range counts {
		for _, c := range row {
			if n := sum(c); n > 0 {
				answers += n
				cells++
			}
		}
	}
	return ratio(answers, cells)
}

func (v *VarianceComponents) fill(e *Estimate, items, repeats float64) {
	if v.AskedOnce {
		e.Note = "asked once: persona x item and residual are one"
	}
	within := v.Item + v.Residual/repeats
	if !v.AskedOnce {
		within += v.PersonaItem
	}
	switch e.Measure {
	case "var_persona":
		e.Value = v.Persona
	case "var_item":
		e.Value = v.Item
	case "var_persona_item":
		e.Value = v.PersonaItem
	case "var_residual":
		e.Value = v.Residual
	case "dependability":
		e.Value = ratio(v.Persona, v.Persona+within/items)
	case "items_for_dependability":
		e.Value = math.Ceil(wantedDependability / (1 - wantedDependability) * within / v.Persona)
		if v.Persona < 1e-9 {
			e.Value, e.Note = math.NaN(), "no variance between personas"
		}
	}
}
