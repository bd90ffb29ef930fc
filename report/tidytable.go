package report

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"

	"inertia/analysis"
	"inertia/report/numbers"
	"inertia/report/plaintext"
)

// tidyView is a column of the tidy table as a person reads it.
type tidyView struct {
	head  string
	right bool
	cell  func(e analysis.Estimate) string
}

// Rounded is the tidy table as a person reads it: rounded, what every row says
// alike told once, notes as footnotes "[1]".
type Rounded struct {
	Same  []string // "model: gpt-4o", in the order of the columns
	Heads []string
	Right []bool // columns of numbers
	Rows  [][]string
	Notes []string // the first is [1]
}

// Round writes estimates for a person.
func Round(rows []analysis.Estimate) Rounded {
	t := Rounded{Rows: make([][]string, len(rows))}
	views := tidyViews(numbers.Of(false, rows), func(note string) string {
		i := slices.Index(t.Notes, note)
		if i < 0 {
			i, t.Notes = len(t.Notes), append(t.Notes, note)
		}
		return fmt.Sprintf("[%d]", i+1)
	})
	for _, v := range views {
		var cells []string
		for _, e := range rows {
			cells = append(cells, v.cell(e))
		}
		if v.head != "dimension" && v.head != "measure" && v.head != "estimate" && v.head != "note" && len(cells) > 0 && uniform(cells) {
			if cells[0] != "" {
				t.Same = append(t.Same, v.head+": "+cells[0])
			}
			continue
		}
		t.Heads, t.Right = append(t.Heads, v.head), append(t.Right, v.right)
		for i, c := range cells {
			t.Rows[i] = append(t.Rows[i], c)
		}
	}
	return t
}

// WriteTidyTable writes estimates for a terminal: rounded, aligned, columns
// that say the same in every row told once above, notes as footnotes.
func WriteTidyTable(w io.Writer, rows []analysis.Estimate) error {
	out := bufio.NewWriter(w)
	if len(rows) == 0 {
		fmt.Fprintln(out, "no rows")
		return out.Flush()
	}
	t := Round(rows)
	for _, s := range t.Same {
		fmt.Fprintln(out, plaintext.Printable(s))
	}
	var columns []plaintext.Column
	for i, head := range t.Heads {
		columns = append(columns, plaintext.Column{Head: head, Right: t.Right[i]})
	}
	if err := plaintext.WriteTable(out, columns, t.Rows); err != nil {
		return err
	}
	for i, n := range t.Notes {
		fmt.Fprintf(out, "[%d] %s\n", i+1, plaintext.Printable(n))
	}
	return out.Flush()
}

func tidyViews(num *numbers.Estimates, footnote func(string) string) []tidyView {
	return []tidyView{
		{"model", false, func(e analysis.Estimate) string { return e.Model }},
		{"variant", false, func(e analysis.Estimate) string { return e.Variant }},
		{"seed", true, func(e analysis.Estimate) string { return e.Seed }},
		{"instrument", false, func(e analysis.Estimate) string { return e.Instrument }},
		{"dimension", false, func(e analysis.Estimate) string { return e.Dimension }},
		{"measure", false, func(e analysis.Estimate) string { return e.Measure }},
		{"contrast", false, func(e analysis.Estimate) string { return e.Contrast }},
		{"estimate", true, num.Value},
		{"se", true, func(e analysis.Estimate) string {
			if math.IsNaN(e.SE) {
				return ""
			}
			return num.SE(e)
		}},
		{"interval", false, num.Interval},
		{"level", true, func(e analysis.Estimate) string {
			if math.IsNaN(e.Level) {
				return ""
			}
			return numbers.Level(e.Level)
		}},
		{"method", false, func(e analysis.Estimate) string { return e.Method }},
		{"personas", true, func(e analysis.Estimate) string { return known(e.Personas) }},
		{"answers", true, func(e analysis.Estimate) string { return numbers.Count(e.Answers) }},
		{"missing", true, func(e analysis.Estimate) string { return numbers.Count(e.Missing) }},
		{"note", false, func(e analysis.Estimate) string {
			if e.Note == "" {
				return ""
			}
			return footnote(e.Note)
		}},
	}
}

// uniform reports whether every row says the same, so that one line above the
// table can say it.
func uniform(cells []string) bool {
	return !slices.ContainsFunc(cells, func(c string) bool { return c != cells[0] })
}
