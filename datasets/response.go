package datasets

import "time"

// Missing says why an answer has no option. The zero value is "answered".
type Missing string

// The reasons for a missing answer.
const (
	Answered  Missing = ""
	Refusal   Missing = "refusal"   // the model declined to answer
	Unparsed  Missing = "unparsed"  // a text came back in which no single option was found
	Truncated Missing = "truncated" // the text was cut off by a token limit
	Transport Missing = "transport" // no text came back
	Duplicate Missing = "duplicate" // answers with one key contradict each other
)

// MissingReasons lists every reason in the order in which tables show them.
var MissingReasons = []Missing{Refusal, Unparsed, Truncated, Transport, Duplicate}

// DefaultVariant is the variant of an answer whose file names none.
const DefaultVariant = "default"

// ParaphrasedVariant is the variant in which items are asked in their second
// wording.
const ParaphrasedVariant = "paraphrased"

// ReversedVariant and ShuffledVariant are the variants in which the options of an item
// are shown in reverse and in orders of their own.
const (
	ReversedVariant = "options-reversed"
	ShuffledVariant = "options-shuffled"
)

// Response is one answer (or, with a weight, several equal ones) to one item.
//
// Either Item or Dimension is set: counts that were released by dimension name
// the dimension of the instrument's finest scoring in place of an item.
type Response struct {
	Model     string // respondent's name
	Variant   string // how it was asked; DefaultVariant when nothing else is known
	Seed      int64  // seed of the persona draw; 0 = none
	Persona   string // persona id; empty = baseline, asked without persona
	Item      string // item id, such as "mfq30-01"
	Dimension string // dimension in place of an item; Instrument is then set
	// Instrument is the id of the instrument that Dimension belongs to; empty
	// when Item is set.
	Instrument string
	// Pooled marks counts over an unknown set of personas: the answer was given
	// under some persona, but which is not known. Persona is then empty although
	// the answer is no baseline answer.
	Pooled   bool
	Repeat   int     // from 1; 0 = not told
	Position int     // place in the order shown, from 1; 0 = asked alone or not told
	Option   int     // 1..K; 0 = missing
	Missing  Missing // reason when Option is 0
	N        float64 // how many equal answers this stands for; 0 means 1
	Text     string  // the raw answer
	// P holds option probabilities p1..pK where the server gave them, NaN for one
	// that is not told, and POther the mass outside the options; nil when unknown.
	P      []float64
	POther float64
	// Where the answer was read: file name and 1-based line or row.
	File string
	Line int

	LatencyMS        float64
	PromptTokens     int
	CompletionTokens int
	At               time.Time
	Request          string // key of the question asked
}

// Baseline reports whether the answer was given without a persona.
func (r *Response) Baseline() bool { return r.Persona == "" && !r.Pooled }

// Weight is the number of answers r stands for, 1 unless N says otherwise.
func (r *Response) Weight() float64 {
	if r.N == 0 {
		return 1
	}
	return r.N
}
