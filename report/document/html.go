package document

import (
	"bufio"
	_ "embed"
	"fmt"
	"html"
	"io"
	"strings"
)

//go:embed page.css
var pageStyle string

// WriteHTML writes the document as one self-contained HTML file: figures as
// vectors in it, formulas as MathML, tables that scroll where the page is narrow.
func WriteHTML(w io.Writer, d *Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	h := &htmlWriter{w: out, n: number(d), glyphs: glyphNumbers{}}
	h.put("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	h.put("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">\n")
	h.put("<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<header>\n<h1>%s</h1>\n", escapeHTML(d.Title), pageStyle, escapeHTML(d.Title))
	if d.Subtitle != "" {
		h.put("<p class=\"subtitle\">%s</p>\n", escapeHTML(d.Subtitle))
	}
	if len(d.Authors) > 0 {
		h.put("<p class=\"authors\">%s</p>\n", escapeHTML(strings.Join(d.Authors, ", ")))
	}
	if d.Date != "" {
		h.put("<p class=\"date\">%s</p>\n", escapeHTML(d.Date))
	}
	if d.Simulated {
		h.put("<p class=\"simulated\"><strong>%s</strong> %s</p>\n", simulatedHead, simulatedText)
	}
	h.put("</header>\n")
	if len(d.Abstract) > 0 {
		h.put("<section class=\"abstract\">\n<h2>Abstract</h2>\n")
		if err := h.blocks(h.n.abstract); err != nil {
			return err
		}
		h.put("</section>\n")
	}
	h.contents()
	if err := h.blocks(h.n.body[:h.n.appendix]); err != nil {
		return err
	}
	h.references()
	if err := h.blocks(h.n.body[h.n.appendix:]); err != nil {
		return err
	}
	h.footnotes()
	h.put("</main>\n<footer>%s</footer>\n</body>\n</html>\n", escapeHTML(d.Footer))
	return out.Flush()
}

type htmlWriter struct {
	w       *bufio.Writer
	n       *numbers
	figures int
	glyphs  glyphNumbers
	notes   string   // prefix of the ids of the notes of the table being written
	foot    []string // footnotes, in order of their marks
}

func (h *htmlWriter) put(format string, args ...any) { fmt.Fprintf(h.w, format, args...) }

func escapeHTML(s string) string { return html.EscapeString(clean(s)) }

// contents lists the sections, each a link.
func (h *htmlWriter) contents() {
	var open bool
	for _, b := range h.n.body {
		head, ok := b.block.(Heading)
		if !ok || head.Level > 2 {
			continue
		}
		if !open {
			h.put("<nav aria-label=\"Contents\">\n<ul>\n")
			open = true
		}
		h.put("<li class=\"level%d\"><a href=\"#%s\">%s&ensp;%s</a></li>\n", head.Level, headingID(head, b.number), b.number, h.inline(head.Text))
	}
	if open && len(h.n.cited) > 0 {
		h.put("<li class=\"level1\"><a href=\"#ref\">References</a></li>\n")
	}
	if open {
		h.put("</ul>\n</nav>\n")
	}
}

func headingID(head Heading, number string) string {
	if head.ID != "" {
		return head.ID
	}
	return "section." + number
}

func (h *htmlWriter) blocks(blocks []numbered) error {
	for _, b := range blocks {
		if err := h.block(b); err != nil {
			return err
		}
	}
	return nil
}

func (h *htmlWriter) block(b numbered) error {
	switch v := b.block.(type) {
	case Heading:
		level := min(v.Level+1, 6)
		h.put("<h%d id=\"%s\">%s&ensp;%s</h%d>\n", level, headingID(v, b.number), b.number, h.inline(v.Text), level)
	case Paragraph:
		h.put("<p>%s</p>\n", h.inline(v.Text))
	case List:
		h.list(v)
	case Formula:
		h.put("<div class=\"formula\"%s>%s", idAttribute(v.ID), mathML(v.TeX, true))
		if b.number != "" {
			h.put("<span class=\"number\">(%s)</span>", b.number)
		}
		h.put("</div>\n")
	case Code:
		h.put("<pre><code>%s</code></pre>\n", html.EscapeString(cleanLines(v.Text)))
	case Table:
		h.table(v, b.number)
	case Figure:
		return h.figure(v, b.number)
	}
	return nil
}

