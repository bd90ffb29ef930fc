package document

import "strings"

// table writes a pipe table with its caption above and its notes below. Markdown has no rules between rows and no heads over several
// columns: a group stands in front of the head, a heading row is in bold.
func (m *markdown) table(t Table, number string) {
	m.para(anchor(t.ID) + "**Table " + number + ".** " + m.inline(t.Caption, false))
	var b strings.Builder
	row := func(cells []string) {
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	heads, rules := make([]string, len(t.Columns)), make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = m.inline(c.Head, true)
		if c.Group != "" {
			heads[i] = escapeMarkdown(c.Group) + ": " + heads[i]
		}
		rules[i] = [...]string{Left: ":--", Right: "--:", Center: ":-:"}[c.Align]
	}
	row(heads)
	b.WriteString("|" + strings.Join(rules, "|") + "|\n")
	for _, r := range t.Rows {
		cells := make([]string, len(t.Columns))
		for i, cell := range r.Cells {
			if r.Heading && i == 0 {
				cell = []Inline{Strong(cell)}
			}
			cells[i] = m.inline(cell, true)
		}
		row(cells)
	}
	m.para(strings.TrimSuffix(b.String(), "\n"))
	marked := t.marked()
	for i, note := range t.Notes {
		text := m.inline(note, false)
		if marked[i+1] {
			m.para(superscript(noteMark(i+1)) + " " + text)
		} else {
			m.para(guardStart(text))
		}
	}
}
