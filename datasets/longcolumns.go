package datasets

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"inertia/datasets/csvtable"
)

// maxOptions bounds K in the columns p1..pK.
const maxOptions = 32

// attributePrefix marks the columns of persona attributes in the long layout.
const attributePrefix = "persona."

// shownName is the column in which a collected study keeps the order of the options
// shown, to read an answer's text again. The answer itself needs it no more.
const shownName = "shown"

// columnKind is what a column of the long layout holds.
type columnKind int

const (
	columnUnknown columnKind = iota
	columnModel
	columnVariant
	columnSeed
	columnPersona
	columnItem
	columnRepeat
	columnPosition
	columnOption
	columnMissing
	columnText
	columnP // with its option in index
	columnPOther
	columnLatency
	columnPromptTokens
	columnCompletionTokens
	columnAt
	columnRequest
	columnInstrument
	columnDimension
	columnPooled
	columnCount     // of a tally: with its code less one in index
	columnAttribute // with its place among the attributes in index
)

var columnKinds = map[string]columnKind{
	"model": columnModel, "variant": columnVariant, "seed": columnSeed, "persona": columnPersona, "item": columnItem, "repeat": columnRepeat,
	"position": columnPosition, "option": columnOption, "missing": columnMissing, "text": columnText, "p_other": columnPOther,
	"latency_ms": columnLatency, "prompt_tokens": columnPromptTokens, "completion_tokens": columnCompletionTokens, "at": columnAt, "request": columnRequest,
	"instrument": columnInstrument, "dimension": columnDimension, "pooled": columnPooled,
}

// longColumn is one column of a file.
type longColumn struct {
	kind  columnKind
	index int
}

// longHeader is the columns of a file, in any order.
type longHeader struct {
	names      []string
	columns    []longColumn
	attributes []string // of personas, in the file's order
	unknown    []string
	repeat     bool  // there is a column repeat
	model      bool  // there is a column model
	tally      bool  // rows are counts
	comma      comma // between the fields; 0 where the file is no CSV
}

// newLongHeader sorts column names, in which capitals do not count; an error when one that must be there is not.
func newLongHeader(names []string) (*longHeader, error) {
	h := &longHeader{}
	for _, name := range names {
		name = strings.TrimSpace(name)
		c := longColumn{kind: columnKinds[name]}
		if small := strings.ToLower(name); !slices.Contains(names, small) {
			c.kind = columnKinds[small]
		}
		if p, err := strconv.Atoi(strings.TrimPrefix(name, "p")); err == nil && strings.HasPrefix(name, "p") && p >= 1 && p <= maxOptions {
			c = longColumn{columnP, p - 1}
		} else if code, ok := countColumn(name); ok {
			c = longColumn{columnCount, code - 1}
		} else if a, ok := strings.CutPrefix(name, attributePrefix); ok && a != "" {
			c = longColumn{columnAttribute, len(h.attributes)}
			h.attributes = append(h.attributes, a)
		}
		if c.kind != columnUnknown && slices.Contains(h.columns, c) {
			return nil, fmt.Errorf("column %q is there twice", name)
		}
		if c.kind == columnUnknown && name != "" && name != shownName {
			h.unknown = append(h.unknown, name)
		}
		h.repeat, h.model = h.repeat || c.kind == columnRepeat, h.model || c.kind == columnModel
		h.columns, h.names = append(h.columns, c), append(h.names, name)
	}
	h.tally = slices.ContainsFunc(h.columns, func(c longColumn) bool { return c.kind == columnCount })
	return h, h.complete()
}

// countColumn gives the code that a column of a tally counts: n1..nK, n_REASON.
func countColumn(name string) (code int, ok bool) {
	name, ok = strings.CutPrefix(name, "n")
	if !ok {
		return 0, false
	}
	if reason, found := strings.CutPrefix(name, "_"); found {
		return int(MissingCode(Missing(reason))), slices.Contains(MissingReasons, Missing(reason))
	}
	k, err := strconv.Atoi(name)
	return k, err == nil && k >= 1 && k < missingCodes
}

