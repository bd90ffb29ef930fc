package datasets

import (
	"bufio"
	"bytes"
	"errors"
	"io"

	"inertia/datasets/csvtable"
)

// comma is what stands between the fields of a CSV file: a comma, semicolon or tab.
type comma byte

// recordsEnd finds the end of the last whole record; open is the line on which a
// quote is left open, 0 when none is.
func (sep comma) recordsEnd(data []byte, line int) (end, open int) {
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
		fieldStart = c == byte(sep) && !quoted
	}
	return end, open
}

// nextRecord cuts the fields of the first record off data; lines is how many
// lines it took.
func (sep comma) nextRecord(data []byte, fields [][]byte) (rest []byte, _ [][]byte, lines int, err error) {
	fields = fields[:0]
	end := bytes.IndexByte(data, '\n')
	if end < 0 {
		end = len(data)
	}
	if bytes.IndexByte(data[:end], '"') < 0 {
		record := bytes.TrimSuffix(data[:end], []byte{'\r'})
		for {
			i := bytes.IndexByte(record, byte(sep))
			if i < 0 {
				break
			}
			fields, record = append(fields, record[:i]), record[i+1:]
		}
		return data[min(end+1, len(data)):], append(fields, record), 1, nil
	}
	return sep.quotedRecord(data, fields)
}

func (sep comma) quotedRecord(data []byte, fields [][]byte) (rest []byte, _ [][]byte, lines int, err error) {
	lines = 1
	for {
		var field []byte
		if len(data) > 0 && data[0] == '"' {
			var n int
			field, data, n = quotedField(data[1:])
			lines += n
			if after := bytes.TrimPrefix(data, []byte{'\r'}); len(after) > 0 && after[0] != byte(sep) && after[0] != '\n' {
				err = errors.New("text after a closing quote; double the quotes inside a quoted field")
			}
		}
		end := sep.fieldEnd(data)
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

// fieldEnd finds the end of the unquoted field that data begins with.
func (sep comma) fieldEnd(data []byte) int {
	end := bytes.IndexByte(data, '\n')
	if end < 0 {
		end = len(data)
	}
	if i := bytes.IndexByte(data[:end], byte(sep)); i >= 0 {
		return i
	}
	return end
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

// csvHead is the first record of a CSV file, and what follows it.
type csvHead struct {
	names []string
	comma comma
	lines int // that it took
	body  *bufio.Reader
}

// readCSVHead reads the first record, which tells what stands between fields.
func readCSVHead(r io.Reader) (*csvHead, error) {
	h := &csvHead{body: bufio.NewReaderSize(r, 1<<16)}
	var record []byte
	for {
		part, err := h.body.ReadBytes('\n')
		record = append(record, part...)
		if whole := bytes.Count(record, []byte{'"'})%2 == 0; whole || err != nil || len(record) > 1<<20 {
			if err != nil && err != io.EOF {
				return nil, err
			}
			break
		}
	}
	if len(bytes.TrimSpace(record)) == 0 {
		return nil, errors.New("the file is empty; needs a header with at least persona, item, option")
	}
	if bytes.IndexByte(record, 0) >= 0 {
		return nil, errors.New("this is no text file; needs CSV with a header")
	}
	record = bytes.TrimPrefix(record, []byte(csvtable.ByteOrderMark))
	h.comma = comma(csvtable.Separator(record))
	_, fields, lines, err := h.comma.nextRecord(record, nil)
	if err != nil {
		return nil, err
	}
	for _, f := range fields {
		h.names = append(h.names, string(f))
	}
	h.lines = lines
	return h, nil
}
