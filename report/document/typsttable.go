package document

import (
	"fmt"
	"strings"
)

// longTable is from how many rows on a table stays where it stands, so that it can be broken over pages.
const longTable = 40

// table writes a table in booktabs style, with its head to be repeated where it is broken.
func (t *typst) table(table Table, number string) {
	var b strings.Builder
	aligns := make([]string, len(table.Columns))
	for i, c := range table.Columns {
		aligns[i] = map[Align]string{Left: "left", Right: "right", Center: "center"}[c.Align]
	}
	fmt.Fprintf(&b, "table(columns: %d, align: (%s,), table.hline(stroke: .8pt), table.header(repeat: true, ", len(table.Columns), strings.Join(aligns, ", "))
	t.tableHead(&b, &table)
	b.WriteString("), table.hline(stroke: .4pt), ")
	for i, r := range table.Rows {
		if r.RuleAbove && i > 0 {
			b.WriteString("table.hline(stroke: .4pt), ")
		}
		if r.Heading && len(r.Cells) > 0 {
			fmt.Fprintf(&b, "table.cell(colspan: %d, align: left)[#emph[%s]], ", len(table.Columns), t.inline(r.Cells[0]))
			continue
		}
		for _, cell := range r.Cells {
			b.WriteString("[" + t.inline(cell) + "], ")
		}
	}
	b.WriteString("table.hline(stroke: .8pt))")
	placement := t.placement()
	if len(table.Rows) > longTable {
		placement = "none"
	}
	scope := t.scope()
	if placement == "none" {
		scope = "column" // what stands in the text cannot go across
	}
	size := t.style.small
	if len(table.Columns) > 8 {
		size = leastTable
	}
	t.put("#figure(kind: table, supplement: none, numbering: none, placement: %s, scope: %q, caption: [#strong[%s];%s], [#set text(%gpt); #noted(%s, (", placement, scope,
		t.text("Table\u00a0"+number+". "), t.inline(table.Caption), size, b.String())
	marked := table.marked()
	for i, note := range table.Notes {
		mark := ""
		if marked[i+1] {
			mark = "#super[" + t.text(noteMark(i+1)) + "];" + t.text(" ")
		}
		t.put("\n[%s%s],", mark, t.inline(note))
	}
	t.put("))])%s\n\n", label(table.ID))
}

func (t *typst) tableHead(b *strings.Builder, table *Table) {
	groups := table.groups()
	for _, g := range groups {
		if g.title == "" {
			fmt.Fprintf(b, "table.cell(rowspan: 2, align: bottom)[%s], ", t.inline(table.Columns[g.first].Head))
			continue
		}
		fmt.Fprintf(b, "table.cell(colspan: %d, align: center, stroke: (bottom: .4pt))[%s], ", g.last-g.first+1, t.text(g.title))
	}
	for _, c := range table.Columns {
		if groups == nil || c.Group != "" {
			b.WriteString("[" + t.inline(c.Head) + "], ")
		}
	}
}
