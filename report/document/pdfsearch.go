package document

import (
	"fmt"
	"slices"
)

// What pages are weighed by: a table or figure d pages from its mention costs d squared (cubed where it is far), a page as much as pagePrice of those one page off,
// a page of which a share b is blank blankPrice times b squared, and more where it is seen: times 1 + largeBlank times b squared;
// one on which the text ends early stopPrice.
const (
	pagePrice, blankPrice, largeBlank, stopPrice = 3., 500., 30., 1.
	// courses is how many ways to fill the pages so far are kept.
	courses = 16
	// farEnough is above how many pages a table or figure costs d cubed.
	farEnough = 3
	// mostAhead is how many tables and figures stand before the page that speaks of them, on a page of theirs alone.
	mostAhead = 2
	// mostSections is before how many headings the text may end early.
	mostSections = 3
)

// shortPages are by how many lines the columns of a page may be shorter than it: a few lines on some pages, which gaps between paragraphs
// take up, spare a large blank on a later one.
var shortPages = []int{2, 4, 6}

// galley is the place in the document at which a page begins: the next box, the tables and figures that wait for room, and those that are
// out though the text has not come to them.
type galley struct {
	next           int
	waiting, ahead []int
	first, stopped bool // the document begins; the text of the page before ended early
}

func (at galley) key() string { return fmt.Sprint(at.next, at.waiting, at.ahead) }

func (at galley) done(g *paginator) bool { return at.next >= len(g.boxes) && len(at.waiting) == 0 }

// recipe is one way to fill a page.
type recipe struct {
	floats float64 // how much of it those that wait may take; 1 is a page of them alone, if so many wait
	here   int     // how many wide ones that its text comes to may be put at its top, or at the foot of the first page
	ahead  int     // how many are put on a page of them alone before the text comes to them
	// sections is how many headings the text comes to before it ends early, for those that wait; 0 is as many as there is room for.
	sections int
	short    int // how many lines the columns end above the foot of the page
}

// recipes are the ways that are tried. Those that wait fill a page up to one of several heights, or as far as they can.
func (g *paginator) recipes(at galley) []recipe {
	heights := []float64{0, .3, .45, .6, floatShare, 1}
	if len(at.waiting) == 0 {
		heights = []float64{0}
	}
	if !g.begins(at) {
		return []recipe{{floats: 1}}
	}
	var out []recipe
	for _, h := range heights {
		for _, here := range []int{0, 1, 2, 4} {
			for sections := range mostSections + 1 {
				out = append(out, recipe{floats: h, here: here, sections: sections})
			}
		}
	}
	for _, h := range heights {
		for here := range 3 {
			for _, lines := range shortPages {
				out = append(out, recipe{floats: h, here: here, short: lines})
			}
		}
	}
	if len(at.waiting) > 0 && !g.p.style.inline {
		for n := range mostAhead {
			out = append(out, recipe{floats: 1, ahead: n + 1})
		}
	}
	return out
}

// known tells of a recipe, in their order, whether an earlier one made the same page: no more wide ones could be put there, or the text
// came to no heading more before which it could end.
func (g *paginator) known(r recipe) bool {
	if r.short > 0 {
		return false
	}
	if r.sections > 0 {
		return r.sections > g.endings
	}
	same := r.here > 0 && !g.more
	g.endings, g.more = 0, false
	return same
}

// sheet is one page as filled.
type sheet struct {
	recipe      recipe
	from, after galley
	page        page
}

// course is a way to fill pages up to some place: the last of them, and those before.
type course struct {
	*sheet
	before *course
	pages  int     // how many before this one
	cost   float64 // of all so far
	weight float64 // and of what is known of those to come
}

