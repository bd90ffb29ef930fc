package report

import (
	"slices"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/numbers"
)

// mainTable is the paper's table: inertia, JS distance with its floor, top-2
// share, each beside the printed value where there is one.
func (v *view) mainTable() document.Block {
	who := "for " + v.subject
	if v.subject == analysis.MeanModel {
		who = "mean of " + v.some(len(v.models), v.respondent())
	}
	t := &document.Table{ID: slug("tab-main", v.scoring.ID), Wide: true,
		Caption: document.T("Inertia, JS distance", v.withFloor(""), ", and top-2 share of the ", v.name, ", ", who, ".", v.subjectMark())}
	f := &footnotes{}
	columns := v.mainColumns(f)
	t.Columns = append(t.Columns, document.Column{Head: document.T("Dimension")})
	for _, c := range columns {
		t.Columns = append(t.Columns, document.Column{Head: named(c.head), Group: c.group, Align: document.Right})
	}
	for _, d := range v.scoring.Dimensions {
		cells := [][]document.Inline{document.T(d.Name)}
		for _, c := range columns {
			cells = append(cells, c.cell(d.Name))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
		if !slices.ContainsFunc(columns, func(c mainColumn) bool { return v.mainInterval(c, d.Name) != "" }) {
			continue
		}
		under := [][]document.Inline{underLabel(v.levelOf(columns) + " interval")}
		for _, c := range columns {
			cell := document.T(v.mainInterval(c, d.Name))
			if e, _ := v.get(v.subject, d.Name, c.measure); unsaid(e.Note) {
				cell = document.T("", f.mark(e.Note))
			}
			under = append(under, cell)
		}
		t.Rows = append(t.Rows, document.Row{Cells: under, Under: true})
	}
	if v.has("js_floor") {
		f.say("The floor is the distance that sampling the baseline's answers gives by itself; left is the distance less its floor.")
	}
	if v.subject != analysis.MeanModel && slices.ContainsFunc(v.over(v.subject, "js_distance"), func(e analysis.Estimate) bool { return e.Method == analysis.MethodBiasCorrected }) {
		f.say(v.pBesideInterval())
	}
	if v.anyPrinted() {
		f.say("Printed values: Lee et al. (2026), mean of seven models.")
	}
	t.Notes = f.notes()
	return t
}

type mainColumn struct {
	group, head string
	measure     string // empty for printed values
	cell        func(dimension string) []document.Inline
}

// mainInterval is the interval of a column's value; empty without one.
func (v *view) mainInterval(c mainColumn, dimension string) string {
	e, ok := v.get(v.subject, dimension, c.measure)
	if !ok || !(e.Level > 0) {
		return ""
	}
	return v.num.Interval(e)
}

// levelOf is the level of the first interval among the columns.
func (v *view) levelOf(columns []mainColumn) string {
	for _, c := range columns {
		for _, d := range v.scoring.Dimensions {
			if e, ok := v.get(v.subject, d.Name, c.measure); ok && e.Level > 0 {
				return numbers.Level(e.Level)
			}
		}
	}
	return numbers.Dash
}

func (v *view) mainColumns(f *footnotes) []mainColumn {
	var columns []mainColumn
	measured := func(group, head, measure string) {
		if !v.asked(measure) && measure != "js_excess" || measure != "js_distance" && !v.has(measure) {
			return
		}
		columns = append(columns, mainColumn{group, head, measure, func(d string) []document.Inline {
			e, ok := v.get(v.subject, d, measure)
			return v.value(e, ok, f)
		}})
	}
	printed := func(group, measure string) {
		for _, d := range v.scoring.Dimensions {
			if _, ok := v.printed(d.Name, measure); ok {
				columns = append(columns, mainColumn{group, "printed", "", func(d string) []document.Inline {
					if p, ok := v.printed(d, measure); ok {
						return document.T(v.look(p))
					}
					return document.T("")
				}})
				return
			}
		}
	}
	measured("Inertia", "measured", "inertia")
	printed("Inertia", "inertia")
	measured("JS distance", "measured", "js_distance")
	measured("JS distance", "floor", "js_floor")
	measured("JS distance", "left", "js_excess")
	if v.subject != analysis.MeanModel {
		measured("JS distance", "p", "js_p")
	}
	if v.asked("js_distance") {
		printed("JS distance", "js_distance")
	}
	measured("Top-2 share (%)", "measured", "top2")
	printed("Top-2 share (%)", "top2")
	return columns
}

func (v *view) anyPrinted() bool {
	for _, d := range v.scoring.Dimensions {
		for _, m := range []string{"inertia", "js_distance", "top2"} {
			if _, ok := v.printed(d.Name, m); ok {
				return true
			}
		}
	}
	return false
}
