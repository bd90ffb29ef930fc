package document

import (
	"fmt"
	"strings"
)

// table writes a table in a box that scrolls where the page is narrow.
func (h *htmlWriter) table(t Table, number string) {
	h.notes = "table." + number
	h.put("<figure class=\"table\"%s>\n<figcaption id=\"%s.caption\"><strong>Table %s.</strong> %s</figcaption>\n", idAttribute(t.ID), h.notes, number, h.inline(t.Caption))
	h.put("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"%s.caption\">\n<table aria-labelledby=\"%s.caption\">\n", h.notes, h.notes)
	h.tableHead(&t)
	h.tableBody(&t)
	h.put("</table>\n</div>\n")
	marked := t.marked()
	for i, note := range t.Notes {
		mark := ""
		if marked[i+1] {
			mark = fmt.Sprintf("<sup>%s</sup> ", noteMark(i+1))
		}
		h.put("<p class=\"note\" id=\"%s.note.%d\">%s%s</p>\n", h.notes, i+1, mark, h.inline(note))
	}
	h.put("</figure>\n")
}

// tableHead writes the heads; one without a group stands in both rows.
func (h *htmlWriter) tableHead(t *Table) {
	h.put("<thead>\n")
	groups := t.groups()
	if groups != nil {
		h.put("<tr>")
		for _, g := range groups {
			if g.title == "" {
				c := t.Columns[g.first]
				h.put("<th scope=\"col\" rowspan=\"2\"%s>%s</th>", c.Align.class(), h.inline(c.Head))
				continue
			}
			h.put("<th scope=\"colgroup\" class=\"group\" colspan=\"%d\"><span>%s</span></th>", g.last-g.first+1, escapeHTML(g.title))
		}
		h.put("</tr>\n")
	}
	h.put("<tr>")
	for _, c := range t.Columns {
		if groups == nil || c.Group != "" {
			h.put("<th scope=\"col\"%s>%s</th>", c.Align.class(), h.inline(c.Head))
		}
	}
	h.put("</tr>\n</thead>\n")
}

// tableBody writes the rows; a heading row begins a group of them.
func (h *htmlWriter) tableBody(t *Table) {
	h.put("<tbody>\n")
	for i, r := range t.Rows {
		if r.Heading && i > 0 {
			h.put("</tbody>\n<tbody>\n")
		}
		h.row(t, r)
	}
	h.put("</tbody>\n")
}

func (h *htmlWriter) row(t *Table, r Row) {
	var class []string
	if r.RuleAbove {
		class = append(class, "rule")
	}
	if r.Heading {
		class = append(class, "heading")
	}
	if r.Under {
		class = append(class, "under")
	}
	h.put("<tr%s>", classAttribute(class...))
	if r.Heading && len(r.Cells) > 0 {
		h.put("<th scope=\"rowgroup\" colspan=\"%d\">%s</th></tr>\n", len(t.Columns), h.inline(r.Cells[0]))
		return
	}
	for i, cell := range r.Cells {
		if align := t.Columns[i].Align; i == 0 && align == Left {
			h.put("<th scope=\"row\">%s</th>", h.inline(cell))
		} else {
			h.put("<td%s>%s</td>", align.class(), h.inline(cell))
		}
	}
	h.put("</tr>\n")
}

func classAttribute(names ...string) string {
	if len(names) == 0 {
		return ""
	}
	return " class=\"" + strings.Join(names, " ") + "\""
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
