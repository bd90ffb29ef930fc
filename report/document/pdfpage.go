package document

import (
	"slices"
	"strconv"

	"github.com/tdewolff/canvas"
)

// How much of a column or a page tables and figures may take where there is text to set beside them.
const (
	floatShare = .75
	footGap    = 3. // above footnotes, with their rule in it
	// mostStretch is how often a gap's stretch may be added to it; a column that would need more ends early.
	mostStretch = 1.2
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
		if after.done(p) && p.style.columns > 1 {
			made = p.balanced(g, made)
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

// balanced fills the last page again with the least room that holds everything.
func (p *pdfSetter) balanced(g galley, whole page) page {
	low, high := 0., p.room()
	for range 18 {
		room := (low + high) / 2
		if made, after := p.fill(g, room); after.done(p) && p.within(made, room) {
			whole, high = made, room
		} else {
			low = room
		}
	}
	return whole
}

// within tells whether nothing on a page stands below the room.
func (p *pdfSetter) within(made page, room float64) bool {
	return !slices.ContainsFunc(made, func(b placed) bool { return b.top+b.box.height > room+.1 })
}

// fill makes one page. A wide table or figure that the page's text mentions is put at its top, the page filled anew below it, and left for
// the next page if its mention would then stand there.
func (p *pdfSetter) fill(from galley, room float64) (page, galley) {
	var here, refused []int
	for {
		f := &filling{p: p, from: from, room: room, here: here, refused: refused}
		made, after, met := f.run()
		if met >= 0 {
			here = append(here, met)
			continue
		}
		if n := len(here); n > 0 && here[n-1] >= after.next {
			here, refused = here[:n-1], append(refused, here[n-1])
			continue
		}
		return made, after
	}
}

// filling is one attempt at a page.
type filling struct {
	p             *pdfSetter
	from          galley
	room          float64
	here, refused []int // boxes, wide, that are put at the top of the page or may not be

	page    page
	next    int
	waiting []vbox
	head    float64 // height of what spans the columns at the top
	barred  bool    // a barrier stands on the page
}

func (f *filling) run() (page, galley, int) {
	f.next, f.waiting = f.from.next, slices.Clone(f.from.waiting)
	for _, b := range f.from.banner {
		f.across(b)
	}
	f.wideFloats()
	for c := range f.p.style.columns {
		col := &column{f: f, left: float64(c) * (f.p.column() + f.p.style.gutter), room: f.room - f.head}
		if met := col.fill(); met >= 0 {
			return nil, galley{}, met
		}
		col.close(f.next >= len(f.p.boxes))
	}
	return f.page, galley{next: f.next, waiting: f.waiting}, -1
}

// across puts a box that spans the columns.
func (f *filling) across(b vbox) {
	if f.head > 0 {
		f.head += b.gap
	}
	b.wide = true
	if b.draw != nil {
		f.page = append(f.page, placed{b, 0, f.head})
	}
	f.head += b.height
}

// share is how much of the page wide tables and figures may take: all of it where no text is left or where too many wait.
func (f *filling) share() float64 {
	height := 0.
	for _, b := range f.waiting {
		height += b.height
		if !b.wide {
			height -= b.height * (1 - 1/float64(f.p.style.columns))
		}
	}
	if f.next >= len(f.p.boxes) || height > 1.1*f.room {
		return 1
	}
	return floatShare
}

// wideFloats puts the wide ones that wait, and those that are to stand here, at the top of the page.
func (f *filling) wideFloats() {
	share := f.share()
	for i := 0; i < len(f.waiting); {
		b := f.waiting[i]
		if !b.wide || f.behind(i) {
			i++
			continue
		}
		if need := f.head + b.height; need > f.room*share && !(f.head == 0 && b.height > f.room*share) {
			break
		}
		f.across(b)
		f.head += afterFloat
		f.waiting = slices.Delete(f.waiting, i, i+1)
	}
	for _, i := range f.here {
		f.across(f.p.boxes[i])
		f.head += afterFloat
	}
}

// behind tells whether the i-th that waits must wait for one of its kind before it.
func (f *filling) behind(i int) bool {
	return slices.ContainsFunc(f.waiting[:i], func(b vbox) bool { return b.float == f.waiting[i].float })
}

// first tells whether a column begins the document, with its abstract.
func (f *filling) first(c *column) bool { return f.from.banner != nil && c.left == 0 }

// blocked tells whether one of the same kind waits, which comes first.
func (f *filling) blocked(kind string) bool {
	return slices.ContainsFunc(f.waiting, func(b vbox) bool { return b.float == kind })
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
