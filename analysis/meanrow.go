package analysis

import (
	"fmt"
	"math"
)

// meanRows gives the paper's summary for one scoring: mean over models of the
// mean over seeds of the per-seed value, for each variant that several models
// have. It has no p and no interval: the models are a fixed set, not a sample.
func (s *Study) meanRows(scoring string, o Options) []Estimate {
	o.Resamples, o.BySeed = 0, true
	perVariant := map[string][][]Estimate{}
	var order []string
	for _, c := range s.Cells() {
		rows := s.measureCell(c, scoring, o)
		if len(rows) == 0 {
			continue
		}
		if perVariant[c.Variant] == nil {
			order = append(order, c.Variant)
		}
		perVariant[c.Variant] = append(perVariant[c.Variant], meanOverSeeds(rows))
	}
	var out []Estimate
	for _, v := range order {
		if models := perVariant[v]; len(models) > 1 {
			out = append(out, meanOverModels(models)...)
		}
	}
	return out
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
