package report

import (
	"fmt"
	"math"
	"slices"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/document"
	"inertia/report/figure"
)

// inertiaForest sets the models' inertia side by side in each dimension, with the printed value; nothing for one model.
func (v *view) inertiaForest() ([]document.Block, error) {
	var rows []figure.ForestRow
	printed := false
	for _, d := range v.scoring.Dimensions {
		for _, m := range v.models {
			e, ok := v.get(m, d.Name, "inertia")
			if !ok {
				continue
			}
			r := figure.ForestRow{Label: m, Group: d.Name, Estimate: e}
			if p, ok := v.printed(d.Name, "inertia"); ok {
				r.Published, printed = &p.Value, true
			}
			rows = append(rows, r)
		}
	}
	if len(v.models) < 2 || len(rows) == 0 {
		return nil, nil
	}
	o := v.figureOptions()
	o.Reference = []float64{} // zero is the end of the scale, not a null
	for _, r := range rows {
		o.Span = append(o.Span, r.Estimate.Low, r.Estimate.High, r.Estimate.Value)
	}
	of := "."
	if printed {
		of = ", means over seven other models."
		if v.replicates() {
			of = ", means over these models."
		}
	}
	var blocks []document.Block
	pages := figure.ForestPages(rows)
	for i, page := range pages {
		f, err := figure.Forest(page, o)
		if err != nil {
			return nil, err
		}
		id, caption := v.figureID("inertia-forest", "", ""), []any{"Inertia by dimension of the ", v.name, " and ", v.respondent(), "."}
		if len(pages) > 1 {
			caption[len(caption)-1] = ": " + list(groupsOf(page)) + "."
		}
		if i > 0 {
			id = slug(id, fmt.Sprint(i+1))
		}
		if printed {
			caption = append(caption, " The dashed lines are the printed values ", cite("lee2026"), of)
		}
		blocks = append(blocks, v.place(id, f, caption...)...)
	}
	return blocks, nil
}

// groupsOf are the groups of rows, in order.
func groupsOf(rows []figure.ForestRow) []string {
	var out []string
	for _, r := range rows {
		if len(out) == 0 || out[len(out)-1] != r.Group {
			out = append(out, r.Group)
		}
	}
	return out
}

