package datasets

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"
	"unicode/utf8"
)

// longRow is one row as parsed: an answer with the persona's attributes, or what
// is wrong with it.
type longRow struct {
	Response
	question   int // number of the item; -1 when it is unknown
	attributes []string
	tally      bool        // the row is counts
	counts     []cellCount // these
	chances    uint32      // see Answer
	shares     []float64   // see Batch; empty unless probabilities count
	err        error
}

// cellCount is how often an answer with a code was given.
type cellCount struct {
	code uint8
	n    float64
}

// clear empties the row but for who answered: rows of one persona come together.
func (r *longRow) clear(line int) {
	r.Line, r.err, r.counts, r.chances = line, nil, r.counts[:0], 0
	r.Instrument, r.Dimension, r.Pooled = "", "", false
	r.Item, r.question, r.Repeat, r.Position, r.Option, r.Missing = "", -1, 0, 0, 0, Answered
	r.Text, r.P, r.POther, r.LatencyMS, r.PromptTokens, r.CompletionTokens, r.At, r.Request = "", r.P[:0], 0, 0, 0, 0, time.Time{}, ""
}

// response is the row's answer, which outlives the row.
func (r *longRow) response() Response {
	out := r.Response
	if out.P = slices.Clone(r.P); len(out.P) == 0 {
		out.P = nil
	}
	return out
}

// counted is one count of a tally as an answer.
func (r *longRow) counted(c cellCount) Response {
	out := r.response()
	if out.N = c.n; c.code < missingCodes {
		out.Option = int(c.code)
	} else {
		out.Missing = MissingReasons[c.code-missingCodes]
	}
	return out
}

// longParser turns fields into rows; each goroutine has its own.
type longParser struct {
	header    *longHeader
	questions *questions
	file      string
	model     string // of rows that name none; so are the next two
	variant   string
	seed      int64
	texts     bool // take up what a tally does not need: texts, requests

	probabilities bool // answers count by their options' probabilities
	row           longRow
	names         interned
	last          [columnAttribute + 1]string // by kind
	item          int                         // of the row before
	follows       []int                       // by item: the item that came after it last time
	lead          int                         // leading columns that say who answered
	plain         []columnKind                // the other columns, where they are plain
	pages         groupPages                  // of Parquet; so is the next
	rows          *groupRows                  // nil before the first row group
}

func newLongParser(f *longFile, q *questions, texts bool) *longParser {
	seed, _ := strconv.ParseInt(f.partition["seed"], 10, 64)
	p := &longParser{header: f.header, questions: q, file: f.name, texts: texts, probabilities: f.probabilities, seed: seed,
		model: cmp.Or(f.partition["model"], f.model), variant: cmp.Or(f.partition["variant"], DefaultVariant),
		names: interned{}, follows: make([]int, len(q.list)), lead: f.header.lead(), plain: f.header.plainColumns()}
	if p.probabilities {
		p.row.shares = make([]float64, slices.Max(q.options)+1)
	}
	return p
}

// setName takes up a name, which is most often that of the row before and needs
// letters that a report can show.
func (p *longParser) setName(r *longRow, name *string, k columnKind, b []byte) {
	if p.last[k] != string(b) {
		if !utf8.Valid(b) {
			r.err = notUTF8(columnName(k), b)
			return
		}
		p.last[k] = p.names.of(b)
	}
	*name = p.last[k]
}

func notUTF8(column string, b []byte) error {
	return fmt.Errorf("%s %q is not UTF-8; save the file as UTF-8 (spreadsheets: CSV UTF-8)", column, clip(b))
}

// setItem looks an item up; items most often follow each other as they did under
// the persona before.
func (p *longParser) setItem(r *longRow, b []byte) {
	if next := p.follows[p.item]; p.questions.list[next].Item == string(b) {
		r.Item, r.question = p.questions.list[next].Item, next
	} else if at, ok := p.questions.items[string(b)]; ok {
		r.Item, r.question = p.questions.list[at].Item, at
		p.follows[p.item] = at
	} else {
		r.Item = string(b)
		return
	}
	p.item = r.question
}

// begin gives the parser's row, empty, for what stands at line.
func (p *longParser) begin(line int) *longRow {
	r := &p.row
	r.clear(line)
	r.Model, r.Variant, r.Seed, r.Persona, r.File = p.model, p.variant, p.seed, "", p.file
	r.tally = p.header.tally
	if n := len(p.header.attributes); n > 0 {
		r.attributes = make([]string, n)
	}
	return r
}

