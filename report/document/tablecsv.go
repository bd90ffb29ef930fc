package document

import (
	"encoding/csv"
	"io"
	"regexp"
	"strings"
)

// WriteTableCSV writes a table's cells as CSV, one plain head a column, numbers as
// programs read them. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
func WriteTableCSV(w io.Writer, t *Table) error {
	out := csv.NewWriter(w)
	if err := out.Write(guardFormulas(t.heads())); err != nil {
		return err
	}
	for _, r := range t.Rows {
		cells := make([]string, len(t.Columns))
		for i, c := range r.Cells {
			cells[i] = machineNumbers(Plain(c))
		}
		if err := out.Write(guardFormulas(cells)); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

func guardFormulas(cells []string) []string {
	out := make([]string, len(cells))
	for i, c := range cells {
		if out[i] = c; c != "" && (strings.ContainsRune("=@\t\r", rune(c[0])) || strings.ContainsRune("+-", rune(c[0])) && !isNumber(c)) {
			out[i] = "'" + c
		}
	}
	return out
}

// isNumber tells a number with its sign, and perhaps its interval behind it, from a
// formula.
func isNumber(s string) bool {
	return len(s) > 1 && strings.Trim(s[1:], "0123456789.,e") == "" || signedInterval.MatchString(s)
}

var signedInterval = regexp.MustCompile(`^[+-]\d+(\.\d+)? \[[+-]?\d+(\.\d+)?, [+-]?\d+(\.\d+)?\]$`)