// variantDumbbells shows how inertia moves with the way of asking; nothing where there is one.
func (v *view) variantDumbbells() ([]document.Block, error) {
	ways := []string{v.variant}
	for _, c := range v.cells {
		if !slices.Contains(ways, c.Variant) {
			ways = append(ways, c.Variant)
		}
	}
	var rows []figure.DumbbellRow
	for _, m := range v.models {
		for _, d := range v.scoring.Dimensions {
			r := figure.DumbbellRow{Label: d.Name, Group: m, Ways: make([]*analysis.Estimate, len(ways))}
			n := 0
			for i, way := range ways {
				if e, ok := v.index[address{m, way, v.scoring.ID, d.Name, "inertia"}]; ok && !math.IsNaN(e.Value) {
					r.Ways[i] = &e
					n++
				}
			}
			if n > 1 {
				rows = append(rows, r)
			}
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	f, err := figure.Dumbbells(rows, ways, v.figureOptions())
	if err != nil {
		return nil, err
	}
	return v.place(v.figureID("variants", "", ""), f, "Inertia of the ", v.name, " by way of asking: the open mark is ", v.variant, ". The farther apart the marks, the more the inertia depends on the way of asking."), nil
}

// robustnessAgainst sets the models' robustness against their susceptibility; nothing where fewer than two have both.
func (v *view) robustnessAgainst() ([]document.Block, error) {
	var x, y []analysis.Estimate
	for _, m := range v.models {
		r, okR := v.get(m, analysis.AllDimensions, "robustness")
		s, okS := v.get(m, analysis.AllDimensions, "susceptibility")
		if okR && okS && !math.IsNaN(r.Value) && !math.IsInf(r.Value, 0) && !math.IsNaN(s.Value) {
			x, y = append(x, r), append(y, s)
		}
	}
	if len(x) < 2 {
		return nil, nil
	}
	f, err := figure.Against(x, y, v.figureOptions())
	if err != nil {
		return nil, err
	}
	return v.place(v.figureID("robustness", "", ""), f, "Robustness against susceptibility over the whole ", v.name, ", by ", v.respondent(),
		". Low and to the right is a ", v.respondent(), " that answers alike when asked again and whoever it plays."), nil
}

// varianceFigure shows the shares of the components of variance; nothing where there are none.
func (v *view) varianceFigure() ([]document.Block, error) {
	all := []struct{ name, measure string }{{"Seed", "var_seed"}, {"Persona", "var_persona"}, {"Item", "var_item"}, {"Persona × item", "var_persona_item"}, {"Residual", "var_residual"}}
	var sources []string
	var found [][]analysis.Estimate
	for _, s := range all {
		if rows := defined(v.rowsFor(s.measure)); len(rows) > 0 {
			sources, found = append(sources, s.name), append(found, rows)
		}
	}
	var rows []figure.VarianceRow
	for _, d := range v.scoring.Dimensions {
		r := figure.VarianceRow{Label: d.Name, Components: make([]*analysis.Estimate, len(sources))}
		there := false
		for i := range found {
			if e, ok := find(found[i], d.Name, ""); ok {
				r.Components[i], there = &e, true
			}
		}
		if there {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	f, err := figure.VarianceBars(rows, sources, v.figureOptions())
	if err != nil {
		return nil, err
	}
	return v.place(v.figureID("variance", "", ""), f, "Where the variance of an answer to the ", v.name, " comes from, ", v.example(), ": shares of the components, and at the right their sum in squared options."), nil
}

// missingMap shows which items lack answers of which models, and why; nothing where none is missing or items are unknown.
func (v *view) missingMap() ([]document.Block, error) {
	var items, dims []string
	counts := map[string][]analysis.ItemMissing{}
	there := map[datasets.Missing]bool{}
	for _, m := range v.models {
		rows := analysis.MissingByItem(v.study, m, v.variant, v.scoring.ID)
		counts[m] = rows
		if items == nil {
			for _, r := range rows {
				items, dims = append(items, r.Item), append(dims, r.Dimension)
			}
		}
		for _, r := range rows {
			for reason, n := range r.Missing {
				there[reason] = there[reason] || n > 0
			}
		}
	}
	var why []datasets.Missing
	var words []string
	for _, r := range datasets.MissingReasons {
		if there[r] {
			why, words = append(why, r), append(words, reasons[r])
		}
	}
	var rows []figure.MissingRow
	for _, m := range v.models {
		if len(counts[m]) != len(items) {
			continue
		}
		row := figure.MissingRow{Label: m}
		for _, c := range counts[m] {
			lost, asked := make([]int, len(why)), c.Answers
			for k, r := range why {
				lost[k] = c.Missing[r]
				asked += lost[k]
			}
			row.Lost, row.Asked = append(row.Lost, lost), append(row.Asked, asked)
		}
		rows = append(rows, row)
	}
	if len(why) == 0 || len(rows) == 0 || len(items) == 0 {
		return nil, nil
	}
	f, err := figure.MissingMap(items, dims, words, rows, v.figureOptions())
	if err != nil {
		return nil, err
	}
	caption := []any{"Missing answers to the ", v.name, " under personas, by item and ", v.respondent(), ": the darker, the larger the share"}
	if len(why) > 1 {
		caption = append(caption, "; the letter is the most frequent reason")
	}
	return v.place(v.figureID("missing", "", ""), f, append(caption, ".")...), nil
}

// missingMaps holds a map of each instrument, in the first of its scorings.
func (w *writer) missingMaps() ([]document.Block, error) {
	var blocks []document.Block
	var seen []string
	for _, v := range w.views {
		if slices.Contains(seen, v.instrument.ID) {
			continue
		}
		seen = append(seen, v.instrument.ID)
		b, err := v.missingMap()
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, b...)
	}
	return blocks, nil
}
