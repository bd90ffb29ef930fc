package roleplay

import (
	"math/rand/v2"

	"inertia/datasets"
)

// The variants in which reference respondents are asked.
const (
	VariantDefault         = datasets.DefaultVariant
	VariantOptionsReversed = "options-reversed"
)

// Question is one item, asked of one persona in one way.
type Question struct {
	Instrument *datasets.Instrument
	Item       *datasets.Item
	Dimension  int               // place in the first scoring key; -1 = not scored
	Place      int               // of the item in its dimension
	Persona    *datasets.Persona // nil = without a persona
	Repeat     int               // from 1
	Variant    string
}

// order lists the options 1..K as they are shown.
func (q *Question) order() []int {
	out := make([]int, q.Instrument.Options)
	for i := range out {
		if out[i] = i + 1; q.Variant == VariantOptionsReversed {
			out[i] = len(out) - i
		}
	}
	return out
}

// at is the option shown at a place from 1.
func (q *Question) at(place int) int {
	if q.Variant == VariantOptionsReversed {
		return q.Instrument.Options + 1 - place
	}
	return place
}

// Respondent answers questions. What it answers depends on the question and on
// rng alone.
type Respondent interface {
	Name() string
	// Truth says in a sentence what is known about its answers.
	Truth() string
	// Answer chooses an option 1..K, by its meaning and not by its place.
	Answer(q *Question, rng *rand.Rand) int
}

// Respondents lists the reference respondents.
func Respondents() []Respondent {
	return []Respondent{Random{}, Constant{}, PersonaDriven{}, OrderFollower{}, NewPaperLike()}
}

// RespondentByName finds a reference respondent.
func RespondentByName(name string) (Respondent, bool) {
	for _, r := range Respondents() {
		if r.Name() == name {
			return r, true
		}
	}
	return nil, false
}
