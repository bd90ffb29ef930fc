package analysis

import "slices"

// parserRows computes the group parsers: how far the parsers of a study agree.
func (m *measurer) parserRows(cells []Cell, scorings []string) ([]Estimate, error) {
	wanted := (&family{group: "parsers"}).wanted(m.o.Measures)
	if len(wanted) == 0 {
		return nil, nil
	}
	confusions, err := CompareParsers(m.study, m.o.Readings)
	if err != nil {
		return nil, err
	}
	var rows []Estimate
	for _, id := range scorings {
		for _, c := range cells {
			mine := m.cellParsers(c, id, confusions)
			rows = append(rows, slices.DeleteFunc(mine, func(e Estimate) bool { return !slices.Contains(wanted, e.Measure) })...)
		}
	}
	return rows, nil
}

func (m *measurer) cellParsers(cell Cell, scoring string, confusions []Confusion) []Estimate {
	sc, _ := m.study.Scoring(scoring)
	sm := newSample(m.study, cell.Model, cell.Variant, sc, nil)
	if sm == nil {
		return nil
	}
	var rows []Estimate
	for i := range confusions {
		c := &confusions[i]
		if c.Model == cell.Model && c.Variant == cell.Variant && c.Instrument == sm.form.in.ID {
			rows = append(rows, c.Estimates(scoring, m.o.Level)...)
		}
	}
	if rows == nil {
		for _, name := range (&family{group: "parsers"}).wanted(m.o.Measures) {
			e := blankContrast(sm, name, "")
			e.Note = "read by one parser only"
			rows = append(rows, e)
		}
	}
	return rows
}
