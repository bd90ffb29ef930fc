package document

import (
	"image/color"
	"math"
	"strings"
	"unicode"

	"github.com/tdewolff/canvas"
)

// piece is what a line is made of: a run of text, a space, or a formula.
type piece struct {
	width float64
	space bool // may be stretched, and goes at a line's end
	// after says that a line may end here; hyphen that it then ends in one
	after, hyphen bool
	face          *canvas.FontFace
	text          string
	rise          float64 // of a raised mark, mm
	math          *mathBox
	url           string
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
			out = append(out, p.words(clean(string(v)), s)...)
		case Strong:
			t := s
			t.bold = true
			out = append(out, p.pieces(v, t)...)
		case Emphasis:
			t := s
			t.italic = !s.italic
			out = append(out, p.pieces(v, t)...)
		case CodeSpan:
			t := s
			t.mono = true
			out = append(out, p.words(clean(string(v)), t)...)
		case Math:
			b := p.t.formula(string(v), s.size)
			out = append(out, piece{width: b.width, math: &b})
		case Ref:
			out = append(out, p.words(strings.ReplaceAll(p.n.label[string(v)], " ", "\u00a0"), s)...)
		case Cite:
			out = append(out, p.words(p.cited(v), s)...)
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

// words cuts text at spaces, after hyphens and dashes, and at the places where a
// word may be hyphenated.
func (p *pdfSetter) words(s string, style inlineStyle) []piece {
	f := p.styleFace(style)
	var out []piece
	add := func(text string, after, hyphen bool) {
		runs := p.t.runs(f, text)
		for _, r := range runs[:max(0, len(runs)-1)] {
			out = append(out, piece{width: p.t.width(r.face, r.text), face: r.face, text: r.text, url: style.url})
		}
		if text == "" {
			return
		}
		f, text := runs[len(runs)-1].face, runs[len(runs)-1].text
		q := piece{width: p.t.width(f, text), face: f, text: text, after: after, hyphen: hyphen, url: style.url}
		if style.raised {
			q.rise = .33 * style.size * 25.4 / 72
		}
		out = append(out, q)
	}
	word := func(w string) {
		for {
			i := breakPlace(w)
			if i < 0 || i+utfLen(w[i:]) >= len(w) || i == 0 {
				break
			}
			end := i + utfLen(w[i:])
			p.hyphenated(w[:end], style, add, true)
			w = w[end:]
		}
		p.hyphenated(w, style, add, false)
	}
	start := 0
	for i, r := range s {
		if unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' && r != '\u2009' {
			word(s[start:i])
			out = append(out, piece{width: p.t.width(f, " "), space: true, after: true, face: f, text: " ", url: style.url})
			start = i + utfLen(s[i:])
		}
	}
	word(s[start:])
	return out
}

// breakPlace is the first character after which a word may be broken: a hyphen, a
// dash, a single slash or an underscore; -1 without one.
func breakPlace(w string) int {
	for i, r := range w {
		switch r {
		case '-', '–', '—', '_':
			return i
		case '/':
			if i > 0 && w[i-1] != '/' && w[i-1] != ':' && !strings.HasPrefix(w[i+1:], "/") {
				return i
			}
		}
	}
	return -1
}

func utfLen(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}

func (p *pdfSetter) hyphenated(w string, style inlineStyle, add func(string, bool, bool), after bool) {
	if style.mono || style.raised || len(w) < 7 || strings.ContainsFunc(w, unicode.IsDigit) {
		add(w, after, false)
		return
	}
	runes, last := []rune(w), 0
	letters := strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
	offset := len([]rune(w[:strings.Index(w, letters)]))
	if letters != "" && !strings.ContainsFunc(letters, func(r rune) bool { return !unicode.IsLetter(r) }) {
		for _, at := range p.t.hyphens.Hyphenate(letters) {
			add(string(runes[last:offset+at]), true, true)
			last = offset + at
		}
	}
	add(string(runes[last:]), after, false)
}

// unhyphenated takes the places for hyphens away: a title is broken between words.
func unhyphenated(pieces []piece) []piece {
	out := append([]piece(nil), pieces...)
	for i := range out {
		if out[i].hyphen {
			out[i].after, out[i].hyphen = false, false
		}
	}
	return out
}

