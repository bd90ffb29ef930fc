package document

import (
	"slices"

	"github.com/tdewolff/canvas"
)

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
		if i > 0 {
			height += b.gap
		} else {
			height += c.above(b)
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

// above is the space above a box that comes next: none at the top of a column, and no less than afterFloat below a table or figure.
func (c *column) above(b vbox) float64 {
	switch n := len(c.text); {
	case n == 0:
		return 0
	case c.text[n-1].float != "":
		return max(b.gap, afterFloat)
	}
	return b.gap
}

func (c *column) put(b vbox) {
	if len(c.text) == 0 && b.draw == nil {
		return // a space at the top of a column
	}
	b.gap = c.above(b)
	c.text = append(c.text, b)
	c.used += b.gap + b.height
	for _, n := range b.notes {
		if c.notes == 0 {
			c.notes = footGap
		}
		c.notes += n.height
		c.footnotes = append(c.footnotes, n)
	}
}

// float puts a table or figure at the top of the column, or at its foot where one stands at the top or must not: where its section begins in this column.
func (c *column) float(b vbox) {
	begins := slices.ContainsFunc(c.text, func(b vbox) bool { return b.heading })
	if c.f.p.style.inline || begins || c.f.from.first && c.left == 0 || len(c.top) > len(c.foot) && b.height < .5*c.room {
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
	if f.leaves(f.head + c.floated) {
		return -1
	}
	for !f.ended() {
		b := f.boxes[f.next]
		if b.float != "" {
			if met := c.meet(b); met >= 0 {
				return met
			}
			f.next++
			continue
		}
		if b.heading && f.stops() {
			return -1
		}
		group := f.group(f.next)
		if c.parted(group) {
			return -1
		}
		if !c.fits(group) {
			if len(c.text) > 0 || c.floated > 0 || f.head > 0 && c.room < .5*f.room {
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

// parted tells whether the figure of an appendix's section would stand on the page after the section's heading: the section then begins there.
func (c *column) parted(group []vbox) bool {
	f, next := c.f, c.f.next+len(group)
	if !f.p.style.closed || !group[0].heading || len(c.text) == 0 || next >= len(f.boxes) || f.boxes[next].float == "" {
		return false
	}
	first := f.boxes[next]
	first.gap = afterFloat
	return !c.fits(append(slices.Clone(group), first))
}

// takeWaiting puts those that wait for a column at its top.
func (c *column) takeWaiting() {
	f := c.f
	share := f.most()
	for i := 0; i < len(f.waiting) && share > 0; {
		b := f.boxes[f.waiting[i]]
		if b.wide || f.behind(i) {
			i++
			continue
		}
		if need := c.floated + b.height; need > c.room*share && !(c.floated == 0 && b.height > c.room*share && b.height <= c.room) {
			i++
			continue
		}
		c.top = append(c.top, b)
		c.floated += b.height + afterFloat
		f.waiting = slices.Delete(f.waiting, i, i+1)
	}
}

// atFoot puts those that wait at the foot of a column whose text has ended, as far as there is room.
func (c *column) atFoot() {
	f := c.f
	for i := 0; i < len(f.waiting); {
		b := f.boxes[f.waiting[i]]
		if f.behind(i) || c.used+c.floated+c.notes+b.height+afterFloat > c.room {
			i++
			continue
		}
		c.foot = append(c.foot, b)
		c.floated += b.height + afterFloat
		f.waiting = slices.Delete(f.waiting, i, i+1)
	}
}

// meet settles where a table or figure goes that the text has come to.
func (c *column) meet(b vbox) int {
	f := c.f
	if slices.Contains(f.here, f.next) || slices.Contains(f.ahead, f.next) {
		return -1
	}
	if b.wide && !slices.Contains(f.refused, f.next) && !f.blocked(b.float) && f.head+f.low+b.height+afterFloat <= floatShare*f.room {
		if len(f.here) < f.recipe.here {
			return f.next
		}
		f.more = true
	}
	around := 2 * afterFloat
	if f.p.style.inline {
		around = afterFloat // what follows keeps its own distance, if it is on this page
	}
	if !b.wide && !f.blocked(b.float) && c.used+c.floated+c.notes+b.height+around <= c.room && (f.p.style.inline || c.floated+b.height <= .85*c.room) {
		if f.p.style.inline && c.betweenParagraphs() {
			c.inline(b)
		} else {
			c.float(b)
		}
		return -1
	}
	f.waiting = append(f.waiting, f.next)
	return -1
}

// betweenParagraphs tells whether no paragraph is broken off where the column now ends.
func (c *column) betweenParagraphs() bool {
	if len(c.text) == 0 {
		return true
	}
	last := c.text[len(c.text)-1]
	return !last.keep && (last.float != "" || last.line == last.lines)
}

// inline puts a table or figure between paragraphs.
func (c *column) inline(b vbox) {
	b.gap = afterFloat
	c.put(b)
}

// group is the run of boxes from i on that stay together; tables and figures between them do not count.
func (g *paginator) group(i int) []vbox {
	n := i + 1
	for n < len(g.boxes) && g.boxes[n-1].keep && g.boxes[n].float == "" {
		n++
	}
	return g.boxes[i:n]
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
	if last || can == 0 || left <= 0 || left > .12*c.room {
		return 0
	}
	return min(left/can, mostStretch)
}
