package figure

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// panels are small plots side by side on the same axes.
type panels struct {
	titles []string
	x, y   string               // names of the axes, printed once
	axes   func(p *plot.Plot)   // sets ranges and ticks, alike in all
	data   func(i int, f frame) // draws panel i
	height float64              // mm, of a panel
	width  float64              // mm, of all
	left   vg.Length            // room for words at the left of all; 0 = for the name of y
}

// Panels are at least so wide, and all of them together at most so high.
const (
	leastPanel = 36  // mm
	mostPanels = 205 // mm
)

// shape is how panels are laid out; a single one fills a column.
func (p panels) shape() (columns, rows int) {
	n := len(p.titles)
	columns = min(n, 4, max(1, int(p.width/leastPanel)))
	if columns == 4 && (n == 5 || n == 6 || n == 9) {
		columns = 3
	}
	return columns, (n + columns - 1) / columns
}

// body is the height of all panels in millimetres.
func (p panels) body() float64 {
	_, rows := p.shape()
	return min(p.height*float64(rows), mostPanels) + 5.5 + float64(vg.Length(rows*(p.titleLines()-1))*titleLine/mm)
}

// titleLine is the height of each further line of a title.
const titleLine = 3.1 * mm

// side is the room at the left of all panels.
func (p panels) side() vg.Length { return max(4.8*mm, p.left) }

// panelWidth is the room of a panel and its title.
func (p panels) panelWidth() vg.Length {
	columns, _ := p.shape()
	side := p.side()
	if p.left > 0 { // the width is that beside the words
		side = 2.2 * mm
	}
	return (vg.Length(p.width)*mm-2*margin-side)/vg.Length(columns) - 2*mm
}

// titleOf is a panel's title on as many lines as it needs.
func (p panels) titleOf(i int) []string { return headFace.wrapName(p.titles[i], p.panelWidth()-.5*mm) }

// titleLines is how many lines the longest title takes; at least 1.
func (p panels) titleLines() int {
	n := 1
	for i := range p.titles {
		n = max(n, len(p.titleOf(i)))
	}
	return n
}

func (p panels) draw(c ink) {
	columns, rows := p.shape()
	left, foot := p.side(), 4.5*mm
	c.turned(labelFace, c.Min.X, (c.Min.Y+foot+c.Max.Y)/2, .5, 1, 90, labelFace.cut(p.y, c.height()))
	x, room := (c.Min.X+left+c.Max.X)/2, c.width()-left
	if labelFace.width(p.x) > room { // under the names of rows too
		x, room = (c.Min.X+c.Max.X)/2, c.width()
	}
	c.text(labelFace, x, c.Min.Y+.8*mm, .5, 0, labelFace.cut(p.x, room))
	c = c.inset(left, 0, foot, 0)
	w, h := c.width()/vg.Length(columns), c.height()/vg.Length(rows)
	for i := range p.titles {
		x, y := c.Min.X+vg.Length(i%columns)*w, c.Min.Y+vg.Length(rows-1-i/columns)*h
		p.drawOne(ink{draw.Canvas{Canvas: c.Canvas.Canvas, Rectangle: rect(x, y, x+w, y+h)}}.inset(0, 2*mm, gap(rows), 0), i)
	}
}

// gap is what each of several rows of panels leaves to the titles of the one below.
func gap(rows int) vg.Length {
	if rows == 1 {
		return 0
	}
	return 1.4 * mm
}

func (p panels) drawOne(c ink, i int) {
	head, lines := 1.5*mm, p.titleOf(i)
	if p.titles[i] != "" {
		head = 4.8*mm + vg.Length(p.titleLines()-1)*titleLine
	}
	pl := newPlot("", "")
	p.axes(pl)
	thin(&pl.X, c.width()-8*mm)
	title := headFace.widest(lines)
	pl.Add(painter(func(f frame) {
		f.named(p.titles[i], func() {
			for k, line := range lines {
				f.text(headFace, f.Max.X-max(f.width(), title), f.Max.Y+1.6*mm+vg.Length(len(lines)-1-k)*titleLine, 0, 0, line)
			}
		})
		p.data(i, f)
	}))
	pl.Draw(c.inset(0, 0, 0, head).Canvas)
}
