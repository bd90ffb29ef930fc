package report

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"inertia/analysis"
)

// tidyView is a column of the tidy table as a person reads it.
type tidyView struct {
	head  string
	right bool
	cell  func(e analysis.Estimate) string
}

// WriteTidyTable writes estimates for a terminal: rounded, aligned, columns
// that say the same in every row told once above, notes as footnotes.
func WriteTidyTable(w io.Writer, rows []analysis.Estimate) error {
	out := bufio.NewWriter(w)
	if len(rows) == 0 {
		fmt.Fprintln(out, "no rows")
		return out.Flush()
	}
	var notes []string
	views := tidyViews(NewNumbers(false, rows), func(note string) string {
		i := slices.Index(notes, note)
		if i < 0 {
			i, notes = len(notes), append(notes, note)
		}
		return fmt.Sprintf("[%d]", i+1)
	})
	var columns [][]string
	for _, v := range views {
		cells := []string{}
		for _, e := range rows {
			cells = append(cells, printable(v.cell(e)))
		}
		if v.head != "dimension" && v.head != "measure" && v.head != "estimate" && v.head != "note" && uniform(cells) {
			if cells[0] != "" {
				fmt.Fprintf(out, "%s: %s\n", v.head, cells[0])
			}
			continue
		}
		columns = append(columns, aligned(v.head, cells, v.right))
	}
	for i := range len(rows) + 1 {
		var line []string
		for _, c := range columns {
			line = append(line, c[i])
		}
		fmt.Fprintln(out, strings.TrimRight(strings.Join(line, "  "), " "))
	}
	for i, n := range notes {
		fmt.Fprintf(out, "[%d] %s\n", i+1, printable(n))
	}
	return out.Flush()
}

func tidyViews(num *Numbers, footnote func(string) string) []tidyView {
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
			return Level(e.Level)
		}},
		{"method", false, func(e analysis.Estimate) string { return e.Method }},
		{"personas", true, func(e analysis.Estimate) string { return known(e.Personas) }},
		{"answers", true, func(e analysis.Estimate) string { return Count(e.Answers) }},
		{"missing", true, func(e analysis.Estimate) string { return Count(e.Missing) }},
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

func aligned(head string, cells []string, right bool) []string {
	out := append([]string{head}, cells...)
	width := 0
	for _, c := range out {
		width = max(width, utf8.RuneCountInString(c))
	}
	for i, c := range out {
		pad := strings.Repeat(" ", width-utf8.RuneCountInString(c))
		if right {
			out[i] = pad + c
		} else {
			out[i] = c + pad
		}
	}
	return out
}

// printable keeps text from data from moving a terminal's cursor.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return '\ufffd'
		}
		return r
	}, s)
}
