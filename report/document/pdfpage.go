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

// paginator puts boxes on pages.
type paginator struct {
	p       *pdfSetter
	boxes   []vbox
	banner  []vbox    // across the first page
	mention []int     // by the place of a table or figure: that of the line that first speaks of it
	rest    []float64 // by place: how many pages the boxes from there on fill
	share   []float64 // by place: how much of a page a box fills

	// What recipes like the last ones could change: before how many headings the text could end early, and whether another wide table or
	// figure could be put where the text comes to it.
	endings int
	more    bool
}

// paginate adds pages with these boxes, which come to those that have pages already. The columns of a page on which the text ends, end
// together.
func (p *pdfSetter) paginate(boxes []vbox) {
	g := &paginator{p: p, boxes: boxes, banner: p.banner}
	g.headingsBeforeText()
	g.findMentions()
	first := 0
	if len(p.pages) > 0 {
		first = len(p.boxes)
	}
	for i := range boxes {
		boxes[i].order = first + i
	}
	if first > 0 {
		p.boxes = append(p.boxes, boxes...)
	}
	for i, at := range g.mention {
		if boxes[i].float != "" {
			p.mention[first+i] = first + at
		}
	}
	for _, s := range g.search() {
		if p.style.columns > 1 && g.endsText(s) {
			s.page = g.balanced(s)
		}
		p.pages = append(p.pages, s.page)
	}
}

// headingsBeforeText moves tables and figures that follow a heading at once behind the text that comes next, so that no heading is left
// alone at the foot of a column.
func (g *paginator) headingsBeforeText() {
	boxes := g.boxes
	for i := len(boxes) - 2; i >= 0; i-- {
		for j := i; j+1 < len(boxes) && boxes[j].float == "" && boxes[j].keep && boxes[j+1].float != ""; j++ {
			k := j + 1
			for k < len(boxes) && boxes[k].float != "" {
				k++
			}
			if k == len(boxes) || boxes[k].clear {
				break
			}
			next := boxes[k]
			copy(boxes[j+2:k+1], boxes[j+1:k])
			boxes[j+1] = next
		}
	}
}

// findMentions settles for each table and figure which line speaks of it first: the one before it where none does.
func (g *paginator) findMentions() {
	named := map[string]int{}
	for i, b := range g.boxes {
		for _, id := range b.names {
			if _, ok := named[id]; !ok && b.float == "" {
				named[id] = i
			}
		}
	}
	g.mention = make([]int, len(g.boxes))
	text, begun := 0, 0 // the last line of text; the mention of a table that is continued
	for i, b := range g.boxes {
		switch at, ok := named[b.id]; {
		case b.float == "":
			text = i
		case b.float == "listing":
			g.mention[i] = text
		case b.id == "":
			g.mention[i] = begun
		case ok:
			g.mention[i], begun = at, at
		default:
			g.mention[i], begun = text, text
		}
	}
}

// endsText tells whether the text ends on a page, for good or until tables and figures before it are out.
func (g *paginator) endsText(s *sheet) bool {
	return s.after.next > s.from.next && (s.after.stopped || !g.begins(s.after))
}

// begins tells whether text can follow on the next page.
func (g *paginator) begins(at galley) bool {
	if at.next >= len(g.boxes) {
		return false
	}
	b := g.boxes[at.next]
	return len(at.waiting) == 0 || !b.clear && !(b.heading && g.p.style.closed)
}

// balanced fills a page on which the text ends again, in the lowest columns that hold as much.
func (g *paginator) balanced(s *sheet) page {
	whole, low, high := s.page, 0., g.p.room()
	for range 18 {
		bottom := (low + high) / 2
		made, after := g.fill(s.from, bottom, s.recipe)
		if after.key() == s.after.key() && g.within(made, bottom) {
			whole, high = made, bottom
		} else {
			low = bottom
		}
	}
	return whole
}

// within tells whether nothing on a page stands below the room.
func (g *paginator) within(made page, room float64) bool {
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