func (h *longHeader) complete() error {
	var lacking []string
	need := []string{"persona", "item", "option"}
	if h.tally {
		need = []string{"persona", "item"}
	}
	if !h.tally && h.has(columnText) {
		need = need[:2] // an option can be read from the text
	}
	for _, name := range need {
		if !h.has(columnKinds[name]) {
			lacking = append(lacking, name)
		}
	}
	if len(lacking) > 0 {
		cause := csvtable.Cause(h.names, lacking)
		if slices.Contains(lacking, "item") && slices.Contains(lacking, "option") && len(h.columns) > len(need) {
			cause += "; needs a row an answer: where each item has a column of its own, melt (pandas) or pivot_longer (R) makes rows of them"
		}
		return fmt.Errorf("no column %s; needs at least %s%s", strings.Join(lacking, ", "), strings.Join(need, ", "), cause)
	}
	return nil
}

// smallNames are the names of the columns, those known without their capitals.
func (h *longHeader) smallNames() []string {
	out := slices.Clone(h.names)
	for i, c := range h.columns {
		if small := strings.ToLower(out[i]); columnKinds[small] == c.kind && c.kind != columnUnknown {
			out[i] = small
		}
	}
	return out
}

func (h *longHeader) has(kind columnKind) bool {
	return slices.ContainsFunc(h.columns, func(c longColumn) bool { return c.kind == kind })
}

// lead counts the leading columns that say who answered.
func (h *longHeader) lead() int {
	for i, c := range h.columns {
		switch c.kind {
		case columnModel, columnVariant, columnSeed, columnPersona:
		default:
			return i
		}
	}
	return len(h.columns)
}

// isNothing tells the usual spellings of an empty number.
func isNothing(b []byte) bool {
	switch string(bytes.TrimSpace(b)) {
	case "", "NA", "NaN", "nan", "null", "None":
		return true
	}
	return false
}

// number gives a number with a point, also where the file has commas in numbers, as
// it may when something else stands between its fields.
func (h *longHeader) number(b []byte) []byte {
	if h.comma == ',' || h.comma == 0 {
		return b
	}
	return bytes.ReplaceAll(b, []byte{','}, []byte{'.'})
}

// digits reads a short run of decimal digits, as most whole numbers are.
func digits(b []byte) (n int64, ok bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	for _, ch := range b {
		if ch < '0' || ch > '9' {
			return 0, false
		}
		n = n*10 + int64(ch-'0')
	}
	return n, true
}

// wholeNumber reads an integer, also one that a table program wrote as 3.0.
func wholeNumber(b []byte) (int64, bool) {
	s := string(bytes.TrimSpace(b))
	if n, err := strconv.ParseInt(s, 10, 64); err == nil {
		return n, true
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || v != math.Trunc(v) || math.Abs(v) > 1<<53 {
		return 0, false
	}
	return int64(v), true
}

// clip shortens what a message quotes.
func clip(b []byte) string {
	if len(b) > 40 {
		return string(bytes.ToValidUTF8(b[:40], nil)) + "..."
	}
	return string(b)
}

// guarded are the first characters by which a spreadsheet takes a cell for a
// formula; the writer puts an apostrophe before them, and before an apostrophe,
// so that the reader can take it away again.
const guarded = "=+-@\t\r'"

func guard(s string) string {
	if s != "" && strings.IndexByte(guarded, s[0]) >= 0 {
		return "'" + s
	}
	return s
}

func unguard(b []byte) []byte {
	if len(b) > 1 && b[0] == '\'' && strings.IndexByte(guarded, b[1]) >= 0 {
		return b[1:]
	}
	return b
}

func unguarded(s string) string { return string(unguard([]byte(s))) }
