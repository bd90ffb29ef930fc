package figure

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// legend explains marks and colours, in rows under the picture.
type legend struct {
	title   string
	bar     *colourBar // in place of entries
	entries []entry
}

// lineHeight is the height of one of its rows.
func (l legend) lineHeight() vg.Length {
	switch {
	case l.bar == nil:
		return legendLine
	case l.bar.below:
		return barLine + legendLine
	}
	return barLine
}

type entry struct {
	label string
	full  string    // where the label is shortened
	room  vg.Length // width of what draw draws; 0 = 3 mm
	draw  func(c ink, middle vg.Point)
}

const (
	entryGap = 1.2 * mm
	entrySep = 3.5 * mm
)

func (e entry) space() vg.Length {
	if e.room > 0 {
		return e.room
	}
	return 3 * mm
}

func (e entry) width() vg.Length { return e.space() + entryGap + tickFace.width(e.label) + entrySep }

// layout gives for each row the left edges of its entries, the first one at
// indent: one flowing row when all fit, else columns of equal width.
func (l *legend) layout(width, indent vg.Length) [][]vg.Length {
	if l.bar != nil && l.bar.below {
		return [][]vg.Length{{tickFace.width("0.00") / 2}} // the first number hangs over
	}
	if l.bar != nil {
		return [][]vg.Length{{indent}}
	}
	if len(l.entries) == 0 {
		return nil
	}
	room, total, widest := width-indent, -entrySep, vg.Length(0)
	for i := range l.entries {
		e := &l.entries[i]
		if short := tickFace.cutName(e.label, room-e.space()-entryGap); short != e.label {
			e.label, e.full = short, e.label
		}
		total += e.width()
		widest = max(widest, e.width())
	}
	if total <= room {
		x, row := indent, []vg.Length(nil)
		for _, e := range l.entries {
			row = append(row, x)
			x += e.width()
		}
		return [][]vg.Length{row}
	}
	columns := max(1, int((room+entrySep)/widest))
	lines := (len(l.entries) + columns - 1) / columns
	columns = (len(l.entries) + lines - 1) / lines
	var rows [][]vg.Length
	for i := range l.entries {
		if i%columns == 0 {
			rows = append(rows, nil)
		}
		last := &rows[len(rows)-1]
		*last = append(*last, indent+vg.Length(i%columns)*widest)
	}
	return rows
}

func (l legend) draw(c ink, rows [][]vg.Length) {
	if l.bar != nil {
		y := c.Min.Y + barLine - .5*legendLine
		title := y
		if l.bar.below {
			title += legendLine
		}
		c.text(headFace, c.Min.X, title, 0, .5, l.title)
		l.bar.draw(c, c.Min.X+rows[0][0], y)
		return
	}
	i := 0
	for r, row := range rows {
		y := c.Min.Y + (vg.Length(len(rows)-1-r)+.5)*legendLine
		if r == 0 && l.title != "" {
			c.text(headFace, c.Min.X, y, 0, .5, l.title)
		}
		for _, x := range row {
			e := l.entries[i]
			c.named(orElse(e.full, e.label), func() {
				e.draw(c, pt(c.Min.X+x+e.space()/2, y))
				c.text(tickFace, c.Min.X+x+e.space()+entryGap, y, 0, .5, e.label)
			})
			if e.full != "" {
				c.standsFor(e.label, e.full)
			}
			i++
		}
	}
}

// markEntry explains a point mark, with a bar through it when it has an
// interval.
func markEntry(label string, m mark, bar bool) entry {
	return entry{label: clean(label), room: 4 * mm, draw: func(c ink, at vg.Point) {
		if bar {
			c.line(draw.LineStyle{Color: m.colour, Width: .8}, pt(at.X-2*mm, at.Y), pt(at.X+2*mm, at.Y))
		}
		m.draw(c, at)
	}}
}

func swatchEntry(label string, paint func(c ink, r vg.Rectangle)) entry {
	return entry{label: clean(label), draw: func(c ink, at vg.Point) {
		paint(c, rect(at.X-1.5*mm, at.Y-1.1*mm, at.X+1.5*mm, at.Y+1.1*mm))
	}}
}
