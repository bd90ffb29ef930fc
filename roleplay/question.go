package roleplay

import (
	"math/rand/v2"

	"inertia/datasets"
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

// Shown lists the options 1..K in the order in which they are shown. Under
// options-shuffled the order belongs to the question and can be had again from it.
func (q *Question) Shown() []int {
	out := make([]int, q.Instrument.Options)
	for i := range out {
		if out[i] = i + 1; q.Variant == VariantOptionsReversed {
			out[i] = len(out) - i
		}
	}
	if q.Variant == VariantOptionsShuffled {
		seed, id := int64(0), ""
		if q.Persona != nil {
			seed, id = q.Persona.Seed, q.Persona.ID
		}
		stream(q.Variant+"\x00"+q.Item.ID, seed, id, q.Repeat).Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	}
	return out
}

// Text is the item in the words in which it is asked.
func (q *Question) Text() string {
	if q.Variant == VariantParaphrased {
		return q.Item.Paraphrase
	}
	return q.Item.Text
}

// Labels lists the options' labels in the order in which they are shown.
func (q *Question) Labels() []string {
	labels := q.Instrument.Labels(q.Item)
	var out []string
	for _, option := range q.Shown() {
		out = append(out, labels[option-1])
	}
	return out
}

// at is the option shown at a place from 1.
func (q *Question) at(place int) int {
	switch q.Variant {
	case VariantOptionsReversed:
		return q.Instrument.Options + 1 - place
	case VariantOptionsShuffled:
		return q.Shown()[place-1]
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

// IsRespondent reports whether a name is that of a reference respondent: a file of
// their answers tells them in no other way.
func IsRespondent(name string) bool {
	_, ok := RespondentByName(name)
	return ok
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
