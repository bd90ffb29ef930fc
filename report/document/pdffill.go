package document

import "slices"

// How much of a column or a page tables and figures may take where there is text to set beside them.
const (
	floatShare = .75
	footGap    = 3. // above footnotes, with their rule in it
	// leastLines is the least text, in lines, that is set below them.
	leastLines = 5
	// mostSpread is what may be added between tables and figures of such a page, in mm.
	mostSpread = 8.
	// mostStretch is how often a gap's stretch may be added to it; a column that would need more ends early.
	mostStretch = 1.2
)

// fill makes one page, whose columns end at bottom. A wide table or figure that the page's text comes to is put at its top as far as the recipe says, the page filled
// anew below it, and left for the next page if its mention, or one of its kind before it, would then stand there.
func (g *paginator) fill(from galley, bottom float64, r recipe) (page, galley) {
	var here, refused []int
	for {
		f := &filling{paginator: g, from: from, recipe: r, room: g.p.room(), bottom: bottom, here: here, refused: refused}
		made, after, met := f.run()
		if met >= 0 {
			here = append(here, met)
			continue
		}
		wrong := func(i int) bool { return i >= after.next || g.overtakes(i, after.waiting) }
		if i := slices.IndexFunc(here, wrong); i >= 0 {
			refused = append(refused, here[i])
			here = slices.Delete(here, i, i+1)
			continue
		}
		return made, after
	}
}

// overtakes tells whether a table or figure comes after one of its kind that waits.
func (g *paginator) overtakes(i int, waiting []int) bool {
	return slices.ContainsFunc(waiting, func(k int) bool { return k < i && g.boxes[k].float == g.boxes[i].float })
}

// filling is one attempt at a page.
type filling struct {
	*paginator
	from          galley
	recipe        recipe
	room, bottom  float64 // height of the page, and where its columns end
	here, refused []int   // boxes, wide, that are put at the top of the page or may not be

	page           page
	next           int
	waiting, ahead []int
	head, low      float64 // height of what spans the columns at the top, and at the foot
	headings       int     // that the text came to
	stopped        bool    // the text ends here by the recipe
}

func (f *filling) run() (page, galley, int) {
	f.next, f.waiting, f.ahead = f.from.next, slices.Clone(f.from.waiting), f.from.ahead
	if f.from.first {
		for _, b := range f.banner {
			f.across(b)
		}
	}
	f.wideFloats()
	if f.leaves(f.head) {
		f.spread()
		return f.page, f.galley(), -1
	}
	for c := range f.p.style.columns {
		col := &column{f: f, left: float64(c) * (f.p.column() + f.p.style.gutter), room: f.bottom - f.head}
		if met := col.fill(); met >= 0 {
			return nil, galley{}, met
		}
		if f.p.style.inline {
			col.atFoot()
		}
		col.close(f.ended())
	}
	if len(f.waiting) > 0 {
		f.spread()
	}
	return f.page, f.galley(), -1
}

// galley is where the next page begins.
func (f *filling) galley() galley {
	ahead := slices.DeleteFunc(slices.Clone(f.ahead), func(i int) bool { return i < f.next })
	return galley{next: f.next, waiting: f.waiting, ahead: ahead, stopped: f.stopped}
}

// ended tells whether no text follows on this page.
func (f *filling) ended() bool {
	return f.stopped || !f.begins(galley{next: f.next, waiting: f.waiting})
}

