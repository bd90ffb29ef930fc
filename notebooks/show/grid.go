package show

import (
	_ "embed"
	"html"
	"strings"
	"unicode"
	"unicode/utf8"

	"inertia/report/numbers"
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
func escaped(s string) string { return html.EscapeString(printable(s)) }

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
	for _, r := range printable(s) {
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
		b.WriteString(printable(line) + "\n")
	}
	lines := [][]string{nil}
	under := false
	for _, c := range g.columns {
		lines[0] = append(lines[0], printable(c.head))
		under = under || c.under != ""
	}
	if under {
		var types []string
		for _, c := range g.columns {
			types = append(types, "<"+printable(c.under)+">")
		}
		lines = append(lines, types)
	}
	for _, r := range g.rows {
		cells := make([]string, len(r))
		for i, c := range r {
			cells[i] = strings.ReplaceAll(printable(c), "\n", " ")
		}
		lines = append(lines, cells)
	}
	widths := make([]int, len(g.columns))
	for _, l := range lines {
		for i, c := range l {
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	for _, l := range lines {
		for i, c := range l {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
			if g.columns[i].right {
				l[i] = pad + c
			} else {
				l[i] = c + pad
			}
		}
		b.WriteString(strings.TrimRight(strings.Join(l, "  "), " ") + "\n")
	}
	for _, n := range g.notes {
		b.WriteString(printable(n) + "\n")
	}
	return b.String()
}

// printable takes the power out of text that comes from data: control characters
// and those that turn the direction of writing are shown as what they are not.
// A line break stays.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		if unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff {
			return '\ufffd'
		}
		return r
	}, s)
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
