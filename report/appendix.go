package report

import (
	"strings"

	"inertia/report/document"
	"inertia/report/numbers"
)

// appendix holds the measures and the models that the main text does not show.
func (w *writer) appendix() ([]document.Block, error) {
	var tables, figures []document.Block
	plain, contrasts := w.further()
	for _, v := range w.views {
		tables = append(tables, v.furtherTables(plain)...)
		for _, m := range v.models {
			if m == v.example() {
				continue
			}
			b, err := v.modelFigures(m, len(w.views) > 1)
			if err != nil {
				return nil, err
			}
			figures = append(figures, b...)
		}
	}
	var text []any
	if ref := refsTo(" gives", " give", tables); ref != nil {
		text = append(append(text, ref...), " the measures of ", document.CodeSpan("tables/measures.csv"), " that no section speaks of. ")
	}
	if contrasts > 0 {
		text = append(text, "In ", document.CodeSpan("tables/measures.csv"), " are also ", w.some(contrasts, "row"), " that compare something (an item left out, two categories of personas). ")
	}
	if len(figures) > 0 {
		text = append(text, "The figures that follow are those of the ", w.respondent(), "s that the main text does not show.")
	}
	if text == nil {
		return nil, nil
	}
	named := "Further measures"
	switch {
	case len(figures) > 0 && len(tables) == 0:
		named = "Further " + w.respondent() + "s"
	case len(figures) > 0:
		named += " and " + w.respondent() + "s"
	}
	body := []document.Block{document.Appendix{}, heading(1, "sec-appendix", named), para(text...)}
	return append(append(body, tables...), figures...), nil
}

// modelFigures are a model's figures under a heading, each named where it stands.
func (v *view) modelFigures(model string, several bool) ([]document.Block, error) {
	var text []any
	var figures []document.Block
	for _, f := range []struct {
		draw  func(model, where string) ([]document.Block, error)
		shows string
	}{
		{v.sharesFigure, "the shares of the options"}, {v.heatMap, "every answer"}, {v.itemCounts, "the options chosen for each item"},
	} {
		b, err := f.draw(model, "appendix")
		if err != nil {
			return nil, err
		}
		for _, picture := range b {
			switch {
			case len(figures) == 0:
				text = append(text, document.Ref(picture.(document.Figure).ID), " shows ", f.shows)
			default:
				text = append(text, ", ", document.Ref(picture.(document.Figure).ID), " ", f.shows)
			}
			figures = append(figures, picture)
		}
	}
	if len(figures) == 0 {
		return nil, nil
	}
	head := model
	if several {
		head += ", " + v.name
	}
	id := strings.Replace(figures[0].(document.Figure).ID, "fig-", "sec-", 1)
	text = append(text, ".")
	if why := v.ofOneColour(model); why != "" {
		text = append(text, " ", why)
	}
	return append([]document.Block{heading(2, id, head), para(text...)}, figures...), nil
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
			t.Columns = append(t.Columns, document.Column{Head: named(title(m)), Align: document.Right})
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