// broken gives the row that says where and why a chunk could not be cut.
func (p *longParser) broken(c chunk) *longRow {
	r := p.begin(c.line)
	r.err = c.err
	return r
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
		p.setName(r, &r.Model, c.kind, b)
	case columnVariant:
		p.setName(r, &r.Variant, c.kind, b)
	case columnPersona:
		p.setName(r, &r.Persona, c.kind, b)
	case columnItem:
		p.setItem(r, b)
	case columnInstrument:
		r.Instrument = p.names.of(b)
	case columnDimension:
		r.Dimension = p.names.of(b)
	case columnPooled:
		r.Pooled = string(b) == "1" || string(b) == "true"
	case columnCount:
		r.err = r.setCount(c.index, p.header.number(b))
	case columnMissing:
		r.Missing = Missing(p.names.of(b))
	case columnText:
		if p.texts {
			r.Text = string(b)
		}
	case columnRequest:
		if p.texts {
			r.Request = string(b)
		}
	case columnAttribute:
		if r.attributes[c.index] = p.names.of(b); !utf8.Valid(b) {
			r.err = notUTF8(attributePrefix+p.header.attributes[c.index], b)
		}
	case columnAt:
		at, err := time.Parse(time.RFC3339Nano, string(b))
		if r.At = at; err != nil {
			r.err = fmt.Errorf("at %q is not a time like 2026-01-02T15:04:05Z", clip(b))
		}
	case columnP, columnPOther, columnLatency:
		r.err = r.setDecimal(c, p.header.number(b))
	default:
		r.err = r.setWhole(c.kind, p.header.number(b))
	}
}

func (r *longRow) setDecimal(c longColumn, b []byte) error {
	if isNothing(b) {
		return nil
	}
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
		r.setChance(c.index, v)
	}
	return nil
}

// setChance takes up the probability of an option.
func (r *longRow) setChance(index int, v float64) {
	for len(r.P) <= index {
		r.P = append(r.P, math.NaN())
	}
	r.P[index] = v
}

func (r *longRow) setCount(index int, b []byte) error {
	if len(b) == 1 && b[0] == '0' || isNothing(b) {
		return nil
	}
	n, err := strconv.ParseFloat(string(b), 64)
	if err != nil || math.IsNaN(n) || n < 0 || n > 1<<53 {
		return fmt.Errorf("count %q is not a number from 0 to 2^53", clip(b))
	}
	if n > 0 {
		r.counts = append(r.counts, cellCount{uint8(index + 1), n})
	}
	return nil
}

func (r *longRow) setWhole(kind columnKind, b []byte) error {
	n, ok := digits(b)
	if !ok {
		if isNothing(b) {
			return nil
		}
		if n, ok = wholeNumber(b); !ok {
			return fmt.Errorf("%s %q is not a whole number%s", columnName(kind), clip(b), howTo[kind])
		}
	}
	return r.setNumber(kind, n)
}

// howTo says more of a number that is none.
var howTo = map[columnKind]string{
	columnOption: "; options are numbers from 1, in the order of the questionnaire's scale (its first label is 1)",
}

func (r *longRow) setNumber(kind columnKind, n int64) error {
	switch kind {
	case columnSeed:
		r.Seed = n
	case columnRepeat:
		r.Repeat = int(n)
	case columnPosition:
		r.Position = int(n)
	case columnOption:
		if r.Option = int(n); n == 0 {
			return errors.New("option 0 is outside 1..K; options count from 1: add 1 to all of them where they count from 0; leave it empty for a missing answer")
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
	if p.header.tally && r.Item == "" {
		r.question = p.questions.dimension(r.Instrument, r.Dimension)
	}
	K := 0
	if r.question >= 0 {
		K = p.questions.options[r.question]
	}
	switch {
	case p.header.tally:
		r.err = r.checkCounts(K)
	case r.Item == "":
		r.err = errors.New("no item")
	case r.question < 0:
		r.err = UnknownItem(r.Item)
	case r.Option < 0 || r.Option > K:
		r.err = fmt.Errorf("option %d is outside 1..%d", r.Option, K)
	case r.Repeat < 0 || p.header.repeat && r.Repeat == 0 || r.Repeat > math.MaxInt32:
		r.err = fmt.Errorf("repeat %d; repeats count from 1", r.Repeat)
	case r.Position > math.MaxInt32 || r.Position < math.MinInt32:
		r.err = fmt.Errorf("position %d is out of bounds", r.Position)
	case r.Option > 0 && r.Missing != Answered:
		r.err = fmt.Errorf("option %d and missing %q at once", r.Option, r.Missing)
	case r.Option == 0 && r.Missing == Answered:
		r.Missing = Unparsed
	case r.Option == 0 && !slices.Contains(MissingReasons, r.Missing):
		r.err = fmt.Errorf("missing %q is not a known reason; known are refusal, unparsed, truncated, transport, duplicate", clip([]byte(r.Missing)))
	}
	if p.probabilities && r.err == nil {
		r.share(K)
	}
}

// checkCounts checks a row of a tally. Its question may be a dimension.
func (r *longRow) checkCounts(K int) error {
	switch {
	case r.question < 0 && r.Item == "" && r.Dimension == "":
		return errors.New("neither an item nor a dimension")
	case r.question < 0 && r.Item == "":
		return fmt.Errorf("unknown dimension %q of the instrument %q; name its file with --instrument FILE", r.Dimension, r.Instrument)
	case r.question < 0:
		return UnknownItem(r.Item)
	case r.Pooled && r.Persona != "":
		return fmt.Errorf("pooled counts, and the persona %q", r.Persona)
	}
	for _, c := range r.counts {
		if int(c.code) > K && c.code < missingCodes {
			return fmt.Errorf("n%d of an item with %d options", c.code, K)
		}
	}
	return nil
}

// UnknownItem is what is said of an answer to an item that no instrument has.
func UnknownItem(item string) error {
	return fmt.Errorf("unknown item %q; known are mfq30-01, pvqrr-57 and the like; name an instrument of your own with --instrument FILE", clip([]byte(item)))
}
