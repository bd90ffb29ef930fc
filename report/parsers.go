package report

import (
	"slices"

	"inertia/analysis"
	"inertia/report/document"
)

// parsers sets parser models side by side, text by text.
func (v *view) parsers() ([]document.Block, error) {
	rows := defined(v.rowsOf("kappa"))
	if len(rows) == 0 {
		bound := defined(v.rowsOf("judge_overlap"))
		return []document.Block{para("Which text got which option is not known, so that kappa is not defined; from the counts, two parsers can have read alike ", v.between(bound), " of the answers at most.")}, nil
	}
	t := v.kappaTable("tab-kappa", rows, v.rowsOf)
	return []document.Block{para("Agreement beyond chance is Cohen's kappa ", cite("cohen1960"), "; it ", v.running("runs", "is", rows), " (", document.Ref(t.ID), ")."), t}, nil
}

// parserAgreement says in the results how far the readers of a study's texts agree.
func (v *view) parserAgreement() []document.Block {
	alike := v.compared("percent_agreement")
	if len(alike) == 0 {
		return nil
	}
	t := v.kappaTable("tab-parsers", alike, v.compared)
	text := []any{"They read ", v.between(alike), " of the texts alike, missing ones counted. "}
	if kappas := v.compared("kappa"); len(kappas) > 0 {
		text = append(text, "Beyond chance, where both found an option, this is a Cohen's kappa ", cite("cohen1960"), " ", v.amounting(kappas), ". ")
	}
	return []document.Block{para(append(text, document.Ref(t.ID), " gives each pair.")...), t}
}

// kappaTable lists the agreement of two parsers, a row for each of rows.
func (v *view) kappaTable(id string, rows []analysis.Estimate, of func(measure string) []analysis.Estimate) *document.Table {
	t := &document.Table{ID: slug(id, v.scoring.ID), Wide: true, Caption: document.T("Agreement of two parsers on the same texts.", v.simulatedMark()),
		Columns: []document.Column{{Head: document.T(sentenceCase(v.respondent()))}}}
	variants := slices.ContainsFunc(rows, func(e analysis.Estimate) bool { return e.Variant != rows[0].Variant })
	if variants {
		t.Columns = append(t.Columns, document.Column{Head: document.T("Variant")})
	}
	t.Columns = append(t.Columns, document.Column{Head: document.T("Parsers")})
	for _, head := range []string{"Alike (%)", "Kappa", "Interval", "Quadratic"} {
		t.Columns = append(t.Columns, document.Column{Head: document.T(head), Align: document.Right})
	}
	f := &footnotes{}
	for _, e := range rows {
		other := func(measure string) (analysis.Estimate, bool) {
			mine := slices.DeleteFunc(slices.Clone(of(measure)), func(x analysis.Estimate) bool { return x.Model != e.Model || x.Variant != e.Variant })
			return find(mine, analysis.AllDimensions, e.Contrast)
		}
		cell := func(measure string) []document.Inline {
			x, ok := other(measure)
			return v.value(x, ok, f)
		}
		cells := [][]document.Inline{document.T(e.Model)}
		if variants {
			cells = append(cells, document.T(e.Variant))
		}
		kappa, ok := other("kappa")
		interval := ""
		if ok {
			interval = v.num.Interval(kappa)
		}
		t.Rows = append(t.Rows, document.Row{Cells: append(cells, document.T(e.Contrast), cell("percent_agreement"), cell("kappa"), document.T(interval), cell("kappa_quadratic"))})
	}
	t.Notes = f.notes()
	return t
}
