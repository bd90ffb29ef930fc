package show

import (
	_ "embed"
	"html"
	"strings"

	"inertia/report/numbers"
	"inertia/report/plaintext"
)

//go:embed output.css
var outputStyle string

// grid is a table of plain text, ready to be written in any form. The text may
// hold anything: each form escapes it.
type grid struct {
	caption string
	above   []string // lines above the heads, such as what every row has in common
	columns []gridColumn
	rows    [][]string
	notes   []string
}

type gridColumn struct {
	head, under string // under is a second, smaller head, such as a type
	right       bool
}

func (g *grid) bundle() bundle {
	return bundle{html: g.html(), markdown: g.markdown(), text: g.text()}
}

// html writes the table as one figure with its own style, which knows light and
// dark.
func (g *grid) html() string {
	var b strings.Builder
	b.WriteString("<figure class=\"inertia\"><style>" + strings.TrimSpace(outputStyle) + "</style>\n")
	if g.caption != "" {
		b.WriteString("<figcaption>" + escaped(g.caption) + "</figcaption>\n")
	}
	for _, line := range g.above {
		b.WriteString("<p>" + escaped(line) + "</p>\n")
	}
	b.WriteString("<div class=\"scroll\"><table>\n<thead><tr>")
	for _, c := range g.columns {
		b.WriteString("<th scope=\"col\"" + c.class() + ">" + escaped(c.head))
		if c.under != "" {
			b.WriteString("<small>" + escaped(c.under) + "</small>")
		}
		b.WriteString("</th>")
	}
	b.WriteString("</tr></thead>\n<tbody>\n")
	for _, r := range g.rows {
		b.WriteString("<tr>")
		for i, cell := range r {
			b.WriteString("<td" + g.columns[i].class() + ">" + strings.ReplaceAll(escaped(cell), "\n", "<br>") + "</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</tbody></table></div>\n")
	for _, n := range g.notes {
		b.WriteString("<p>" + escaped(n) + "</p>\n")
	}
	b.WriteString("</figure>")
	return b.String()
}

func (c gridColumn) class() string {
	if c.right {
		return ` class="right"`
	}
	return ""
}

// escaped is text for HTML: markup and control characters do nothing there.
func escaped(s string) string { return html.EscapeString(plaintext.Lines(s)) }

// markdown writes a pipe table.
func (g *grid) markdown() string {
	var b strings.Builder
	for i, line := range append(captioned(g.caption), g.above...) {
		if line = markdownEscaped(line); i == 0 && g.caption != "" {
			line = "**" + line + "**"
		}
		b.WriteString(line + "\n\n")
	}
	var heads, rules []string
	for _, c := range g.columns {
		head := markdownEscaped(c.head)
		if c.under != "" {
			head += " *" + markdownEscaped(c.under) + "*"
		}
		rule := ":--"
		if c.right {
			rule = "--:"
		}
		heads, rules = append(heads, head), append(rules, rule)
	}
	b.WriteString("| " + strings.Join(heads, " | ") + " |\n|" + strings.Join(rules, "|") + "|\n")
	for _, r := range g.rows {
		cells := make([]string, len(r))
		for i, c := range r {
			cells[i] = strings.ReplaceAll(markdownEscaped(c), "\n", " ")
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	for _, n := range g.notes {
		b.WriteString("\n" + markdownEscaped(n) + "\n")
	}
	return b.String()
}

func captioned(caption string) []string {
	if caption == "" {
		return nil
	}
	return []string{caption}
}

// markdownEscaped keeps text from being read as Markdown or HTML.
func markdownEscaped(s string) string {
	var b strings.Builder
	for _, r := range plaintext.Lines(s) {
		switch r {
		case '<':
			b.WriteString("&lt;")
			continue
		case '&':
			b.WriteString("&amp;")
			continue
		case '\\', '`', '*', '_', '[', ']', '|', '$', '~', '#', '!', '>':
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

// text writes aligned columns.
func (g *grid) text() string {
	var b strings.Builder
	for _, line := range append(captioned(g.caption), g.above...) {
		b.WriteString(plaintext.Lines(line) + "\n")
	}
	columns := make([]plaintext.Column, len(g.columns))
	types := make([]string, len(g.columns))
	under := false
	for i, c := range g.columns {
		columns[i] = plaintext.Column{Head: c.head, Right: c.right}
		types[i], under = "<"+c.under+">", under || c.under != ""
	}
	rows := g.rows
	if under {
		rows = append([][]string{types}, rows...)
	}
	_ = plaintext.WriteTable(&b, columns, rows) // a builder takes all
	for _, n := range g.notes {
		b.WriteString(plaintext.Lines(n) + "\n")
	}
	return b.String()
}

// some writes "1 row", "2 rows".
func some(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return numbers.Count(n) + " " + thing + "s"
}

// known is a number of things, a dash where it is 0 and so not known.
func known(n int) string {
	if n == 0 {
		return numbers.Dash
	}
	return numbers.Count(n)
}
