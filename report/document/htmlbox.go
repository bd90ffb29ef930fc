package document

import "github.com/tdewolff/canvas"

// boxOf gives a filled path's box where it is an upright one in an opaque colour.
func boxOf(p *canvas.Path, style canvas.Style, m canvas.Matrix) (box canvas.Rect, ok bool) {
	if style.HasStroke() || !style.Fill.IsColor() || !opaque(style.Fill.Color) || !p.Flat() {
		return box, false
	}
	c := p.Coords()
	if len(c) < 4 || len(c) > 5 || len(p.Split()) > 1 {
		return box, false
	}
	for i := range c {
		c[i] = m.Dot(c[i])
		if i > 0 && c[i].X != c[i-1].X && c[i].Y != c[i-1].Y {
			return box, false
		}
	}
	return p.FastBounds().Transform(m), true
}

// box writes a box, with an edge in the dark where it would be lost in it; not so one that lies on another colour, as the steps of a colour
// bar do.
func (r *pageRenderer) box(at canvas.Rect, p *canvas.Path, style canvas.Style, m canvas.Matrix) {
	middle := canvas.Point{X: (at.X0 + at.X1) / 2, Y: (at.Y0 + at.Y1) / 2}
	if c := style.Fill.Color; grey(c) || contrast(c, darkPaper) >= seen || r.onColour(middle) {
		r.path(p, style, m)
		return
	}
	r.out.WriteString(`<g class="lost">`)
	r.path(p, style, m)
	r.out.WriteString("</g>")
}