// line is a set line: its pieces and how much wider each space is.
type line struct {
	pieces  []piece
	stretch float64
	hyphen  bool
}

// breakLines finds the breaks with the least sum of squared badness over the whole
// paragraph. Without justify the spaces keep their width.
//
// Source: Knuth and Plass (1981), with demerits of our own.
func (p *pdfSetter) breakLines(pieces []piece, width float64, justify bool) []line {
	n := len(pieces)
	best := make([]float64, n+1) // demerits of the lines that end before piece i
	from := make([]int, n+1)
	for i := 1; i <= n; i++ {
		best[i] = math.Inf(1)
	}
	for i := 0; i < n; i++ {
		if math.IsInf(best[i], 1) {
			continue
		}
		start := i
		for start < n && pieces[start].space {
			start++
		}
		natural, spaces, fits := 0.0, 0, false
		for j := start; j < n; j++ {
			q := &pieces[j]
			natural += q.width
			if q.space {
				spaces++
			}
			if j+1 < n && !q.after {
				continue
			}
			w, gaps := natural, spaces
			if q.space {
				w, gaps = w-q.width, gaps-1
			}
			if q.hyphen {
				w += p.t.width(q.face, "-")
			}
			d, ok := demerits(width-w, gaps, j+1 == n, q.hyphen, justify)
			if !ok && fits {
				break
			}
			if !ok {
				d = 1e15 + 1e12*(w-width)*(w-width) // nothing fits: the least overfull
			}
			fits = fits || ok
			if best[i]+d < best[j+1] {
				best[j+1], from[j+1] = best[i]+d, i
			}
			if !ok {
				break
			}
		}
	}
	var lines []line
	for end := n; end > 0; end = from[end] {
		lines = append([]line{p.makeLine(pieces[from[end]:end], width, justify && end < n)}, lines...)
	}
	return lines
}

// demerits of a line with room to fill over its gaps; ok is false when it is too
// full.
func demerits(room float64, gaps int, last, hyphen, justify bool) (float64, bool) {
	const spaceWidth = .9 // mm, about a space at text size
	if room < -.3*spaceWidth*float64(gaps)-1e-6 || !justify && room < -1e-6 {
		return 0, false
	}
	if last && room >= 0 {
		return 0, true
	}
	ratio := room / (.6*spaceWidth*float64(gaps) + .05)
	if room < 0 {
		ratio = room / (.3*spaceWidth*float64(gaps) + .05)
	}
	d := 1 + 100*math.Pow(math.Abs(ratio), 3)
	if hyphen {
		d += 30
	}
	return d * d, true
}

func (p *pdfSetter) makeLine(pieces []piece, width float64, justify bool) line {
	for len(pieces) > 0 && pieces[0].space {
		pieces = pieces[1:]
	}
	for len(pieces) > 0 && pieces[len(pieces)-1].space {
		pieces = pieces[:len(pieces)-1]
	}
	l := line{pieces: pieces}
	natural, gaps := 0.0, 0
	for _, q := range pieces {
		natural += q.width
		if q.space {
			gaps++
		}
	}
	if n := len(pieces); n > 0 && pieces[n-1].hyphen {
		l.hyphen = true
		natural += p.t.width(pieces[n-1].face, "-")
	}
	if (justify || natural > width) && gaps > 0 {
		l.stretch = (width - natural) / float64(gaps)
	}
	return l
}

// widthOf is a line's width as set.
func (p *pdfSetter) widthOf(l line) float64 {
	w := 0.0
	for _, q := range l.pieces {
		w += q.width
		if q.space {
			w += l.stretch
		}
	}
	if l.hyphen {
		w += p.t.width(l.pieces[len(l.pieces)-1].face, "-")
	}
	return w
}

// drawLine draws a line on its baseline. Text of one face is drawn in one go where
// spaces keep their width, else word by word.
func (p *pdfSetter) drawLine(ctx *canvas.Context, l line, x, y float64) {
	for i := 0; i < len(l.pieces); {
		q := l.pieces[i]
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
		ctx.DrawText(start, y+q.rise, canvas.NewTextLine(q.face, text, canvas.Left))
		if q.url != "" {
			p.links = append(p.links, pdfLink{q.url, canvas.Rect{X0: start, Y0: y - .8, X1: x, Y1: y + 2.8}})
		}
	}
}
