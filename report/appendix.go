package report

import (
	"inertia/report/document"
	"inertia/report/numbers"
)

// appendix holds the measures and the models that the main text does not show.
func (w *writer) appendix() ([]document.Block, error) {
	var body []document.Block
	plain, contrasts := w.further()
	for _, v := range w.views {
		body = append(body, v.furtherTables(plain)...)
	}
	if contrasts > 0 {
		body = append(body, para("In ", document.CodeSpan("tables/measures.csv"), " are also ", w.some(contrasts, "row"), " that compare something (an item left out, two categories of personas)."))
	}
	for _, v := range w.views {
		for _, m := range v.models {
			if m == v.example() {
				continue
			}
			for _, draw := range []func(model, where string) ([]document.Block, error){v.sharesFigure, v.heatMap, v.itemCounts} {
				b, err := draw(m, "appendix")
				if err != nil {
					return nil, err
				}
				body = append(body, b...)
			}
		}
	}
	if len(body) == 0 {
		return nil, nil
	}
	return append([]document.Block{document.Appendix{}, heading(1, "sec-appendix", "Further measures and "+w.respondent()+"s"),
		para("Here follow the measures of ", document.CodeSpan("tables/measures.csv"), " that no section speaks of, and the figures of the ", w.respondent(), "s that the main text does not show.")}, body...), nil
}

// furtherTables sets out, for the subject of the results, the measures that no
// section speaks of.
func (v *view) furtherTables(measures []string) []document.Block {
	var there []string
	for _, m := range measures {
		if len(v.over(v.subject, m)) > 0 {
			there = append(there, m)
		}
	}
	var blocks []document.Block
	n := pieces(len(there))
	for i := range n {
		part := there[i*len(there)/n : (i+1)*len(there)/n]
		if len(part) == 0 {
			continue
		}
		t := &document.Table{ID: slug("tab-further", v.scoring.ID), Wide: true, Caption: document.T("Further measures of the ", v.name, ", ", v.who(), "; shares in per cent.", v.subjectMark()),
			Columns: []document.Column{{Head: document.T("Dimension")}}}
		if i > 0 {
			t.ID += "-" + numbers.Count(i+1)
		}
		for _, m := range part {
			t.Columns = append(t.Columns, document.Column{Head: document.T(title(m)), Align: document.Right})
		}
		f := &footnotes{}
		for _, d := range v.scoring.Dimensions {
			cells := [][]document.Inline{document.T(d.Name)}
			for _, m := range part {
				e, ok := v.get(v.subject, d.Name, m)
				cells = append(cells, v.value(e, ok, f))
			}
			t.Rows = append(t.Rows, document.Row{Cells: cells})
		}
		t.Notes = f.notes()
		blocks = append(blocks, t)
	}
	return blocks
}
