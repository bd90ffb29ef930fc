package document

import "slices"

// How much of a column or a page tables and figures may take where there is text to set beside them.
const (
	floatShare = .75
	footGap    = 3. // above footnotes, with their rule in it
	// pageOfFloats is how much of a page tables and figures that wait must fill to have one of their own.
	pageOfFloats = .8
	// leastLines is the least text, in lines, that is set below them.
	leastLines = 5
	// mostSpread is what may be added between tables and figures of such a page, in mm.
	mostSpread = 8.
	// mostStretch is how often a gap's stretch may be added to it; a column that would need more ends early.
	mostStretch = 1.2
)

// fill makes one page, whose columns end at bottom. A wide table or figure that the page's text mentions is put at its top, the page filled anew below it, and left for
// the next page if its mention would then stand there.
func (p *pdfSetter) fill(from galley, bottom float64) (page, galley) {
	var here, refused []int
	for {
		f := &filling{p: p, from: from, room: p.room(), bottom: bottom, here: here, refused: refused}
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
	room, bottom  float64 // height of the page, and where its columns end
	here, refused []int   // boxes, wide, that are put at the top of the page or may not be

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
	if f.leaves(f.head) {
		f.spread()
		return f.page, galley{next: f.next, waiting: f.waiting}, -1
	}
	for c := range f.p.style.columns {
		col := &column{f: f, left: float64(c) * (f.p.column() + f.p.style.gutter), room: f.bottom - f.head}
		if met := col.fill(); met >= 0 {
			return nil, galley{}, met
		}
		col.close(f.next >= len(f.p.boxes))
	}
	if len(f.waiting) > 0 {
		f.spread()
	}
	return f.page, galley{next: f.next, waiting: f.waiting}, -1
}

// spread moves the tables and figures of a page without text apart, so that they fill it.
func (f *filling) spread() {
	n := len(f.page)
	if n < 2 || slices.ContainsFunc(f.page, func(b placed) bool { return !b.box.wide || b.box.float == "" }) {
		return
	}
	last := f.page[n-1]
	more := min((f.room-last.top-last.box.height)/float64(n-1), mostSpread)
	for i := range f.page {
		f.page[i].top += more * float64(i)
	}
}

// across puts a box that spans the columns.
func (f *filling) across(b vbox) {
	if f.head > 0 {
		f.head += b.gap
	}
	left := 0.
	if !b.wide && b.float != "" {
		left = (f.p.full() - f.p.column()) / 2
	}
	b.wide = true
	if b.draw != nil {
		f.page = append(f.page, placed{b, left, f.head})
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
	if f.next >= len(f.p.boxes) || height > pageOfFloats*f.room {
		return 1
	}
	return floatShare
}

// wideFloats puts the wide ones that wait, and those that are to stand here, at the top of the page.
func (f *filling) wideFloats() {
	share := f.share()
	for i := 0; i < len(f.waiting); {
		b := f.waiting[i]
		if !f.spans(i) || f.behind(i) {
			i++
			continue
		}
		if need := f.head + b.height + f.narrow(i); need > f.room*share && !(f.head == 0 && b.height > f.room*share) {
			i++
			continue
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

// leaves tells whether tables and figures of some height leave too little for text.
func (f *filling) leaves(height float64) bool {
	return height > 0 && f.next < len(f.p.boxes) && f.room-height < leastLines*f.p.style.leading*mm(f.p.style.text)
}

// spans tells whether the i-th that waits is set across the page: a wide one, and one of a column's width beside which nothing would stand.
func (f *filling) spans(i int) bool {
	if f.waiting[i].wide || f.p.style.columns == 1 {
		return true
	}
	if f.next < len(f.p.boxes) {
		return false
	}
	others := filling{waiting: slices.Delete(slices.Clone(f.waiting), i, i+1)}
	for j, b := range others.waiting {
		if !b.wide && !others.behind(j) {
			return false
		}
	}
	return true
}

// narrow is the room for those of a column's width that wait longer than the i-th.
func (f *filling) narrow(i int) float64 {
	sum, most := 0., 0.
	for _, b := range f.waiting[:i] {
		if !b.wide {
			sum, most = sum+b.height+afterFloat, max(most, b.height+afterFloat)
		}
	}
	return min(max(most, sum/float64(f.p.style.columns)), f.room)
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
