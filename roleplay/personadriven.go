package roleplay

import (
	"math/rand/v2"
	"strconv"
)

// PersonaDriven answers by the persona's religion and age and by nothing else.
// Dimensions take turns: the first two are answered alike by everyone, the third
// by age, the fourth and fifth by religion, and so on.
//
//	first, second  K-1
//	third          K-1 from the age of 50, else 3
//	fourth         2 without a religion, else K-1
//	fifth          1 without a religion, K for Muslims and Orthodox, else 4
//
// Without a persona the middle option K/2+1 is chosen.
type PersonaDriven struct{}

// oldAge is where the rule on age changes.
const oldAge = 50

// Name implements Respondent.
func (PersonaDriven) Name() string { return "persona-driven" }

// Truth implements Respondent.
func (PersonaDriven) Truth() string {
	return "the third dimension follows age, the fourth and fifth religion; the first two are alike for everyone"
}

// Answer implements Respondent.
func (PersonaDriven) Answer(q *Question, _ *rand.Rand) int {
	K := q.Instrument.Options
	if q.Persona == nil || q.Dimension < 0 {
		return K/2 + 1
	}
	religion := q.Persona.Attributes["religion"]
	age, _ := strconv.Atoi(q.Persona.Attributes["age"])
	switch q.Dimension % 5 {
	case 2:
		if age >= oldAge {
			return K - 1
		}
		return min(3, K)
	case 3:
		if religion == "none" {
			return min(2, K)
		}
	case 4:
		switch religion {
		case "none":
			return 1
		case "Muslim", "Orthodox":
			return K
		}
		return min(4, K)
	}
	return K - 1
}
