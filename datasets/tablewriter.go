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

	"github.com/parquet-go/parquet-go"
)

// outColumn is a column to write: its value as text, which is left out of JSON and
// null in Parquet where it is empty.
type outColumn[T any] struct {
	name  string
	kind  byte // 's' text, 'i' whole number, 'f' number
	value func(r *T) string
	need  bool // written even where it is always empty
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
	return writeAtomically(path, func(w io.Writer) error {
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
			if cells[i] = c.value(r); c.kind == 's' {
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
			value := c.value(r)
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

// rowGroup is how many rows a reader of Parquet decodes on one core at a time.
const rowGroup = 1 << 17

func writeParquet[T any](w io.Writer, columns []outColumn[T], rows rowsOf[T]) error {
	group := parquet.Group{}
	for _, c := range columns {
		node := parquet.Compressed(parquet.Encoded(parquet.String(), &parquet.RLEDictionary), &parquet.Zstd)
		switch c.kind {
		case 'i':
			node = parquet.Compressed(parquet.Encoded(parquet.Int(64), &parquet.RLEDictionary), &parquet.Zstd)
		case 'f':
			node = parquet.Compressed(parquet.Leaf(parquet.DoubleType), &parquet.Zstd)
		}
		group[c.name] = parquet.Optional(node)
	}
	schema := parquet.NewSchema("rows", group)
	place := map[string]int{} // Parquet orders columns by name
	for i, path := range schema.Columns() {
		place[path[0]] = i
	}
	out := parquet.NewGenericWriter[any](w, schema, parquet.MaxRowsPerRowGroup(rowGroup))
	row := make(parquet.Row, len(columns))
	err := rows(func(r *T) error {
		for _, c := range columns {
			i := place[c.name]
			value, defined := parquet.NullValue(), 0
			if text := c.value(r); text != "" {
				value, defined = parquetValue(c.kind, text), 1
			}
			row[i] = value.Level(0, defined, i)
		}
		_, err := out.WriteRows([]parquet.Row{row})
		return err
	})
	return errors.Join(err, out.Close())
}

func parquetValue(kind byte, text string) parquet.Value {
	switch kind {
	case 'i':
		n, _ := strconv.ParseInt(text, 10, 64) // written by whole
		return parquet.Int64Value(n)
	case 'f':
		v, _ := strconv.ParseFloat(text, 64) // written by decimal
		return parquet.DoubleValue(v)
	}
	return parquet.ByteArrayValue([]byte(text))
}
