package datasets

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// rowGroup is how many rows a reader of Parquet decodes on one core at a time.
const rowGroup = 1 << 17

// pageRows are gathered and written at once.
const pageRows = 1 << 14

// writeParquet writes rows column by column. What the library would look up once more,
// a value at a time, is known here by its number in a dictionary: the library encodes
// and packs the numbers, and the file is put together here (Apache Parquet, file
// format).
func writeParquet[T any](w io.Writer, columns []outColumn[T], rows rowsOf[T]) error {
	schema := parquetSchema(columns)
	meta, err := emptyParquet(schema)
	if err != nil {
		return err
	}
	out := &parquetRows[T]{parquetFile: &parquetFile{to: w, meta: meta}}
	out.put([]byte(parquetMagic))
	place := map[string]int{} // Parquet orders columns by name
	for i, path := range schema.Columns() {
		place[path[0]] = i
	}
	out.columns = make([]*parquetColumn, len(columns))
	for _, c := range columns {
		column := newParquetColumn(c.name, c.kind, c.counted != nil)
		out.columns[place[c.name]] = column
		if c.counted == nil {
			out.texts = append(out.texts, textColumn[T]{column, c.value})
			continue
		}
		if n := len(out.counts); n == 0 || out.counts[n-1].countColumns != c.counted {
			out.counts = append(out.counts, countsWritten[T]{countColumns: c.counted})
		}
		last := &out.counts[len(out.counts)-1]
		last.columns = append(last.columns, column)
	}
	return errors.Join(rows(out.add), out.write(), out.wait(), out.close())
}

func parquetSchema[T any](columns []outColumn[T]) *parquet.Schema {
	group := parquet.Group{}
	for _, c := range columns {
		switch {
		case c.counted != nil:
			group[c.name] = parquet.Leaf(parquet.DoubleType)
		case c.kind == 'i':
			group[c.name] = parquet.Optional(parquet.Int(64))
		case c.kind == 'f':
			group[c.name] = parquet.Optional(parquet.Leaf(parquet.DoubleType))
		default:
			group[c.name] = parquet.Optional(parquet.String())
		}
	}
	return parquet.NewSchema("rows", group)
}

// emptyParquet is what the library says of a file without rows.
func emptyParquet(schema *parquet.Schema) (*format.FileMetaData, error) {
	var b bytes.Buffer
	if err := parquet.NewGenericWriter[any](&b, schema).Close(); err != nil {
		return nil, err
	}
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		return nil, err
	}
	meta := *f.Metadata()
	meta.RowGroups = nil
	return &meta, nil
}

// parquetRows gathers rows, by column, until they are worth writing; while some are
// written, the next are gathered.
type parquetRows[T any] struct {
	*parquetFile
	texts   []textColumn[T]
	counts  []countsWritten[T]
	rows    int        // gathered
	writing chan error // of the rows being written; nil when none are
}

// textColumn is a column that is no count.
type textColumn[T any] struct {
	*parquetColumn
	value func(r *T) string
}

// countsWritten are columns of counts, by index.
type countsWritten[T any] struct {
	*countColumns[T]
	columns []*parquetColumn
}

func (p *parquetRows[T]) add(r *T) error {
	for i := range p.texts {
		p.texts[i].set(p.rows, p.texts[i].value(r))
	}
	for i := range p.counts {
		c := &p.counts[i]
		for k, n := range c.of(r) {
			if n != 0 && k < len(c.columns) {
				c.columns[k].count(p.rows, n)
			}
		}
	}
	if p.rows++; p.rows < pageRows {
		return nil
	}
	return p.write()
}

// write has the rows gathered written, once those before them are. A row group ends
// with them when it is full.
func (p *parquetRows[T]) write() error {
	if err := p.wait(); err != nil {
		return err
	}
	n := p.rows
	for _, c := range p.columns {
		c.turn()
	}
	p.rows, p.writing = 0, make(chan error, 1)
	if p.group+n < rowGroup && !p.large() {
		go func() { p.writing <- p.writePages(n) }()
		return nil
	}
	p.writing <- errors.Join(p.writePages(n), p.endGroup()) // dictionaries begin anew with the next row
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

func (p *parquetRows[T]) close() error {
	if p.group > 0 {
		if err := p.endGroup(); err != nil {
			return err
		}
	}
	return p.end()
}

const parquetMagic = "PAR1"

// parquetFile is what is written of a file.
type parquetFile struct {
	to      io.Writer
	at      int64 // bytes written
	err     error
	meta    *format.FileMetaData
	columns []*parquetColumn
	group   int // rows of the row group so far
}

func (f *parquetFile) put(b []byte) {
	if f.err == nil {
		_, f.err = f.to.Write(b)
	}
	f.at += int64(len(b))
}

// writePages makes a page of each column of n rows.
func (f *parquetFile) writePages(n int) error {
	f.group += n
	for _, c := range f.columns {
		if err := c.writePage(n); err != nil {
			return err
		}
	}
	return nil
}

// mostDictionary is how long a dictionary grows before its row group is ended.
const mostDictionary = 1 << 25

func (f *parquetFile) large() bool {
	return slices.ContainsFunc(f.columns, func(c *parquetColumn) bool { return len(c.values.plain) > mostDictionary })
}

// endGroup writes the columns of a row group out.
func (f *parquetFile) endGroup() error {
	group := format.RowGroup{NumRows: int64(f.group), FileOffset: f.at, Ordinal: int16(len(f.meta.RowGroups))}
	for _, c := range f.columns {
		chunk, err := c.end(f.at)
		if err != nil {
			return err
		}
		f.put(c.dictionary)
		f.put(c.pages)
		group.Columns = append(group.Columns, format.ColumnChunk{MetaData: chunk})
		group.TotalByteSize += chunk.TotalUncompressedSize
		group.TotalCompressedSize += chunk.TotalCompressedSize
		c.begin()
	}
	f.meta.RowGroups = append(f.meta.RowGroups, group)
	f.meta.NumRows += int64(f.group)
	f.group = 0
	return f.err
}

// end writes the footer.
func (f *parquetFile) end() error {
	footer, err := thrift.Marshal(new(thrift.CompactProtocol), f.meta)
	if err != nil {
		return err
	}
	f.put(footer)
	f.put(binary.LittleEndian.AppendUint32(nil, uint32(len(footer))))
	f.put([]byte(parquetMagic))
	return f.err
}
