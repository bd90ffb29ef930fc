package analysis

// contexts gathers the samples of each model, one a variant, the default first.
func (m *measurer) contexts(cells []Cell, scoring string) [][]*sample {
	sc, _ := m.study.Scoring(scoring)
	var out [][]*sample
	for _, c := range cells {
		sm := newSample(m.study, c.Model, c.Variant, sc, nil)
		if sm == nil {
			continue
		}
		if n := len(out); n == 0 || out[n-1][0].model != c.Model {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], sm)
	}
	return out
}