// search looks for the pages with tables and figures nearest their mention, few pages in all: the best ways so far are carried on page by
// page.
func (g *paginator) search() []*sheet {
	g.measureRest()
	var best *course
	alive := []*course{nil}
	for len(alive) > 0 {
		var next []*course
		seen := map[string]int{}
		for _, c := range alive {
			for _, tried := range g.onward(c) {
				if tried.after.done(g) {
					if best == nil || tried.weight < best.weight {
						best = tried
					}
					continue
				}
				key := tried.after.key()
				if i, ok := seen[key]; !ok {
					seen[key] = len(next)
					next = append(next, tried)
				} else if tried.weight < next[i].weight {
					next[i] = tried
				}
			}
		}
		slices.SortStableFunc(next, func(a, b *course) int { return compareFloats(a.weight, b.weight) })
		next = slices.DeleteFunc(next, func(c *course) bool { return best != nil && c.weight >= best.weight })
		alive = next[:min(courses, len(next))]
	}
	var out []*sheet
	for c := best; c != nil; c = c.before {
		out = append(out, c.sheet)
	}
	slices.Reverse(out)
	return out
}

func compareFloats(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// onward fills the next page in every way.
func (g *paginator) onward(c *course) []*course {
	at, pages, cost := galley{first: g.banner != nil}, 0, 0.
	if c != nil {
		at, pages, cost = c.after, c.pages+1, c.cost
	}
	var out []*course
	for _, r := range g.recipes(at) {
		if g.known(r) {
			continue
		}
		made, after := g.fill(at, g.p.room()-float64(r.short)*g.p.style.leading*mm(g.p.style.text), r)
		if after.next == at.next && len(after.waiting) == len(at.waiting) && len(g.boxes) > 0 && !at.first {
			continue // nothing is put, as may be only below what spans the first page
		}
		tried := &course{sheet: &sheet{recipe: r, from: at, after: after, page: made}, before: c, pages: pages, cost: cost}
		tried.weigh(g)
		out = append(out, tried)
	}
	return out
}

// weigh adds the cost of the course's last page.
func (c *course) weigh(g *paginator) {
	blank := 1.
	for _, b := range c.page {
		if b.box.float != "" {
			c.cost += c.distance(g.mention[b.box.order-g.boxes[0].order], 0)
		}
		blank -= g.fills(b.box)
	}
	if !c.after.done(g) {
		blank = max(0, blank)
		c.cost += blankPrice * blank * blank * (1 + largeBlank*blank*blank)
	}
	if c.after.stopped {
		c.cost += stopPrice
	}
	c.weight = c.cost + pagePrice*(float64(c.pages+1)+g.remains(c.after))
	wait := 0.
	for _, i := range c.after.waiting {
		c.weight += c.distance(g.mention[i], 1+int(wait))
		wait += g.share[i]
	}
}

// distance is the square, or cube, of how many pages lie between a line and the last page, or one so much later. A line yet to come is taken to
// stand on the page after it.
func (c *course) distance(line, later int) float64 {
	if line >= c.after.next {
		return 1
	}
	d := later
	for at := c; at.before != nil && at.before.after.next > line; at = at.before {
		d++
	}
	if d > farEnough {
		return float64(d * d * d)
	}
	return float64(d * d)
}

// measureRest sums up what the boxes fill.
func (g *paginator) measureRest() {
	g.share, g.rest = make([]float64, len(g.boxes)), make([]float64, len(g.boxes)+1)
	for i := len(g.boxes) - 1; i >= 0; i-- {
		g.share[i] = g.fills(g.boxes[i])
		g.rest[i] = g.rest[i+1] + g.share[i]
	}
}

// fills is the share of a page that a box takes.
func (g *paginator) fills(b vbox) float64 {
	h := b.height + b.gap
	if b.float != "" {
		h += afterFloat
	}
	if !b.wide {
		h /= float64(g.p.style.columns)
	}
	return h / g.p.room()
}

// remains is how many pages are filled by what has no place yet.
func (g *paginator) remains(at galley) float64 {
	sum := g.rest[at.next]
	for _, i := range at.waiting {
		sum += g.share[i]
	}
	for _, i := range at.ahead {
		sum -= g.share[i]
	}
	return sum
}
