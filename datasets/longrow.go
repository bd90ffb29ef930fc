package datasets

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"
)

// longRow is one row as parsed: an answer with the persona's attributes, or what
// is wrong with it.
type longRow struct {
	Response
	attributes []string
	err        error
}

// longParser turns fields into rows; each goroutine has its own.
type longParser struct {
	header *longHeader
	items  map[string]int // K by item id
	file   string
	model  string // of rows that name none
	names  map[string]string
	last   [columnAttribute + 1]string // by kind: rows of one persona come together
}

func newLongParser(h *longHeader, items map[string]int, f *longFile) *longParser {
	return &longParser{header: h, items: items, file: f.name, model: f.model, names: map[string]string{}}
}

// intern keeps one copy of a string that comes again and again.
func (p *longParser) intern(b []byte) string {
	if s, ok := p.names[string(b)]; ok {
		return s
	}
	s := string(b)
	p.names[s] = s
	return s
}

// lastOr interns a value that is most often that of the row before.
func (p *longParser) lastOr(k columnKind, b []byte) string {
	if p.last[k] != string(b) {
		p.last[k] = p.intern(b)
	}
	return p.last[k]
}

func (p *longParser) begin(line int) longRow {
	var r longRow
	p.start(&r, line)
	return r
}

// start fills in what a row has before its fields; r is empty.
func (p *longParser) start(r *longRow, line int) {
	r.Model, r.Variant, r.File, r.Line = p.model, DefaultVariant, p.file, line
	if n := len(p.header.attributes); n > 0 {
		r.attributes = make([]string, n)
	}
}

// set takes up one field of a CSV file, where formulas are guarded against.
func (p *longParser) set(r *longRow, c longColumn, b []byte) {
	if len(b) > 1 && b[0] == '\'' {
		b = unguard(b)
	}
	p.setPlain(r, c, b)
}

// setPlain takes up one field as it stands; the first error of a row stays.
func (p *longParser) setPlain(r *longRow, c longColumn, b []byte) {
	if r.err != nil || len(b) == 0 || c.kind == columnUnknown {
		return
	}
	switch c.kind {
	case columnModel:
		r.Model = p.lastOr(c.kind, b)
	case columnVariant:
		r.Variant = p.lastOr(c.kind, b)
	case columnPersona:
		r.Persona = p.lastOr(c.kind, b)
	case columnItem:
		r.Item = p.intern(b)
	case columnMissing:
		r.Missing = Missing(p.intern(b))
	case columnText:
		r.Text = string(b)
	case columnRequest:
		r.Request = string(b)
	case columnAttribute:
		r.attributes[c.index] = p.intern(b)
	case columnAt:
		at, err := time.Parse(time.RFC3339Nano, string(b))
		if r.At = at; err != nil {
			r.err = fmt.Errorf("at %q is not a time like 2026-01-02T15:04:05Z", clip(b))
		}
	default:
		r.err = r.setNumber(c, b)
	}
}

func (r *longRow) setNumber(c longColumn, b []byte) error {
	if isNothing(b) {
		return nil
	}
	switch c.kind {
	case columnP, columnPOther, columnLatency:
		v, err := strconv.ParseFloat(string(b), 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
			return fmt.Errorf("%q is not a number", clip(b))
		}
		switch c.kind {
		case columnLatency:
			r.LatencyMS = v
		case columnPOther:
			r.POther = v
		default:
			for len(r.P) <= c.index {
				r.P = append(r.P, 0)
			}
			r.P[c.index] = v
		}
		return nil
	}
	n, ok := wholeNumber(b)
	if !ok {
		return fmt.Errorf("%s %q is not a whole number", columnName(c.kind), clip(b))
	}
	switch c.kind {
	case columnSeed:
		r.Seed = n
	case columnRepeat:
		r.Repeat = int(n)
	case columnPosition:
		r.Position = int(n)
	case columnOption:
		if r.Option = int(n); n == 0 {
			return errors.New("option 0 is outside 1..K; leave it empty for a missing answer")
		}
	case columnPromptTokens:
		r.PromptTokens = int(n)
	case columnCompletionTokens:
		r.CompletionTokens = int(n)
	}
	return nil
}

func columnName(k columnKind) string {
	for name, kind := range columnKinds {
		if kind == k {
			return name
		}
	}
	return "column"
}

// finish checks the row as a whole.
func (p *longParser) finish(r *longRow) {
	if r.err != nil {
		return
	}
	K, ok := p.items[r.Item]
	switch {
	case r.Item == "":
		r.err = errors.New("no item")
	case !ok:
		r.err = fmt.Errorf("unknown item %q; name its instrument with --instrument FILE", clip([]byte(r.Item)))
	case r.Option < 0 || r.Option > K:
		r.err = fmt.Errorf("option %d is outside 1..%d", r.Option, K)
	case r.Repeat < 0 || p.header.repeat && r.Repeat == 0:
		r.err = fmt.Errorf("repeat %d; repeats count from 1", r.Repeat)
	case r.Option > 0 && r.Missing != Answered:
		r.err = fmt.Errorf("option %d and missing %q at once", r.Option, r.Missing)
	case r.Option == 0 && r.Missing == Answered:
		r.Missing = Unparsed
	case r.Option == 0 && !slices.Contains(MissingReasons, r.Missing):
		r.err = fmt.Errorf("missing %q is not a known reason; known are refusal, unparsed, truncated, transport, duplicate", clip([]byte(r.Missing)))
	}
}
