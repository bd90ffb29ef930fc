package document

import (
	"strconv"
	"strings"

	"github.com/tdewolff/canvas"
)

func (p *pdfSetter) block(b numbered) {
	switch v := b.block.(type) {
	case Heading:
		p.heading(v, b.number)
	case Paragraph:
		s := p.body()
		switch {
		case p.afterText():
			s.first = p.style.indent
		case p.afterHeading():
			s.gap, s.stretch = .5*s.gap, 0
		}
		p.text(v.Text, s)
	case List:
		p.list(v)
	case Formula:
		p.formula(v, b.number)
	case Code:
		p.code(v)
	case Table:
		p.table(v, b.number)
	case Figure:
		p.figure(v, b.number)
	}
}

// afterText tells whether the box before is a line of a paragraph, so that the next one is told apart by its indent.
func (p *pdfSetter) afterText() bool {
	for i := len(p.boxes) - 1; i >= 0; i-- {
		if b := p.boxes[i]; b.float == "" {
			return b.lines > 0 && b.line == b.lines && !b.keep
		}
	}
	return false
}

// afterHeading tells whether the box before is the space below a heading.
func (p *pdfSetter) afterHeading() bool {
	for i := len(p.boxes) - 1; i >= 0; i-- {
		if b := p.boxes[i]; b.float == "" {
			return b.keep && b.draw == nil && b.lines == 0
		}
	}
	return false
}

// heading sets a heading, with less space above it where it stands right below another.
func (p *pdfSetter) heading(h Heading, number string) {
	size := p.style.heading[min(h.Level, 3)-1]
	gap := .52 * size
	if h.Level > 1 {
		gap = .42 * size
	}
	stretch := .5 * gap
	if p.afterHeading() {
		gap, stretch = .4*gap, 0
	}
	at := len(p.boxes)
	p.text(append(T(number+"\u2002"), h.Text...), paragraphStyle{inlineStyle: inlineStyle{size: size, bold: true}, gap: gap, stretch: stretch, keep: true, id: headingID(h, number)})
	if at < len(p.boxes) {
		p.boxes[at].heading = true
	}
	p.add(vbox{height: .06 * size, keep: true})
}

func (p *pdfSetter) list(l List) {
	for i, item := range l.Items {
		mark := "•"
		if l.Ordered {
			mark = strconv.Itoa(i+1) + "."
		}
		s := p.body()
		s.indent, s.gap, s.stretch = 5, .9, .6
		if i == 0 {
			s.gap = 1.5
		}
		at := len(p.boxes)
		p.text(item, s)
		if at == len(p.boxes) {
			continue
		}
		first, face := p.boxes[at], p.styleFace(s.inlineStyle)
		p.boxes[at].draw = func(ctx *canvas.Context, x, top float64) {
			ctx.DrawText(x+3.6-p.t.width(face, mark), top-first.height+.3*mm(s.size), canvas.NewTextLine(face, mark, canvas.Left))
			first.draw(ctx, x, top)
		}
		for j := at; j < len(p.boxes); j++ {
			p.boxes[j].lines = max(p.boxes[j].lines, 1)
		}
	}
	if len(l.Items) > 0 {
		p.add(vbox{height: .01, gap: .8})
	}
}

// formula sets a displayed formula; one too wide for the column is broken over lines.
func (p *pdfSetter) formula(f Formula, number string) {
	if n := len(p.boxes); n > 0 && p.boxes[n-1].float == "" {
		p.boxes[n-1].keep = true // a column does not begin with a formula
	}
	face, mark := p.styleFace(inlineStyle{size: p.style.text}), ""
	if number != "" {
		mark = "(" + number + ")"
	}
	measure := p.measure
	reserve := p.t.width(face, mark) + 3
	rows := p.t.formulaRows(f.TeX, p.style.text, measure-reserve)
	for i, b := range rows {
		box := vbox{height: b.height + b.depth + 1, gap: 1, keep: i < len(rows)-1}
		last := i == len(rows)-1
		if i == 0 {
			box.gap, box.stretch, box.id = 2, 1.2, f.ID
		}
		box.draw = func(ctx *canvas.Context, x, top float64) {
			y := top - b.height
			left := (measure - b.width) / 2
			if left+b.width > measure-reserve {
				left = (measure - reserve - b.width) / 2
			}
			b.draw(ctx, x+max(0, left), y)
			if last && mark != "" {
				ctx.DrawText(x+measure-p.t.width(face, mark), y, canvas.NewTextLine(face, mark, canvas.Left))
			}
		}
		p.add(box)
	}
	p.add(vbox{height: .01, gap: 1.2, stretch: 1.2})
}

