package report

import (
	"inertia/analysis"
	"inertia/report/document"
)

// replicationBlocks say how often a server changed its answer to the same request:
// the noise that stands beside the agreement between seeds. Nil where it was not
// asked.
func (v *view) replicationBlocks() []document.Block {
	texts, options := v.compared("replicate_text"), v.compared("replicate_option")
	if len(texts) == 0 {
		return nil
	}
	t := v.comparisonTable("tab-replicate", document.T("Answers that changed when the same question was asked again with the same seed (%), with the interval of the share."), "",
		[]string{"replicate_text", "replicate_option"}, document.T("Text"), document.T("Option"))
	t.Wide = true
	t.Columns = append(t.Columns[:2:2], append([]document.Column{{Head: document.T("Questions"), Align: document.Right}}, t.Columns[2:]...)...)
	for i, e := range texts {
		cells := t.Rows[i].Cells
		t.Rows[i].Cells = append(cells[:2:2], append([][]document.Inline{document.T(v.count(e.Answers))}, cells[2:]...)...)
	}
	text := []any{"A server may answer the same request with the same seed in another way. "}
	if len(texts) == 1 {
		e := texts[0]
		text = append(text, "Of ", v.count(e.Answers), " questions asked twice (", e.Contrast, "), the text changed in ", v.with(e), " and the option in ", v.with(options[0]), ". ")
	} else {
		text = append(text, "Asked twice, the text changed ", v.between(texts), " of the questions, the option ", v.between(options), ". ")
	}
	if changes(options) {
		text = append(text, "So much of every answer is the server's own noise; no two seeds, and no two repeats, can agree better. ")
	} else {
		text = append(text, "No option changed: what differs between seeds and repeats is not the server's noise, as far as a sample of this size can tell. ")
	}
	return []document.Block{para(append(text, document.Ref(t.ID), " gives the sample.")...), t}
}

// changes reports whether any option changed.
func changes(options []analysis.Estimate) bool {
	_, high, ok := extremes(options)
	return ok && high.Value > 0
}
