package datasets

import (
	"bufio"
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

// recordsEnd finds the end of the last whole record; open is the line on which a
// quote is left open, 0 when none is.
func recordsEnd(data []byte, line int) (end, open int) {
	if bytes.IndexByte(data, '"') < 0 {
		return bytes.LastIndexByte(data, '\n') + 1, 0
	}
	quoted, fieldStart := false, true
	for i := 0; i < len(data); i++ {
		c := data[i]
		switch {
		case c == '\n' && !quoted:
			end, fieldStart = i+1, true
			line++
			continue
		case c == '\n':
			line++
		case c == '"' && quoted:
			if i+1 < len(data) && data[i+1] == '"' {
				i++
			} else {
				quoted, open = false, 0
			}
		case c == '"' && fieldStart:
			quoted, open = true, line
		}
		fieldStart = c == ',' && !quoted
	}
	return end, open
}

// nextRecord cuts the fields of the first record off data; lines is how many
// lines it took.
func nextRecord(data []byte, fields [][]byte) (rest []byte, _ [][]byte, lines int, err error) {
	fields = fields[:0]
	end := bytes.IndexByte(data, '\n')
	if end < 0 {
		end = len(data)
	}
	if bytes.IndexByte(data[:end], '"') < 0 {
		record := bytes.TrimSuffix(data[:end], []byte{'\r'})
		for {
			i := bytes.IndexByte(record, ',')
			if i < 0 {
				break
			}
			fields, record = append(fields, record[:i]), record[i+1:]
		}
		return data[min(end+1, len(data)):], append(fields, record), 1, nil
	}
	return quotedRecord(data, fields)
}

func quotedRecord(data []byte, fields [][]byte) (rest []byte, _ [][]byte, lines int, err error) {
	lines = 1
	for {
		var field []byte
		if len(data) > 0 && data[0] == '"' {
			var n int
			field, data, n = quotedField(data[1:])
			lines += n
			if after := bytes.TrimPrefix(data, []byte{'\r'}); len(after) > 0 && after[0] != ',' && after[0] != '\n' {
				err = errors.New("text after a closing quote; double the quotes inside a quoted field")
			}
		}
		end := bytes.IndexAny(data, ",\n")
		if end < 0 {
			end = len(data)
		}
		if field == nil {
			field = bytes.TrimSuffix(data[:end], []byte{'\r'})
			if bytes.IndexByte(field, '"') >= 0 && err == nil {
				err = errors.New("a quote inside an unquoted field; quote the whole field and double the quotes in it")
			}
		}
		fields = append(fields, field)
		if end == len(data) {
			return nil, fields, lines, err
		}
		next := data[end]
		data = data[end+1:]
		if next == '\n' {
			return data, fields, lines, err
		}
	}
}

// quotedField reads up to the closing quote; lines counts the line ends inside.
func quotedField(data []byte) (field, rest []byte, lines int) {
	var out []byte
	for {
		i := bytes.IndexByte(data, '"')
		if i < 0 {
			return append(append(out, data...), []byte{}...), nil, lines + bytes.Count(data, []byte{'\n'})
		}
		lines += bytes.Count(data[:i], []byte{'\n'})
		if i+1 < len(data) && data[i+1] == '"' {
			out = append(out, data[:i+1]...)
			data = data[i+2:]
			continue
		}
		if out == nil {
			return data[:i:i], data[i+1:], lines
		}
		return append(out, data[:i]...), data[i+1:], lines
	}
}

// readCSVHeader reads the first record; body is what follows it.
func readCSVHeader(r io.Reader) (names []string, body *bufio.Reader, lines int, err error) {
	body = bufio.NewReaderSize(r, 1<<16)
	var record []byte
	for {
		part, err := body.ReadBytes('\n')
		record = append(record, part...)
		if _, open := recordsEnd(record, 1); open == 0 || err != nil || len(record) > 1<<20 {
			if err != nil && err != io.EOF {
				return nil, nil, 0, err
			}
			break
		}
	}
	if len(bytes.TrimSpace(record)) == 0 {
		return nil, nil, 0, errors.New("the file is empty; needs a header with at least persona, item, option")
	}
	if bytes.IndexByte(record, 0) >= 0 {
		return nil, nil, 0, errors.New("this is no text file; needs CSV with a header")
	}
	_, fields, lines, err := nextRecord(record, nil)
	if err != nil {
		return nil, nil, 0, err
	}
	for _, f := range fields {
		names = append(names, string(f))
	}
	return names, body, lines, nil
}

// parseCSV parses the records of a chunk and hands each on; the row is good until
// the next one.
func (p *longParser) parseCSV(c chunk, out *sink) {
	if c.err != nil {
		out.take(p.broken(c))
		return
	}
	quotes := bytes.IndexByte(c.data, '"') >= 0
	var fields [][]byte
	var lead []byte // who answered the row before, as it stands in the file
	data, line := c.data, c.line
	for len(data) > 0 {
		if quotes {
			var r *longRow
			lines := 0
			r, fields, data, lines = p.parseRecord(data, fields, line)
			if line += lines; r != nil {
				out.take(r)
			}
			continue
		}
		if len(lead) > 0 && p.plain != nil && !p.texts {
			lines := 0
			data, lines = p.plainRun(data, lead, &out.batch)
			if line += lines; len(data) == 0 {
				break
			}
		}
		record := data
		if end := bytes.IndexByte(data, '\n'); end >= 0 {
			record, data = data[:end], data[end+1:]
		} else {
			data = nil
		}
		record = bytes.TrimSuffix(record, []byte{'\r'})
		line++
		if len(record) == 0 || record[0] <= ' ' && len(bytes.TrimSpace(record)) == 0 {
			continue
		}
		lead = p.parsePlain(record, lead, line-1)
		out.take(&p.row)
	}
}

// parseRecord parses a record that may hold quotes; nil for an empty line.
func (p *longParser) parseRecord(data []byte, fields [][]byte, line int) (_ *longRow, _ [][]byte, rest []byte, lines int) {
	r := p.begin(line)
	rest, fields, lines, r.err = nextRecord(data, fields)
	if len(fields) == 1 && len(bytes.TrimSpace(fields[0])) == 0 && r.err == nil {
		return nil, fields, rest, lines
	}
	if r.err == nil && len(fields) != len(p.header.columns) {
		r.err = fieldCount(len(fields), len(p.header.columns))
	}
	if r.err == nil {
		for i, f := range fields {
			p.set(r, p.header.columns[i], f)
		}
	}
	p.finish(r)
	return r, fields, rest, lines
}

// parsePlain parses a record without quotes. Where it begins as the record before
// did (lead), who answered is known already. It returns this record's beginning,
// nil when it is broken.
func (p *longParser) parsePlain(record, lead []byte, line int) []byte {
	r, at, column := &p.row, 0, 0
	if len(lead) > 0 && bytes.HasPrefix(record, lead) {
		r.clear(line)
		at, column = len(lead), p.lead
	} else {
		r, lead = p.begin(line), nil
	}
	columns := p.header.columns
	for {
		field := record[at:]
		n := bytes.IndexByte(field, ',')
		if n >= 0 {
			field = field[:n]
		}
		if column < len(columns) {
			p.set(r, columns[column], field)
		}
		column++
		if n < 0 {
			break
		}
		if at += n + 1; column == p.lead {
			lead = record[:at]
		}
	}
	if column != len(columns) {
		r.err = fieldCount(column, len(columns))
	}
	if p.finish(r); r.err != nil || len(p.header.attributes) > 0 {
		return nil
	}
	return lead
}

// fieldCount is the error of a record that has n fields, and not want.
func fieldCount(n, want int) error {
	return fmt.Errorf("%d fields, the header has %d; was the file cut off?", n, want)
}
