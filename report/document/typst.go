package document

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"inertia/report/lettering"
)

// WriteTypst writes the document as Typst source, to be compiled as tagged PDF with alternative texts. Figures are the SVG files beside
// it. Numbers and references are written as they are here, so that they are those of every other format.
func WriteTypst(w io.Writer, d *Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	out := bufio.NewWriter(w)
	t := &typst{w: out, n: number(d), d: d, style: styleOf(d)}
	t.preamble()
	t.title()
	if len(d.Abstract) > 0 {
		t.put("#heading(level: 1)[Abstract] <abstract>\n")
		t.blocks(t.n.abstract)
	}
	t.blocks(t.n.body[:t.n.appendix])
	t.flush()
	t.references()
	t.appendix()
	return out.Flush()
}

type typst struct {
	w     *bufio.Writer
	n     *numbers
	d     *Document
	style pdfStyle
	here  bool // tables and figures stand where they are named
}

func (t *typst) put(format string, args ...any) { fmt.Fprintf(t.w, format, args...) }

var typstEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`, "\t", `\t`)

// typstString is any text as a string of Typst, in which nothing but these marks means anything.
func typstString(s string) string { return `"` + typstEscapes.Replace(clean(s)) + `"` }

// typstText is any text within markup.
func typstText(s string) string { return "#" + typstString(s) + ";" }

func typstStrings(list []string) string {
	var b strings.Builder
	b.WriteString("(")
	for _, s := range list {
		b.WriteString(typstString(s) + ",")
	}
	return b.String() + ")"
}

// text is a text as its fonts can show it: a character without a glyph is an error of PDF/UA.
func (t *typst) text(s string) string { return typstText(t.shown(s)) }

func (t *typst) shown(s string) string { return lettering.Show(cleanLines(s), ownsRune, t.d.Font) }

func (t *typst) preamble() {
	paper := "a4"
	if t.d.Paper == "letter" {
		paper = "us-letter"
	}
	t.put("#set document(title: %s, author: %s, keywords: %s, date: none)\n", typstString(t.d.Title), typstStrings(t.d.Authors), typstStrings(t.d.Keywords))
	_, _, foot := t.d.simulated()
	t.put("#set page(paper: %q, margin: (x: %gmm, top: %gmm, bottom: %gmm), columns: %d, numbering: \"1\",\n", paper, t.style.side, t.style.top, t.style.bottom, t.style.columns)
	t.put("  footer: context { set text(8.5pt, luma(40%%)); grid(columns: (1fr, 1fr, 1fr), align: (left, center, right), %s, counter(page).display(), %s) })\n",
		typstString(t.shown(t.d.Footer)), typstString(foot))
	t.put("#set columns(gutter: %gmm)\n", max(t.style.gutter, 4))
	t.put("#set text(font: (\"STIX Two Text\", \"STIX Two Math\"), lang: %q, size: %gpt)\n#show math.equation: set text(font: \"STIX Two Math\")\n", language, t.style.text)
	t.put("#set par(justify: true, leading: .55em, spacing: %gem, first-line-indent: %gmm)\n", .65+t.style.gap/4, t.style.indent)
	t.put("#show heading: set text(%gpt)\n#show heading.where(level: 1): set text(%gpt)\n", t.style.heading[1], t.style.heading[0])
	t.put("#show figure.caption: set text(%gpt)\n#show figure.where(kind: table): set text(%gpt)\n#show figure.where(kind: table): set par(justify: false)\n", t.style.small, t.style.small)
	t.put("#show figure.where(kind: table): set figure.caption(position: top)\n#show figure.where(kind: table): set block(breakable: true)\n")
	t.put("#show link: set text(rgb(\"#1f4e8c\"))\n#show title: set text(%gpt)\n#set table(stroke: none, inset: (x: 3pt, y: 2.2pt))\n", t.style.title)
	// notes are as wide as the table that they belong to, or as wide as they must be to be read
	t.put("#let noted(body, notes) = layout(size => {\n  let wide = calc.min(size.width, calc.max(60mm, measure(body).width))\n  body\n")
	t.put("  for note in notes { align(center, block(width: wide, above: 3pt, align(left, text(%gpt, note)))) }\n})\n\n", t.style.note)
}

// title stands across the columns.
func (t *typst) title() {
	var b strings.Builder
	b.WriteString("#set align(center); #set text(hyphenate: false); #title[" + t.text(typographic(t.d.Title)) + "];")
	line := func(form, text string) {
		if text != "" {
			fmt.Fprintf(&b, " #par[#text(%s)[%s]];", form, t.text(text))
		}
	}
	line(`11.5pt, style: "italic"`, t.d.Subtitle)
	line("11pt", strings.Join(t.d.Authors, ", "))
	line("11pt", t.d.Date)
	if head, text, _ := t.d.simulated(); head != "" {
		fmt.Fprintf(&b, " #par[#text(9.6pt)[#strong[%s];%s]];", t.text(head), t.text(" "+text))
	}
	t.put("#place(top, scope: \"parent\", float: true, clearance: 6mm, block(width: 100%%)[%s])\n\n", b.String())
}

// closed is the lowest level of the headings before which every table and figure so far comes. In one column it is the highest alone: a page that ends
// for each section's last figure would stay half empty.
func (t *typst) closed() int {
	if t.style.columns > 1 {
		return 3
	}
	return 1
}

// flush has every table and figure so far come before what follows.
func (t *typst) flush() { t.put("#place.flush()\n\n") }

// appendix is in one column, its tables and figures where they are named.
func (t *typst) appendix() {
	if t.n.appendix == len(t.n.body) {
		return
	}
	if t.style.columns > 1 { // a page of its own
		t.put("#set page(columns: 1)\n\n")
	}
	t.style.columns, t.here = 1, true
	t.blocks(t.n.body[t.n.appendix:])
}

func (t *typst) blocks(blocks []numbered) {
	for _, b := range blocks {
		t.block(b)
	}
}

// columnOfCode is how many characters of code a column of two holds.
const columnOfCode = 44

// code keeps lines as they are; many that a column would break go across the page.
func (t *typst) code(c Code) {
	raw, broken := fmt.Sprintf("raw(block: true, \"%s\")", typstEscapes.Replace(t.shown(c.Text))), 0
	for line := range strings.SplitSeq(c.Text, "\n") {
		if utf8.RuneCountInString(line) > columnOfCode {
			broken++
		}
	}
	if t.style.columns > 1 && broken > brokenCode {
		t.put("#place(auto, scope: \"parent\", float: true, block(width: 100%%, %s))\n\n", raw)
		return
	}
	t.put("#%s\n\n", raw)
}

// label is what links to a block lead to.
func label(id string) string {
	if id == "" {
		return ""
	}
	return " <" + id + ">"
}

func (t *typst) block(b numbered) {
	switch v := b.block.(type) {
	case Heading:
		if v.Level <= t.closed() && !t.here {
			t.flush()
		}
		t.put("#heading(level: %d)[%s%s]%s\n\n", v.Level, t.text(b.number+"\u2002"), t.inline(v.Text), label(headingID(v, b.number)))
	case Paragraph:
		t.put("%s\n\n", t.inline(v.Text))
	case List:
		kind := "list"
		if v.Ordered {
			kind = "enum"
		}
		t.put("#%s(", kind)
		for _, item := range v.Items { // an item that is parted by a page with a figure can lose its tag, which PDF/UA does not allow
			t.put("[#block(breakable: false)[%s]], ", t.inline(item))
		}
		t.put(")\n\n")
	case Formula:
		numbering := "none"
		if b.number != "" {
			numbering = fmt.Sprintf("n => %s", typstString("("+b.number+")"))
		}
		t.put("#math.equation(block: true, numbering: %s, alt: %s, $ %s $)%s\n\n", numbering, typstString(plainTeX(v.TeX)), typstMath(parseTeX(v.TeX)), label(v.ID))
	case Code:
		t.code(v)
	case Table:
		t.table(v, b.number)
	case Figure:
		t.figure(v, b.number)
	}
}

// scope is across what tables and figures float. It is always the page: Typst 0.15 sets one that floats within a column on top of those
// that span the columns, or presses its rows together.
func (t *typst) scope() string {
	if t.style.columns > 1 {
		return "parent"
	}
	return "column"
}

// placement is whether tables and figures float.
func (t *typst) placement() string {
	if t.here {
		return "none"
	}
	return "auto"
}

func (t *typst) figure(f Figure, number string) {
	body := "[" + t.text(f.Alt) + "]"
	if f.Picture != nil {
		body = fmt.Sprintf("image(%s, alt: %s, width: calc.min(1, %g / 160) * 100%%)", typstString(f.File+".svg"), typstString(f.Alt), f.Picture.W)
	}
	t.put("#figure(kind: image, supplement: none, numbering: none, placement: %s, scope: %q, alt: %s, %s, caption: [#strong[%s];%s])%s\n\n",
		t.placement(), t.scope(), typstString(f.Alt), body, t.text("Figure\u00a0"+number+". "), t.inline(f.Caption), label(f.ID))
}

func (t *typst) references() {
	if len(t.n.cited) == 0 {
		return
	}
	t.put("#heading(level: 1)[References] <references>\n\n")
	for _, c := range t.n.cited {
		t.put("#block[#set text(%gpt); #par(hanging-indent: 4mm)[%s%s", t.style.bib, t.text(c.head()+" "), t.inline(c.Text))
		if url := safeURL(c.URL); url != "" {
			t.put("%s#link(%s)[%s];", t.text(" "), typstString(url), t.text(c.URL))
		}
		t.put("]]%s\n\n", label(c.id()))
	}
}

// inline writes running text as markup, every piece of which ends itself, so that what follows cannot change it.
func (t *typst) inline(ins []Inline) string {
	var b strings.Builder
	for _, in := range ins {
		switch v := in.(type) {
		case Text:
			b.WriteString(t.text(tied(typographic(string(v)))))
		case Strong:
			b.WriteString("#strong[" + t.inline(v) + "];")
		case Emphasis:
			b.WriteString("#emph[" + t.inline(v) + "];")
		case Symbol:
			b.WriteString("#text(style: \"italic\")[" + t.text(string(v)) + "];")
		case Result:
			b.WriteString(t.inline(v))
		case CodeSpan:
			b.WriteString("#raw(" + typstString(t.shown(string(v))) + ");")
		case Math:
			fmt.Fprintf(&b, "#math.equation(alt: %s, $%s$);", typstString(plainTeX(string(v))), typstMath(parseTeX(string(v))))
		case Ref:
			b.WriteString(typstLink(string(v), strings.ReplaceAll(t.n.label[string(v)], " ", "\u00a0")))
		case Cite:
			b.WriteString(t.text("("))
			for i, k := range v {
				if i > 0 {
					b.WriteString(t.text("; "))
				}
				c := t.n.cite[k]
				b.WriteString(typstLink(c.id(), c.bracketed()))
			}
			b.WriteString(t.text(")"))
		case CiteText:
			c := t.n.cite[string(v)]
			b.WriteString(typstLink(c.id(), c.text()))
		case Footnote:
			b.WriteString("#footnote[" + t.inline(v) + "];")
		case Note:
			b.WriteString("#super[" + t.text(noteMark(int(v))) + "];")
		case Link:
			if url := safeURL(v.URL); url != "" {
				b.WriteString("#link(" + typstString(url) + ")[" + t.inline(v.Text) + "];")
			} else {
				b.WriteString(t.inline(v.Text))
			}
		}
	}
	return b.String()
}

func typstLink(id, text string) string { return "#link(<" + id + ">)[" + typstText(text) + "];" }
