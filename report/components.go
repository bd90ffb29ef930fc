package report

import (
	"slices"

	"inertia/analysis"
	"inertia/report/document"
)

// varianceSources says what an answer's variance comes from, what design would be
// dependable, and how far answers follow places.
func (v *view) varianceSources() ([]document.Block, error) {
	var blocks []document.Block
	text := []any{"An answer varies with the persona, the item, their combination, and from one time to the next; ", document.Math(`x_{spir} = \mu + s + p + i + pi + e`),
		" takes these apart by restricted maximum likelihood ", cite("bates2015"), ". "}
	if v.anyDefined("var_persona") {
		t := v.byDimension("variance", []measureColumn{{"Seed", "var_seed", "", false}, {"Persona", "var_persona", "", false}, {"Item", "var_item", "", false},
			{"Persona × item", "var_persona_item", "", false}, {"Residual", "var_residual", "", false}, {"Dependability", "dependability", "", false}, {"Items for 0.8", "items_for_dependability", "", false}},
			"Variance components of an answer to the ", v.name, " in squared options, ", v.example(), "; the dependability of a persona's score with the items and repeats there are, and the items that one of 0.8 would need.")
		text = append(text, document.Ref(t.ID), " gives them. ")
		blocks = append(blocks, t)
		picture, err := v.varianceFigure()
		if err != nil {
			return nil, err
		}
		for _, b := range picture {
			text = append(text, document.Ref(b.(document.Figure).ID), " draws their shares. ")
		}
		blocks = append(blocks, picture...)
	}
	text = append(text, v.dependabilityText()...)
	text = append(text, v.informationText()...)
	if t := v.placeTable(); t != nil {
		text = append(text, document.Ref(t.ID), " says how far answers follow the place of an option and not its meaning: 0 is all meaning, 0.5 nothing in common between the two orders, 1 all place. ")
		blocks = append(blocks, t)
	}
	text = append(text, v.positionText()...)
	return append([]document.Block{para(append(text, v.elsewhere()...)...)}, blocks...), nil
}

// anyDefined reports whether the model shown has a value of the measure.
func (v *view) anyDefined(measure string) bool { return len(defined(v.rowsFor(measure))) > 0 }

func (v *view) dependabilityText() []any {
	rows := defined(v.rowsFor("dependability"))
	low := slices.DeleteFunc(slices.Clone(rows), func(e analysis.Estimate) bool { return e.Value >= .8 })
	if len(rows) == 0 {
		return nil
	}
	if len(low) == 0 {
		return []any{"With its items, every dimension tells personas apart with a dependability of 0.8 or more ", cite("brennan2001"), ". "}
	}
	return []any{"A persona's score is dependable to less than 0.8 in ", list(dimensions(low)), " ", cite("brennan2001"), ". "}
}

// informationText says where persona and item explain more than chance.
func (v *view) informationText() []any {
	var out []any
	for _, m := range []struct{ noun, p, null string }{{"persona", "persona_share_p", "persona_share_null"}, {"item", "item_share_p", "item_share_null"}} {
		rows, null := defined(v.rowsFor(m.p)), defined(v.rowsFor(m.null))
		if len(rows) == 0 || len(null) == 0 {
			continue
		}
		beyond := slices.DeleteFunc(slices.Clone(rows), func(e analysis.Estimate) bool { return e.Value >= .05 })
		out = append(out, "Dealt out at random, answers would seem to owe ", v.between(null), " of their spread to the ", m.noun, "; they owe it more than that (", symbolP, " below 0.05, not corrected) in ", v.count(len(beyond)), " of ", v.outOf(len(rows), "dimension"), ". ")
	}
	return out
}

// placeTable sets place share and shift out by model; nil where options were never
// reversed.
func (v *view) placeTable() *document.Table {
	if len(defined(v.rowsOf("place_share")))+len(defined(v.rowsOf("place_shift"))) == 0 {
		return nil
	}
	t := &document.Table{ID: slug("tab-place", v.scoring.ID), Wide: len(v.scoring.Dimensions) > 3,
		Caption: document.T("Place share of the answers to the ", v.name, " when the options are reversed, and below it by how many options the answers are drawn to later places.", v.simulatedMark()),
		Columns: []document.Column{{Head: document.T(sentenceCase(v.respondent()))}}}
	dims := v.dimensionNames()
	if len(dims) > maxColumns {
		dims = dims[:maxColumns]
	}
	for _, d := range dims {
		t.Columns = append(t.Columns, document.Column{Head: document.T(d), Align: document.Right})
	}
	f := &footnotes{}
	for _, m := range v.models {
		for i, measure := range []string{"place_share", "place_shift"} {
			rows := slices.DeleteFunc(v.rowsOf(measure), func(e analysis.Estimate) bool { return e.Model != m })
			cells := [][]document.Inline{document.T(m)}
			if i == 1 {
				cells[0] = underLabel("shift")
			}
			for _, d := range dims {
				e, ok := find(rows, d, "")
				cells = append(cells, v.value(e, ok, f))
			}
			t.Rows = append(t.Rows, document.Row{Cells: cells, Under: i == 1})
		}
	}
	if len(dims) < len(v.scoring.Dimensions) {
		f.say("The other dimensions are in tables/measures.csv.")
	}
	t.Notes = f.notes()
	return t
}

// positionText says whether answers change with an item's place in a dialogue.
func (v *view) positionText() []any {
	var out []any
	for _, e := range defined(v.rowsOf("position_slope")) {
		if e.Model != v.example() || e.Dimension != analysis.AllDimensions {
			continue
		}
		out = append(out, "In the variant ", e.Variant, " answers change by ", v.with(e), " options with each further place of an item")
		if p, ok := find(slices.DeleteFunc(v.rowsOf("position_p"), func(x analysis.Estimate) bool { return x.Model != e.Model || x.Variant != e.Variant }), analysis.AllDimensions, ""); ok && p.Value == p.Value {
			out = append(out, " (", symbolP, " ", v.num.Value(p), ")")
		}
		out = append(out, ". ")
	}
	return out
}
