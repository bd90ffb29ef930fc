package datasets

import (
	"errors"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/compress/zstd"
)

// rowGroup is how many rows a reader of Parquet decodes on one core at a time.
const rowGroup = 1 << 17

// packed is how columns are compressed: indexes of bits have little left to find.
var packed = &zstd.Codec{Level: zstd.SpeedFastest}

// writeParquet writes rows column by column, with dictionaries.
func writeParquet[T any](w io.Writer, columns []outColumn[T], rows rowsOf[T]) error {
	schema := parquetSchema(columns)
	options := []parquet.WriterOption{schema, parquet.DataPageStatistics(false)} // they stand in the column index
	for _, c := range columns {
		if c.kind == 's' && c.name != "model" { // the least and the greatest of other texts help nobody to find rows
			options = append(options, parquet.SkipPageBounds(c.name))
		}
	}
	file := parquet.NewGenericWriter[any](w, options...)
	out := &parquetRows[T]{file: file}
	place := map[string]int{} // Parquet orders columns by name
	for i, path := range schema.Columns() {
		place[path[0]] = i
	}
	for _, c := range columns {
		at := place[c.name]
		column := newParquetColumn(file.ColumnWriters()[at], at)
		out.columns = append(out.columns, column)
		if c.counted == nil {
			out.texts = append(out.texts, &textColumn[T]{column, c.value, textValues{kind: c.kind, column: at}})
			continue
		}
		if n := len(out.counts); n == 0 || out.counts[n-1].countColumns != c.counted {
			out.counts = append(out.counts, countsWritten[T]{countColumns: c.counted})
		}
		last := &out.counts[len(out.counts)-1]
		last.columns = append(last.columns, column)
	}
	return errors.Join(rows(out.add), out.write(), out.wait(), file.Close())
}

func parquetSchema[T any](columns []outColumn[T]) *parquet.Schema {
	group := parquet.Group{}
	for _, c := range columns {
		switch {
		case c.counted != nil:
			group[c.name] = dictionary(parquet.Leaf(parquet.DoubleType))
		case c.kind == 'i':
			group[c.name] = parquet.Optional(dictionary(parquet.Int(64)))
		case c.kind == 'f':
			group[c.name] = parquet.Optional(parquet.Compressed(parquet.Leaf(parquet.DoubleType), packed))
		default:
			group[c.name] = parquet.Optional(dictionary(parquet.String()))
		}
	}
	return parquet.NewSchema("rows", group)
}

func dictionary(n parquet.Node) parquet.Node {
	return parquet.Compressed(parquet.Encoded(n, &parquet.RLEDictionary), packed)
}

// parquetRows gathers rows, by column, until they are worth writing; while some are
// written, the next are gathered.
type parquetRows[T any] struct {
	file    *parquet.GenericWriter[any]
	columns []*parquetColumn
	texts   []*textColumn[T]
	counts  []countsWritten[T]
	rows    int        // gathered
	group   int        // rows of the group written
	writing chan error // of the rows being written; nil when none are
}

// textColumn is a column that is no count.
type textColumn[T any] struct {
	*parquetColumn
	value func(r *T) string
	texts textValues
}

// countsWritten are columns of counts, by index.
type countsWritten[T any] struct {
	*countColumns[T]
	columns []*parquetColumn
}

func (p *parquetRows[T]) add(r *T) error {
	for _, c := range p.texts {
		c.gathered.set(p.rows, c.texts.of(c.value(r)))
	}
	for i := range p.counts {
		c := &p.counts[i]
		for k, n := range c.of(r) {
			if n != 0 && k < len(c.columns) {
				c.columns[k].count(p.rows, n)
			}
		}
	}
	if p.rows++; p.rows < writtenAtOnce {
		return nil
	}
	return p.write()
}

// write has the rows gathered written, once those before them are.
func (p *parquetRows[T]) write() error {
	if err := p.wait(); err != nil {
		return err
	}
	for _, c := range p.columns {
		c.gathered, c.handed = c.handed, c.gathered
	}
	n := p.rows
	p.rows, p.writing = 0, make(chan error, 1)
	go func() { p.writing <- p.hand(n) }()
	return nil
}

// wait is done when nothing is being written.
func (p *parquetRows[T]) wait() error {
	if p.writing == nil {
		return nil
	}
	err := <-p.writing
	p.writing = nil
	return err
}

// hand gives n rows to the columns, and ends the row group when it is full.
func (p *parquetRows[T]) hand(n int) error {
	p.group += n
	for _, c := range p.columns {
		if err := c.hand(n); err != nil {
			return err
		}
	}
	if p.group < rowGroup {
		return nil
	}
	p.group = 0
	return p.file.Flush()
}
