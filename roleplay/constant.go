package roleplay

import "math/rand/v2"

// Constant always chooses the same option: inertia 1.
type Constant struct{}

// Name implements Respondent.
func (Constant) Name() string { return "constant" }

// Truth implements Respondent.
func (Constant) Truth() string { return "the option above the middle, whoever is asked" }

// Answer implements Respondent.
func (Constant) Answer(q *Question, _ *rand.Rand) int { return q.Instrument.Options/2 + 1 }
