package document

import (
	"strconv"

	"github.com/tdewolff/canvas"
)

// placed is a box with its top, counted down from the top of the text.
type placed struct {
	box vbox
	top float64
}

// pager fills pages one after the other. A float that does not fit waits for the
// top of the next page, and the text goes on.
type pager struct {
	room    float64 // height of the text on a page
	pages   [][]placed
	used    float64
	waiting []vbox
}

func (p *pdfSetter) paginate() [][]placed {
	g := &pager{room: p.pageHeight - marginTop - marginBottom, pages: [][]placed{nil}}
	for i := 0; i < len(p.boxes); {
		n := 1
		for i+n < len(p.boxes) && p.boxes[i+n-1].keep && !p.boxes[i+n].float {
			n++
		}
		g.place(p.boxes[i : i+n])
		i += n
	}
	g.flush()
	return g.pages
}

// place puts boxes that stay together on the page, or on the next one.
func (g *pager) place(group []vbox) {
	if group[0].flush || group[0].crowd && len(g.waiting) > 2 {
		g.flush()
	}
	if group[0].float {
		if len(g.waiting) > 0 || !g.fits(group) {
			g.waiting = append(g.waiting, group[0])
			if g.used == 0 {
				g.flush()
			}
			return
		}
		g.put(group[0])
		return
	}
	if !g.fits(group) && g.used > 0 {
		g.newPage()
		for _, h := range group[0].head {
			g.put(h)
		}
	}
	for _, b := range group {
		if !g.fits([]vbox{b}) && g.used > 0 {
			g.newPage()
			for _, h := range b.head {
				g.put(h)
			}
		}
		g.put(b)
	}
}

func (g *pager) fits(group []vbox) bool {
	height := 0.0
	for i, b := range group {
		if i > 0 || g.used > 0 {
			height += b.gap
		}
		height += b.height
	}
	return g.used+height <= g.room+1e-6
}

func (g *pager) put(b vbox) {
	if g.used > 0 {
		g.used += b.gap
	} else if b.draw == nil {
		return // a space at the top of a page
	}
	n := len(g.pages) - 1
	g.pages[n] = append(g.pages[n], placed{b, g.used})
	g.used += b.height
}

// newPage begins a page with as many waiting floats as leave room for text.
func (g *pager) newPage() {
	g.pages, g.used = append(g.pages, nil), 0
	for len(g.waiting) > 0 && g.fits(g.waiting[:1]) && (g.used == 0 || g.used+g.waiting[0].height < .75*g.room) {
		g.put(g.waiting[0])
		g.waiting = g.waiting[1:]
	}
	if g.used > 0 {
		g.used += 3
	}
}

// flush places all that waits.
func (g *pager) flush() {
	for len(g.waiting) > 0 {
		if g.fits(g.waiting[:1]) || g.used == 0 {
			g.put(g.waiting[0])
			g.waiting = g.waiting[1:]
			continue
		}
		g.newPage()
	}
}

// simulatedFoot runs along the foot of each page of simulated answers.
const simulatedFoot = "simulated answers"

func (p *pdfSetter) drawPage(ctx *canvas.Context, page []placed, number int) {
	top := p.pageHeight - marginTop
	for _, b := range page {
		if b.box.draw != nil {
			b.box.draw(ctx, marginSide, top-b.top)
		}
	}
	gray := canvas.Hex("#666666")
	face := p.t.face(p.t.regular, 8.5, gray)
	y := marginBottom - 11
	ctx.DrawText(marginSide, y, canvas.NewTextLine(face, clean(p.d.Footer), canvas.Left))
	ctx.DrawText(p.pageWidth-marginSide, y, canvas.NewTextLine(face, strconv.Itoa(number), canvas.Right))
	if p.d.Simulated {
		ctx.DrawText((p.pageWidth-p.t.width(face, simulatedFoot))/2, y, canvas.NewTextLine(face, simulatedFoot, canvas.Left))
	}
}
