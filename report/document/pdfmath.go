package document

import (
	"strings"
	"unicode"

	"github.com/tdewolff/canvas"
)

// mathBox is a set formula: sizes in mm from the baseline, and how to draw it.
type mathBox struct {
	width, height, depth float64
	draw                 func(ctx *canvas.Context, x, y float64)
}

// mathSetter sets the small part of TeX that formulas are written in.
type mathSetter struct {
	t    *typefaces
	size float64 // points
	src  []rune
	at   int
}

func (t *typefaces) formula(tex string, size float64) mathBox {
	m := &mathSetter{t: t, size: size, src: []rune(clean(tex))}
	return m.row(0)
}

// mathSymbols are commands that stand for a character.
var mathSymbols = map[string]string{
	"alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ",
	"pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "omega": "ω", "Phi": "Φ", "Delta": "Δ", "Omega": "Ω", "Sigma": "Σ",
	"ge": "≥", "geq": "≥", "le": "≤", "leq": "≤", "ne": "≠", "neq": "≠", "approx": "≈", "sim": "∼", "in": "∈", "cdot": "·", "times": "×", "pm": "±", "mp": "∓",
	"mid": "|", "|": "‖", "sum": "∑", "prod": "∏", "infty": "∞", "ldots": "…", "dots": "…", "to": "→", "#": "#", "%": "%", "{": "{", "}": "}", "$": "$", "_": "_",
	",": "\u2009", ";": "\u2005", " ": " ", "quad": "\u2003", "qquad": "\u2003\u2003", "!": "",
}

// mathWords are functions, set upright.
var mathWords = map[string]bool{"log": true, "ln": true, "max": true, "min": true, "exp": true, "tanh": true, "atanh": true, "arg": true}

const mathRelations = "=<>≥≤≠≈∼∈→+−±∓×·"

func (m *mathSetter) text(s string, font *canvas.Font, size float64) mathBox {
	f := m.t.face(font, size, canvas.Black)
	return mathBox{width: m.t.width(f, s), height: .72 * f.Size, depth: .22 * f.Size, draw: func(ctx *canvas.Context, x, y float64) {
		ctx.DrawText(x, y, canvas.NewTextLine(f, s, canvas.Left))
	}}
}

// beside puts boxes on one baseline.
func beside(boxes ...mathBox) mathBox {
	var out mathBox
	for _, b := range boxes {
		out.width += b.width
		out.height, out.depth = max(out.height, b.height), max(out.depth, b.depth)
	}
	out.draw = func(ctx *canvas.Context, x, y float64) {
		for _, b := range boxes {
			if b.draw != nil {
				b.draw(ctx, x, y)
			}
			x += b.width
		}
	}
	return out
}

func space(w float64) mathBox { return mathBox{width: w} }

// em is the size in mm.
func (m *mathSetter) em() float64 { return m.size * 25.4 / 72 }

// row reads up to a closing brace or \right (until = 0: the end).
func (m *mathSetter) row(until rune) mathBox {
	var boxes []mathBox
	var limits bool // the last atom takes its limits above and below
	for m.at < len(m.src) {
		c := m.src[m.at]
		if c == until && until != 0 {
			m.at++
			break
		}
		if c == '\\' && strings.HasPrefix(string(m.src[m.at:]), `\right`) {
			break
		}
		switch {
		case c == '^' || c == '_':
			n := len(boxes)
			if n == 0 {
				boxes, n = append(boxes, mathBox{}), 1
			}
			boxes[n-1] = m.scripts(boxes[n-1], limits)
			limits = false
			continue
		case unicode.IsSpace(c):
			m.at++
			continue
		}
		limits = strings.HasPrefix(string(m.src[m.at:]), `\sum`) || strings.HasPrefix(string(m.src[m.at:]), `\max`) || strings.HasPrefix(string(m.src[m.at:]), `\prod`)
		boxes = append(boxes, m.atom())
	}
	return beside(boxes...)
}

