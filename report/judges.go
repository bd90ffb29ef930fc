package report

import (
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/numbers"
)

// How comparisons name the parser model, which read the baseline only or all texts.
const (
	baselineReadBy = "baseline read by "
	textsReadBy    = "read by "
)

// readAs is how comparisons name the parser models of this study.
func (w *writer) readAs() string {
	if w.readTexts() {
		return textsReadBy
	}
	return baselineReadBy
}

// readTexts reports whether parsers are known text by text, as in a collected study.
func (w *writer) readTexts() bool {
	return slices.ContainsFunc(w.confusions, func(c analysis.Confusion) bool { return c.Texts() > 0 })
}

// textJudges says how far the readers of a collected study's texts agree, and what the
// choice among them does to the distance.
func (v *view) textJudges(level int) []document.Block {
	blocks := v.parserAgreement()
	if len(blocks) == 0 {
		return nil
	}
	blocks = append([]document.Block{v.sub(level, "judges", "Agreement between parsers"),
		para("Each text was read by rules, and by ", v.some(len(v.readBy)-1, "parser model"), " that names a letter or none.")}, blocks...)
	if d := v.judgeDistanceTable(); d != nil {
		text, same := v.judgeDistanceText(d.ID)
		if blocks = append(blocks, para(text...)); !same {
			blocks = append(blocks, d)
		}
	}
	return blocks
}

// judgeSection says how far the parser models that read the baseline agree, and
// what the choice among them does to the distance.
func (v *view) judgeSection(level int) ([]document.Block, error) {
	if v.readTexts() {
		return v.textJudges(level), nil
	}
	overlap := v.compared("judge_overlap")
	if len(overlap) == 0 {
		return nil, nil
	}
	blocks := []document.Block{v.sub(level, "judges", "Agreement between parser models")}
	text := []any{"The baseline's raw answers were read by ", v.some(len(v.readBy), "parser model"), ". "}
	differ := slices.DeleteFunc(slices.Clone(overlap), func(e analysis.Estimate) bool { return e.Value >= 1 })
	t := v.overlapTable(differ)
	switch {
	case len(differ) == 0:
		text = append(text, "No two of them can be told apart by their counts. ")
	default:
		low, _, _ := extremes(differ)
		text = append(text, "In ", v.count(len(overlap)-len(differ)), " of ", v.outOf(len(overlap), "comparison"), " of two parsers on one ", v.respondent(),
			" their counts are the same. Where they differ, they read alike at most ", v.num.Text(low), " of the answers of ", low.Model, " (", low.Contrast, "); ", document.Ref(t.ID), " lists these. ")
	}
	d := v.judgeDistanceTable()
	if d != nil {
		more, same := v.judgeDistanceText(d.ID)
		text = append(text, more...)
		if same {
			d = nil
		}
	}
	blocks = append(blocks, para(text...))
	if len(differ) > 0 {
		blocks = append(blocks, t)
	}
	if d != nil {
		blocks = append(blocks, d)
	}
	return blocks, nil
}

func (v *view) overlapTable(rows []analysis.Estimate) *document.Table {
	t := &document.Table{ID: slug("tab-judges", v.scoring.ID), Caption: document.T("Largest share of the baseline's answers to the ", v.name, " that two parser models can have read alike, where their counts differ."),
		Columns: []document.Column{{Head: document.T(sentenceCase(v.respondent()))}, {Head: document.T("Parsers compared")}, {Head: document.T("Alike (%)"), Align: document.Right}}}
	f := &footnotes{}
	for _, e := range rows {
		t.Rows = append(t.Rows, document.Row{Cells: [][]document.Inline{document.T(e.Model), document.T(e.Contrast), v.value(e, true, f)}})
	}
	t.Notes = f.notes()
	return t
}

// judgeDistanceText names the dimension in which the choice of parser matters
// most, and printed values that only another parser gives; same says that all
// give one distance.
func (v *view) judgeDistanceText(table string) (text []any, same bool) {
	var widest []analysis.Estimate
	var restored []string
	for _, d := range v.scoring.Dimensions {
		rows := slices.DeleteFunc(v.distancesAsRead(), func(e analysis.Estimate) bool { return e.Dimension != d.Name })
		if len(rows) == 0 {
			continue
		}
		low, high, _ := extremes(rows)
		if widest == nil || high.Value-low.Value > widest[1].Value-widest[0].Value {
			widest = []analysis.Estimate{low, high}
		}
		restored = append(restored, v.restored(d.Name, rows)...)
	}
	if widest == nil {
		return nil, true
	}
	text = []any{document.Ref(table), " shows what the choice of parser does to the distance from the baseline"}
	if v.num.Text(widest[0]) == v.num.Text(widest[1]) {
		return []any{"All give the same distance from the baseline, to every digit shown. "}, true
	}
	text = append(text, ". It matters most in ", widest[0].Dimension, ": ", v.num.Text(widest[0]), " as read by ", parserOf(widest[0]), ", ", v.num.Text(widest[1]), " as read by ", parserOf(widest[1]), ". ")
	if len(restored) > 0 {
		text = append(text, "The printed distance in ", list(restored), ".")
	}
	return text, false
}

// distancesAsRead are the distances from the baseline as each parser read it.
func (v *view) distancesAsRead() []analysis.Estimate {
	return slices.DeleteFunc(v.compared("js_distance"), v.isChange)
}

func parserOf(e analysis.Estimate) string {
	return strings.TrimPrefix(strings.TrimPrefix(e.Contrast, baselineReadBy), textsReadBy)
}

// restored says which parsers give the printed distance of a dimension where the
// one that this report reads does not.
func (v *view) restored(dimension string, rows []analysis.Estimate) []string {
	p, ok := v.printed(dimension, "js_distance")
	e, has := v.get(v.subject, dimension, "js_distance")
	if !ok || !has || !v.replicates() || agrees(e, p) {
		return nil
	}
	var names []string
	for _, r := range rows {
		if agrees(r, p) {
			names = append(names, parserOf(r))
		}
	}
	if len(names) == 0 {
		return nil
	}
	return []string{dimension + " (" + v.look(p) + ") is that of the answers as " + list(names) + " read them"}
}

func (v *view) judgeDistanceTable() *document.Table {
	rows := v.distancesAsRead()
	if len(rows) == 0 {
		return nil
	}
	t := &document.Table{ID: slug("tab-judge-distance", v.scoring.ID), Wide: true,
		Caption: document.T("JS distance of the ", v.name, " from the baseline as each parser read it, ", v.who(), ".", v.subjectMark()),
		Columns: []document.Column{{Head: document.T("Parser")}}}
	var judges []string
	for _, e := range rows {
		if j := parserOf(e); !slices.Contains(judges, j) {
			judges = append(judges, j)
		}
	}
	for _, j := range judges {
		t.Columns = append(t.Columns, document.Column{Head: document.T(j), Align: document.Right})
	}
	t.Columns[0].Head = document.T("Dimension")
	f := &footnotes{}
	for _, d := range v.scoring.Dimensions {
		cells := [][]document.Inline{document.T(d.Name)}
		for _, j := range judges {
			i := slices.IndexFunc(rows, func(e analysis.Estimate) bool { return parserOf(e) == j && e.Dimension == d.Name })
			if i < 0 {
				cells = append(cells, document.T(numbers.Dash, f.mark("no baseline answers")))
				continue
			}
			cells = append(cells, v.value(rows[i], true, f))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	t.Notes = f.notes()
	return t
}
