package datasets

import (
	"bytes"
	"fmt"
)

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
	rest, fields, lines, r.err = p.header.comma.nextRecord(data, fields)
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
	columns, sep := p.header.columns, byte(p.header.comma)
	for {
		field := record[at:]
		n := bytes.IndexByte(field, sep)
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
