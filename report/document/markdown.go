package document

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WriteMarkdown writes the document as GitHub-flavoured Markdown. Figures are links to the PNG files beside it, which
// every reader shows and every converter takes.
func WriteMarkdown(w io.Writer, d *Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	m := &markdown{w: out, n: number(d)}
	m.para("# " + escapeMarkdown(d.Title))
	if d.Subtitle != "" {
		m.para("*" + strings.TrimSpace(escapeMarkdown(d.Subtitle)) + "*")
	}
	if by := strings.Join(d.Authors, ", "); by != "" {
		m.para(guardStart(escapeMarkdown(by)))
	}
	if d.Date != "" {
		m.para(guardStart(escapeMarkdown(d.Date)))
	}
	if d.Simulated {
		head, text, _ := d.simulated()
		m.para("> **" + head + "** " + escapeMarkdown(text))
	}
	if len(d.Abstract) > 0 {
		m.para("## Abstract")
		m.blocks(m.n.abstract)
	}
	m.blocks(m.n.body[:m.n.appendix])
	m.references()
	m.blocks(m.n.body[m.n.appendix:])
	for i, note := range m.footnotes {
		m.para(fmt.Sprintf("[^%d]: %s", i+1, note))
	}
	if d.Footer != "" {
		m.para("---")
		m.para(guardStart(escapeMarkdown(d.Footer)))
	}
	return out.Flush()
}

type markdown struct {
	w     *bufio.Writer
	n     *numbers
	begun bool

	footnotes []string // in order of their marks
}

// para writes a block, with an empty line between it and the one before.
func (m *markdown) para(s string) {
	if s == "" {
		return
	}
	if m.begun {
		m.w.WriteString("\n")
	}
	m.begun = true
	m.w.WriteString(s + "\n")
}

// anchor is a place that links lead to, in a form that GitHub keeps and that pandoc reads as its own.
func anchor(id string) string {
	if id == "" {
		return ""
	}
	return `<span id="` + id + `"></span>`
}

func (m *markdown) blocks(blocks []numbered) {
	for _, b := range blocks {
		m.block(b)
	}
}

func (m *markdown) block(b numbered) {
	switch p := b.block.(type) {
	case Heading:
		m.para(strings.Repeat("#", p.Level+1) + " " + anchor(p.ID) + b.number + " " + m.inline(p.Text, false))
	case Paragraph:
		m.para(guardStart(m.inline(p.Text, false)))
	case List:
		m.list(p)
	case Formula:
		m.para(anchor(p.ID))
		tag := ""
		if b.number != "" {
			tag = ` \tag{` + b.number + `}`
		}
		m.para("$$\n" + texMarkdown(p.TeX) + tag + "\n$$")
	case Code:
		text := strings.Trim(cleanLines(p.Text), "\n")
		fence := strings.Repeat("`", max(3, longestRun(text, '`')+1))
		m.para(fence + "text\n" + text + "\n" + fence)
	case Table:
		m.table(p, b.number)
	case Figure:
		m.para(anchor(p.ID) + "![" + escapeMarkdown(p.Alt) + "](" + p.File + ".png)")
		m.para("**Figure " + b.number + ".** " + m.inline(p.Caption, false))
	}
}

func (m *markdown) list(l List) {
	var b strings.Builder
	for i, item := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = fmt.Sprintf("%d. ", i+1)
		}
		b.WriteString(mark + guardStart(m.inline(item, false)) + "\n")
	}
	m.para(strings.TrimSuffix(b.String(), "\n"))
}

func (m *markdown) references() {
	if len(m.n.cited) == 0 {
		return
	}
	m.para("## References")
	for _, c := range m.n.cited {
		entry := anchor(c.id()) + escapeMarkdown(c.head()) + " " + m.inline(c.Text, false)
		if u := safeURL(c.URL); u != "" {
			entry += " <" + u + ">"
		}
		m.para(entry)
	}
}

// inline writes running text on one line; cell says that it stands in a table.
func (m *markdown) inline(ins []Inline, cell bool) string {
	return strings.TrimSpace(m.run(ins, cell, false))
}

func (m *markdown) run(ins []Inline, cell, nested bool) string {
	var b strings.Builder
	for i, in := range ins {
		switch p := in.(type) {
		case Strong:
			b.WriteString(wrapMarkdown(m.run(p, cell, true), "**", "strong", nested, roomAround(b.String(), ins[i+1:])))
		case Emphasis:
			b.WriteString(wrapMarkdown(m.run(p, cell, true), "*", "em", nested, roomAround(b.String(), ins[i+1:])))
		case Symbol:
			room := roomAround(b.String(), ins[i+1:])
			star := "*"
			if nested && room {
				star = "_" // which stars around it leave alone
			}
			b.WriteString(wrapMarkdown(escapeMarkdown(string(p)), star, "em", nested && !room, room))
		default:
			b.WriteString(m.one(in, cell, nested))
		}
	}
	return b.String()
}

