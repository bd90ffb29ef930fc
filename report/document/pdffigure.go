package document

import "github.com/tdewolff/canvas"

// belowPicture is the space between a picture and its caption, in mm.
const belowPicture = 2.2

// spans tells whether a picture goes across both columns: one that is meant to, or that would have to be made much smaller.
func (p *pdfSetter) spans(f Figure) bool {
	const least = .85
	return p.style.columns > 1 && (f.Wide || f.Picture != nil && p.column() < least*f.Picture.W)
}

// figure sets a picture with its caption below, in the width of a column or of the page.
func (p *pdfSetter) figure(f Figure, number string) {
	outer := p.measure
	defer func() { p.measure = outer }()
	wide := p.spans(f)
	if wide {
		p.measure = p.full()
	}
	measure := p.measure
	caption := p.caption("Figure", number, f.Caption)
	height := 0.
	for _, b := range caption {
		height += b.height
	}
	scale, w, h := 1., 0., 0.
	if f.Picture != nil {
		w, h = f.Picture.W, f.Picture.H
		scale = min(1, measure/w, (p.room()-height-belowPicture-afterFloat)/h)
	}
	p.add(vbox{height: h*scale + belowPicture + height, float: "figure", wide: wide, id: f.ID, draw: func(ctx *canvas.Context, x, top float64) {
		if f.Picture != nil {
			ctx.Push()
			ctx.ComposeView(canvas.Identity.Translate(x+(measure-w*scale)/2, top-h*scale).Scale(scale, scale))
			f.Picture.RenderViewTo(ctx, ctx.CoordSystemView().Mul(ctx.View()))
			ctx.Pop()
		}
		drawStack(ctx, caption, x, top-h*scale-belowPicture)
	}})
}

// caption sets the words that go with a figure or a table: on one line where that holds them, else within the margins of a block.
func (p *pdfSetter) caption(kind, number string, text []Inline) []vbox {
	s := paragraphStyle{inlineStyle: inlineStyle{size: p.style.small}, justify: true}
	pieces := p.pieces(append(T(Strong(T(kind+"\u00a0"+number+".")), " "), text...), s.inlineStyle)
	lines := p.setLines(pieces, s)
	if len(lines) > 1 && p.measure > 100 {
		s.indent, s.right = p.style.inset, p.style.inset
		lines = p.setLines(pieces, s)
	}
	s.center = len(lines) == 1
	out := make([]vbox, len(lines))
	for i, l := range lines {
		out[i] = p.lineBox(l, s)
	}
	return out
}

// drawStack draws boxes one below the other.
func drawStack(ctx *canvas.Context, boxes []vbox, x, top float64) {
	for _, b := range boxes {
		if b.draw != nil {
			b.draw(ctx, x, top)
		}
		top -= b.height
	}
}
