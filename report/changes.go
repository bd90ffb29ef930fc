package report

import (
	"math"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/figure"
	"inertia/report/numbers"
)

// changes says what differs between two compared studies, second less first.
func (w *writer) changes() ([]document.Block, error) {
	if w.study.Compared == nil {
		return nil, nil
	}
	first, second := w.study.Compared[0], w.study.Compared[1]
	blocks := []document.Block{heading(1, "sec-changes", "What changed")}
	if len(w.study.Pairs()) == 0 {
		return append(blocks, para("The studies ", first, " and ", second, " have no ", w.respondent(), " in common, and more than one each: they stand side by side, and nothing is set against each other.")), nil
	}
	for _, v := range w.views {
		mine, err := v.changed(first, second)
		if err != nil {
			return nil, err
		}
		if mine != nil && len(w.views) > 1 {
			mine = append([]document.Block{v.sub(2, "changes", v.name)}, mine...)
		}
		blocks = append(blocks, mine...)
	}
	if len(blocks) == 1 {
		blocks = append(blocks, para("Which persona gave which answer is not known in both studies, so that no interval of a difference can be had."))
	}
	return blocks, nil
}

// changed is the section on one instrument: words, a table and a forest for each
// measure that was compared.
func (v *view) changed(first, second string) ([]document.Block, error) {
	var blocks []document.Block
	for _, m := range analysis.MeasureInfos() {
		measure, ok := strings.CutSuffix(m.Name, "_diff")
		if !ok {
			continue
		}
		rows := v.changesOf(m.Name)
		if len(rows) == 0 {
			continue
		}
		if blocks == nil {
			blocks = append(blocks, para("A difference is the value in ", second, " less that in ", first, ". Its interval comes from resampling personas, those in common together. Its p, from exchanging the two answers of a persona, is that of no difference at all between the studies; it is corrected over all differences of the measure by Holm's method ",
				cite("holm1979"), ". That the measure hardly changed is a claim of its own, with two one-sided tests ", cite("schuirmann1987"), " against the margin in the table's note."))
		}
		t := v.changeTable(measure, rows, first, second)
		blocks = append(blocks, v.changeText(measure, rows, t), t)
		picture, err := v.changeForest(measure, rows)
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, picture...)
	}
	return blocks, nil
}

// changesOf lists the differences between the studies of one measure.
func (v *view) changesOf(name string) []analysis.Estimate {
	return slices.DeleteFunc(v.compared(name), func(e analysis.Estimate) bool { return !v.isChange(e) })
}

// isChange tells a difference between the studies from those within them.
func (v *view) isChange(e analysis.Estimate) bool {
	return slices.ContainsFunc(v.study.Pairs(), func(p [2]string) bool { return e.Contrast == p[1]+" vs "+p[0] })
}

func (v *view) changeText(measure string, rows []analysis.Estimate, t *document.Table) document.Block {
	name := title(measure)
	text := []any{document.Ref(t.ID), " gives the change of ", lowerFirst(name), ". "}
	differ, tested := v.below(measure+"_diff_p_holm", rows)
	alike, shown := v.below(measure+"_tost_p", rows)
	if tested+shown > 0 {
		text = append(text, "Of ", v.count(len(rows)), " differences, ", v.count(differ), " are significant after correction and ", v.count(alike), " are shown to be smaller than the margin. ")
	}
	greatest := largest(rows, 1)[0]
	text = append(text, "The largest change is that of ", v.changeName(greatest), ": ", v.with(greatest))
	if p, ok := v.changeRow(measure+"_diff_p_holm", greatest); ok && !math.IsNaN(p.Value) {
		text = append(text, ", ", numbers.P(p.Value), " after correction")
	}
	return para(append(text, ".")...)
}

// below counts the differences whose p of a kind is below .05, and those that have
// one.
func (v *view) below(measure string, rows []analysis.Estimate) (below, all int) {
	for _, e := range rows {
		if p, ok := v.changeRow(measure, e); ok && !math.IsNaN(p.Value) {
			all++
			if p.Value < .05 {
				below++
			}
		}
	}
	return below, all
}