func (m *markdown) one(in Inline, cell, nested bool) string {
	switch p := in.(type) {
	case Text:
		return escapeMarkdown(string(p))
	case Result:
		return m.run(p, cell, nested)
	case CodeSpan:
		return codeMarkdown(string(p), cell)
	case Math:
		if tex := texMarkdown(string(p)); tex != "" {
			return "$" + tex + "$"
		}
	case Link:
		return m.link(p, cell, nested)
	case Ref:
		return "[" + m.n.label[string(p)] + "](#" + string(p) + ")"
	case Cite:
		return m.cite(p)
	case CiteText:
		c := m.n.cite[string(p)]
		return "[" + escapeMarkdown(c.text()) + "](#" + c.id() + ")"
	case Footnote:
		m.footnotes = append(m.footnotes, m.inline(p, false))
		return fmt.Sprintf("[^%d]", len(m.footnotes))
	case Note:
		return superscript(noteMark(int(p)))
	}
	return ""
}

func (m *markdown) link(l Link, cell, nested bool) string {
	text, address := m.run(l.Text, cell, nested), safeURL(l.URL)
	if address == "" {
		return text
	}
	return "[" + text + "](" + address + ")"
}

func (m *markdown) cite(keys []string) string {
	parts := make([]string, len(keys))
	for i, key := range keys {
		c := m.n.cite[key]
		parts[i] = "[" + escapeMarkdown(c.bracketed()) + "](#" + c.id() + ")"
	}
	return "(" + strings.Join(parts, "; ") + ")"
}

// roomAround tells whether stars may stand between what was written and what follows, whatever they enclose: each side ends, or has a
// space or a mark of punctuation.
func roomAround(before string, after []Inline) bool {
	apart := func(r rune) bool { return r == ' ' || unicode.IsPunct(r) && r != '*' }
	if last, _ := utf8.DecodeLastRuneInString(before); before != "" && !apart(last) {
		return false
	}
	if len(after) == 0 {
		return true
	}
	next, ok := after[0].(Text)
	first, _ := utf8.DecodeRuneInString(clean(string(next)))
	return ok && apart(first)
}

// wrapMarkdown marks text as strong or emphasised: with stars, or, where Markdown's rules would not see these as marks, with the HTML
// element, which has no such rules but is lost on converters. Stars hold anywhere around what begins and ends with a letter or a digit.
func wrapMarkdown(s, star, element string, nested, room bool) string {
	inner := strings.TrimSpace(s)
	if inner == "" {
		return s
	}
	at := strings.Index(s, inner)
	lead, trail := s[:at], s[at+len(inner):]
	first, _ := utf8.DecodeRuneInString(inner)
	last, _ := utf8.DecodeLastRuneInString(inner)
	if nested || strings.Contains(inner, "*") || !room && !(isWord(first) && isWord(last)) {
		return lead + "<" + element + ">" + inner + "</" + element + ">" + trail
	}
	return lead + star + inner + star + trail
}

// superscripts are the small letters that Unicode has raised; q is not among them.
var superscripts = map[rune]rune{'a': 'ᵃ', 'b': 'ᵇ', 'c': 'ᶜ', 'd': 'ᵈ', 'e': 'ᵉ', 'f': 'ᶠ', 'g': 'ᵍ', 'h': 'ʰ', 'i': 'ⁱ', 'j': 'ʲ', 'k': 'ᵏ', 'l': 'ˡ', 'm': 'ᵐ', 'n': 'ⁿ', 'o': 'ᵒ',
	'p': 'ᵖ', 'r': 'ʳ', 's': 'ˢ', 't': 'ᵗ', 'u': 'ᵘ', 'v': 'ᵛ', 'w': 'ʷ', 'x': 'ˣ', 'y': 'ʸ', 'z': 'ᶻ'}

// superscript raises a note's mark by its letters themselves, which no converter loses; what cannot be raised stands in brackets.
func superscript(mark string) string {
	raised := strings.Map(func(r rune) rune { return superscripts[r] }, mark)
	if strings.ContainsRune(raised, 0) {
		return "(" + mark + ")"
	}
	return raised
}
