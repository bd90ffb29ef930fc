package document

import (
	"slices"
	"strconv"

	"github.com/tdewolff/canvas"
)

// placed is a box on a page: its left side and its top, from the upper left corner of the text.
type placed struct {
	box       vbox
	left, top float64
}

type page []placed

// galley is the place in the document at which a page begins: the next box, and the tables and figures that wait for room.
type galley struct {
	next    int
	waiting []vbox
	banner  []vbox
}

func (g galley) done(p *pdfSetter) bool { return g.next >= len(p.boxes) && len(g.waiting) == 0 }

// paginate fills pages one after the other; the columns of the last one end together.
func (p *pdfSetter) paginate() []page {
	p.headingsBeforeText()
	for i := range p.boxes {
		p.boxes[i].order = i
	}
	var pages []page
	for g := (galley{banner: p.banner}); !g.done(p) || len(pages) == 0; {
		made, after := p.fill(g, p.room())
		if g.next < len(p.boxes) && after.next == len(p.boxes) && p.style.columns > 1 {
			made = p.balanced(g, made, after)
		}
		pages = append(pages, made)
		g = after
	}
	return pages
}

// headingsBeforeText moves tables and figures that follow a heading at once behind the text that comes next, so that no heading is left
// alone at the foot of a column.
func (p *pdfSetter) headingsBeforeText() {
	for i := len(p.boxes) - 2; i >= 0; i-- {
		for j := i; j+1 < len(p.boxes) && p.boxes[j].float == "" && p.boxes[j].keep && p.boxes[j+1].float != ""; j++ {
			k := j + 1
			for k < len(p.boxes) && p.boxes[k].float != "" {
				k++
			}
			if k == len(p.boxes) {
				break
			}
			next := p.boxes[k]
			copy(p.boxes[j+2:k+1], p.boxes[j+1:k])
			p.boxes[j+1] = next
		}
	}
}

// balanced fills the page on which the text ends again, in the lowest columns that hold as much.
func (p *pdfSetter) balanced(g galley, whole page, end galley) page {
	low, high := 0., p.room()
	for range 18 {
		bottom := (low + high) / 2
		made, after := p.fill(g, bottom)
		if after.next == end.next && len(after.waiting) == len(end.waiting) && p.within(made, bottom) {
			whole, high = made, bottom
		} else {
			low = bottom
		}
	}
	return whole
}

// within tells whether nothing on a page stands below the room.
func (p *pdfSetter) within(made page, room float64) bool {
	return !slices.ContainsFunc(made, func(b placed) bool { return b.top+b.box.height > room+.1 })
}

func (p *pdfSetter) drawPage(ctx *canvas.Context, made page, number int) {
	top := p.pageHeight - p.style.top
	for _, b := range made {
		x, y := p.style.side+b.left, top-b.top
		if b.box.id != "" {
			p.places[b.box.id] = place{p.drawing, x, y}
		}
		b.box.draw(ctx, x, y)
	}
	gray := canvas.Hex("#666666")
	face := p.t.face(p.t.regular, 8.5, gray)
	y := p.style.bottom - 11
	ctx.DrawText(p.style.side, y, canvas.NewTextLine(face, clean(p.d.Footer), canvas.Left))
	ctx.DrawText(p.pageWidth/2, y, canvas.NewTextLine(face, strconv.Itoa(number), canvas.Center))
	if _, _, foot := p.d.simulated(); foot != "" {
		ctx.DrawText(p.pageWidth-p.style.side, y, canvas.NewTextLine(face, foot, canvas.Right))
	}
}
