package document

import (
	"slices"
	"strings"

	"github.com/tdewolff/canvas"
)

// paragraphStyle is how a paragraph is set.
type paragraphStyle struct {
	inlineStyle
	indent, right   float64 // mm, on both sides
	first, hanging  float64 // more indent of the first line, of all others
	gap             float64
	stretch         float64
	justify, center bool
	keep            bool
	id              string
}

func (p *pdfSetter) text(ins []Inline, s paragraphStyle) {
	p.addLines(p.setLines(p.pieces(ins, s.inlineStyle), s), s)
}

func (p *pdfSetter) setLines(pieces []piece, s paragraphStyle) []line {
	if !s.justify {
		pieces = unhyphenated(pieces)
	}
	width := p.measure - s.indent - s.right - s.hanging
	if out := s.first - s.hanging; out != 0 {
		pieces = append([]piece{{width: out}}, pieces...)
	}
	lines := p.breakLines(pieces, width, s.justify)
	if !s.center || len(lines) == 1 {
		return lines
	}
	for narrow := width - 2; narrow > width/2; narrow -= 2 { // lines in the middle are of about the same length
		even := p.breakLines(pieces, narrow, s.justify)
		if len(even) > len(lines) || slices.ContainsFunc(even, func(l line) bool { return p.widthOf(l) > narrow }) {
			break
		}
		lines = even
	}
	return lines
}

// addLines puts a paragraph's lines in the column; the first two and the last two stay together.
func (p *pdfSetter) addLines(lines []line, s paragraphStyle) {
	for i, l := range lines {
		b := p.lineBox(l, s)
		if i == 0 {
			b.gap, b.stretch, b.id = s.gap, s.stretch, s.id
		}
		b.keep = s.keep || len(lines) > 1 && (i == 0 || i == len(lines)-2)
		b.line, b.lines = i+1, len(lines)
		p.add(b)
	}
}

func (p *pdfSetter) lineBox(l line, s paragraphStyle) vbox {
	height, measure := p.style.leading*mm(s.size), p.measure
	var notes []vbox
	var names []string
	for _, q := range l.pieces {
		if q.math != nil {
			height = max(height, q.math.height+q.math.depth+.3*mm(s.size))
		}
		notes = append(notes, q.notes...)
		if id, within := strings.CutPrefix(q.url, "#"); within {
			names = append(names, id)
		}
	}
	return vbox{height: height, notes: notes, names: names, full: p.widthOf(l) + s.indent + s.hanging + s.right, draw: func(ctx *canvas.Context, x, top float64) {
		x += s.indent + s.hanging
		if s.center {
			x += (measure - s.indent - s.right - p.widthOf(l)) / 2
		}
		p.drawLine(ctx, l, x, top-height+.3*mm(s.size))
	}}
}

// body is the style of running text.
func (p *pdfSetter) body() paragraphStyle {
	return paragraphStyle{inlineStyle: inlineStyle{size: p.style.text}, gap: p.style.gap, stretch: .5 + p.style.gap/3, justify: true}
}

func (p *pdfSetter) title() {
	centred := paragraphStyle{inlineStyle: inlineStyle{size: p.style.title, bold: true}, center: true, indent: 6, right: 6, keep: true}
	p.text(T(p.d.Title), centred)
	if p.d.Subtitle != "" {
		centred.inlineStyle, centred.gap = inlineStyle{size: 11.5, italic: true}, 2.5
		p.text(T(p.d.Subtitle), centred)
	}
	for _, by := range []string{strings.Join(p.d.Authors, ", "), p.d.Date} {
		if by != "" {
			centred.inlineStyle, centred.gap = inlineStyle{size: 11}, 3
			p.text(T(by), centred)
		}
	}
	if p.d.Simulated {
		centred.inlineStyle, centred.gap = inlineStyle{size: 9.6}, 3
		head, text, _ := p.d.simulated()
		p.text(T(Strong(T(head)), " "+text), centred)
	}
	p.add(vbox{height: 6})
}

func (p *pdfSetter) abstract() {
	if len(p.d.Abstract) == 0 {
		return
	}
	p.text(T("Abstract"), paragraphStyle{inlineStyle: inlineStyle{size: p.style.heading[1], bold: true}, center: true, gap: 0, keep: true, id: "abstract"})
	for i, b := range p.n.abstract {
		para, ok := b.block.(Paragraph)
		if !ok {
			p.block(b)
			continue
		}
		gap := 1.4
		if i > 0 {
			gap = 1.9
		}
		p.text(para.Text, paragraphStyle{inlineStyle: inlineStyle{size: p.style.abstract}, indent: p.style.inset, right: p.style.inset, gap: gap, justify: true})
	}
}

// footnote sets a note at the foot of the column; its mark is its number.
func (p *pdfSetter) footnote(number string, note []Inline) []vbox {
	s := paragraphStyle{inlineStyle: inlineStyle{size: p.style.note}, justify: true}
	mark := p.words(number, inlineStyle{size: p.style.note, raised: true, url: "#foot." + number + ".mark"})
	pieces := append(append(mark, piece{width: .6}), p.pieces(note, s.inlineStyle)...)
	var out []vbox
	for i, l := range p.breakLines(pieces, p.measure, true) {
		b := p.lineBox(l, s)
		if i == 0 {
			b.id = "foot." + number
		}
		out = append(out, b)
	}
	return out
}
