package collect

import (
	"inertia/datasets"
	"inertia/roleplay"
)

// Wording turns questions into messages; a *roleplay.Template is one.
type Wording interface {
	Word(q *roleplay.Question) (string, error)
	Text() string // for the manifest
}

// Reading finds the place 1..K of the option that a text names among the labels
// shown; 0 with a reason where it names none or several. answer.Read is one.
type Reading func(text string, shown []string) (place int, missing datasets.Missing)
