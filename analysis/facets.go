package analysis

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"inertia/datasets"
)

// facetMeasures exist only where a model was asked in several ways.
var facetMeasures = []string{"var_variant", "var_persona_variant", "var_item_variant"}

// oneWay is why nothing can be compared between variants.
const oneWay = "asked in one way only"

// facetRows gives the components over the variants of one model; contexts are its
// samples, one a variant. The variant of such a row is empty: all of them.
func facetRows(contexts []*sample, wanted []string) []Estimate {
	var names []string
	for _, sm := range contexts {
		names = append(names, sm.variant)
	}
	var rows []Estimate
	for d := range contexts[0].dims {
		var x [][][]float64
		var c FacetComponents
		reason := oneWay
		if len(contexts) > 1 {
			x, reason = crossed(contexts, d)
		}
		if reason == "" {
			var ok bool
			if c, ok = EstimateFacetComponents(x); !ok {
				reason = "every answer the same, or fewer than 2 personas or items"
			}
		}
		for _, f := range []struct {
			measure string
			value   float64
		}{{"var_persona", c.Persona}, {"var_item", c.Item}, {"var_persona_item", c.PersonaItem}, {"var_variant", c.Variant},
			{"var_persona_variant", c.PersonaVariant}, {"var_item_variant", c.ItemVariant}, {"var_residual", c.Residual}} {
			if !slices.Contains(wanted, f.measure) || len(contexts) == 1 && !slices.Contains(facetMeasures, f.measure) {
				continue
			}
			e := contexts[0].blankEstimate(d, f.measure)
			if len(contexts) > 1 {
				e.Variant, e.Contrast = "", "over "+strings.Join(names, ", ")
			}
			if e.Note = reason; reason == "" {
				e.Value, e.Personas = f.value, len(x)
				if lost := len(contexts[0].personas()) - len(x); lost > 0 {
					e.Note = fmt.Sprintf("%s lack an answer in some variant: left out", personaCount(lost))
				}
			}
			rows = append(rows, e)
		}
	}
	return rows
}

// crossed is the mean option by persona, item and variant, over the personas that
// answered each item in each variant.
func crossed(contexts []*sample, d int) (x [][][]float64, reason string) {
	at := make([]map[datasets.PersonaKey]rowPlace, len(contexts))
	for v, sm := range contexts {
		if reason := sm.personaLevel(d); reason != "" {
			return nil, reason
		}
		at[v] = map[datasets.PersonaKey]rowPlace{}
		for _, r := range sm.personas() {
			at[v][r.key()] = r
		}
	}
	first := contexts[0]
	columns := first.itemColumns(d)
persona:
	for _, r := range first.personas() {
		cells := matrix(len(columns), len(contexts))
		for v := range contexts {
			other, ok := at[v][r.key()]
			for j, c := range columns {
				if ok {
					cells[j][v] = MeanOption(other.cell(c, nil))
				}
				if !ok || math.IsNaN(cells[j][v]) {
					continue persona
				}
			}
		}
		x = append(x, cells)
	}
	if len(x) < 2 {
		reason = fmt.Sprintf("%s with an answer to each item in each variant, need at least 2", personaCount(len(x)))
	}
	return x, reason
}
