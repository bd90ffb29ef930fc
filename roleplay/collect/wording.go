package collect

import (
	"strings"

	"inertia/datasets"
	"inertia/roleplay"
)

// Wording turns questions into messages; a *roleplay.Template is one.
type Wording interface {
	Word(q *roleplay.Question) (string, error)
	Text() string // for the manifest
}

// Reading finds the place 1..K of the option that a text names among the labels
// shown; 0 with a reason where it names none or several.
type Reading func(text string, shown []string) (place int, missing datasets.Missing)

// Variants that the collector must know: a persona's items in one dialogue, and
// answers that are not held to the options.
const (
	variantItemsShuffled = "items-shuffled"
	variantUnforced      = "unforced"
)

// present words questions as roleplay.Prompt does.
type present struct{}

func (present) Word(q *roleplay.Question) (string, error) { return roleplay.Prompt(q), nil }
func (present) Text() string                              { return "roleplay.Prompt" }

// presentReading takes a letter and nothing else.
func presentReading(text string, shown []string) (int, datasets.Missing) {
	t := strings.Trim(text, " \n.")
	if len(t) == 1 && t[0] >= 'A' && int(t[0]-'A') < len(shown) {
		return int(t[0]-'A') + 1, datasets.Answered
	}
	return 0, datasets.Unparsed
}

// shownOf lists the options in the order in which they are shown.
func shownOf(q *roleplay.Question) []int {
	out := make([]int, q.Instrument.Options)
	for i := range out {
		if out[i] = i + 1; q.Variant == roleplay.VariantOptionsReversed {
			out[i] = len(out) - i
		}
	}
	return out
}

// Variants lists the ways in which a study can ask.
func Variants() []string {
	return []string{datasets.DefaultVariant, roleplay.VariantOptionsReversed, variantItemsShuffled}
}
