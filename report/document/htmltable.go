package document

import "fmt"

// table writes a table in a box that scrolls where the page is narrow.
func (h *htmlWriter) table(t Table, number string) {
	h.notes = "table-" + number
	h.put("<div class=\"table\"%s>\n<div class=\"wide\">\n<table>\n<caption><strong>Table %s.</strong> %s</caption>\n<thead>\n", idAttribute(t.ID), number, h.inline(t.Caption))
	if groups := t.groups(); groups != nil {
		h.put("<tr>")
		for _, g := range groups {
			if g.title == "" {
				h.put("<td colspan=\"%d\"></td>", g.last-g.first+1)
				continue
			}
			h.put("<th scope=\"colgroup\" class=\"group\" colspan=\"%d\">%s</th>", g.last-g.first+1, escapeHTML(g.title))
		}
		h.put("</tr>\n")
	}
	h.put("<tr>")
	for _, c := range t.Columns {
		h.put("<th scope=\"col\"%s>%s</th>", c.Align.class(), h.inline(c.Head))
	}
	h.put("</tr>\n</thead>\n<tbody>\n")
	for _, r := range t.Rows {
		h.row(&t, r)
	}
	h.put("</tbody>\n</table>\n</div>\n")
	marked := t.marked()
	for i, note := range t.Notes {
		mark := ""
		if marked[i+1] {
			mark = fmt.Sprintf("<sup>%s</sup> ", noteMark(i+1))
		}
		h.put("<p class=\"note\" id=\"%s-note-%d\">%s%s</p>\n", h.notes, i+1, mark, h.inline(note))
	}
	h.put("</div>\n")
}

func (h *htmlWriter) row(t *Table, r Row) {
	class := ""
	if r.RuleAbove {
		class = " class=\"rule\""
	}
	h.put("<tr%s>", class)
	if r.Heading {
		if len(r.Cells) > 0 {
			h.put("<th scope=\"rowgroup\" class=\"span\" colspan=\"%d\">%s</th>", len(t.Columns), h.inline(r.Cells[0]))
		}
		h.put("</tr>\n")
		return
	}
	for i, c := range t.Columns {
		var cell []Inline
		if i < len(r.Cells) {
			cell = r.Cells[i]
		}
		h.put("<td%s>%s</td>", c.Align.class(), h.inline(cell))
	}
	h.put("</tr>\n")
}

func (a Align) class() string {
	switch a {
	case Right:
		return " class=\"right\""
	case Center:
		return " class=\"center\""
	}
	return ""
}
