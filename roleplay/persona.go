package roleplay

import (
	"fmt"
	"math/rand/v2"
	"strconv"

	"inertia/datasets"
)

// attribute is one thing told about a persona and its categories.
type attribute struct {
	name       string
	categories []string
}

// attributes are drawn independently, each category with equal probability, as in
// the sampler of Lee, Lee and Cho (2026). Age and occupation follow rules of their
// own, see drawAge and SamplePersonas.
var attributes = []attribute{
	{"sex", []string{"male", "female"}},
	{"age", nil},
	{"country_of_birth", countries},
	{"country_of_residence", countries},
	{"income", []string{"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"}},
	{"marital_status", []string{"married", "living together as married", "divorced", "separated", "widowed", "single"}},
	{"children", []string{"yes", "no"}},
	{"education", []string{"early childhood education", "primary education", "lower secondary education", "upper secondary education",
		"post-secondary non-tertiary education", "short-cycle tertiary education", "bachelor or equivalent", "master or equivalent", "doctoral or equivalent"}},
	{"employment", []string{"full-time", "part-time", "not employed"}},
	{"occupation", []string{"professional and technical", "higher administrative", "clerical", "sales", "service", "skilled worker", "semi-skilled worker",
		"unskilled worker", "farm worker", "farm owner or manager"}},
	{"ethnic_group", []string{"White", "Black", "South Asian", "East Asian", "Arabic", "Central Asian"}},
	{"religion", []string{"none", "Roman Catholic", "Protestant", "Orthodox", "Jew", "Muslim", "Hindu", "Buddhist"}},
}

// SamplePersonas draws n personas; one seed always gives the same. Their ids are
// 1..n, and an occupation is told only of those who are employed.
func SamplePersonas(n int, seed int64) *datasets.Personas {
	rng := rand.New(rand.NewPCG(uint64(seed), 0x70657273))
	p := &datasets.Personas{}
	for _, a := range attributes {
		p.Attributes = append(p.Attributes, a.name)
	}
	for i := range n {
		person := datasets.Persona{ID: strconv.Itoa(i + 1), Seed: seed, Attributes: map[string]string{}}
		for _, a := range attributes {
			if a.name == "age" {
				person.Attributes[a.name] = strconv.Itoa(drawAge(rng))
				continue
			}
			person.Attributes[a.name] = a.categories[rng.IntN(len(a.categories))]
		}
		if person.Attributes["employment"] == "not employed" {
			person.Attributes["occupation"] = ""
		}
		person.Description = DescribePersona(&person)
		p.Rows = append(p.Rows, person)
	}
	return p
}

// drawAge is a start 20, 30, ..., 80 and 0..9 years more.
func drawAge(rng *rand.Rand) int { return 20 + 10*rng.IntN(7) + rng.IntN(10) }

// DescribePersona tells a persona about themselves, in our own words.
func DescribePersona(p *datasets.Persona) string {
	a := p.Attributes
	work := "You are not in paid work."
	if a["employment"] != "not employed" {
		work = fmt.Sprintf("You work %s; your occupation is: %s.", a["employment"], a["occupation"])
	}
	children := "You have children."
	if a["children"] == "no" {
		children = "You have no children."
	}
	faith := fmt.Sprintf("Your religion is: %s.", a["religion"])
	if a["religion"] == "none" {
		faith = "You belong to no religion."
	}
	return fmt.Sprintf("You are %s and %s years old. You were born in %s and live in %s. Your household's income is in step %s of 10, from lowest to highest. "+
		"Your marital status is: %s. %s Your highest education is: %s. %s Your ethnic group is: %s. %s",
		a["sex"], a["age"], a["country_of_birth"], a["country_of_residence"], a["income"], a["marital_status"], children, a["education"], work, a["ethnic_group"], faith)
}
