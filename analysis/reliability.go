package analysis

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// scoreTable is the mean option of each persona to each item of a dimension,
// personas that lack an item left out.
type scoreTable struct {
	rows    [][]float64
	items   []string
	dropped int
}

func (sm *sample) scoreTable(d int) *scoreTable {
	t := &scoreTable{}
	for _, c := range sm.itemColumns(d) {
		t.items = append(t.items, sm.form.columns[c])
	}
	for _, cells := range sm.cellCounts(d) {
		row, whole := make([]float64, len(cells)), true
		for j, counts := range cells {
			row[j] = MeanOption(counts)
			whole = whole && !math.IsNaN(row[j])
		}
		if whole {
			t.rows = append(t.rows, row)
		} else {
			t.dropped++
		}
	}
	return t
}

// constant names the items that every persona answers alike.
func (t *scoreTable) constant() []string {
	var names []string
	for j, item := range t.items {
		same := true
		for _, r := range t.rows {
			same = same && r[j] == t.rows[0][j]
		}
		if same {
			names = append(names, item)
		}
	}
	return names
}

func (t *scoreTable) notes() string {
	var notes []string
	if t.dropped > 0 {
		notes = append(notes, fmt.Sprintf("%s lack an item: left out", personaCount(t.dropped)))
	}
	if c := t.constant(); len(c) > 0 && len(t.rows) > 1 {
		notes = append(notes, "constant: "+strings.Join(c, ", "))
	}
	return strings.Join(notes, "; ")
}

// reliabilityRows computes the group reliability for each dimension.
func reliabilityRows(sm *sample, wanted []string, o Options) []Estimate {
	var rows []Estimate
	for d := range sm.dims {
		reason := sm.personaLevel(d)
		var r *reliability
		if reason == "" {
			r = newReliability(sm, d, o.Level)
			reason = r.reason
		}
		for _, name := range wanted {
			if name == "alpha_if_dropped" && reason == "" {
				rows = append(rows, r.ifDropped(sm, d)...)
				continue
			}
			e := sm.blankEstimate(d, name)
			if e.Note = reason; reason == "" {
				r.fill(&e)
			}
			rows = append(rows, e)
		}
	}
	return rows
}

// reliability is all of it for one dimension.
type reliability struct {
	table  *scoreTable
	cells  [][][]float64 // option counts by persona and item
	K      int
	iccs   []ICC
	alpha  float64
	level  float64
	reason string
}

func newReliability(sm *sample, d int, level float64) *reliability {
	r := &reliability{table: sm.scoreTable(d), cells: sm.cellCounts(d), K: sm.K, level: level}
	if n := len(r.table.rows); n < 3 || len(r.table.items) < 2 {
		r.reason = fmt.Sprintf("%s with an answer to each of %d items; need at least 3 personas and 2 items", personaCount(n), len(r.table.items))
		return r
	}
	r.alpha = CronbachAlpha(r.table.rows)
	r.iccs = IntraclassCorrelations(r.table.rows, level)
	return r
}

func (r *reliability) fill(e *Estimate) {
	e.Personas, e.Note = len(r.table.rows), r.table.notes()
	switch e.Measure {
	case "cronbach_alpha":
		e.Value = r.alpha
		e.Low, e.High = FeldtInterval(r.alpha, len(r.table.rows), len(r.table.items), r.level)
		r.method(e, MethodFeldt, "every persona has the same sum")
	case "omega_total":
		e.Value = OmegaTotal(r.table.rows)
		r.method(e, "", "a constant item has no correlation; needs 3 items with spread")
	case "ordinal_alpha":
		e.Value = OrdinalAlpha(len(r.table.items), func(i, j int) [][]float64 { return jointTable(r.cells, i, j, r.K) })
		r.method(e, "", "a constant item has no polychoric correlation")
	case "krippendorff_ordinal", "krippendorff_interval":
		e.Value = KrippendorffAlpha(slices.Concat(r.cells...), e.Measure == "krippendorff_ordinal")
		r.method(e, "", "asked once, or every answer the same")
	default:
		for _, icc := range r.iccs {
			if icc.Name == e.Measure {
				e.Value, e.Low, e.High = icc.Value, icc.Low, icc.High
			}
		}
		r.method(e, MethodF, "every score the same")
	}
}

// method names the interval, or the reason for a NaN.
func (r *reliability) method(e *Estimate, name, undefined string) {
	switch {
	case math.IsNaN(e.Value) && e.Note == "":
		e.Note = undefined
	case math.IsNaN(e.Value):
		e.Note = undefined + "; " + e.Note
	case name != "" && !math.IsNaN(e.Low):
		e.Method, e.Level = name, r.level
	}
}

func (r *reliability) ifDropped(sm *sample, d int) []Estimate {
	var rows []Estimate
	for j, a := range AlphaIfDropped(r.table.rows) {
		e := sm.blankEstimate(d, "alpha_if_dropped")
		e.Contrast, e.Value, e.Personas = "without "+r.table.items[j], a, len(r.table.rows)
		r.method(&e, "", "fewer than three items, or every persona has the same sum")
		rows = append(rows, e)
	}
	return rows
}
