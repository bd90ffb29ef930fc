package analysis

import (
	"fmt"
	"math"
	"slices"
)

// wantedDependability is the usual least for comparing individuals.
const wantedDependability = .8

// varianceRows computes the group variance for each dimension: the components
// of an answer, what follows for the design (a D study), and the tests of the
// same question in terms of information.
func varianceRows(sm *sample, wanted []string, o Options) []Estimate {
	wanted = slices.DeleteFunc(slices.Clone(wanted), betweenVariants)
	var rows []Estimate
	for d := range sm.dims {
		v := sm.varianceComponents(d)
		var info *informationTest
		for _, name := range wanted {
			e := sm.blankEstimate(d, name)
			switch {
			case v.reason != "" && sm.personaLevel(d) != "":
				e.Note = v.reason
			case slices.Contains(informationMeasures, name):
				if info == nil {
					info = sm.testInformation(d, o)
				}
				info.fill(&e)
			case v.reason != "":
				e.Note = v.reason
			default:
				v.fill(&e)
			}
			rows = append(rows, e)
		}
	}
	return rows
}

// dStudy is the components of one dimension and the design they were seen in.
type dStudy struct {
	VarianceComponents
	personas, items, repeats float64
	seeds                    int
	reason                   string // why there are none
}

func (sm *sample) varianceComponents(d int) *dStudy {
	v := &dStudy{reason: sm.personaLevel(d), items: float64(len(sm.itemColumns(d))), seeds: len(sm.seeds)}
	if v.reason != "" {
		return v
	}
	counts := sm.cellCounts(d)
	v.personas, v.repeats = float64(len(counts)), meanRepeats(counts)
	var seeds []int
	if len(sm.seeds) > 1 {
		for _, k := range sm.personas() {
			seeds = append(seeds, slices.Index(sm.seeds, k.seed()))
		}
	}
	var ok bool
	if v.VarianceComponents, ok = EstimateVarianceComponents(counts, seeds); !ok {
		v.reason = "every answer the same, or fewer than 2 personas or items"
	}
	return v
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

func (v *dStudy) fill(e *Estimate) {
	if v.AskedOnce {
		e.Note = "asked once: persona × item and residual are one"
	}
	cell := 0. // what repeats do not average out
	if !v.AskedOnce {
		cell = v.PersonaItem
	}
	within := v.Item + cell + v.Residual/v.repeats
	odds := wantedDependability / (1 - wantedDependability)
	switch e.Measure {
	case "var_seed":
		e.Value = v.Seed
		if e.Note = ""; v.seeds < 2 {
			e.Value, e.Note = math.NaN(), "one seed"
		} else if v.seeds < 5 {
			e.Note = fmt.Sprintf("from %d seeds only", v.seeds)
		}
	case "var_persona":
		e.Value = v.Persona
	case "var_item":
		e.Value = v.Item
	case "var_persona_item":
		e.Value = v.PersonaItem
	case "var_residual":
		e.Value = v.Residual
	case "dependability":
		e.Value = ratio(v.Persona, v.Persona+within/v.items)
	case "items_for_dependability":
		v.need(e, odds*within, v.Persona, "no variance between personas")
	case "repeats_for_dependability":
		v.repeatsFor(e, odds, cell)
	case "item_dependability":
		e.Value = ratio(v.Item, v.Item+(v.Persona+cell+v.Residual/v.repeats)/v.personas)
	case "personas_for_dependability":
		v.need(e, odds*(v.Persona+cell+v.Residual/v.repeats), v.Item, "no variance between items")
	}
}

// repeatsFor is how often each item must be asked, the items being as many as
// they are.
func (v *dStudy) repeatsFor(e *Estimate, odds, cell float64) {
	if v.AskedOnce {
		e.Value, e.Note = math.NaN(), "asked once: what repeats would average out is not known"
		return
	}
	v.need(e, odds*v.Residual, v.items*v.Persona-odds*(v.Item+cell), "no number of repeats suffices: items differ too much for their number")
}

// need is the number, rounded up, that a D study asks for.
func (v *dStudy) need(e *Estimate, times, signal float64, never string) {
	if signal < 1e-9 {
		e.Value, e.Note = math.NaN(), never
		return
	}
	e.Value = max(1, math.Ceil(times/signal-1e-9))
}
