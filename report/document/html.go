package document

import (
	"bufio"
	"fmt"
	"html"
	"image/color"
	"io"
	"strings"
)

// WriteHTML writes the document as one self-contained HTML file: figures as vectors in it, formulas as MathML, tables that scroll
// where the page is narrow. It is whole without its script; the script adds what a reader can do: sort, filter, pick, read off, copy.
func WriteHTML(w io.Writer, d *Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	h := &htmlWriter{w: out, n: number(d), outlines: newOutlines(), greys: map[uint8]bool{}, inks: map[color.RGBA]bool{}, data: newPageData(d)}
	h.head(d)
	h.put("<body>\n<main>\n<header>\n<h1>%s</h1>\n", unbroken(escapeHTML(typographic(d.Title))))
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
		head, text, _ := d.simulated()
		h.put("<p class=\"simulated\"><strong>%s</strong> %s</p>\n", escapeHTML(head), escapeHTML(text))
	}
	h.put("</header>\n")
	if len(d.Abstract) > 0 {
		h.put("<section class=\"abstract\" aria-labelledby=\"page.abstract\">\n<h2 id=\"page.abstract\">Abstract</h2>\n")
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
	h.put("</main>\n<footer>%s</footer>\n", escapeHTML(d.Footer))
	h.greyStyle()
	if err := h.script(); err != nil {
		return err
	}
	h.put("</body>\n</html>\n")
	return out.Flush()
}

type htmlWriter struct {
	w        *bufio.Writer
	n        *numbers
	figures  int
	outlines outlines
	greys    map[uint8]bool      // greys that figures draw with
	inks     map[color.RGBA]bool // colours of their text that the dark would swallow
	notes    string              // prefix of the ids of the notes of the table being written
	foot     []string            // footnotes, in order of their marks
	data     pageData
	cell     bool // a cell of a table is written
}

func (h *htmlWriter) put(format string, args ...any) { fmt.Fprintf(h.w, format, args...) }

func escapeHTML(s string) string { return html.EscapeString(clean(s)) }

// contents lists the sections, each a link.
func (h *htmlWriter) contents() {
	var open bool
	references := func(i int) {
		if open && i == h.n.appendix && len(h.n.cited) > 0 {
			h.put("<li class=\"level1\"><a href=\"#ref\">References</a></li>\n")
		}
	}
	for i, b := range h.n.body {
		references(i)
		head, ok := b.block.(Heading)
		if !ok || head.Level > 2 {
			continue
		}
		if !open {
			h.put("<nav class=\"contents\" aria-label=\"Contents\">\n<ul>\n")
			open = true
		}
		h.put("<li class=\"level%d\"><a href=\"#%s\"><span>%s</span> %s</a></li>\n", head.Level, headingID(head, b.number), b.number, h.inline(head.Text))
	}
	references(len(h.n.body))
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
		level, id := min(v.Level+1, 6), headingID(v, b.number)
		h.put("<h%d id=\"%s\">%s %s</h%d>\n", level, id, selfLink(id, strings.TrimSuffix(h.n.label[v.ID], b.number), b.number), h.inline(v.Text), level)
	case Paragraph:
		h.put("<p>%s</p>\n", h.inline(v.Text))
	case List:
		h.list(v)
	case Formula:
		h.put("<div class=\"formula\"%s><div class=\"scroll\">%s</div>", idAttribute(v.ID), mathML(v.TeX, true))
		if b.number != "" {
			h.put("<span class=\"number\">%s</span>", selfLink(v.ID, "Equation ", "("+b.number+")"))
		}
		h.put("</div>\n")
	case Code:
		h.code(cleanLines(v.Text))
	case Table:
		return h.table(v, b.number)
	case Figure:
		return h.figure(v, b.number)
	}
	return nil
}

// code writes a command, whose line may be wrapped, or a list of lines, which may not.
func (h *htmlWriter) code(text string) {
	if strings.Contains(strings.TrimSpace(text), "\n") {
		h.put("<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"Lines of text\"><pre class=\"lines\"><code>%s</code></pre></div>\n", html.EscapeString(text))
		return
	}
	h.put("<pre><code>%s</code></pre>\n", html.EscapeString(text))
}

// selfLink is the number of a part as a link to itself, so that its address can be taken from it; kind is said, not shown.
func selfLink(id, kind, number string) string {
	if id == "" {
		return "<span class=\"self\">" + number + "</span>"
	}
	return fmt.Sprintf(`<a class="self" href="#%s"><span class="said">%s</span>%s</a>`, html.EscapeString(id), kind, number)
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
