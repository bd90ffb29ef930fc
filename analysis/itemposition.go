package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

// positionMeasures say how answers change with an item's place in a dialogue.
var positionMeasures = []string{"position_slope", "position_p"}

// positionRows regresses, for each sample whose items were shown in an order,
// answers on places, within persona and item.
func positionRows(contexts []*sample, wanted []string, o Options) []Estimate {
	var rows []Estimate
	shown := false
	for _, sm := range contexts {
		if !sm.personasKnown() || !slices.ContainsFunc(sm.personas(), func(r rowPlace) bool { return r.positions() != nil }) {
			continue
		}
		shown = true
		var all []int
		for d := range sm.dims {
			rows = append(rows, positionEffect(sm, sm.itemColumns(d), sm.blankEstimate(d, ""), wanted, o)...)
			all = append(all, sm.itemColumns(d)...)
		}
		e := blankContrast(sm, "", "")
		rows = append(rows, positionEffect(sm, all, e, wanted, o)...)
	}
	if shown {
		return rows
	}
	for _, name := range positionMeasures {
		if slices.Contains(wanted, name) {
			e := blankContrast(contexts[0], name, "")
			e.Note = "no item's place in an order is known: every item was asked alone"
			rows = append(rows, e)
		}
	}
	return rows
}

func positionEffect(sm *sample, columns []int, blank Estimate, wanted []string, o Options) []Estimate {
	t := newPositionTable(sm, columns)
	var rows []Estimate
	for _, name := range positionMeasures {
		if !slices.Contains(wanted, name) {
			continue
		}
		e := blank
		e.Measure, e.Personas = name, len(t.answer)
		t.fill(&e, o)
		rows = append(rows, e)
	}
	return rows
}

// positionTable is the answers and places of the personas that answered every
// item, both less their persona's and their item's mean.
type positionTable struct {
	answer, place [][]float64 // persona x item
	raw           [][]float64 // places as they were
}

func newPositionTable(sm *sample, columns []int) *positionTable {
	t := &positionTable{}
	for _, r := range sm.personas() {
		shown := r.positions()
		if shown == nil {
			continue
		}
		answer, place := make([]float64, len(columns)), make([]float64, len(columns))
		whole := true
		for j, c := range columns {
			counts := r.cell(c, nil)
			answer[j], place[j] = MeanOption(counts), shown[c]/sum(counts)
			whole = whole && !math.IsNaN(answer[j]) && place[j] >= 1
		}
		if whole {
			t.answer, t.raw = append(t.answer, answer), append(t.raw, place)
		}
	}
	t.answer, t.place = doublyCentred(t.answer), doublyCentred(t.raw)
	return t
}

// doublyCentred takes row and column means out of a table.
func doublyCentred(rows [][]float64) [][]float64 {
	out := make([][]float64, len(rows))
	if len(rows) == 0 {
		return out
	}
	cols := make([]float64, len(rows[0]))
	for _, r := range rows {
		addTo(cols, r)
	}
	all := sum(cols) / float64(len(rows)*len(cols))
	for i, r := range rows {
		out[i] = make([]float64, len(r))
		m := mean(r)
		for j, x := range r {
			out[i][j] = x - m - cols[j]/float64(len(rows)) + all
		}
	}
	return out
}

func (t *positionTable) fill(e *Estimate, o Options) {
	if n := len(t.answer); n < minPersonas {
		e.Note = fmt.Sprintf("%s with an answer and a place for every item, need at least %d", personaCount(n), minPersonas)
		return
	}
	slope, se := t.slope()
	if math.IsNaN(slope) {
		e.Note = "items came in the same order for everyone: place and item are one"
		return
	}
	if e.Measure == "position_slope" {
		e.Value, e.SE = slope, se
		t := tQuantile(o.Level, float64(len(t.answer)-1))
		e.Low, e.High = slope-t*se, slope+t*se
		e.Level, e.Method = o.Level, MethodClustered
		return
	}
	if o.Resamples == 0 {
		e.Note = "no resampling"
		return
	}
	rng := rand.New(source(o.Seed, 0, "position", e.Model, e.Variant, e.Seed, e.Instrument, e.Dimension))
	e.Value = t.permute(slope, o.Permutations, rng)
	e.Note = fmt.Sprintf("%d permutations of places within personas", o.Permutations)
}

// slope is the change of the answer with each further place, and its standard
// error with personas as clusters.
func (t *positionTable) slope() (b, se float64) {
	zy, zz := 0.0, 0.0
	for i := range t.place {
		zy += dot(t.place[i], t.answer[i])
		zz += dot(t.place[i], t.place[i])
	}
	if zz < 1e-9 {
		return math.NaN(), math.NaN()
	}
	b = zy / zz
	meat := 0.0
	for i, z := range t.place {
		s := 0.0
		for j := range z {
			s += z[j] * (t.answer[i][j] - b*z[j])
		}
		meat += s * s
	}
	n := float64(len(t.place))
	return b, math.Sqrt(meat*n/(n-1)) / zz
}

// permute deals a persona's places out anew among its items.
func (t *positionTable) permute(slope float64, draws int, rng *rand.Rand) float64 {
	raw := make([][]float64, len(t.raw))
	for i, r := range t.raw {
		raw[i] = slices.Clone(r)
	}
	atLeast := 0
	for range draws {
		for _, r := range raw {
			rng.Shuffle(len(r), func(i, j int) { r[i], r[j] = r[j], r[i] })
		}
		drawn := positionTable{answer: t.answer, place: doublyCentred(raw)}
		if b, _ := drawn.slope(); math.Abs(b) >= math.Abs(slope)*(1-1e-12) {
			atLeast++
		}
	}
	return MonteCarloP(atLeast, draws)
}
