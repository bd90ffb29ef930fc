package datasets

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
)

// namesWithin is how many lines of a JSON-lines file are looked at for column
// names; a later line may leave columns out, not add any but known ones.
const namesWithin = 1000

// jsonlNames gathers the keys of the first lines, so that a key that an early
// line leaves out is known too.
func jsonlNames(r io.Reader) ([]string, error) {
	body := bufio.NewReaderSize(r, 1<<16)
	have := map[string]bool{}
	var first error
	for n := 1; n <= namesWithin; n++ {
		line, err := readBounded(body, maxRecordLine)
		if len(bytes.TrimSpace(line)) > 0 {
			var object map[string]json.RawMessage
			if jerr := json.Unmarshal(line, &object); jerr != nil && first == nil {
				first = fmt.Errorf("line %d is not a JSON object: %w", n, jerr)
			}
			for k := range object {
				have[k] = true
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
	}
	if len(have) == 0 && first != nil {
		return nil, first
	}
	if len(have) == 0 {
		return nil, errors.New("the file is empty; needs a JSON object a line with at least persona, item, option")
	}
	return slices.Sorted(maps.Keys(have)), nil
}

// lineEnds finds the end of the last whole line, in which no quote stays open.
func lineEnds(data []byte, _ int) (end, open int) {
	return bytes.LastIndexByte(data, '\n') + 1, 0
}

// jsonl gives the function that parses the lines of a chunk, an object each.
func (p *longParser) jsonl() func(chunk, *sink) {
	places := map[string]int{}
	for i, name := range p.header.names {
		places[name] = i
	}
	values := make([][]byte, len(places)) // of a line, by the names' places
	return func(c chunk, out *sink) {
		if c.err != nil {
			out.take(p.broken(c))
			return
		}
		n := c.line
		for line := range bytes.Lines(c.data) {
			if len(bytes.TrimSpace(line)) > 0 {
				out.take(p.parseJSON(line, n, places, values))
			}
			n++
		}
	}
}

func (p *longParser) parseJSON(line []byte, n int, places map[string]int, values [][]byte) *longRow {
	r := p.begin(n)
	clear(values)
	if jsonText(line)[0] == '{' && json.Valid(line) {
		jsonMembers(line, func(name, value []byte) {
			if i, ok := places[string(jsonString(name))]; ok {
				values[i] = value
			}
		})
	} else if err := json.Unmarshal(line, &map[string]json.RawMessage{}); err != nil { // null is an object without members
		r.err = fmt.Errorf("not a JSON object: %w", err)
		return r
	}
	for i, value := range values { // in one order, so that the first error is always the same
		switch {
		case len(value) == 0 || string(value) == "null":
		case value[0] == '"':
			p.setPlain(r, p.header.columns[i], jsonString(value))
		case (value[0] == '{' || value[0] == '[') && p.header.columns[i].kind != columnUnknown && r.err == nil:
			r.err = fmt.Errorf("%q is nested: %s; needs a text or a number", p.header.names[i], clip(value))
		default:
			p.setPlain(r, p.header.columns[i], value)
		}
	}
	p.finish(r)
	return r
}