// changeName is the dimension that changed, and the model where there are several.
func (v *view) changeName(e analysis.Estimate) string {
	if len(v.study.Pairs()) == 1 {
		return e.Dimension
	}
	return v.changedModel(e) + " in " + e.Dimension
}

// changedModel names the model of a pair once, without the study.
func (v *view) changedModel(e analysis.Estimate) string {
	for _, p := range v.study.Pairs() {
		if e.Contrast == p[1]+" vs "+p[0] {
			a := strings.TrimSuffix(p[0], " ("+v.study.Compared[0]+")")
			if b := strings.TrimSuffix(p[1], " ("+v.study.Compared[1]+")"); a != b {
				return b + " against " + a
			}
			return a
		}
	}
	return e.Model
}

// changeTable has a row a dimension, under a head for each model and variant.
func (v *view) changeTable(measure string, rows []analysis.Estimate, first, second string) *document.Table {
	t := &document.Table{ID: slug("tab-change-"+measure, v.scoring.ID), Wide: true,
		Caption: document.T("Change of ", lowerFirst(title(measure)), " of the ", v.name, " between the studies.", v.simulatedMark()),
		Columns: []document.Column{{Head: document.T("Dimension")}, {Head: document.T(first), Align: document.Right}, {Head: document.T(second), Align: document.Right},
			{Head: document.T("Difference"), Align: document.Right}, {Head: document.T("Interval"), Align: document.Right}, {Head: document.T("p, Holm"), Align: document.Right}, {Head: document.T("p of equivalence"), Align: document.Right}}}
	f := &footnotes{}
	head := ""
	for _, e := range rows {
		if h := v.changedModel(e) + ", " + e.Variant; h != head {
			t.Rows = append(t.Rows, document.Row{Heading: true, Cells: [][]document.Inline{document.T(h)}})
			head = h
		}
		after, before, _ := strings.Cut(e.Contrast, " vs ")
		cells := [][]document.Inline{document.T(e.Dimension)}
		for _, model := range []string{before, after} {
			plain, ok := v.index[address{model, e.Variant, v.scoring.ID, e.Dimension, measure}]
			cells = append(cells, v.value(plain, ok, f))
		}
		cells = append(cells, v.value(e, true, f), document.T(v.num.Interval(e)))
		for _, m := range []string{"_diff_p_holm", "_tost_p"} {
			p, ok := v.changeRow(measure+m, e)
			cells = append(cells, v.value(p, ok, f))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	t.Notes = f.notes()
	return t
}

// changeRow is the row of another measure about the same difference.
func (v *view) changeRow(measure string, of analysis.Estimate) (analysis.Estimate, bool) {
	for _, e := range v.comparisons {
		if e.Measure == measure && e.Instrument == of.Instrument && e.Variant == of.Variant && e.Dimension == of.Dimension && e.Contrast == of.Contrast {
			return e, true
		}
	}
	return analysis.Estimate{Value: math.NaN()}, false
}

func (v *view) changeForest(measure string, rows []analysis.Estimate) ([]document.Block, error) {
	rows = largest(rows, 2*maxContrasts)
	var lines []figure.ForestRow
	for _, e := range rows {
		lines = append(lines, figure.ForestRow{Label: e.Dimension, Group: v.changedModel(e) + ", " + e.Variant, Estimate: e})
	}
	slices.SortStableFunc(lines, func(a, b figure.ForestRow) int { return strings.Compare(a.Group, b.Group) })
	o := v.figureOptions()
	o.XLabel = "Change of " + lowerFirst(title(measure))
	f, err := figure.Forest(lines, o)
	if err != nil {
		return nil, err
	}
	return v.place(v.figureID("change-"+measure, "", ""), f, "Change of ", lowerFirst(title(measure)), " of the ", v.name, " between the studies, with intervals."), nil
}
