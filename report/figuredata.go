package report

import (
	"encoding/csv"
	"fmt"
	"io"
	"strconv"

	"inertia/report/figure"
)

// WriteFigureData writes what a figure draws, at full precision: its estimates as rows
// of the tidy table, or the answers that it counts.
func WriteFigureData(w io.Writer, f *figure.Figure) error {
	if f.Table == nil {
		return WriteTidyCSV(w, f.Estimates)
	}
	c := csv.NewWriter(w)
	if err := c.Write(csvRow(f.Table.Columns)); err != nil {
		return err
	}
	for _, row := range f.Table.Rows {
		if err := c.Write(csvRow(row)); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// csvRow spells the cells of a row as CSV has them.
func csvRow[T any](row []T) []string {
	out := make([]string, len(row))
	for i, cell := range row {
		switch x := any(cell).(type) {
		case float64:
			out[i] = full(x)
		case int:
			out[i] = strconv.Itoa(x)
		default:
			out[i] = inert(fmt.Sprint(x))
		}
	}
	return out
}
