package roleplay

import "math/rand/v2"

// Random chooses every option with equal probability: inertia 0.
type Random struct{}

// Name implements Respondent.
func (Random) Name() string { return "random" }

// Truth implements Respondent.
func (Random) Truth() string { return "every option is equally likely, whoever is asked" }

// Answer implements Respondent.
func (Random) Answer(q *Question, rng *rand.Rand) int { return 1 + rng.IntN(q.Instrument.Options) }
