package datasets

import (
	"errors"
	"io"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// rowGroup is how many rows a reader of Parquet decodes on one core at a time.
const rowGroup = 1 << 17

// writtenAtOnce rows are handed to a column at once.
const writtenAtOnce = 1 << 10

// writeParquet writes rows column by column, with dictionaries.
func writeParquet[T any](w io.Writer, columns []outColumn[T], rows rowsOf[T]) error {
	schema := parquetSchema(columns)
	file := parquet.NewGenericWriter[any](w, schema, parquet.DataPageStatistics(false)) // they stand in the column index
	out := &parquetRows[T]{file: file}
	place := map[string]int{} // Parquet orders columns by name
	for i, path := range schema.Columns() {
		place[path[0]] = i
	}
	for _, c := range columns {
		column := &parquetColumn[T]{outColumn: c, place: place[c.name], to: file.ColumnWriters()[place[c.name]]}
		for n := range column.noneOrOne {
			column.noneOrOne[n] = parquet.DoubleValue(float64(n)).Level(0, 0, column.place)
		}
		out.columns = append(out.columns, column)
	}
	return errors.Join(rows(out.add), out.write(), out.wait(), file.Close())
}

func parquetSchema[T any](columns []outColumn[T]) *parquet.Schema {
	group := parquet.Group{}
	for _, c := range columns {
		switch {
		case c.count != nil:
			group[c.name] = dictionary(parquet.Leaf(parquet.DoubleType))
		case c.kind == 'i':
			group[c.name] = parquet.Optional(dictionary(parquet.Int(64)))
		case c.kind == 'f':
			group[c.name] = parquet.Optional(parquet.Compressed(parquet.Leaf(parquet.DoubleType), &parquet.Zstd))
		default:
			group[c.name] = parquet.Optional(dictionary(parquet.String()))
		}
	}
	return parquet.NewSchema("rows", group)
}

func dictionary(n parquet.Node) parquet.Node {
	return parquet.Compressed(parquet.Encoded(n, &parquet.RLEDictionary), &parquet.Zstd)
}

// parquetRows gathers rows, by column, until they are worth writing; while some are
// written, the next are gathered.
type parquetRows[T any] struct {
	file    *parquet.GenericWriter[any]
	columns []*parquetColumn[T]
	group   int        // rows of the group written
	writing chan error // of the rows being written; nil when none are
}

// parquetColumn is a column's rows that are not yet written.
type parquetColumn[T any] struct {
	outColumn[T]
	place  int
	to     *parquet.ColumnWriter
	values []parquet.Value
	handed []parquet.Value // being written

	last      string           // the value before this, as text
	noneOrOne [2]parquet.Value // what most counts are
}

func (p *parquetRows[T]) add(r *T) error {
	for _, c := range p.columns {
		c.add(r)
	}
	if len(p.columns[0].values) < writtenAtOnce {
		return nil
	}
	return p.write()
}

// add takes up a row. A value is most often that of the row before.
func (c *parquetColumn[T]) add(r *T) {
	if c.count != nil {
		n := c.count(r)
		if n != 0 && n != 1 {
			c.values = append(c.values, parquet.DoubleValue(n).Level(0, 0, c.place))
		} else {
			c.values = append(c.values, c.noneOrOne[int(n)])
		}
		return
	}
	text := c.value(r)
	if n := len(c.values); n > 0 && text == c.last {
		c.values = append(c.values, c.values[n-1])
		return
	}
	c.last = text
	value, defined := parquet.NullValue(), 0
	if text != "" {
		value, defined = parquetValue(c.kind, text), 1
	}
	c.values = append(c.values, value.Level(0, defined, c.place))
}

// write has the rows gathered written, once those before them are.
func (p *parquetRows[T]) write() error {
	if err := p.wait(); err != nil {
		return err
	}
	for _, c := range p.columns {
		c.values, c.handed = c.handed[:0], c.values
	}
	p.writing = make(chan error, 1)
	go func() { p.writing <- p.hand() }()
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

// hand gives the rows to the columns, and ends the row group when it is full.
func (p *parquetRows[T]) hand() error {
	p.group += len(p.columns[0].handed)
	for _, c := range p.columns {
		if _, err := c.to.WriteRowValues(c.handed); err != nil {
			return err
		}
	}
	if p.group < rowGroup {
		return nil
	}
	p.group = 0
	return p.file.Flush()
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
