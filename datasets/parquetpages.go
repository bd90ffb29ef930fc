package datasets

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// mostPage is the most bytes that a page may unpack to; writers make pages of about
// one MB.
const mostPage = 256 << 20

// checkParquetColumns looks at where the columns of all row groups are. LZ4 is refused:
// the library does not unpack all that other programs pack with it, and tries a damaged
// page with ever more memory.
func checkParquetColumns(p *parquet.File) error {
	groups := p.Metadata().RowGroups
	for g := range groups {
		for i := range groups[g].Columns {
			m := &groups[g].Columns[i].MetaData
			if m.Codec == format.Lz4Raw {
				return errors.New("compressed with LZ4, which is not read here; write it with zstd or snappy")
			}
			if start := chunkStart(m); start < 0 || m.TotalCompressedSize < 0 || m.TotalCompressedSize > p.Size()-start {
				return fmt.Errorf("corrupt Parquet data: a column of %d bytes at byte %d of %d", m.TotalCompressedSize, start, p.Size())
			}
		}
	}
	return nil
}

// chunkStart is the first byte of a column of a row group.
func chunkStart(m *format.ColumnMetaData) int64 {
	if m.DictionaryPageOffset > 0 && m.DictionaryPageOffset < m.DataPageOffset {
		return m.DictionaryPageOffset
	}
	return m.DataPageOffset
}

// readWhole is the most bytes of a column that are read at once.
const readWhole = 1 << 20

// groupPages opens the columns of one row group after another. Before a column is
// read the heads of all its pages are looked at, since the library takes the memory
// that a damaged one names.
type groupPages struct {
	file   io.ReaderAt
	chunks []parquet.ColumnChunk
	meta   []format.ColumnChunk
	read   []chunkBytes // by column
}

// chunkBytes is a file of which one stretch, a column that is not long, is in memory.
type chunkBytes struct {
	io.ReaderAt
	start   int64
	raw     []byte
	checked bool
}

func (c *chunkBytes) ReadAt(p []byte, at int64) (int, error) {
	if from := at - c.start; from >= 0 && from+int64(len(p)) <= int64(len(c.raw)) {
		return copy(p, c.raw[from:]), nil
	}
	return c.ReaderAt.ReadAt(p, at)
}

// open goes on to a row group.
func (g *groupPages) open(file io.ReaderAt, group parquet.RowGroup, meta []format.ColumnChunk) {
	g.file, g.chunks, g.meta = file, group.ColumnChunks(), meta
	if g.read == nil {
		g.read = make([]chunkBytes, len(meta))
	}
	for i := range g.read {
		g.read[i].checked = false
	}
}

// pages opens a column.
func (g *groupPages) pages(i int) (parquet.Pages, error) {
	if err := g.check(i); err != nil {
		return nil, err
	}
	return g.chunks[i].(*parquet.FileColumnChunk).PagesFrom(&g.read[i]), nil
}

// check reads a short column, and looks at its pages.
func (g *groupPages) check(i int) error {
	c, m := &g.read[i], &g.meta[i].MetaData
	if c.checked {
		return nil
	}
	c.ReaderAt, c.start, c.raw = g.file, chunkStart(m), c.raw[:0]
	if n := int(m.TotalCompressedSize); n <= readWhole {
		c.raw = slices.Grow(c.raw, n)[:n]
		if got, err := g.file.ReadAt(c.raw, c.start); got < n {
			return fmt.Errorf("corrupt Parquet data: %w", err)
		}
	}
	if err := checkPages(c, c.start, m.TotalCompressedSize); err != nil {
		return fmt.Errorf("corrupt Parquet data: the column at byte %d: %w", c.start, err)
	}
	c.checked = true
	return nil
}

// checkAll looks at the columns that were not opened.
func (g *groupPages) checkAll() error {
	for i := range g.read {
		if err := g.check(i); err != nil {
			return err
		}
	}
	return nil
}

func checkPages(c *chunkBytes, start, size int64) error {
	for at, end := start, start+size; at < end; {
		head, n, err := c.pageHead(at, end)
		if err != nil {
			return fmt.Errorf("the head of a page: %w", err)
		}
		at += n
		packed, unpacked := int64(head.CompressedPageSize), int64(head.UncompressedPageSize)
		if packed < 0 || packed > end-at || unpacked < 0 || unpacked > mostPage {
			return fmt.Errorf("a page of %d bytes, %d unpacked, where %d follow", packed, unpacked, end-at)
		}
		at += packed
	}
	return nil
}

// pageHead reads the head of a page, which is short but for the least and the greatest
// value in it, and tells its length.
func (c *chunkBytes) pageHead(at, end int64) (head *format.PageHeader, length int64, err error) {
	for _, most := range []int64{1 << 8, 1 << 12, 1 << 20, mostPage} {
		n := min(most, end-at)
		var raw []byte
		if from := at - c.start; from+n <= int64(len(c.raw)) {
			raw = c.raw[from : from+n]
		} else {
			raw = make([]byte, n)
			if _, err := c.ReadAt(raw, at); err != nil {
				return nil, 0, err
			}
		}
		r := new(thrift.CompactProtocol).NewReaderFromBytes(raw)
		head = &format.PageHeader{}
		if err = thrift.NewDecoder(r).Decode(head); err == nil {
			rest, err := io.Copy(io.Discard, r.Reader())
			return head, n - rest, err
		}
		if n < most {
			break
		}
	}
	return nil, 0, err
}
