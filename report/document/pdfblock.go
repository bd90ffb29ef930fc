package document

import (
	"strconv"
	"strings"

	"github.com/tdewolff/canvas"
)

func (p *pdfSetter) heading(h Heading, number string) {
	size, gap := 13.5, 7.
	if h.Level > 1 {
		size, gap = 11.2, 5.
	}
	at := len(p.boxes)
	p.text(append(T(number+"\u2002"), h.Text...), paragraphStyle{inlineStyle: inlineStyle{size: size, bold: true}, gap: gap, keep: true})
	p.boxes[at].flush, p.boxes[at].crowd = h.Level == 1, h.Level == 2
}

func (p *pdfSetter) list(l List) {
	for i, item := range l.Items {
		mark := "•"
		if l.Ordered {
			mark = strconv.Itoa(i+1) + "."
		}
		s := paragraphStyle{inlineStyle: inlineStyle{size: textSize}, gap: .9, justify: true, indent: 6}
		if i == 0 {
			s.gap = paragraphGap
		}
		at := len(p.boxes)
		p.text(item, s)
		if at == len(p.boxes) {
			continue
		}
		first, face := p.boxes[at], p.styleFace(s.inlineStyle)
		p.boxes[at].draw = func(ctx *canvas.Context, x, top float64) {
			ctx.DrawText(x+4.6-p.t.width(face, mark), top-first.height+.3*mm(s.size), canvas.NewTextLine(face, mark, canvas.Left))
			first.draw(ctx, x, top)
		}
	}
}

func (p *pdfSetter) formula(f Formula, number string) {
	b := p.t.formula(f.TeX, textSize)
	if wide := p.textWidth() - 16; b.width > wide {
		b = p.t.formula(f.TeX, textSize*wide/b.width)
	}
	face := p.styleFace(inlineStyle{size: textSize})
	p.add(vbox{height: b.height + b.depth + 1, gap: 2.6, draw: func(ctx *canvas.Context, x, top float64) {
		y := top - b.height
		b.draw(ctx, x+(p.textWidth()-b.width)/2, y)
		if number != "" {
			mark := "(" + number + ")"
			ctx.DrawText(x+p.textWidth()-p.t.width(face, mark), y, canvas.NewTextLine(face, mark, canvas.Left))
		}
	}})
}

// code keeps lines as they are; one too long is broken.
func (p *pdfSetter) code(c Code) {
	face := p.t.face(p.t.mono, 8.2, canvas.Black)
	perLine := int((p.textWidth() - 6) / p.t.width(face, "m"))
	gap := 2.4
	for text := range strings.SplitSeq(strings.TrimRight(cleanLines(c.Text), "\n"), "\n") {
		runes := []rune(strings.ReplaceAll(text, "\t", "    "))
		for first := true; first || len(runes) > 0; first = false {
			n := min(len(runes), perLine)
			part := string(runes[:n])
			runes = runes[n:]
			height := 1.25 * mm(8.2)
			p.add(vbox{height: height, gap: gap, draw: func(ctx *canvas.Context, x, top float64) {
				ctx.SetFillColor(canvas.Hex("#f3f4f6"))
				ctx.DrawPath(x, top-height-.02, canvas.Rectangle(p.textWidth(), height+.04))
				ctx.SetFillColor(canvas.Black)
				ctx.DrawText(x+3, top-height+.3*mm(8.2), canvas.NewTextLine(face, part, canvas.Left))
			}})
			gap = 0
		}
	}
}

func (p *pdfSetter) figure(f Figure, number string) {
	caption := paragraphStyle{inlineStyle: inlineStyle{size: smallSize}, justify: true, indent: 5, right: 5}
	lines := p.setLines(p.pieces(append(T(Strong(T("Figure\u00a0"+number+".")), " "), f.Caption...), caption.inlineStyle), caption)
	lineHeight := leading * mm(smallSize)
	scale, w, h := 1., 0., 0.
	if f.Picture != nil {
		w, h = f.Picture.W, f.Picture.H
		room := p.pageHeight - marginTop - marginBottom - float64(len(lines)+1)*lineHeight - 8
		scale = min(1, p.textWidth()/w, room/h)
	}
	total := h*scale + 2.5 + float64(len(lines))*lineHeight + afterFloat
	p.add(vbox{height: total, gap: 4.5, float: true, draw: func(ctx *canvas.Context, x, top float64) {
		if f.Picture != nil {
			ctx.Push()
			ctx.ComposeView(canvas.Identity.Translate(x+(p.textWidth()-w*scale)/2, top-h*scale).Scale(scale, scale))
			f.Picture.RenderViewTo(ctx, ctx.CoordSystemView().Mul(ctx.View()))
			ctx.Pop()
		}
		y := top - h*scale - 2.5
		for i, l := range lines {
			if len(lines) == 1 {
				p.drawLine(ctx, l, x+(p.textWidth()-p.widthOf(l))/2, y-lineHeight+.3*mm(smallSize))
				continue
			}
			p.drawLine(ctx, l, x+5, y-float64(i+1)*lineHeight+.3*mm(smallSize))
		}
	}})
}

func (p *pdfSetter) references() {
	if len(p.n.cited) == 0 {
		return
	}
	at := len(p.boxes)
	p.text(T("References"), paragraphStyle{inlineStyle: inlineStyle{size: 13.5, bold: true}, gap: 7, keep: true})
	p.boxes[at].flush = true
	for _, r := range p.n.cited {
		ins := append(T(r.head()+" "), r.Text...)
		if r.URL != "" {
			ins = append(ins, Text(" "), Link{r.URL, T(r.URL)})
		}
		p.text(ins, paragraphStyle{inlineStyle: inlineStyle{size: 9.4}, gap: 1, justify: true, hanging: 6})
	}
}

// cited is how a citation is printed.
func (p *pdfSetter) cited(keys Cite) string {
	marks := make([]string, len(keys))
	for i, k := range keys {
		marks[i] = p.n.cite[k].bracketed()
	}
	return "(" + strings.Join(marks, "; ") + ")"
}
