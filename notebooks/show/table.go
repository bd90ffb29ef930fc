package show

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report"
	"inertia/report/document"
	"inertia/report/numbers"
)

// maxRows is how many rows of a frame or a table a cell shows; a notice says how
// many more there are.
const maxRows = 200

// Table shows estimates, a row each: rounded to what their standard errors
// justify, with intervals; what every row says alike stands once above, and a
// dash has its reason below.
func Table(rows []analysis.Estimate, caption ...string) { estimateGrid(rows, caption).bundle().emit() }

func estimateGrid(rows []analysis.Estimate, caption []string) *grid {
	g := &grid{caption: strings.Join(caption, " ")}
	if len(rows) == 0 {
		g.notes = []string{"No estimates: nothing fits what was asked for."}
		return g
	}
	t := report.Round(rows)
	if len(t.Same) > 0 {
		g.above = []string{strings.Join(t.Same, " · ")}
	}
	for i, head := range t.Heads {
		g.columns = append(g.columns, gridColumn{head: head, right: t.Right[i]})
	}
	g.rows = t.Rows[:min(maxRows, len(t.Rows))]
	if cut := len(t.Rows) - len(g.rows); cut > 0 {
		g.notes = append(g.notes, fmt.Sprintf("%s more of %d not shown; choose fewer, or write them with report.WriteTidyCSV.", some(cut, "row"), len(t.Rows)))
	}
	for i, n := range t.Notes {
		g.notes = append(g.notes, fmt.Sprintf("[%d] %s", i+1, n))
	}
	return g
}

// CrossTable shows estimates as a table of two ways, such as dimension by
// measure: down and across name columns of the tidy table. Each cell has the
// value and, below it, the interval. Rows that share a cell are an error, which
// says by what else they differ.
func CrossTable(rows []analysis.Estimate, down, across string, caption ...string) {
	g, err := crossGrid(rows, down, across, caption)
	Check(err)
	g.bundle().emit()
}

func crossGrid(rows []analysis.Estimate, down, across string, caption []string) (*grid, error) {
	g := &grid{caption: strings.Join(caption, " "), columns: []gridColumn{{head: down}}}
	var heads, sides []string
	at := map[[2]string]analysis.Estimate{}
	for _, e := range rows {
		side, err := field(e, down)
		if err != nil {
			return nil, err
		}
		head, err := field(e, across)
		if err != nil {
			return nil, err
		}
		if other, ok := at[[2]string{side, head}]; ok {
			return nil, fmt.Errorf("two estimates for %s %q and %s %q: they differ in %s; choose one with Where", down, side, across, head, difference(e, other))
		}
		at[[2]string{side, head}] = e
		if !slices.Contains(sides, side) {
			sides = append(sides, side)
		}
		if !slices.Contains(heads, head) {
			heads = append(heads, head)
		}
	}
	for _, h := range heads {
		g.columns = append(g.columns, gridColumn{head: h, right: true})
	}
	num := numbers.Of(false, rows)
	var reasons []string
	for _, s := range sides {
		line := []string{s}
		for _, h := range heads {
			e, ok := at[[2]string{s, h}]
			line = append(line, cross(num, e, ok, &reasons))
		}
		g.rows = append(g.rows, line)
	}
	for i, r := range reasons {
		g.notes = append(g.notes, fmt.Sprintf("[%d] %s", i+1, r))
	}
	if i := slices.IndexFunc(rows, func(e analysis.Estimate) bool { return num.Interval(e) != "" && e.Level > 0 }); i >= 0 {
		g.notes = append(g.notes, "In brackets: "+numbers.Level(rows[i].Level)+" intervals.")
	}
	return g, nil
}

// cross is a cell: the value, and its interval or the mark of the reason why
// there is no value.
func cross(num *numbers.Estimates, e analysis.Estimate, ok bool, reasons *[]string) string {
	if !ok {
		return ""
	}
	text := num.Value(e)
	if math.IsNaN(e.Value) && e.Note != "" {
		if !slices.Contains(*reasons, e.Note) {
			*reasons = append(*reasons, e.Note)
		}
		return fmt.Sprintf("%s [%d]", text, slices.Index(*reasons, e.Note)+1)
	}
	if i := num.Interval(e); i != "" && !math.IsNaN(e.Value) {
		text += "\n" + i
	}
	return text
}

// DocumentTable shows a table as a report prints it.
func DocumentTable(t *document.Table) { documentGrid(t).bundle().emit() }

func documentGrid(t *document.Table) *grid {
	g := &grid{caption: document.Plain(t.Caption)}
	for _, c := range t.Columns {
		g.columns = append(g.columns, gridColumn{head: document.Plain(c.Head), under: c.Group, right: c.Align == document.Right})
	}
	for _, r := range t.Rows {
		line := make([]string, len(t.Columns))
		for i, cell := range r.Cells {
			line[i] = document.Plain(cell)
		}
		g.rows = append(g.rows, line)
	}
	for _, n := range t.Notes {
		g.notes = append(g.notes, document.Plain(n))
	}
	return g
}
