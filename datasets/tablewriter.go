package datasets

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strconv"

	"inertia/datasets/wholefile"
)

// outColumn is a column to write: its value as text, which is left out of JSON and
// null in Parquet where it is empty.
type outColumn[T any] struct {
	name    string
	kind    byte // 's' text, 'i' whole number, 'f' number
	value   func(r *T) string
	need    bool             // written even where it is always empty
	counted *countColumns[T] // where the column is a number of answers; value is then nil
	index   int              // among those
}

// countColumns are columns of numbers of answers, never empty, mostly whole, and most
// of them 0.
type countColumns[T any] struct {
	of func(r *T) []float64 // by index; 0 past its end
}

func (c *outColumn[T]) text(r *T) string {
	if c.counted == nil {
		return c.value(r)
	}
	counts := c.counted.of(r)
	if c.index >= len(counts) {
		return "0"
	}
	n := counts[c.index]
	if whole := int(n); float64(whole) == n {
		return strconv.Itoa(whole)
	}
	return strconv.FormatFloat(n, 'g', -1, 64)
}

// rowsOf hands rows to a writer, in order.
type rowsOf[T any] func(write func(*T) error) error

// writeTable writes rows; the name says the format (.csv, .jsonl, .parquet, the
// first two also with .gz or .zst). Nothing half-written is left under it.
func writeTable[T any](path string, columns []outColumn[T], rows rowsOf[T]) error {
	format, compression, err := tableFormat(path)
	if err != nil {
		return err
	}
	return wholefile.Write(path, func(w io.Writer) error {
		buffered := bufio.NewWriterSize(w, 1<<18)
		z, err := compressTo(buffered, compression)
		if err != nil {
			return err
		}
		switch format {
		case "csv":
			err = writeCSV(z, columns, rows)
		case "jsonl":
			err = writeJSONL(z, columns, rows)
		case "parquet":
			err = writeParquet(z, columns, rows)
		}
		return errors.Join(err, z.Close(), buffered.Flush())
	})
}

// tableFormat is the format that a file's name asks for.
func tableFormat(path string) (format, compression string, err error) {
	format, compression = fileFormat(filepath.Base(path))
	if format == "" || format == "parquet" && compression != "" {
		return "", "", fmt.Errorf("%s: not a known kind of file; needs .csv or .jsonl (also with .gz, .zst) or .parquet", path)
	}
	return format, compression, nil
}

func writeCSV[T any](w io.Writer, columns []outColumn[T], rows rowsOf[T]) error {
	out := csv.NewWriter(w)
	cells := make([]string, len(columns))
	for i, c := range columns {
		cells[i] = c.name
	}
	if err := out.Write(cells); err != nil {
		return err
	}
	err := rows(func(r *T) error {
		for i, c := range columns {
			if cells[i] = c.text(r); c.kind == 's' {
				cells[i] = guard(cells[i])
			}
		}
		return out.Write(cells)
	})
	out.Flush()
	return errors.Join(err, out.Error())
}

func writeJSONL[T any](w io.Writer, columns []outColumn[T], rows rowsOf[T]) error {
	var line bytes.Buffer
	return rows(func(r *T) error {
		line.Reset()
		line.WriteByte('{')
		for _, c := range columns {
			value := c.text(r)
			if value == "" && c.name != "persona" {
				continue
			}
			if c.kind == 's' {
				quoted, err := json.Marshal(value)
				if err != nil {
					return err
				}
				value = string(quoted)
			}
			if line.Len() > 1 {
				line.WriteByte(',')
			}
			fmt.Fprintf(&line, "%q:%s", c.name, value)
		}
		line.WriteString("}\n")
		_, err := w.Write(line.Bytes())
		return err
	})
}