// scripts attaches what follows as sub- and superscript, in either order.
func (m *mathSetter) scripts(base mathBox, limits bool) mathBox {
	var sub, sup *mathBox
	for m.at < len(m.src) && (m.src[m.at] == '^' || m.src[m.at] == '_') {
		up := m.src[m.at] == '^'
		m.at++
		b := m.smaller(func() mathBox { return m.argument() })
		if up {
			sup = &b
		} else {
			sub = &b
		}
	}
	em := m.em()
	if limits {
		return stackLimits(base, sub, sup, em)
	}
	out := base
	width := 0.0
	if sub != nil {
		width, out.depth = sub.width, max(out.depth, sub.depth+.2*em)
	}
	if sup != nil {
		width, out.height = max(width, sup.width), max(out.height, sup.height+.38*em)
	}
	out.width = base.width + width + .05*em
	out.draw = func(ctx *canvas.Context, x, y float64) {
		if base.draw != nil {
			base.draw(ctx, x, y)
		}
		if sub != nil {
			sub.draw(ctx, x+base.width+.02*em, y-.2*em)
		}
		if sup != nil {
			sup.draw(ctx, x+base.width+.02*em, y+.38*em)
		}
	}
	return out
}

func stackLimits(base mathBox, sub, sup *mathBox, em float64) mathBox {
	out := base
	if sub != nil {
		out.width, out.depth = max(out.width, sub.width), base.depth+sub.height+sub.depth+.1*em
	}
	if sup != nil {
		out.width, out.height = max(out.width, sup.width), base.height+sup.height+sup.depth+.1*em
	}
	width := out.width
	out.width += .15 * em
	out.draw = func(ctx *canvas.Context, x, y float64) {
		base.draw(ctx, x+(width-base.width)/2, y)
		if sub != nil {
			sub.draw(ctx, x+(width-sub.width)/2, y-base.depth-sub.height-.05*em)
		}
		if sup != nil {
			sup.draw(ctx, x+(width-sup.width)/2, y+base.height+sup.depth+.05*em)
		}
	}
	return out
}

func (m *mathSetter) smaller(set func() mathBox) mathBox {
	size := m.size
	m.size = max(.7*size, 5)
	b := set()
	m.size = size
	return b
}

// argument reads a group in braces or a single atom.
func (m *mathSetter) argument() mathBox {
	for m.at < len(m.src) && unicode.IsSpace(m.src[m.at]) {
		m.at++
	}
	if m.at < len(m.src) && m.src[m.at] == '{' {
		m.at++
		return m.row('}')
	}
	if m.at >= len(m.src) {
		return mathBox{draw: func(*canvas.Context, float64, float64) {}}
	}
	return m.atom()
}

func (m *mathSetter) atom() mathBox {
	c := m.src[m.at]
	switch {
	case c == '{':
		m.at++
		return m.row('}')
	case c == '\\':
		return m.command()
	case unicode.IsLetter(c):
		start := m.at
		for m.at < len(m.src) && unicode.IsLetter(m.src[m.at]) {
			m.at++
		}
		return m.text(string(m.src[start:m.at]), m.t.italic, m.size)
	case unicode.IsDigit(c) || c == '.':
		start := m.at
		for m.at < len(m.src) && (unicode.IsDigit(m.src[m.at]) || m.src[m.at] == '.') {
			m.at++
		}
		return m.text(string(m.src[start:m.at]), m.t.regular, m.size)
	}
	m.at++
	if c == '-' {
		c = '−'
	}
	if c == '*' {
		c = '∗'
	}
	return m.symbol(string(c))
}

// symbol sets a character, relations with space on both sides.
func (m *mathSetter) symbol(s string) mathBox {
	if s == "" {
		return mathBox{}
	}
	if strings.TrimSpace(s) == "" {
		return space(.17 * m.em() * float64(2*strings.Count(s, "\u2003")*3+1))
	}
	b := m.text(s, m.t.math, m.size)
	if strings.Contains(mathRelations, s) {
		gap := space(.2 * m.em())
		return beside(gap, b, gap)
	}
	if s == "," {
		return beside(b, space(.15*m.em()))
	}
	return b
}

func (m *mathSetter) command() mathBox {
	m.at++
	start := m.at
	for m.at < len(m.src) && unicode.IsLetter(m.src[m.at]) {
		m.at++
	}
	if m.at == start && m.at < len(m.src) {
		m.at++
	}
	name := string(m.src[start:m.at])
	switch name {
	case "frac":
		return m.fraction()
	case "sqrt":
		return m.root()
	case "hat", "bar", "tilde":
		return m.accent(map[string]string{"hat": "ˆ", "bar": "¯", "tilde": "˜"}[name])
	case "text", "mathrm", "operatorname":
		return m.upright()
	case "left":
		return m.fenced()
	case "sum", "prod":
		big := m.size
		m.size *= 1.3
		b := m.text(mathSymbols[name], m.t.math, m.size)
		m.size = big
		return beside(space(.1*m.em()), b, space(.1*m.em()))
	}
	if mathWords[name] {
		return beside(m.text(name, m.t.regular, m.size), space(.12*m.em()))
	}
	if s, ok := mathSymbols[name]; ok {
		if r := []rune(s); len(r) == 1 && unicode.IsLetter(r[0]) && unicode.IsLower(r[0]) {
			return m.text(s, m.t.italic, m.size)
		}
		return m.symbol(s)
	}
	return m.text(name, m.t.regular, m.size)
}

