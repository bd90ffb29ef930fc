package roleplay

import "math/rand/v2"

// OrderFollower chooses by place and not by meaning, so that its answers flip when
// the options are shown in reverse.
//
//	place 1: .2, place 2: .7, place 3: .1
type OrderFollower struct{}

// Name implements Respondent.
func (OrderFollower) Name() string { return "order-follower" }

// Truth implements Respondent.
func (OrderFollower) Truth() string {
	return "the option shown second, sometimes the first or third, whatever it says"
}

// Answer implements Respondent.
func (OrderFollower) Answer(q *Question, rng *rand.Rand) int {
	switch u := rng.Float64(); {
	case u < .2:
		return q.at(1)
	case u < .9:
		return q.at(2)
	}
	return q.at(min(3, q.Instrument.Options))
}
