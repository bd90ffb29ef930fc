package analysis

import (
	"math"
	"slices"
	"strconv"
)

// An attribute is compared in pairs of categories when it has at most this many,
// each with at least this many personas.
const (
	maxPairCategories = 12
	minCategory       = 10
)

// attribute is one persona attribute of a sample: the category of every persona
// with one.
type attribute struct {
	name       string
	categories []string // natural order
	of         []int    // category of each persona of the sample, -1 = none
	sizes      []int
	values     []float64 // of the categories where all are numbers, else nil
}

// attributes lists those that vary among the personas of the sample; nil where
// none are known.
func (sm *sample) attributes() []attribute {
	table := sm.study.Personas
	if table == nil {
		return nil
	}
	index := table.Index()
	var out []attribute
	for _, name := range table.Attributes {
		a := attribute{name: name, of: make([]int, len(sm.personas()))}
		labels := make([]string, len(sm.personas()))
		for i, r := range sm.personas() {
			p := index[r.key()]
			if k := r.key(); p == nil {
				k.Seed = 0 // a table without seeds serves every seed
				p = index[k]
			}
			if p != nil {
				labels[i] = p.Attributes[name]
			}
		}
		a.setLabels(labels)
		if len(a.categories) > 1 {
			out = append(out, a)
		}
	}
	return out
}

func (a *attribute) setLabels(labels []string) {
	a.categories = slices.Clone(labels)
	slices.SortFunc(a.categories, compareNatural)
	a.categories = slices.DeleteFunc(slices.Compact(a.categories), func(c string) bool { return c == "" })
	a.sizes = make([]int, len(a.categories))
	at := map[string]int{}
	numbers := true
	for i, c := range a.categories {
		at[c] = i
		v, err := strconv.ParseFloat(c, 64)
		numbers = numbers && err == nil && !math.IsNaN(v)
		a.values = append(a.values, v)
	}
	if !numbers {
		a.values = nil
	}
	for i, l := range labels {
		if a.of[i] = -1; l != "" {
			a.of[i] = at[l]
			a.sizes[at[l]]++
		}
	}
}

// pairs lists the categories that are compared with each other.
func (a *attribute) pairs() [][2]int {
	if len(a.categories) > maxPairCategories {
		return nil
	}
	var out [][2]int
	for i := range a.categories {
		for j := i + 1; j < len(a.categories); j++ {
			if a.sizes[i] >= minCategory && a.sizes[j] >= minCategory {
				out = append(out, [2]int{i, j})
			}
		}
	}
	return out
}

// split sorts scores into the categories; NaN is left out.
func (a *attribute) split(scores []float64) [][]float64 {
	groups := make([][]float64, len(a.categories))
	for i, c := range a.of {
		if c >= 0 && !math.IsNaN(scores[i]) {
			groups[c] = append(groups[c], scores[i])
		}
	}
	return groups
}

// personaScores is each persona's mean option in dimension d, NaN without one.
func (sm *sample) personaScores(d int) []float64 {
	out := make([]float64, len(sm.personas()))
	for i, r := range sm.personas() {
		out[i] = MeanOption(sm.dimensionOf(r, d))
	}
	return out
}
