package datasets

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// mostPage is the most bytes that a page may unpack to; writers make pages of about
// one MB.
const mostPage = 256 << 20

// checkParquetPages walks over the heads of all pages, since the library takes the
// memory that a damaged one names. LZ4 is refused: the library does not unpack all
// that other programs pack with it, and tries a damaged page with ever more memory.
func checkParquetPages(r io.ReaderAt, size int64, p *parquet.File) error {
	groups := p.Metadata().RowGroups
	errs := make([]error, len(groups))
	var next atomic.Int64
	var wg sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(groups); i = int(next.Add(1)) - 1 {
				errs[i] = checkGroup(r, size, &groups[i])
			}
		})
	}
	wg.Wait()
	i := slices.IndexFunc(errs, func(err error) bool { return err != nil })
	if i < 0 {
		return nil
	}
	return errs[i]
}

func checkGroup(r io.ReaderAt, size int64, group *format.RowGroup) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			err = fmt.Errorf("corrupt Parquet data: %v", broken)
		}
	}()
	for i := range group.Columns {
		m := &group.Columns[i].MetaData
		if m.Codec == format.Lz4Raw {
			return errors.New("compressed with LZ4, which is not read here; write it with zstd or snappy")
		}
		start := m.DataPageOffset
		if m.DictionaryPageOffset > 0 && m.DictionaryPageOffset < start {
			start = m.DictionaryPageOffset
		}
		if start < 0 || m.TotalCompressedSize < 0 || m.TotalCompressedSize > size-start {
			return fmt.Errorf("corrupt Parquet data: a column of %d bytes at byte %d of %d", m.TotalCompressedSize, start, size)
		}
		if err := checkPages(readAhead(io.NewSectionReader(r, start, m.TotalCompressedSize))); err != nil {
			return fmt.Errorf("corrupt Parquet data: the column at byte %d: %w", start, err)
		}
	}
	return nil
}

// readAhead reads a short column whole, and leaves a long one to be read in parts.
func readAhead(column *io.SectionReader) *io.SectionReader {
	if column.Size() > 1<<16 {
		return column
	}
	raw := make([]byte, column.Size())
	if n, err := column.ReadAt(raw, 0); n < len(raw) && err != nil {
		return column
	}
	return io.NewSectionReader(bytes.NewReader(raw), 0, column.Size())
}

func checkPages(column *io.SectionReader) error {
	for at := int64(0); at < column.Size(); {
		head, n, err := pageHead(column, at)
		if err != nil {
			return fmt.Errorf("the head of a page: %w", err)
		}
		at += n
		packed, unpacked := int64(head.CompressedPageSize), int64(head.UncompressedPageSize)
		if packed < 0 || packed > column.Size()-at || unpacked < 0 || unpacked > mostPage {
			return fmt.Errorf("a page of %d bytes, %d unpacked, where %d follow", packed, unpacked, column.Size()-at)
		}
		at += packed
	}
	return nil
}

// pageHead reads the head of a page, which is short but for the least and the greatest
// value in it, and tells its length.
func pageHead(column *io.SectionReader, at int64) (head *format.PageHeader, length int64, err error) {
	for _, most := range []int64{1 << 8, 1 << 12, 1 << 20, mostPage} {
		raw := make([]byte, min(most, column.Size()-at))
		if _, err := column.ReadAt(raw, at); err != nil {
			return nil, 0, err
		}
		r := new(thrift.CompactProtocol).NewReaderFromBytes(raw)
		head = &format.PageHeader{}
		if err = thrift.NewDecoder(r).Decode(head); err == nil {
			rest, err := io.Copy(io.Discard, r.Reader())
			return head, int64(len(raw)) - rest, err
		}
		if len(raw) < int(most) {
			break
		}
	}
	return nil, 0, err
}
