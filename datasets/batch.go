package datasets

import "slices"

// Batch is answers as a tally needs them: without texts, each a few numbers.
// Readers of large files give batches, in the file's order; a batch is good until
// the next one is asked for.
type Batch struct {
	Units   []Unit
	Answers []Answer
	Singles []Single
	Sheets  []uint8 // of units, one after another; see SheetOf
	// shares are those of Answers that count by the probabilities of their options:
	// of each option, and what lies outside, shareWidth numbers an answer.
	shares     []float64
	shareWidth int
	// Rejected are rows that were set aside; reading goes on.
	Rejected []*RowError
}

// Unit is a run of answers of one respondent under one persona.
type Unit struct {
	Model, Variant, Persona string
	Seed                    int64
	Pooled                  bool // see Response
	kind                    unitKind
	start, end              int // of its answers
	sheet                   int // how many answers a sheet holds

	attributes []string // of the persona, by column of the file
}

// unitKind says how a unit's answers are told.
type unitKind uint8

const (
	unitAnswers unitKind = iota
	unitSingles
	unitSheet
)

// Answer is one answer, or N equal ones.
type Answer struct {
	Question uint16  // place in Dataset.Questions
	Code     uint8   // option 1..K; MissingCode(reason) without one
	Repeat   int32   // from 1; 0 = not told
	Position int32   // as in Response
	chances  uint32  // tells option probabilities apart; 0 where they do not count
	N        float64 // 1 for a single answer; -1 takes back one that was given before; 0 = none
}

// Single is an answer that counts once and of which no more is told: neither a
// repeat nor a place.
type Single struct {
	Question uint16
	Code     uint8 // as in Answer
}

// Question is what a count belongs to: an item, or a dimension of an instrument.
type Question struct{ Item, Instrument, Dimension string }

// missingCodes is above every option of every instrument.
const missingCodes = 250

// MissingCode is the code of an answer without an option, above every option.
func MissingCode(reason Missing) uint8 {
	return uint8(missingCodes + max(0, slices.Index(MissingReasons, reason)))
}

// Reason is the missing answer's reason; ok is false for an option.
func (a *Answer) Reason() (reason Missing, ok bool) { return reasonOf(a.Code) }

// Reason is the missing answer's reason; ok is false for an option.
func (a Single) Reason() (reason Missing, ok bool) { return reasonOf(a.Code) }

func reasonOf(code uint8) (reason Missing, ok bool) {
	if code < missingCodes {
		return Answered, false
	}
	return MissingReasons[code-missingCodes], true
}

// Of lists the answers of unit i; none where SinglesOf or SheetOf gives them.
func (b *Batch) Of(i int) []Answer {
	if u := &b.Units[i]; u.kind == unitAnswers {
		return b.Answers[u.start:u.end]
	}
	return nil
}

// SinglesOf lists the single answers of unit i.
func (b *Batch) SinglesOf(i int) []Single {
	if u := &b.Units[i]; u.kind == unitSingles {
		return b.Singles[u.start:u.end]
	}
	return nil
}

// SheetOf gives the single answers of unit i where it answered many questions once
// each and none is missing: the option of each question, 0 for one not asked, and how
// many answers these are.
func (b *Batch) SheetOf(i int) (options []uint8, answers int) {
	if u := &b.Units[i]; u.kind == unitSheet && u.end > u.start {
		return b.Sheets[u.start:u.end], u.sheet
	}
	return nil, 0
}

// Size is how many answers the batch holds.
func (b *Batch) Size() int {
	n := len(b.Answers) + len(b.Singles)
	for i := range b.Units {
		n += b.Units[i].sheet
	}
	return n
}

// open begins a unit, whose answers are added next.
func (b *Batch) open(u Unit) {
	u.start = [...]int{unitAnswers: len(b.Answers), unitSingles: len(b.Singles), unitSheet: len(b.Sheets)}[u.kind]
	u.end = u.start
	b.Units = append(b.Units, u)
}

// Shares gives what answer j of unit i counts for, where answers count by the
// probabilities of their options (see Response.ExpectedCounts): each option, and what
// lies outside them. It is nil where answers count as they are.
func (b *Batch) Shares(i, j int) (options []float64, outside float64) {
	if len(b.shares) == 0 {
		return nil, 0
	}
	last := (b.Units[i].start+j+1)*b.shareWidth - 1
	return b.shares[last+1-b.shareWidth : last], b.shares[last]
}

