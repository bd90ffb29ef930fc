package document

import (
	"fmt"
	"html"
	"regexp"
	"strings"
)

// inCell gives what a cell of a table holds, with the marks that data have.
func (h *htmlWriter) inCell(ins []Inline) string {
	h.cell = true
	defer func() { h.cell = false }()
	return h.inline(ins)
}

// together is what a line must not part: a name with hyphens and digits, such as gpt-4o-mini; an interval. A symbol and its
// number, such as n = 600, are kept together where the symbol is written.
var together = regexp.MustCompile(`[\p{L}\d.]+(?:-[\p{L}\d.]*[\p{L}\d])+|\[[+−]?[\d.]+, [+−]?[\d.]+\]`)

// longestTogether is how many bytes a narrow screen has room for in any case.
const longestTogether = 24

// unbroken keeps on one line what a browser would part at a hyphen or a space.
func unbroken(text string) string {
	return together.ReplaceAllStringFunc(text, func(s string) string {
		if len(s) > longestTogether || !strings.ContainsAny(s, "0123456789") {
			return s
		}
		return `<span class="whole">` + s + `</span>`
	})
}

// closing are the marks that a line may not part from the formula before them.
var closing = regexp.MustCompile(`^[.,;:)\]]+`)

// relation is what follows the symbol of a statistic whose value is said.
var relation = regexp.MustCompile(`^ [=<>≤≥] [+−]?[\d.,]*\d`)

// text gives plain text as HTML.
func (h *htmlWriter) text(s string) string {
	out := escapeHTML(s)
	if !h.cell {
		out = unbroken(escapeHTML(typographic(s)))
	}
	return strings.ReplaceAll(out, "_", "_<wbr/>") // where a name may be parted
}

// inline gives running text as HTML.
func (h *htmlWriter) inline(ins []Inline) string {
	var b strings.Builder
	for i := 0; i < len(ins); i++ {
		switch v := ins[i].(type) {
		case Text:
			b.WriteString(h.text(string(v)))
		case Symbol:
			symbol := "<i>" + escapeHTML(string(v)) + "</i>"
			after := ""
			for ; i+1 < len(ins); i++ {
				t, ok := ins[i+1].(Text)
				if !ok {
					break
				}
				after += string(t)
			}
			n := len(relation.FindString(after))
			if n > 0 && !h.cell {
				symbol = `<span class="whole">` + symbol + escapeHTML(after[:n]) + `</span>`
				after = after[n:]
			}
			b.WriteString(symbol + h.text(after))
		case Strong:
			b.WriteString("<strong>" + h.inline(v) + "</strong>")
		case Emphasis:
			b.WriteString("<em>" + h.inline(v) + "</em>")
		case Result:
			b.WriteString("<span class=\"result\">" + h.inline(v) + "</span>")
		case CodeSpan:
			b.WriteString("<code>" + escapeHTML(string(v)) + "</code>")
		case Math:
			formula, mark := mathML(string(v), false), ""
			if i+1 < len(ins) {
				if t, ok := ins[i+1].(Text); ok {
					mark = closing.FindString(string(t))
				}
			}
			if mark == "" {
				b.WriteString(formula)
				continue
			}
			b.WriteString(`<span class="whole">` + formula + escapeHTML(mark) + "</span>" + h.text(string(ins[i+1].(Text))[len(mark):]))
			i++
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
