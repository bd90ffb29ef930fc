package analysis

import (
	"fmt"
	"math"
	"slices"
)

// meanRows gives the paper's summary for one scoring from its per-seed rows:
// mean over models of the mean over seeds, for each variant that several models
// have. It has no p and no interval: the models are a fixed set, not a sample.
func meanRows(perSeed []Estimate) []Estimate {
	perVariant := map[string][][]Estimate{}
	var order []string
	for len(perSeed) > 0 {
		n, first := 1, &perSeed[0]
		for n < len(perSeed) && perSeed[n].Model == first.Model && perSeed[n].Variant == first.Variant {
			n++
		}
		if perVariant[first.Variant] == nil {
			order = append(order, first.Variant)
		}
		perVariant[first.Variant] = append(perVariant[first.Variant], meanOverSeeds(perSeed[:n]))
		perSeed = perSeed[n:]
	}
	slices.SortFunc(order, compareVariant)
	var out []Estimate
	for _, v := range order {
		if models := perVariant[v]; len(models) > 1 {
			out = append(out, meanOverModels(models)...)
		}
	}
	return out
}

// averaged keeps the cells that a mean over models is about: reference respondents
// beside models are there for comparison and no part of it.
func (s *Study) averaged(cells []Cell) []Cell {
	real := slices.DeleteFunc(slices.Clone(cells), func(c Cell) bool { return s.IsSimulated(c.Model) })
	if len(real) == 0 {
		return cells
	}
	return real
}

// meanOverSeeds averages the rows of one model that differ only in their seed.
func meanOverSeeds(rows []Estimate) []Estimate {
	n := 1
	for n < len(rows) && rows[n].Seed == rows[0].Seed {
		n++
	}
	var groups [][]Estimate
	for start := 0; start < len(rows); start += n {
		groups = append(groups, rows[start:start+n])
	}
	return averageRows(groups)
}

func meanOverModels(models [][]Estimate) []Estimate {
	out := averageRows(models)
	for i := range out {
		e := &out[i]
		note := e.Note
		e.Model = MeanModel
		e.Note = fmt.Sprintf("mean over %d models of per-seed values", len(models))
		switch {
		case e.Measure == "js_p":
			e.Value = math.NaN()
			e.Note = "a mean over models has no p"
		case math.IsNaN(e.Value):
			e.Note = "undefined in a model: " + note
		}
	}
	return out
}

// averageRows averages aligned rows; counts add up.
func averageRows(groups [][]Estimate) []Estimate {
	out := make([]Estimate, len(groups[0]))
	for i := range out {
		e := groups[0][i]
		e.Seed, e.SE, e.Note = "", math.NaN(), ""
		e.Low, e.High, e.Level, e.Method = math.NaN(), math.NaN(), math.NaN(), ""
		e.Value, e.Personas, e.Answers, e.Missing = 0, 0, 0, 0
		for _, g := range groups {
			e.Value += g[i].Value / float64(len(groups))
			e.Personas += g[i].Personas
			e.Answers += g[i].Answers
			e.Missing += g[i].Missing
			if e.Note == "" {
				e.Note = g[i].Note
			}
		}
		out[i] = e
	}
	return out
}
