package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// page is the picture with what stands around it: title and the word simulated
// above, legend and notes below.
type page struct {
	name   string
	width  float64  // mm
	body   float64  // height of the picture, mm
	legend []legend // each on rows of its own
	notes  []string
	draw   func(ink)
}

const (
	margin     = 1 * mm
	headLine   = 4.2 * mm
	noteLine   = 3 * mm
	legendLine = 3.8 * mm
)

func (p page) figure(o Options, alt string) *Figure {
	if o.Width > 0 && !math.IsInf(o.Width, 0) {
		p.width = math.Max(o.Width, 40)
	}
	if o.Name != "" {
		p.name = o.Name
	}
	if o.Simulated {
		alt = "Simulated answers. " + alt
	}
	width := vg.Length(p.width) * mm
	inner := width - 2*margin
	aside := vg.Length(0)
	if o.Simulated {
		aside = simulatedFace.width(simulatedWord) + 3*mm
	}
	title := titleFace.wrap(o.Title, inner-aside)
	head := vg.Length(len(title)) * headLine
	if o.Simulated {
		head = max(head, headLine)
	}
	var notes []string
	for _, n := range p.notes {
		notes = append(notes, smallFace.wrap(n, inner)...)
	}
	foot, indent := vg.Length(len(notes))*noteLine, vg.Length(0)
	for _, l := range p.legend {
		if l.title != "" {
			indent = max(indent, headFace.width(l.title)+2.5*mm)
		}
	}
	var rows [][][]vg.Length
	for i := range p.legend {
		rows = append(rows, p.legend[i].layout(inner, indent))
		if n := len(rows[i]); n > 0 {
			foot += vg.Length(n) * legendLine
		}
	}
	if foot > 0 {
		foot += 1.2 * mm
	}
	height := 2*margin + head + foot + vg.Length(p.body)*mm
	return &Figure{
		Name: p.name, Alt: alt, Width: p.width, Height: math.Round(float64(height/mm)*10) / 10,
		draw: func(c ink) {
			c = c.inset(margin, margin, margin, margin)
			for i, line := range title {
				c.text(titleFace, c.Min.X, c.Max.Y-vg.Length(i)*headLine, 0, 1, line)
			}
			if o.Simulated {
				c.text(simulatedFace, c.Max.X, c.Max.Y, 1, 1, simulatedWord)
			}
			for i, line := range notes {
				c.text(smallFace, c.Min.X, c.Min.Y+vg.Length(len(notes)-1-i)*noteLine+.6*mm, 0, 0, line)
			}
			y := c.Min.Y + vg.Length(len(notes))*noteLine
			for i := len(rows) - 1; i >= 0; i-- {
				p.legend[i].draw(c.inset(0, 0, y-c.Min.Y, 0), rows[i])
				y += vg.Length(len(rows[i])) * legendLine
			}
			p.draw(c.inset(0, 0, foot, head))
		},
	}
}

const simulatedWord = "simulated"

// columns is the width a figure takes when it has not been told one.
func (o Options) columns(wide bool) float64 {
	switch {
	case o.Width > 0:
		return math.Max(o.Width, 40)
	case wide:
		return DoubleColumn
	}
	return SingleColumn
}

// legend explains marks and colours, in rows under the picture.
type legend struct {
	title   string
	entries []entry
}

type entry struct {
	label string
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
	if len(l.entries) == 0 {
		return nil
	}
	room, total, widest := width-indent, -entrySep, vg.Length(0)
	for i := range l.entries {
		e := &l.entries[i]
		e.label = tickFace.cut(e.label, room-e.space()-entryGap)
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
	i := 0
	for r, row := range rows {
		y := c.Min.Y + (vg.Length(len(rows)-1-r)+.5)*legendLine
		if r == 0 && l.title != "" {
			c.text(headFace, c.Min.X, y, 0, .5, l.title)
		}
		for _, x := range row {
			e := l.entries[i]
			e.draw(c, pt(c.Min.X+x+e.space()/2, y))
			c.text(tickFace, c.Min.X+x+e.space()+entryGap, y, 0, .5, e.label)
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
