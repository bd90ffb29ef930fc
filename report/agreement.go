package report

import (
	"math"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
)

// profileSection gives each dimension's place against the whole instrument, and
// how it settles with the number of role-plays.
func (v *view) profileSection(level int) ([]document.Block, error) {
	if !v.has("profile") {
		return nil, nil
	}
	g := v.intervals(v.newGrid("profile", "profile", "Centred profile of the ", v.name, ", in options of the scale.", v.simulatedMark()))
	grid, ref := v.tables(g)
	profile, err := v.profileFigure()
	if err != nil {
		return nil, err
	}
	spread, err := v.spreadFigure()
	if err != nil {
		return nil, err
	}
	rows := v.over(v.subject, "profile")
	text := []any{"The centred profile is the mean option of a dimension less that of all answers of the instrument, so that a habit of rating everything high drops out. "}
	if len(rows) > 0 {
		text = append(text, sentenceCase(v.who()), " it ", v.running("runs", "is", rows), ". ")
	} else {
		text = append(text, "It ", v.running("runs", "is", v.overModels("profile")), ". ")
	}
	if v.replicates() || v.subject == analysis.MeanModel {
		for _, e := range rows {
			if p, ok := v.printed(e.Dimension, "profile"); ok {
				text = append(text, "For ", e.Dimension, " the paper prints ", v.look(p), "; here it is ", v.num.Value(e), ". ")
			}
		}
	}
	text = append(text, ref, " it")
	blocks := []document.Block{v.sub(level, "profile", "Profile")}
	for _, b := range profile {
		text = append(text, ", and ", document.Ref(b.(document.Figure).ID), " draws it")
	}
	if len(profile) == 0 {
		text = append(text, "; as it is 0 throughout, no figure draws it")
	}
	text = append(text, ". ")
	for _, b := range spread {
		text = append(text, document.Ref(b.(document.Figure).ID), " shows how its variance falls with the number of role-plays, that is, how many are enough.")
	}
	if len(spread) == 0 {
		text = append(text, v.noSpread())
	}
	blocks = append(blocks, para(text...))
	blocks = append(blocks, grid...)
	return append(append(blocks, profile...), spread...), nil
}

// seedSection says how far another draw of personas gives the same.
func (v *view) seedSection(level int) ([]document.Block, error) {
	items, dims := v.seedPairs("seed_r_items"), v.seedPairs("seed_r_dimensions")
	noise := v.replicationBlocks()
	if len(items)+len(dims) == 0 {
		if noise != nil {
			return append([]document.Block{v.sub(level, "noise", "Agreement of the server with itself")}, noise...), nil
		}
		return nil, nil
	}
	blocks := []document.Block{v.sub(level, "seeds", "Agreement between seeds")}
	text := []any{"Each seed is a draw of personas of its own. "}
	those := "Those"
	if len(items) > 0 {
		text = append(text, "The mean options of the items correlate between seeds with Pearson's ", symbolR, " ", v.amounting(items), ". ")
	} else {
		text = append(text, "Items are unknown here, so seeds can be compared by dimension only. ")
		those = "The mean options"
	}
	if len(dims) > 0 {
		text = append(text, those, " of the dimensions correlate with ", symbolR, " ", v.amounting(dims), "; with ", v.some(len(v.scoring.Dimensions), "dimension"), " this is a weak test. ")
	}
	if low, high, ok := v.printedRange("seed_r_items"); ok {
		text = append(text, "The paper prints ", symbolR, " = ", low, " to ", high, ". ")
	}
	measures, heads := []string{"seed_r_items", "seed_r_dimensions"}, [][]document.Inline{document.T("Items"), document.T("Dimensions")}
	if len(items) == 0 {
		measures, heads = measures[1:], heads[1:]
	}
	t := v.comparisonTable("tab-seeds", document.T("Agreement between seeds of the persona draw, Pearson's ", symbolR, " with its interval."), v.variant, measures, heads...)
	text = append(text, document.Ref(t.ID), " gives every pair")
	if all := v.compared(measures[0]); slices.ContainsFunc(all, func(e analysis.Estimate) bool { return e.Variant != v.variant }) {
		text = append(text, " of the variant ", v.variant, "; those of other variants are in ", document.CodeSpan("tables/comparisons.csv"))
	}
	text = append(text, ".")
	picture, err := v.seedScatter()
	if err != nil {
		return nil, err
	}
	if ref := refsTo(" draws one of them.", " draw one of them.", picture); ref != nil {
		text = append(append(text, " "), ref...)
	}
	blocks = append(append(blocks, para(text...), t), noise...)
	return append(blocks, picture...), nil
}

