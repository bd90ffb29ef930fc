package datasets

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"runtime"
	"sync"
)

const (
	chunkSize = 1 << 20  // bytes a goroutine parses at once
	maxRecord = 64 << 20 // a quoted field longer than this is a quote never closed
)

// chunk is whole records of a CSV file.
type chunk struct {
	data []byte
	line int // of its first record
	err  error
}

// splitRecords cuts r into chunks that end with a record, following quotes where
// there are any. yield takes ownership of the data.
func splitRecords(r io.Reader, line int, yield func(chunk) bool) {
	var rest []byte
	for {
		buf := make([]byte, len(rest)+chunkSize)
		copy(buf, rest)
		n, err := io.ReadFull(r, buf[len(rest):])
		buf = buf[:len(rest)+n]
		last := err != nil
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			err = nil
		}
		end := len(buf)
		open := 0 // line on which a quote is still open
		if !last || bytes.IndexByte(buf, '"') >= 0 {
			end, open = recordsEnd(buf, line)
		}
		if last && open == 0 {
			end = len(buf)
		}
		if end > 0 {
			if !yield(chunk{data: buf[:end], line: line}) {
				return
			}
			line += bytes.Count(buf[:end], []byte{'\n'})
		}
		rest = buf[end:]
		switch {
		case err != nil:
			yield(chunk{line: line, err: err})
			return
		case last && open > 0 || len(rest) > maxRecord:
			lost := bytes.Count(bytes.TrimRight(rest, "\r\n"), []byte{'\n'})
			yield(chunk{line: open, err: fmt.Errorf("a quote is opened here and never closed: this row and the %d lines after it are set aside", lost)})
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

// readCSVRows parses chunks on all cores and yields their rows in order.
func readCSVRows(body io.Reader, firstLine int, newParser func() *longParser, yield func([]longRow) bool) {
	type job struct {
		chunk
		done chan []longRow
	}
	workers := runtime.GOMAXPROCS(0)
	jobs, ordered := make(chan job), make(chan job, 2*workers)
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		defer close(jobs)
		defer close(ordered)
		splitRecords(body, firstLine, func(c chunk) bool {
			j := job{c, make(chan []longRow, 1)}
			for _, to := range []chan job{ordered, jobs} {
				select {
				case to <- j:
				case <-stop:
					return false
				}
			}
			return true
		})
	})
	for range workers {
		wg.Go(func() {
			p := newParser()
			for j := range jobs {
				j.done <- p.parseCSV(j.chunk)
			}
		})
	}
	for j := range ordered {
		if !yield(<-j.done) {
			close(stop)
			for range ordered { // let the splitter go
			}
			wg.Wait()
			return
		}
	}
	wg.Wait()
}

func (p *longParser) parseCSV(c chunk) []longRow {
	if c.err != nil {
		r := p.begin(c.line)
		r.err = c.err
		return []longRow{r}
	}
	rows := make([]longRow, bytes.Count(c.data, []byte{'\n'})+1)
	var fields [][]byte
	data, line, n := c.data, c.line, 0
	for len(data) > 0 {
		r := &rows[n]
		p.start(r, line)
		var lines int
		data, fields, lines, r.err = nextRecord(data, fields)
		line += lines
		if len(fields) == 1 && len(bytes.TrimSpace(fields[0])) == 0 && r.err == nil {
			*r = longRow{}
			continue // an empty line
		}
		if r.err == nil && len(fields) != len(p.header.columns) {
			r.err = fmt.Errorf("%d fields, the header has %d; was the file cut off?", len(fields), len(p.header.columns))
		}
		if r.err == nil {
			for i, f := range fields {
				p.set(r, p.header.columns[i], f)
			}
		}
		p.finish(r)
		n++
	}
	return rows[:n]
}
