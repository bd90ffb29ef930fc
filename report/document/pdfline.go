package document

import (
	"image/color"
	"strconv"
	"strings"

	"github.com/tdewolff/canvas"
)

// piece is what a line is made of: a run of text, a space, or a formula.
type piece struct {
	width float64
	space bool // may be stretched, and goes at a line's end
	// after says that a line may end here; hyphen that it then ends in one
	after, hyphen bool
	weak          bool // a line that ends here parts a name
	face          *canvas.FontFace
	text          string
	rise          float64 // of a raised mark, mm
	math          *mathBox
	url           string // "#" and an ID for a place within the document
	id            string // links lead to it
	notes         []vbox // of a footnote's mark
}

var linkColor = color.RGBA{0x1f, 0x4e, 0x8c, 0xff}

// inlineStyle is how text is set at the moment.
type inlineStyle struct {
	size         float64
	bold, italic bool
	mono         bool
	url          string
	raised       bool
}

func (p *pdfSetter) styleFace(s inlineStyle) *canvas.FontFace {
	font, size := p.t.regular, s.size
	switch {
	case s.mono:
		font, size = p.t.mono, .84*size
	case s.bold && s.italic:
		font = p.t.boldItalic
	case s.bold:
		font = p.t.bold
	case s.italic:
		font = p.t.italic
	}
	if s.raised {
		size *= .68
	}
	c := canvas.Black
	if s.url != "" {
		c = linkColor
	}
	return p.t.face(font, size, c)
}

// pieces cuts running text up.
func (p *pdfSetter) pieces(ins []Inline, s inlineStyle) []piece {
	var out []piece
	for _, in := range ins {
		switch v := in.(type) {
		case Text:
			out = append(out, p.words(typographic(clean(string(v))), s)...)
		case Strong:
			t := s
			t.bold = true
			out = append(out, p.pieces(v, t)...)
		case Emphasis:
			t := s
			t.italic = !s.italic
			out = append(out, p.pieces(v, t)...)
		case Symbol:
			t := s
			t.italic = true
			out = append(out, p.words(clean(string(v)), t)...)
		case Result:
			out = append(out, p.pieces(v, s)...)
		case CodeSpan:
			t := s
			t.mono = true
			out = append(out, p.words(clean(string(v)), t)...)
		case Math:
			for _, b := range p.t.formulaParts(string(v), s.size) {
				out = append(out, piece{width: b.width, math: &b, after: true})
			}
			if n := len(out); n > 0 {
				out[n-1].after = false
			}
		case Ref:
			out = append(out, p.words(strings.ReplaceAll(p.n.label[string(v)], " ", "\u00a0"), s.leading("#"+string(v)))...)
		case Cite:
			out = append(out, p.cited(v, s)...)
		case CiteText:
			c := p.n.cite[string(v)]
			out = append(out, p.words(c.text(), s.leading("#"+c.id()))...)
		case Footnote:
			out = append(out, p.footnoteMark(v, s)...)
		case Note:
			t := s
			t.raised = true
			out = append(out, p.words(noteMark(int(v)), t)...)
		case Link:
			t := s
			t.url = safeURL(v.URL)
			out = append(out, p.pieces(v.Text, t)...)
		}
	}
	return out
}

// leading is the style of text that is a link.
func (s inlineStyle) leading(url string) inlineStyle {
	s.url = url
	return s
}

// cited sets a citation within brackets; each work is a link to its entry.
func (p *pdfSetter) cited(keys Cite, s inlineStyle) []piece {
	out := p.words("(", s)
	for i, k := range keys {
		if i > 0 {
			out = append(out, p.words("; ", s)...)
		}
		c := p.n.cite[k]
		out = append(out, p.words(c.bracketed(), s.leading("#"+c.id()))...)
	}
	return append(out, p.words(")", s)...)
}

// footnoteMark sets a footnote's number, and the note for the foot of the column that the number will stand in.
func (p *pdfSetter) footnoteMark(note Footnote, s inlineStyle) []piece {
	p.footnotes++
	number := strconv.Itoa(p.footnotes)
	s.raised, s.url = true, "#foot."+number
	out := p.words(number, s)
	out[0].id, out[0].notes = "foot."+number+".mark", p.footnote(number, note)
	return out
}

// drawLine draws a line on its baseline. Text of one face is drawn in one go where
// spaces keep their width, else word by word.
func (p *pdfSetter) drawLine(ctx *canvas.Context, l line, x, y float64) {
	for i := 0; i < len(l.pieces); {
		q := l.pieces[i]
		if q.face == nil && q.math == nil {
			x += q.width // an indent
			i++
			continue
		}
		if q.math != nil {
			q.math.draw(ctx, x, y)
			x += q.width
			i++
			continue
		}
		if q.space {
			x += q.width + l.stretch
			i++
			continue
		}
		text, start := "", x
		for ; i < len(l.pieces) && l.pieces[i].face == q.face && !l.pieces[i].space && l.pieces[i].math == nil && l.pieces[i].rise == q.rise && l.pieces[i].url == q.url; i++ {
			text += l.pieces[i].text
			x += l.pieces[i].width
		}
		if i == len(l.pieces) && l.hyphen {
			text += "-"
		}
		if q.id != "" {
			p.places[q.id] = place{p.drawing, start, y + 4}
		}
		ctx.DrawText(start, y+q.rise, p.t.line(q.face, text))
		if q.url != "" {
			p.links = append(p.links, pdfLink{q.url, canvas.Rect{X0: start, Y0: y - .8, X1: x, Y1: y + 2.8}})
		}
	}
}