func idAttribute(id string) string {
	if id == "" {
		return ""
	}
	return ` id="` + html.EscapeString(id) + `"`
}

func (h *htmlWriter) list(l List) {
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	h.put("<%s>\n", tag)
	for _, item := range l.Items {
		h.put("<li>%s</li>\n", h.inline(item))
	}
	h.put("</%s>\n", tag)
}

func (h *htmlWriter) inline(ins []Inline) string {
	var b strings.Builder
	for _, in := range ins {
		switch v := in.(type) {
		case Text:
			b.WriteString(escapeHTML(string(v)))
		case Strong:
			b.WriteString("<strong>" + h.inline(v) + "</strong>")
		case Emphasis:
			b.WriteString("<em>" + h.inline(v) + "</em>")
		case Result:
			b.WriteString("<span class=\"result\">" + h.inline(v) + "</span>")
		case CodeSpan:
			b.WriteString("<code>" + escapeHTML(string(v)) + "</code>")
		case Math:
			b.WriteString(mathML(string(v), false))
		case Ref:
			fmt.Fprintf(&b, `<a href="#%s">%s</a>`, html.EscapeString(string(v)), strings.ReplaceAll(h.n.label[string(v)], " ", "&nbsp;"))
		case Cite:
			var marks []string
			for _, k := range v {
				c := h.n.cite[k]
				marks = append(marks, fmt.Sprintf(`<a href="#%s">%s</a>`, c.id(), escapeHTML(c.bracketed())))
			}
			b.WriteString("(" + strings.Join(marks, "; ") + ")")
		case CiteText:
			c := h.n.cite[string(v)]
			fmt.Fprintf(&b, `<a href="#%s">%s</a>`, c.id(), escapeHTML(c.text()))
		case Footnote:
			h.foot = append(h.foot, h.inline(v))
			n := len(h.foot)
			fmt.Fprintf(&b, `<sup><a id="foot.%d.mark" href="#foot.%d" role="doc-noteref">%d</a></sup>`, n, n, n)
		case Note:
			fmt.Fprintf(&b, `<sup><a href="#%s.note.%d">%s</a></sup>`, h.notes, int(v), noteMark(int(v)))
		case Link:
			if url := safeURL(v.URL); url != "" {
				fmt.Fprintf(&b, `<a href="%s" rel="noopener">%s</a>`, html.EscapeString(url), h.inline(v.Text))
			} else {
				b.WriteString(h.inline(v.Text))
			}
		}
	}
	return b.String()
}

func (h *htmlWriter) references() {
	if len(h.n.cited) == 0 {
		return
	}
	h.put("<h2 id=\"ref\">References</h2>\n<ul class=\"references\">\n")
	for _, c := range h.n.cited {
		h.put("<li id=\"%s\">%s %s", c.id(), escapeHTML(c.head()), h.inline(c.Text))
		if url := safeURL(c.URL); url != "" {
			h.put(" <a href=\"%s\" rel=\"noopener\">%s</a>", html.EscapeString(url), escapeHTML(c.URL))
		}
		h.put("</li>\n")
	}
	h.put("</ul>\n")
}

// footnotes stand at the end of the page, each with a way back to its mark.
func (h *htmlWriter) footnotes() {
	if len(h.foot) == 0 {
		return
	}
	h.put("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"Footnotes\">\n<ol>\n")
	for i, note := range h.foot {
		h.put("<li id=\"foot.%d\">%s <a href=\"#foot.%d.mark\" role=\"doc-backlink\" aria-label=\"Back to the text\">↩</a></li>\n", i+1, note, i+1)
	}
	h.put("</ol>\n</section>\n")
}
