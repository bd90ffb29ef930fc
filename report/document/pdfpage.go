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

// column is one column as it fills: tables and figures at its top and foot, text between, notes below.
type column struct {
	f                    *filling
	left, room           float64
	top, text, foot      []vbox
	used, notes, floated float64
	footnotes            []vbox
}

// fits tells whether a group of boxes has room, with the footnotes that it mentions.
func (c *column) fits(group []vbox) bool {
	height, notes := 0., c.notes
	for i, b := range group {
		if i > 0 || len(c.text) > 0 {
			height += b.gap
		}
		height += b.height
		for _, n := range b.notes {
			if notes == 0 {
				notes = footGap
			}
			notes += n.height
		}
	}
	return c.used+c.floated+height+notes <= c.room+1e-6
}

func (c *column) put(b vbox) {
	if len(c.text) == 0 && b.draw == nil {
		return // a space at the top of a column
	}
	if len(c.text) > 0 {
		c.used += b.gap
	}
	c.f.barred = c.f.barred || b.barrier
	c.text = append(c.text, b)
	c.used += b.height
	for _, n := range b.notes {
		if c.notes == 0 {
			c.notes = footGap
		}
		c.notes += n.height
		c.footnotes = append(c.footnotes, n)
	}
}

// float puts a table or figure at the top of the column, or at its foot where one stands at the top or must not.
func (c *column) float(b vbox) {
	if c.f.barred || c.f.first(c) || len(c.top) > len(c.foot) && b.height < .5*c.room {
		c.foot = append(c.foot, b)
	} else {
		c.top = append(c.top, b)
	}
	c.floated += b.height + afterFloat
}

// fill takes boxes until the column is full; met is the number of a wide one that can be put at the top of this page, or -1.
func (c *column) fill() (met int) {
	f := c.f
	c.takeWaiting()
	for f.next < len(f.p.boxes) {
		b := f.p.boxes[f.next]
		if b.float != "" {
			if met := c.meet(b); met >= 0 {
				return met
			}
			f.next++
			continue
		}
		group := f.p.group(f.next)
		if !c.fits(group) {
			if len(c.text) > 0 || c.floated > 0 || f.head > 0 && c.room < .5*f.p.room() {
				return -1
			}
			// a group longer than a column is cut where it must
			for len(group) > 0 && (c.fits(group[:1]) || len(c.text) == 0) {
				c.put(group[0])
				group = group[1:]
				f.next++
			}
			return -1
		}
		for _, b := range group {
			c.put(b)
		}
		f.next += len(group)
	}
	return -1
}

// takeWaiting puts those that wait for a column at its top.
func (c *column) takeWaiting() {
	f := c.f
	share := f.share()
	for i := 0; i < len(f.waiting); {
		b := f.waiting[i]
		if b.wide || f.behind(i) {
			i++
			continue
		}
		if need := c.floated + b.height; need > c.room*share && !(c.floated == 0 && b.height > c.room*share && b.height <= c.room) {
			break
		}
		c.top = append(c.top, b)
		c.floated += b.height + afterFloat
		f.waiting = slices.Delete(f.waiting, i, i+1)
	}
}

// meet settles where a table or figure goes that the text has come to.
func (c *column) meet(b vbox) int {
	f := c.f
	if slices.Contains(f.here, f.next) {
		return -1
	}
	if b.wide && f.from.banner == nil && !f.barred && !slices.Contains(f.refused, f.next) && !f.blocked(b.float) && f.head+b.height+afterFloat <= floatShare*f.room {
		return f.next
	}
	if !b.wide && !f.blocked(b.float) && c.used+c.floated+c.notes+b.height+afterFloat <= c.room && c.floated+b.height <= .85*c.room {
		c.float(b)
		return -1
	}
	f.waiting = append(f.waiting, b)
	return -1
}

// group is the run of boxes from i on that stay together; tables and figures between them do not count.
func (p *pdfSetter) group(i int) []vbox {
	n := i + 1
	for n < len(p.boxes) && p.boxes[n-1].keep && p.boxes[n].float == "" {
		n++
	}
	return p.boxes[i:n]
}

// close puts the column on the page. What room is left goes into the gaps, as far as these stretch, so that columns end together.
func (c *column) close(last bool) {
	f, y := c.f, c.f.head
	put := func(b vbox) {
		if b.draw != nil {
			f.page = append(f.page, placed{b, c.left, y})
		}
		y += b.height
	}
	for _, b := range c.top {
		put(b)
		y += afterFloat
	}
	grow := c.stretch(last)
	for i, b := range c.text {
		if i > 0 {
			y += b.gap + grow*b.stretch
		}
		put(b)
	}
	if y += afterFloat; !last {
		y = f.head + c.room - c.notes - c.footHeight()
	}
	for _, b := range c.foot {
		put(b)
		y += afterFloat
	}
	if len(c.footnotes) == 0 {
		return
	}
	y = f.head + c.room - c.notes
	put(vbox{height: footGap, draw: func(ctx *canvas.Context, x, top float64) { rule(ctx, x, top-footGap+1, 18, .12) }})
	for _, n := range c.footnotes {
		put(n)
	}
}

// footHeight is that of the tables and figures at the foot.
func (c *column) footHeight() float64 {
	h := -afterFloat
	for _, b := range c.foot {
		h += b.height + afterFloat
	}
	return h
}

// stretch is how many times over each gap's stretch is added to it.
func (c *column) stretch(last bool) float64 {
	can := 0.
	for _, b := range c.text[min(1, len(c.text)):] {
		can += b.stretch
	}
	left := c.room - c.used - c.floated - c.notes
	if len(c.foot) == 0 && len(c.text) == 0 || last || can == 0 || left <= 0 || left > .12*c.room {
		return 0
	}
	return min(left/can, mostStretch)
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