// printedRange is the published least and greatest value of a measure.
func (v *view) printedRange(measure string) (low, high string, ok bool) {
	var a, b float64
	for _, p := range v.published {
		if p.Measure != measure {
			continue
		}
		if !ok || p.Value < a {
			a, low = p.Value, v.look(p)
		}
		if !ok || p.Value > b {
			b, high = p.Value, v.look(p)
		}
		ok = true
	}
	return low, high, ok
}

// seedPairs lists the comparisons of seeds in the variant that the results are about.
func (v *view) seedPairs(measure string) []analysis.Estimate {
	return slices.DeleteFunc(v.compared(measure), func(e analysis.Estimate) bool { return e.Variant != v.variant })
}

// comparisonTable lists comparisons, one row a model, contrast and variant: those of
// one variant, or of all where it is empty.
func (v *view) comparisonTable(id string, caption []document.Inline, variant string, measures []string, heads ...[]document.Inline) *document.Table {
	t := &document.Table{ID: slug(id, v.scoring.ID), Caption: document.T(caption, v.simulatedMark()),
		Columns: []document.Column{{Head: document.T(sentenceCase(v.respondent()))}, {Head: document.T("Compared")}}}
	for _, h := range heads {
		t.Columns = append(t.Columns, document.Column{Head: h, Align: document.Right})
	}
	type key struct{ model, contrast, variant string }
	var keys []key
	var variants []string // that contrasts do not name
	byKey := map[key]map[string]analysis.Estimate{}
	for _, e := range v.comparisons {
		if e.Instrument != v.scoring.ID || !slices.Contains(measures, e.Measure) || variant != "" && e.Variant != variant {
			continue
		}
		k := key{e.Model, e.Contrast, e.Variant}
		if !strings.HasSuffix(e.Contrast, "~ "+e.Variant) && !slices.Contains(variants, e.Variant) {
			variants = append(variants, e.Variant)
		}
		if byKey[k] == nil {
			byKey[k] = map[string]analysis.Estimate{}
			keys = append(keys, k)
		}
		byKey[k][e.Measure] = e
	}
	f := &footnotes{}
	for _, k := range keys {
		compared := k.contrast
		if len(variants) > 1 && slices.Contains(variants, k.variant) {
			compared += ", " + k.variant
		}
		cells := [][]document.Inline{document.T(k.model), document.T(compared)}
		for _, m := range measures {
			e, ok := byKey[k][m]
			cell := v.value(e, ok, f)
			if i := v.num.Interval(e); ok && i != "" && !math.IsNaN(e.Value) {
				cell = document.T(cell, " ", i)
			}
			cells = append(cells, cell)
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	t.Notes = f.notes()
	return t
}

// variantSection compares other ways of asking with the first.
func (v *view) variantSection(level int) ([]document.Block, error) {
	rs, rhos, changes := v.compared("variant_r_items"), v.compared("variant_rho_dimensions"), v.compared("variant_profile_change")
	if len(rs)+len(rhos)+len(changes) == 0 {
		return nil, nil
	}
	text := []any{"The same items were also asked in another way; where no variant is named, results are those of the variant ", v.variant, ". "}
	if len(rs) > 0 {
		text = append(text, "The mean options of the items correlate between the two ways with Pearson's ", symbolR, " ", v.amounting(rs), ". ")
	}
	if len(rhos) > 0 {
		text = append(text, "The order of the dimensions has Spearman's rho ", v.amounting(rhos), ". ")
	}
	if len(changes) > 0 {
		text = append(text, "The change of the centred profile ", v.running("runs", "is", changes), ", in options. ")
	}
	text = append(text, "A low correlation means that answers follow the form of the question, or chance, rather than its content. ")
	order, orderTable := v.orderText()
	t := v.comparisonTable("tab-variants", document.T("Agreement between ways of asking: Pearson's ", symbolR, " of item means, Spearman's rho of the dimensions."), "",
		[]string{"variant_r_items", "variant_rho_dimensions"}, document.T(symbolR, " of items"), document.T("rho of dimensions"))
	text = append(text, document.Ref(t.ID), " gives every pair")
	blocks := []document.Block{t}
	if byVariant := v.variantTable(); byVariant != nil {
		text = append(text, ", ", document.Ref(byVariant.ID), " the inertia of each way")
		blocks = append(blocks, byVariant)
	}
	moved, err := v.variantDumbbells()
	if err != nil {
		return nil, err
	}
	for _, b := range moved {
		text = append(text, "; ", document.Ref(b.(document.Figure).ID), " draws how it moves")
	}
	blocks = append(blocks, moved...)
	written := []document.Block{v.sub(level, "variants", "Agreement between ways of asking"), para(append(text, ".")...)}
	if orderTable != nil {
		written, blocks = append(written, para(order...)), append(blocks, orderTable)
	}
	return append(written, blocks...), nil
}

// variantTable gives inertia by model and way of asking; nil when it was not
// asked for.
func (v *view) variantTable() *document.Table {
	if !v.has("inertia") {
		return nil
	}
	t := &document.Table{ID: slug("tab-variant-inertia", v.scoring.ID), Wide: true, Caption: document.T("Inertia of the ", v.name, " by way of asking.", v.simulatedMark()),
		Columns: []document.Column{{Head: document.T(sentenceCase(v.respondent()))}, {Head: document.T("Variant")}}}
	for _, d := range v.scoring.Dimensions {
		t.Columns = append(t.Columns, document.Column{Head: document.T(d.Name), Align: document.Right})
	}
	f := &footnotes{}
	for _, c := range v.cells {
		row := [][]document.Inline{document.T(c.Model), document.T(c.Variant)}
		there := false
		for _, d := range v.scoring.Dimensions {
			e, ok := v.index[address{c.Model, c.Variant, v.scoring.ID, d.Name, "inertia"}]
			there = there || ok
			row = append(row, v.value(e, ok, f))
		}
		if there {
			t.Rows = append(t.Rows, document.Row{Cells: row})
		}
	}
	t.Notes = f.notes()
	return t
}

// spreadNotes explains a table of robustness or susceptibility: what stands where there is no interval, and why digits differ.
func (v *view) spreadNotes(g *grid) [][]document.Inline {
	var interval, without bool
	for _, m := range g.models {
		for _, d := range g.dimensions {
			e, ok := v.get(m, d, g.measure)
			has := v.num.Interval(e) != "" && e.Level > 0
			interval, without = interval || has, without || ok && !has && e.SE > 0
		}
	}
	var notes [][]document.Inline
	if interval && without {
		notes = append(notes, document.T(symbolSE, ": standard error, where there is no interval."))
	}
	if g.measure == "robustness" {
		notes = append(notes, document.T("A value has the digits that its standard error allows."))
	}
	return notes
}

// robustnessSection gives the neighbouring study's measures where they can be
// had.
func (v *view) robustnessSection(level int) ([]document.Block, error) {
	if !v.has("robustness") && !v.has("susceptibility") {
		return nil, nil
	}
	blocks := []document.Block{v.sub(level, "robustness", "Robustness and susceptibility")}
	text := []any{citeText("costa2025"), " ask how much a model's answer varies when the same persona is asked again (robustness is one over that) and how much it varies between personas (susceptibility). "}
	var tables []document.Block
	for _, m := range []string{"robustness", "susceptibility"} {
		var whole []analysis.Estimate
		for _, model := range v.models {
			if e, ok := v.get(model, analysis.AllDimensions, m); ok && !math.IsNaN(e.Value) {
				whole = append(whole, e)
			}
		}
		if !v.has(m) {
			text = append(text, title(m), " is not defined here: ", v.reason(m), ". ")
			continue
		}
		if len(whole) > 0 {
			text = append(text, title(m), " of the whole instrument ", v.running("runs", "is", whole), ". ")
		}
		unit := ""
		if u := info(m).Unit; u != "" {
			unit = ", in " + u
		}
		g := v.newGrid(m, m, title(m), " of the ", v.name, unit, ".", v.simulatedMark())
		g.dimensions = append(g.dimensions, analysis.AllDimensions)
		b, ref := v.tables(v.intervals(g))
		text = append(text, ref, " it by dimension. ")
		addNotes(b, v.spreadNotes(g)...)
		tables = append(tables, b...)
	}
	picture, err := v.robustnessAgainst()
	if err != nil {
		return nil, err
	}
	for _, b := range picture {
		text = append(text, document.Ref(b.(document.Figure).ID), " sets one against the other.")
	}
	return append(append(append(blocks, para(text...)), tables...), picture...), nil
}
