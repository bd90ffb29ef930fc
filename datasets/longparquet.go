package datasets

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"time"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"
)

// openedParquet is what a file's footer said, kept from one reading to the next.
type openedParquet struct {
	*os.File // of this reading
	size     int64
	changed  time.Time
	parquet  *parquet.File
}

// parquetFile opens the file; a corrupt one is an error, never a panic.
func (f *longFile) parquetFile(use func(*os.File, *parquet.File) error) (err error) {
	if f.compression != "" {
		return errors.New("a Parquet file is compressed inside; unpack the ." + f.compression)
	}
	file, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer file.Close()
	st, err := file.Stat()
	if err != nil {
		return err
	}
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("corrupt Parquet data: %v", broken)
		}
	}()
	if o := f.opened; o != nil && o.size == st.Size() && o.changed.Equal(st.ModTime()) {
		o.File = file
		return use(file, o.parquet)
	}
	o := &openedParquet{File: file, size: st.Size(), changed: st.ModTime()}
	if err := checkParquetFooter(o, o.size); err != nil {
		return fmt.Errorf("not a Parquet file, or cut off: %w", err)
	}
	o.parquet, err = parquet.OpenFile(o, o.size, parquet.SkipPageIndex(true), parquet.SkipBloomFilters(true))
	if err != nil {
		return fmt.Errorf("not a Parquet file, or cut off: %w", err)
	}
	if err := checkParquetColumns(o.parquet); err != nil {
		return err
	}
	f.opened = o
	return use(file, o.parquet)
}

func (f *longFile) parquetHeader() (h *longHeader, err error) {
	err = f.parquetFile(func(_ *os.File, p *parquet.File) error {
		var names []string
		for _, field := range p.Schema().Fields() {
			if !field.Leaf() || field.Repeated() {
				return fmt.Errorf("column %q is nested; needs flat columns", field.Name())
			}
			names = append(names, field.Name())
		}
		h, err = newLongHeader(names)
		return err
	})
	return h, err
}

// parseParquet decodes row groups on all cores; a row's number stands for its line.
func (f *longFile) parseParquet(q *questions, texts bool, yield func(*parsed) bool) {
	err := f.parquetFile(func(from *os.File, file *parquet.File) error {
		groups, meta := file.RowGroups(), file.Metadata().RowGroups
		split := func(yield func(chunk) bool) {
			first := 1
			for i := range groups {
				if !yield(chunk{line: first, group: i}) {
					return
				}
				first += int(groups[i].NumRows())
			}
		}
		read := f.progress.share(f.path, len(groups))
		inOrder(texts, split, func() func(chunk, *sink) {
			p := newLongParser(f, q, texts)
			return func(c chunk, out *sink) {
				if err := p.parseGroup(from, groups[c.group], meta[c.group].Columns, c.line, out); err != nil {
					out.take(p.broken(chunk{line: c.line, err: err}))
				}
				read()
			}
		}, yield)
		return nil
	})
	if err != nil {
		out := &parsed{texts: texts}
		out.take(&longRow{Response: Response{File: f.name, Line: 1}, err: err})
		yield(out)
	}
}

// parseGroup reads a row group: by columns where a tally is all that is wanted and
// the columns are such as allow it, else row by row.
func (p *longParser) parseGroup(file io.ReaderAt, group parquet.RowGroup, meta []format.ColumnChunk, line int, out *sink) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("corrupt Parquet data: %v", broken)
		}
	}()
	p.pages.open(file, group, meta)
	if !p.texts {
		byColumn, err := p.byColumn()
		if err != nil {
			return err
		}
		if byColumn {
			return p.parseColumns(group, line, out)
		}
	}
	r, err := p.rowReader(group)
	if err != nil {
		return err
	}
	defer r.rows.Close()
	return p.parseRows(r, 0, group.NumRows(), line, out)
}

// portion is how many rows are handed on at once.
const portion = 1 << 17

// rowReader reads stretches of a row group row by row, each after the one before.
type rowReader struct {
	rows parquet.Rows
	at   int64
	buf  []parquet.Row
}

func (p *longParser) rowReader(group parquet.RowGroup) (*rowReader, error) {
	if err := p.pages.checkAll(); err != nil {
		return nil, err
	}
	return &rowReader{rows: group.Rows(), buf: make([]parquet.Row, 1024)}, nil
}

// skipRows is how many rows are better read over than sought: to seek is to read the
// pages from the first on.
const skipRows = 1 << 16

// forward goes on to row start.
func (r *rowReader) forward(start int64) error {
	if start-r.at > skipRows {
		r.at = start
		return r.rows.SeekToRow(start)
	}
	return r.read(start-r.at, func(parquet.Row) {})
}

// read takes n rows, or those that are left.
func (r *rowReader) read(n int64, take func(parquet.Row)) error {
	for n > 0 {
		got, err := r.rows.ReadRows(r.buf[:min(n, int64(len(r.buf)))])
		for _, row := range r.buf[:got] {
			take(row)
		}
		n, r.at = n-int64(got), r.at+int64(got)
		if err == io.EOF || err == nil && got == 0 {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// parseRows reads n rows of a group, from row start.
func (p *longParser) parseRows(r *rowReader, start, n int64, line int, out *sink) error {
	err := r.forward(start)
	if err == nil {
		err = r.read(n, func(row parquet.Row) {
			out.take(p.parseParquetRow(row, line))
			if line++; len(out.rows) >= portion/16 {
				out.flush()
			}
		})
	}
	if err != nil {
		return fmt.Errorf("corrupt Parquet data: %w", err)
	}
	return nil
}

func (p *longParser) parseParquetRow(row parquet.Row, line int) *longRow {
	r := p.begin(line)
	for _, v := range row {
		if !v.IsNull() {
			p.setValue(r, p.header.columns[v.Column()], v)
		}
	}
	p.finish(r)
	return r
}

// setValue takes up a value as its text would be.
func (p *longParser) setValue(r *longRow, c longColumn, v parquet.Value) {
	var number [32]byte
	switch v.Kind() {
	case parquet.Int32, parquet.Int64:
		p.setPlain(r, c, strconv.AppendInt(number[:0], v.Int64(), 10))
	case parquet.Float:
		p.setPlain(r, c, strconv.AppendFloat(number[:0], float64(v.Float()), 'g', -1, 32))
	case parquet.Double:
		p.setPlain(r, c, strconv.AppendFloat(number[:0], v.Double(), 'g', -1, 64))
	case parquet.ByteArray, parquet.FixedLenByteArray:
		p.setPlain(r, c, v.ByteArray())
	default:
		p.setPlain(r, c, []byte(v.String()))
	}
}
