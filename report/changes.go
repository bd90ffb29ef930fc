package report

import (
	"math"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/figure"
	"inertia/report/numbers"
	"inertia/report/plaintext"
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
			blocks = append(blocks, para("A difference is the value in ", second, " less that in ", first, ". ", v.inCommon(rows), "The interval of a difference comes from resampling personas", v.together(rows), ". Its ", symbolP, " tests whether the studies differ at all, ", v.exchanged(rows), "; it is corrected over all differences of the measure by Holm's method ",
				cite("holm1979"), ". That a measure hardly changed is a claim of its own: two one-sided tests ", cite("schuirmann1987"), " ask whether the difference is smaller than the margin that the table's note gives."))
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

// ofOthers is the note on a difference between studies of different personas.
const ofOthers = "no personas in common: resampled apart"

func apart(e analysis.Estimate) bool { return e.Note == ofOthers }

// inCommon says whom the studies are compared over, where these are not all.
func (v *view) inCommon(rows []analysis.Estimate) string {
	least, most, fewer := math.MaxInt, 0, false
	for _, e := range rows {
		if apart(e) {
			continue
		}
		least, most = min(least, e.Personas), max(most, e.Personas)
		for _, model := range bothSides(e) {
			whole := v.index[address{model, e.Variant, e.Instrument, e.Dimension, strings.TrimSuffix(e.Measure, "_diff")}]
			fewer = fewer || e.Personas < whole.Personas
		}
	}
	switch {
	case !fewer:
		return ""
	case least == most:
		return "Both values are of the " + v.some(most, "persona") + " that answered in both studies, so they may differ from those of the other sections. "
	}
	return "Both values are of the " + v.count(least) + " to " + v.count(most) + " personas that answered in both studies, so they may differ from those of the other sections. "
}

// together and exchanged say how interval and p came about: by personas that the
// studies share, or by those of each.
func (v *view) together(rows []analysis.Estimate) string {
	if slices.ContainsFunc(rows, apart) {
		return " of each study on their own where the two have too few in common, and otherwise those in common together"
	}
	return ", the same in both studies"
}

func (v *view) exchanged(rows []analysis.Estimate) string {
	if slices.ContainsFunc(rows, apart) {
		return "by dealing the personas out to the studies anew, or by exchanging the answers of a persona in common"
	}
	return "by exchanging the answers that a persona gave in one and the other"
}

// bothSides are the models of a difference, that of the first study first.
func bothSides(e analysis.Estimate) [2]string {
	after, before, _ := strings.Cut(e.Contrast, " vs ")
	return [2]string{before, after}
}

// inPoints writes the margin of a share as its table writes the share.
func inPoints(p analysis.Estimate, difference string) analysis.Estimate {
	if numbers.IsShare(difference) {
		p.Note = strings.Replace(p.Note, "margin 0.05", "margin 5 percentage points", 1)
	}
	return p
}

// changeUnit is the unit of a difference, for an axis; changeIn for a caption.
func changeUnit(measure string) string {
	switch {
	case numbers.IsShare(measure + "_diff"):
		return " (percentage points)"
	case measure == "profile":
		return " (options)"
	}
	return ""
}

func changeIn(measure string) string {
	switch {
	case numbers.IsShare(measure + "_diff"):
		return ", in per cent, and the difference in percentage points"
	case measure == "profile":
		return ", in options of the scale"
	}
	return ""
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
	text := []any{document.Ref(t.ID), " gives the change of ", plaintext.Within(name), ". "}
	differ, tested := v.below(measure+"_diff_p_holm", rows)
	alike, shown := v.below(measure+"_tost_p", rows)
	var said []string
	switch clear := clearOfNone(rows); {
	case tested > 0:
		said = append(said, v.noneOr(differ, len(rows))+isAre(differ)+" significant after correction")
	case slices.ContainsFunc(rows, func(e analysis.Estimate) bool { return e.Level > 0 }):
		interval := "have an interval"
		if clear == 1 {
			interval = "has an interval"
		}
		said = append(said, v.noneOr(clear, len(rows))+" "+interval+" that leaves out 0 (not corrected)")
	}
	if shown > 0 {
		said = append(said, v.noneOr(alike, len(rows))+isAre(alike)+" shown to be smaller than the margin")
	}
	if said != nil {
		text = append(text, "Of ", v.outOf(len(rows), "difference"), ", ", list(said), ". ")
	}
	greatest := largest(rows, 1)[0]
	if greatest.Value == 0 {
		return para(append(text, "The values are the same in both studies.")...)
	}
	text = append(text, "The largest change is that of ", v.changeName(greatest), ": ", v.with(greatest))
	if p, ok := v.changeRow(measure+"_diff_p_holm", greatest); ok && !math.IsNaN(p.Value) {
		text = append(text, ", ", pValue(p.Value), " after correction")
	}
	return para(append(text, ".")...)
}

// clearOfNone counts the differences whose interval leaves out 0.
func clearOfNone(rows []analysis.Estimate) int {
	n := 0
	for _, e := range rows {
		if e.Low > 0 || e.High < 0 {
			n++
		}
	}
	return n
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
		Caption: document.T("Change of ", plaintext.Within(title(measure)), " of the ", v.name, " between the studies", changeIn(measure), ".", v.simulatedMark()),
		Columns: []document.Column{{Head: document.T("Dimension")}, {Head: document.T(first), Align: document.Right}, {Head: document.T(second), Align: document.Right},
			{Head: document.T("Difference"), Align: document.Right}, {Head: document.T("Interval"), Align: document.Right}}}
	t.Columns = append(t.Columns, differencePColumns()...)
	f := &footnotes{}
	head := ""
	for _, e := range rows {
		if h := v.changedModel(e) + ", " + e.Variant; h != head {
			t.Rows = append(t.Rows, document.Row{Heading: true, Cells: [][]document.Inline{document.T(h)}})
			head = h
		}
		cells := [][]document.Inline{document.T(e.Dimension)}
		for _, model := range bothSides(e) {
			plain, ok := v.changeSide(measure, model, e)
			cells = append(cells, v.value(plain, ok, f))
		}
		cells = append(cells, v.value(e, true, f), document.T(v.num.Interval(e)))
		cells = append(cells, v.differenceP(e, f, func(suffix string) (analysis.Estimate, bool) { return v.changeRow(measure+suffix, e) })...)
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	t.Notes = f.notes()
	return t
}

// changeRow is the row of another measure about the same difference.
func (v *view) changeRow(measure string, of analysis.Estimate) (analysis.Estimate, bool) {
	return v.changeSide(measure, of.Model, of)
}

// changeSide is a model's value of a measure that a difference is taken from.
func (v *view) changeSide(measure, model string, of analysis.Estimate) (analysis.Estimate, bool) {
	for _, e := range v.comparisons {
		if e.Measure == measure && e.Model == model && e.Instrument == of.Instrument && e.Variant == of.Variant && e.Dimension == of.Dimension && e.Contrast == of.Contrast {
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
	o.XLabel = "Change of " + plaintext.Within(title(measure)) + changeUnit(measure)
	f, err := figure.Forest(lines, o)
	if err != nil {
		return nil, err
	}
	return v.place(v.figureID("change-"+measure, "", ""), f, "Change of ", plaintext.Within(title(measure)), " of the ", v.name, " between the studies, with intervals."), nil
}