func (m *mathSetter) upright() mathBox {
	for m.at < len(m.src) && m.src[m.at] != '{' {
		m.at++
	}
	m.at++
	start := min(m.at, len(m.src))
	for m.at < len(m.src) && m.src[m.at] != '}' {
		m.at++
	}
	s := string(m.src[start:min(m.at, len(m.src))])
	m.at++
	return m.text(s, m.t.regular, m.size)
}

func (m *mathSetter) fraction() mathBox {
	set := m.argument
	if m.size < 8 {
		set = func() mathBox { return m.smaller(m.argument) }
	}
	top, bottom := set(), set()
	em := m.em()
	axis, gap := .26*em, .14*em
	out := mathBox{width: max(top.width, bottom.width) + .3*em, height: axis + gap + top.height + top.depth, depth: bottom.height + bottom.depth + gap - axis}
	out.draw = func(ctx *canvas.Context, x, y float64) {
		rule(ctx, x+.06*em, y+axis, out.width-.12*em, .045*em)
		top.draw(ctx, x+(out.width-top.width)/2, y+axis+gap+top.depth)
		bottom.draw(ctx, x+(out.width-bottom.width)/2, y+axis-gap-bottom.height)
	}
	return out
}

// rule draws a filled bar centred on y.
func rule(ctx *canvas.Context, x, y, width, thick float64) {
	ctx.SetFillColor(canvas.Black)
	ctx.SetStrokeColor(canvas.Transparent)
	ctx.DrawPath(x, y-thick/2, canvas.Rectangle(width, thick))
}

func (m *mathSetter) root() mathBox {
	b := m.argument()
	em := m.em()
	left := .55 * em
	out := mathBox{width: b.width + left + .1*em, height: b.height + .16*em, depth: b.depth}
	out.draw = func(ctx *canvas.Context, x, y float64) {
		b.draw(ctx, x+left, y)
		top, bottom := y+out.height-.05*em, y-b.depth
		p := &canvas.Path{}
		p.MoveTo(x+.05*em, y+.2*em)
		p.LineTo(x+.18*em, y+.28*em)
		p.LineTo(x+.32*em, bottom)
		p.LineTo(x+left-.04*em, top)
		p.LineTo(x+out.width, top)
		ctx.SetFillColor(canvas.Transparent)
		ctx.SetStrokeColor(canvas.Black)
		ctx.SetStrokeWidth(.045 * em)
		ctx.DrawPath(0, 0, p)
		ctx.SetStrokeColor(canvas.Transparent)
	}
	return out
}

func (m *mathSetter) accent(mark string) mathBox {
	b := m.argument()
	em := m.em()
	a := m.text(mark, m.t.regular, m.size)
	out := b
	out.height += .12 * em
	out.draw = func(ctx *canvas.Context, x, y float64) {
		b.draw(ctx, x, y)
		if mark == "¯" {
			rule(ctx, x, y+.58*em, b.width, .045*em)
			return
		}
		a.draw(ctx, x+(b.width-a.width)/2, y+.02*em)
	}
	return out
}

// fenced sets \left( ... \right) with brackets as high as what they hold.
func (m *mathSetter) fenced() mathBox {
	open := m.fence()
	inner := m.row(0)
	m.at += len(`\right`)
	closing := m.fence()
	grow := max(1, (inner.height+inner.depth)/(.95*m.em()))
	bracket := func(s string) mathBox {
		if s == "." || s == "" {
			return mathBox{}
		}
		b := m.text(s, m.t.math, m.size*grow)
		shift := (inner.height-inner.depth)/2 - .26*m.em()*grow
		return mathBox{width: b.width, height: inner.height, depth: inner.depth, draw: func(ctx *canvas.Context, x, y float64) { b.draw(ctx, x, y+shift) }}
	}
	return beside(bracket(open), inner, bracket(closing))
}

func (m *mathSetter) fence() string {
	if m.at >= len(m.src) {
		return ""
	}
	c := m.src[m.at]
	m.at++
	if c == '\\' && m.at < len(m.src) {
		c = m.src[m.at]
		m.at++
	}
	return string(c)
}
