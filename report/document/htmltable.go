package document

import (
	"fmt"
	"slices"
	"strings"
)

// table writes a table in a box that scrolls where the page is narrow.
func (h *htmlWriter) table(t Table, number string) error {
	h.notes = "table." + number
	id, class := t.ID, "table"
	if id == "" {
		id = h.notes
	}
	if t.Wide {
		class += " wide"
	}
	texts, err := h.texts(t, number)
	if err != nil {
		return err
	}
	h.data.Tables[id] = texts
	h.put("<figure class=\"%s\" id=\"%s\">\n<figcaption id=\"%s.caption\"><strong>%s</strong> <span>%s</span></figcaption>\n", class, id, h.notes, selfLink(id, "", "Table "+number+"."), h.inline(t.Caption))
	h.put("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-labelledby=\"%s.caption\">\n<table aria-labelledby=\"%s.caption\">\n", h.notes, h.notes)
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
	return nil
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
				h.put("<th scope=\"col\" rowspan=\"2\"%s>%s</th>", c.Align.class()+h.about(c.Head), h.inCell(c.Head))
				continue
			}
			h.put("<th scope=\"colgroup\" class=\"group\" colspan=\"%d\"><span>%s</span></th>", g.last-g.first+1, escapeHTML(g.title))
		}
		h.put("</tr>\n")
	}
	h.put("<tr>")
	for _, c := range t.Columns {
		if groups == nil || c.Group != "" {
			h.put("<th scope=\"col\"%s>%s</th>", c.Align.class()+h.about(c.Head), h.inCell(c.Head))
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
	about := ""
	if len(r.Cells) > 0 && !r.Under {
		about = h.about(r.Cells[0])
	}
	h.put("<tr%s>", classAttribute(class...)+about)
	if r.Heading && len(r.Cells) > 0 {
		h.put("<th scope=\"rowgroup\" colspan=\"%d\">%s</th></tr>\n", len(t.Columns), h.inCell(r.Cells[0]))
		return
	}
	for i, cell := range r.Cells {
		if align := t.Columns[i].Align; i == 0 && align == Left {
			h.put("<th scope=\"row\">%s</th>", h.inCell(cell))
		} else {
			h.put("<td%s>%s</td>", align.class(), h.inCell(cell))
		}
	}
	h.put("</tr>\n")
}

// about says of a row or a column which model or dimension it is about, for a reader who picks one.
func (h *htmlWriter) about(head []Inline) string {
	name := Plain(head)
	switch {
	case slices.Contains(h.data.Models, name):
		return " data-model=\"" + escapeHTML(name) + "\""
	case slices.Contains(h.data.Dimensions, name):
		return " data-dimension=\"" + escapeHTML(name) + "\""
	}
	return ""
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
