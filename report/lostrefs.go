package report

import (
	"strings"

	"inertia/report/document"
)

// fullReport stands where a text refers to a part that was left out.
const fullReport = "the full report"

// parts are the ids that a reference can lead to.
func parts(body []document.Block) map[string]bool {
	there := map[string]bool{}
	for _, b := range body {
		switch p := b.(type) {
		case document.Heading:
			there[p.ID] = true
		case document.Formula:
			there[p.ID] = true
		case document.Figure:
			there[p.ID] = true
		case document.Table:
			there[p.ID] = true
		case *document.Table:
			there[p.ID] = true
		}
	}
	return there
}

// withoutLostRefs writes references to parts that were left out as words.
func withoutLostRefs(blocks []document.Block, there map[string]bool) []document.Block {
	out := make([]document.Block, len(blocks))
	for i, b := range blocks {
		switch p := b.(type) {
		case document.Paragraph:
			p.Text = keptRefs(p.Text, there)
			b = p
		case document.List:
			p.Items = keptRefsIn(p.Items, there)
			b = p
		case document.Figure:
			p.Caption = keptRefs(p.Caption, there)
			b = p
		case document.Table:
			b = tableWithoutLostRefs(p, there)
		case *document.Table:
			t := tableWithoutLostRefs(*p, there)
			b = &t
		}
		out[i] = b
	}
	return out
}

func tableWithoutLostRefs(t document.Table, there map[string]bool) document.Table {
	t.Caption, t.Notes = keptRefs(t.Caption, there), keptRefsIn(t.Notes, there)
	rows := make([]document.Row, len(t.Rows))
	for i, r := range t.Rows {
		r.Cells = keptRefsIn(r.Cells, there)
		rows[i] = r
	}
	t.Rows = rows
	return t
}

func keptRefsIn(texts [][]document.Inline, there map[string]bool) [][]document.Inline {
	out := make([][]document.Inline, len(texts))
	for i, t := range texts {
		out[i] = keptRefs(t, there)
	}
	return out
}

func keptRefs(text []document.Inline, there map[string]bool) []document.Inline {
	out := make([]document.Inline, len(text))
	for i, in := range text {
		switch p := in.(type) {
		case document.Ref:
			if !there[string(p)] {
				words := fullReport
				if before := document.Plain(out[:i]); before == "" || strings.HasSuffix(before, ".") {
					words = sentenceCase(words)
				}
				in = document.Text(words)
			}
		case document.Strong:
			in = document.Strong(keptRefs(p, there))
		case document.Emphasis:
			in = document.Emphasis(keptRefs(p, there))
		case document.Result:
			in = document.Result(keptRefs(p, there))
		}
		out[i] = in
	}
	return out
}
