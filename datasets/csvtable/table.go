package csvtable

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
)

// Table is a file whose header has been read.
type Table struct {
	name    string
	rows    *csv.Reader
	columns []string
	at      map[string]int
}

// Row is a line below the header.
type Row struct {
	Line   int // of the file, from 1
	table  *Table
	fields []string
}

// New reads the header. It is an error when a column of need is not there; the error
// says why it may be so. Spaces around names do not count, nor does a byte order mark.
// Between columns stands what the header tells: see Separator.
func New(r io.Reader, name string, need ...string) (*Table, error) {
	text := bufio.NewReader(r)
	if mark, _ := text.Peek(len(ByteOrderMark)); string(mark) == ByteOrderMark {
		text.Discard(len(mark))
	}
	start, _ := text.Peek(text.Size())
	t := &Table{name: name, rows: csv.NewReader(text), at: map[string]int{}}
	t.rows.Comma = rune(Separator(firstLine(start)))
	header, err := t.rows.Read()
	if err == io.EOF {
		return nil, fmt.Errorf("%s:1: the file is empty; needs a header with %s", name, strings.Join(need, ", "))
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	for i, column := range header {
		column = strings.TrimSpace(column)
		if _, twice := t.at[column]; twice && column != "" {
			return nil, fmt.Errorf("%s:1: column %q is there twice", name, column)
		}
		t.columns, t.at[column] = append(t.columns, column), i
	}
	lacking := slices.DeleteFunc(slices.Clone(need), t.Has)
	if len(lacking) > 0 {
		return nil, fmt.Errorf("%s:1: no column %s; needs %s%s", name, strings.Join(lacking, ", "), strings.Join(need, ", "), Cause(t.columns, lacking))
	}
	return t, nil
}

// ByteOrderMark is what some programs begin a file of text with.
const ByteOrderMark = "\ufeff"

func firstLine(text []byte) []byte {
	line, _, _ := bytes.Cut(text, []byte{'\n'})
	return line
}

// Columns are the names in the order of the file.
func (t *Table) Columns() []string { return t.columns }

// Has reports whether a column is there.
func (t *Table) Has(column string) bool {
	_, ok := t.at[column]
	return ok
}

// Rows are the lines below the header. The first that cannot be read, or whose number
// of fields is not the header's, is an error and the last.
func (t *Table) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for {
			fields, err := t.rows.Read()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(Row{}, fmt.Errorf("%s: %w", t.name, err))
				return
			}
			line, _ := t.rows.FieldPos(0)
			if !yield(Row{line, t, fields}, nil) {
				return
			}
		}
	}
}

// Get is the field of a column as it stands; empty where there is no such column.
func (r Row) Get(column string) string {
	if i, ok := r.table.at[column]; ok {
		return r.fields[i]
	}
	return ""
}

// Errorf is an error of this line: "FILE:LINE: ...".
func (r Row) Errorf(format string, args ...any) error {
	return fmt.Errorf("%s:%d: %w", r.table.name, r.Line, fmt.Errorf(format, args...))
}
