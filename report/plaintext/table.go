package plaintext

import (
	"io"
	"strings"

	"github.com/mattn/go-runewidth"
)

// cells measures text in the cells of a terminal, alike whatever its language.
var cells = &runewidth.Condition{}

// Column is the head of a column; numbers stand at the right.
type Column struct {
	Head  string
	Right bool
}

// WriteTable writes rows under their heads, two spaces between columns. Widths are
// counted in cells of the terminal, two for a Chinese character. A line break in a
// cell becomes a space.
func WriteTable(w io.Writer, columns []Column, rows [][]string) error {
	lines := make([][]string, 1+len(rows))
	for _, c := range columns {
		lines[0] = append(lines[0], Printable(c.Head))
	}
	for i, row := range rows {
		for _, cell := range row {
			lines[1+i] = append(lines[1+i], strings.ReplaceAll(Lines(cell), "\n", " "))
		}
	}
	widths := make([]int, len(columns))
	for _, line := range lines {
		for i, cell := range line {
			widths[i] = max(widths[i], cells.StringWidth(cell))
		}
	}
	var b strings.Builder
	for _, line := range lines {
		for i, cell := range line {
			if columns[i].Right {
				line[i] = cells.FillLeft(cell, widths[i])
			} else {
				line[i] = cells.FillRight(cell, widths[i])
			}
		}
		b.WriteString(strings.TrimRight(strings.Join(line, "  "), " ") + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// Short cuts printable text to so many cells of the terminal; it then ends in an
// ellipsis.
func Short(s string, width int) string { return cells.Truncate(Printable(s), width, "…") }
