package datasets

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// parquetFile opens the file; a corrupt one is an error, never a panic.
func (f *longFile) parquetFile(use func(*parquet.File) error) (err error) {
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
	p, err := parquet.OpenFile(file, st.Size())
	if err != nil {
		return fmt.Errorf("not a Parquet file, or cut off: %w", err)
	}
	return use(p)
}

func (f *longFile) parquetHeader() (h *longHeader, err error) {
	err = f.parquetFile(func(p *parquet.File) error {
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

// parquetRows reads the row groups in order; a row's number stands for its line.
func (f *longFile) parquetRows(p *longParser, yield func(*parsed) bool) {
	n, stopped := 0, false
	out := &parsed{texts: p.texts}
	err := f.parquetFile(func(file *parquet.File) error {
		for _, group := range file.RowGroups() {
			rows := group.Rows()
			defer rows.Close()
			buf := make([]parquet.Row, 1024)
			for {
				got, err := rows.ReadRows(buf)
				for _, row := range buf[:got] {
					n++
					out.take(p.parseParquet(row, n))
				}
				if got > 0 && !yield(out) {
					stopped = true
					return nil
				}
				out.reset()
				if err == io.EOF || err == nil && got == 0 {
					break
				}
				if err != nil {
					return fmt.Errorf("corrupt Parquet data: %w", err)
				}
			}
		}
		return nil
	})
	if err != nil && !stopped {
		out.take(p.broken(chunk{line: n + 1, err: err}))
		yield(out)
	}
}

func (p *longParser) parseParquet(row parquet.Row, n int) *longRow {
	r := p.begin(n)
	for _, v := range row {
		if v.IsNull() {
			continue
		}
		c := p.header.columns[v.Column()]
		switch v.Kind() {
		case parquet.Int32, parquet.Int64:
			p.setPlain(r, c, strconv.AppendInt(nil, v.Int64(), 10))
		case parquet.Float:
			p.setPlain(r, c, strconv.AppendFloat(nil, float64(v.Float()), 'g', -1, 32))
		case parquet.Double:
			p.setPlain(r, c, strconv.AppendFloat(nil, v.Double(), 'g', -1, 64))
		case parquet.ByteArray, parquet.FixedLenByteArray:
			p.setPlain(r, c, v.ByteArray())
		default:
			p.setPlain(r, c, []byte(v.String()))
		}
	}
	p.finish(r)
	return r
}
