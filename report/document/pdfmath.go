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

// mathSetter sets the parts of a formula at a size.
type mathSetter struct {
	t      *typefaces
	size   float64 // points
	script bool    // raised or lowered, where relations have no space
}

func (t *typefaces) formula(tex string, size float64) mathBox {
	m := &mathSetter{t: t, size: size}
	return m.set(parseTeX(tex))
}

const mathRelations = "=<>≥≤≠≈∼∣∈→+−±∓×·"

func (m *mathSetter) text(s string, font *canvas.Font, size float64) mathBox {
	f := m.t.face(font, size, canvas.Black)
	return mathBox{width: m.t.width(f, s), height: .72 * f.Size, depth: .22 * f.Size, draw: func(ctx *canvas.Context, x, y float64) {
		ctx.DrawText(x, y, m.t.line(f, s))
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

// set sets a part.
func (m *mathSetter) set(n *texNode) mathBox {
	switch n.kind {
	case texLetters:
		return m.text(n.text, m.t.italic, m.size)
	case texGreek:
		if unicode.IsLower([]rune(n.text)[0]) {
			return m.text(n.text, m.t.italic, m.size)
		}
		return m.text(n.text, m.t.regular, m.size)
	case texNumber:
		return m.text(n.text, m.t.regular, m.size)
	case texUpright:
		return m.text(n.text, m.t.regular, m.size)
	case texSymbol:
		return m.symbol(n.text)
	case texBig:
		gap := space(.1 * m.em())
		return beside(gap, m.text(n.text, m.t.math, 1.3*m.size), gap)
	case texSpace:
		if strings.Contains(n.text, "\u2003") {
			return space(1.2 * m.em() * float64(strings.Count(n.text, "\u2003")))
		}
		return space(.17 * m.em())
	case texFrac:
		return m.fraction(n)
	case texRoot:
		return m.root(n)
	case texAccent:
		return m.accent(n)
	case texFence:
		return m.fenced(n)
	case texScripts:
		return m.scripts(n)
	}
	return m.row(n.parts)
}

// scripts attaches a sub- and a superscript.
func (m *mathSetter) scripts(n *texNode) mathBox {
	base := m.set(n.parts[0])
	var sub, sup *mathBox
	for i, into := range []**mathBox{&sub, &sup} {
		if p := n.parts[i+1]; p != nil {
			b := m.smaller(p)
			*into = &b
		}
	}
	em := m.em()
	if n.limits {
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

func (m *mathSetter) smaller(n *texNode) mathBox {
	return (&mathSetter{m.t, max(.7*m.size, 5), true}).set(n)
}

// symbol sets a character, relations with space on both sides.
func (m *mathSetter) symbol(s string) mathBox {
	b := m.text(s, m.t.math, m.size)
	if strings.Contains(mathRelations, s) {
		gap := space(.2 * m.em())
		if m.script {
			gap = space(.06 * m.em())
		}
		return beside(gap, b, gap)
	}
	if s == "," || s == ";" {
		return beside(b, space(.15*m.em()))
	}
	return b
}

func (m *mathSetter) fraction(n *texNode) mathBox {
	set := m.set
	if m.size < 8 {
		set = m.smaller
	}
	top, bottom := set(n.parts[0]), set(n.parts[1])
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

func (m *mathSetter) root(n *texNode) mathBox {
	b := m.set(n.parts[0])
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

func (m *mathSetter) accent(n *texNode) mathBox {
	b, mark := m.set(n.parts[0]), n.text
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
func (m *mathSetter) fenced(n *texNode) mathBox {
	inner := m.set(n.parts[0])
	grow := max(1, (inner.height+inner.depth)/(.95*m.em()))
	bracket := func(s string) mathBox {
		if s == "" {
			return mathBox{}
		}
		b := m.text(s, m.t.math, m.size*grow)
		shift := (inner.height-inner.depth)/2 - .26*m.em()*grow
		return mathBox{width: b.width, height: inner.height, depth: inner.depth, draw: func(ctx *canvas.Context, x, y float64) { b.draw(ctx, x, y+shift) }}
	}
	return beside(bracket(n.open), inner, bracket(n.close))
}