// stops tells whether the text ends before the heading that it has come to, so that tables and figures before it come first. It does so only
// where some wait, and where text is on the page.
func (f *filling) stops() bool {
	if f.next == f.from.next {
		return false
	}
	f.headings++
	if len(f.waiting) == 0 {
		return false
	}
	f.endings = max(f.endings, f.headings)
	f.stopped = f.recipe.sections > 0 && f.headings >= f.recipe.sections
	return f.stopped
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

// most is how much of the page wide tables and figures may take: all of it where no text is left.
func (f *filling) most() float64 {
	if f.ended() {
		return 1
	}
	return f.recipe.floats
}

// wideFloats puts the wide ones that wait, and those that are to stand here, at the top of the page.
func (f *filling) wideFloats() {
	most := f.most()
	for i := 0; i < len(f.waiting) && most > 0; {
		b := f.boxes[f.waiting[i]]
		if !f.spans(i) || f.behind(i) {
			i++
			continue
		}
		if need := f.head + b.height + f.narrow(i); need > f.room*most && !(f.head == 0 && b.height > f.room*most) {
			i++
			continue
		}
		f.across(b)
		f.head += afterFloat
		f.waiting = slices.Delete(f.waiting, i, i+1)
	}
	if f.from.first {
		f.atFoot()
		return
	}
	for _, i := range f.here {
		f.across(f.boxes[i])
		f.head += afterFloat
	}
	f.goAhead()
}

// atFoot puts wide ones at the foot of the first page, whose top is the title's.
func (f *filling) atFoot() {
	for _, i := range f.here {
		f.low += f.boxes[i].height + afterFloat
	}
	f.bottom = min(f.bottom, f.room-f.low)
	y := f.bottom + afterFloat
	for _, i := range f.here {
		f.page = append(f.page, placed{f.boxes[i], 0, y})
		y += f.boxes[i].height + afterFloat
	}
}

// goAhead puts the next ones that the text will come to on a page of tables and figures, as far as there is room and none of their kind waits.
func (f *filling) goAhead() {
	for i, n := f.next, 0; i < len(f.boxes) && n < f.recipe.ahead && !f.boxes[i].clear; i++ {
		b := f.boxes[i]
		if b.float == "" || slices.Contains(f.ahead, i) {
			continue
		}
		if f.head == 0 || b.float == "listing" || !b.wide && f.p.style.columns > 1 || f.blocked(b.float) || f.head+b.height > f.room || f.rest[f.next]-f.rest[max(f.mention[i], f.next)] > .5 {
			return
		}
		f.across(b)
		f.head += afterFloat
		f.ahead = append(slices.Clone(f.ahead), i)
		n++
	}
}

// leaves tells whether tables and figures of some height leave too little for text.
func (f *filling) leaves(height float64) bool {
	return height > 0 && !f.ended() && f.room-height < leastLines*f.p.style.leading*mm(f.p.style.text)
}

// spans tells whether the i-th that waits is set across the page: a wide one, and one of a column's width beside which nothing would stand.
func (f *filling) spans(i int) bool {
	if f.boxes[f.waiting[i]].wide || f.p.style.columns == 1 {
		return true
	}
	if !f.ended() {
		return false
	}
	others := filling{paginator: f.paginator, waiting: slices.Delete(slices.Clone(f.waiting), i, i+1)}
	for j, k := range others.waiting {
		if !f.boxes[k].wide && !others.behind(j) {
			return false
		}
	}
	return true
}

// narrow is the room for those of a column's width that wait longer than the i-th.
func (f *filling) narrow(i int) float64 {
	sum, most := 0., 0.
	for _, k := range f.waiting[:i] {
		if b := f.boxes[k]; !b.wide {
			sum, most = sum+b.height+afterFloat, max(most, b.height+afterFloat)
		}
	}
	return min(max(most, sum/float64(f.p.style.columns)), f.room)
}

// behind tells whether the i-th that waits must wait for one of its kind before it.
func (f *filling) behind(i int) bool {
	kind := f.boxes[f.waiting[i]].float
	return slices.ContainsFunc(f.waiting[:i], func(k int) bool { return f.boxes[k].float == kind })
}

// blocked tells whether one of the same kind waits, which comes first.
func (f *filling) blocked(kind string) bool {
	return slices.ContainsFunc(f.waiting, func(k int) bool { return f.boxes[k].float == kind })
}