// codePadding is the shaded space above and below lines of code, in mm.
const codePadding = 1.

// brokenCode is how many lines of code are broken in a column before all are set across the page.
const brokenCode = 3

// code keeps lines as they are; one too long is broken. Many such are set across the page, at its top, where a column is narrow.
func (p *pdfSetter) code(c Code) {
	perLine := func() int { return int((p.measure - 4) / p.t.width(p.codeFace(), "m")) }
	text := p.t.shown(p.codeFace(), c.Text)
	if p.style.columns > 1 && len(codeLines(text, perLine()))-strings.Count(strings.TrimRight(text, "\n"), "\n")-1 > brokenCode {
		outer := p.measure
		p.measure = p.full()
		lines := p.shaded(codeLines(text, perLine()))
		p.measure = outer
		p.add(vbox{float: "listing", wide: true, height: stackHeight(lines), draw: func(ctx *canvas.Context, x, top float64) { drawStack(ctx, lines, x, top) }})
		return
	}
	if n := len(p.boxes); n > 0 && p.boxes[n-1].float == "" {
		p.boxes[n-1].keep = true // with the words that introduce it
	}
	lines := p.shaded(codeLines(text, perLine()))
	lines[0].gap = 2.4
	for i, b := range lines { // the first two lines stay together, and the last two, with the shade about them
		b.keep = i < 2 && i < len(lines)-1 || i >= len(lines)-3 && i < len(lines)-1
		p.add(b)
	}
	p.add(vbox{height: .01, gap: 1})
}

// codeSize is the size of code in points.
const codeSize = 8.

func (p *pdfSetter) codeFace() *canvas.FontFace { return p.t.face(p.t.mono, codeSize, canvas.Black) }

// shaded sets lines of code on a shade, with some of it above and below.
func (p *pdfSetter) shaded(lines []string) []vbox {
	face, measure := p.codeFace(), p.measure
	lineHeight := 1.25 * mm(codeSize)
	shade := func(height float64, text string) vbox {
		return vbox{height: height, draw: func(ctx *canvas.Context, x, top float64) {
			ctx.SetFillColor(canvas.Hex("#f3f4f6"))
			ctx.DrawPath(x, top-height-.02, canvas.Rectangle(measure, height+.04))
			ctx.SetFillColor(canvas.Black)
			at := x + 2
			for _, r := range p.t.runs(face, text) {
				ctx.DrawText(at, top-lineHeight+.3*mm(codeSize), canvas.NewTextLine(r.face, r.text, canvas.Left))
				at += p.t.width(r.face, r.text)
			}
		}}
	}
	out := []vbox{shade(codePadding, "")}
	for _, part := range lines {
		out = append(out, shade(lineHeight, part))
	}
	return append(out, shade(codePadding, ""))
}

// codeLines cuts lines of code at the width of so many characters; what is cut off is moved in.
func codeLines(text string, perLine int) []string {
	var out []string
	for line := range strings.SplitSeq(strings.TrimRight(cleanLines(text), "\n"), "\n") {
		runes := []rune(strings.ReplaceAll(line, "\t", "    "))
		for first := true; first || len(runes) > 0; first = false {
			n := codeBreak(runes, perLine)
			out = append(out, string(runes[:n]))
			if runes = runes[n:]; len(runes) > 0 {
				runes = append([]rune("  "), runes...)
			}
		}
	}
	return out
}

// codeBreak is how much of a line of code fits: up to a space or a slash where one is in the second half, else as much as there is room.
func codeBreak(text []rune, room int) int {
	if len(text) <= room {
		return len(text)
	}
	for i := room; i > room/2; i-- {
		if text[i-1] == ' ' || text[i-1] == '/' {
			return i
		}
	}
	return room
}

func (p *pdfSetter) references() {
	if len(p.n.cited) == 0 {
		return
	}
	size := p.style.heading[0]
	p.text(T("References"), paragraphStyle{inlineStyle: inlineStyle{size: size, bold: true}, gap: .52 * size, stretch: .5 * size, keep: true, id: "references"})
	for _, r := range p.n.cited {
		ins := append(T(r.head()+" "), r.Text...)
		if r.URL != "" {
			ins = append(ins, Text(" "), Link{r.URL, T(r.URL)})
		}
		p.text(ins, paragraphStyle{inlineStyle: inlineStyle{size: p.style.bib}, gap: 1, stretch: .8, justify: true, hanging: 4, id: r.id()})
	}
}