// unshare makes an answer wholly missing.
func (b *Batch) unshare(i, j int) {
	last := (b.Units[i].start+j+1)*b.shareWidth - 1
	clear(b.shares[last+1-b.shareWidth : last])
	b.shares[last] = 1
}

// give adds an answer to the last unit.
func (b *Batch) give(a Answer) {
	b.Answers = append(b.Answers, a)
	b.Units[len(b.Units)-1].end = len(b.Answers)
}

// add takes up a parsed row.
func (b *Batch) add(r *longRow) {
	if r.err != nil {
		b.Rejected = append(b.Rejected, &RowError{File: r.File, Line: r.Line, Err: r.err})
		return
	}
	if n := len(b.Units); n == 0 || b.Units[n-1].kind != unitAnswers || !b.Units[n-1].holds(&r.Response) {
		b.open(Unit{Model: r.Model, Variant: r.Variant, Persona: r.Persona, Seed: r.Seed, Pooled: r.Pooled, attributes: slices.Clone(r.attributes)})
	}
	for _, c := range r.counts {
		b.give(Answer{Question: uint16(r.question), Code: c.code, N: c.n})
	}
	if r.tally {
		return
	}
	b.give(Answer{Question: uint16(r.question), Code: r.code(), Repeat: int32(r.Repeat), Position: int32(r.Position), chances: r.chances, N: 1})
	b.addShares(r)
}

// addShares adds those of the last answer.
func (b *Batch) addShares(r *longRow) {
	b.shares, b.shareWidth = append(b.shares, r.shares...), len(r.shares)
}

// holds reports whether a row belongs to the unit.
func (u *Unit) holds(r *Response) bool {
	return u.Persona == r.Persona && u.Pooled == r.Pooled && u.Seed == r.Seed && u.Model == r.Model && u.Variant == r.Variant
}

// keepModels takes the answers of other models out, and names these.
func (b *Batch) keepModels(models []string, other func(model string)) {
	for i := range b.Units {
		if u := &b.Units[i]; !slices.Contains(models, u.Model) {
			u.end = u.start
			other(u.Model)
		}
	}
}

func (b *Batch) reset() {
	b.Units, b.Answers, b.Singles, b.Sheets, b.shares, b.Rejected = b.Units[:0], b.Answers[:0], b.Singles[:0], b.Sheets[:0], b.shares[:0], nil
}

// code is the answer as one number.
func (r *Response) code() uint8 {
	if r.Option > 0 {
		return uint8(r.Option)
	}
	return MissingCode(r.Missing)
}

// questions numbers the items of the instruments, and the dimensions of each
// finest scoring.
type questions struct {
	list    []Question
	options []int             // K, by number
	items   map[string]int    // by item id
	dims    map[[2]string]int // by instrument and dimension
}

func newQuestions(instruments []*Instrument) *questions {
	q := &questions{items: map[string]int{}, dims: map[[2]string]int{}}
	for _, in := range instruments {
		for i := range in.Items {
			id := in.Items[i].ID
			if at, ok := q.items[id]; ok {
				q.options[at] = in.Options
				continue
			}
			q.items[id] = len(q.list)
			q.list, q.options = append(q.list, Question{Item: id}), append(q.options, in.Options)
		}
	}
	for _, in := range instruments {
		for _, d := range in.Finest().Dimensions {
			q.dims[[2]string{in.ID, d.Name}] = len(q.list)
			q.list, q.options = append(q.list, Question{Instrument: in.ID, Dimension: d.Name}), append(q.options, in.Options)
		}
	}
	return q
}

// dimension numbers a dimension of an instrument; -1 when it is unknown.
func (q *questions) dimension(instrument, name string) int {
	if at, ok := q.dims[[2]string{instrument, name}]; ok {
		return at
	}
	return -1
}

// batchEnd is how far a batch has come.
type batchEnd struct{ units, answers, singles, sheets, shares int }

// filled is how much room the answers take.
func (b *Batch) filled() int { return len(b.Answers) + len(b.Singles) + len(b.Sheets) }

func (b *Batch) mark() batchEnd {
	return batchEnd{len(b.Units), len(b.Answers), len(b.Singles), len(b.Sheets), len(b.shares)}
}

// backTo drops what was added since.
func (b *Batch) backTo(e batchEnd) {
	b.Units, b.Answers, b.Singles = b.Units[:e.units], b.Answers[:e.answers], b.Singles[:e.singles]
	b.Sheets, b.shares = b.Sheets[:e.sheets], b.shares[:e.shares]
}
