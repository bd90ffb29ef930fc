package datasets

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
)

const (
	chunkSize = 256 << 10 // bytes a goroutine parses at once
	maxRecord = 64 << 20  // a quoted field longer than this is a quote never closed
)

// chunk is whole records of a CSV file, or lines of JSON.
type chunk struct {
	data   []byte
	line   int // of its first record
	group  int // of a Parquet file, in place of data
	err    error
	buffer *[]byte // behind data, to be used again
}

func (c chunk) release() {
	if c.buffer != nil {
		chunkBuffers.Put(c.buffer)
	}
}

// splitRecords cuts r into chunks that end with a record; recordsEnd finds where
// the last whole record of data ends, and the line on which a quote is left open.
func splitRecords(r io.Reader, line int, recordsEnd func(data []byte, line int) (end, open int), yield func(chunk) bool) {
	var rest []byte // the beginning of a record, in a buffer of its own
	buffer := chunkBuffers.Get().(*[]byte)
	for {
		// As much again as is left over, so that a long record is looked through a
		// few times only.
		buf := slices.Grow((*buffer)[:0], len(rest)+max(chunkSize, len(rest)))
		buf = append(buf, rest...)
		n, err := io.ReadFull(r, buf[len(rest):len(rest)+max(chunkSize, len(rest))])
		buf = buf[:len(rest)+n]
		*buffer = buf
		last := err != nil
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = nil
		}
		end, open := recordsEnd(buf, line)
		if last && open == 0 && err == nil { // a record that an error cuts is no record
			end = len(buf)
		}
		rest = append(rest[:0], buf[end:]...)
		if end > 0 {
			lines := bytes.Count(buf[:end], []byte{'\n'})
			if !yield(chunk{data: buf[:end], line: line, buffer: buffer}) {
				return
			}
			line += lines
			buffer = chunkBuffers.Get().(*[]byte)
		}
		switch {
		case err != nil:
			yield(chunk{line: line, err: err})
			return
		case last && open > 0 || open > 0 && len(rest) > maxRecord:
			lost := bytes.Count(bytes.TrimRight(rest, "\r\n"), []byte{'\n'})
			yield(chunk{line: open, err: fmt.Errorf("a quote is opened here and never closed: this row and the %d lines after it are set aside", lost)})
			return
		case len(rest) > maxRecord:
			yield(chunk{line: line, err: fmt.Errorf("a line longer than %d MB: it and what follows is set aside", maxRecord>>20)})
			return
		case last:
			return
		}
	}
}
