package figure

import (
	"image/color"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// shape is the outline of a point mark. Colour is never the only difference
// between two series: shapes differ too.
type shape int

const (
	circle shape = iota
	square
	triangle
	wedge // triangle, point down
	pentagon
	leftward
	rightward
	shapes  // number of the above
	diamond // kept for the mean over models
	cross   // kept for missing values
)

// mark is a point mark.
type mark struct {
	shape  shape
	colour color.NRGBA
	open   bool // outline only, filled with paper
	ghost  bool // filled with grey in a thin black outline: of others, to compare with
	radius vg.Length
}

const markRadius = vg.Length(2.2)

// seriesMark is the mark of the i-th series.
func seriesMark(i int) mark {
	return mark{shape: shape(i) % shapes, colour: qualitative(i), radius: markRadius}
}

// meanMark is the mark of the row that averages over models.
var meanMark = mark{shape: diamond, colour: black, radius: markRadius * 1.2}

// noValueMark stands for a value that is NaN or infinite.
var noValueMark = mark{shape: cross, colour: noValue, radius: 1.8}

func (m mark) draw(c ink, at vg.Point) {
	line := draw.LineStyle{Color: m.colour, Width: .8}
	if m.shape == cross {
		r := m.radius
		c.line(line, pt(at.X-r, at.Y-r), pt(at.X+r, at.Y+r))
		c.line(line, pt(at.X-r, at.Y+r), pt(at.X+r, at.Y-r))
		return
	}
	path := m.path(at)
	if m.ghost {
		c.SetColor(missing)
		c.Fill(path)
		c.SetLineStyle(draw.LineStyle{Color: black, Width: .6})
		c.Stroke(path)
		return
	}
	if m.open {
		c.SetColor(paper)
		c.Fill(path)
		c.SetLineStyle(line)
		c.Stroke(path)
		return
	}
	c.SetColor(m.colour)
	c.Fill(path)
}

// path outlines the mark; radii are set so that all shapes have about the same
// area.
func (m mark) path(at vg.Point) vg.Path {
	var p vg.Path
	if m.shape == circle {
		p.Move(pt(at.X+m.radius, at.Y))
		p.Arc(at, m.radius, 0, 2*math.Pi)
		p.Close()
		return p
	}
	corners, turn, scale := 4, math.Pi/4, 1.22
	switch m.shape {
	case triangle:
		corners, turn, scale = 3, math.Pi/2, 1.42
	case diamond:
		turn, scale = 0, 1.28
	case wedge:
		corners, turn, scale = 3, -math.Pi/2, 1.42
	case leftward:
		corners, turn, scale = 3, math.Pi, 1.42
	case rightward:
		corners, turn, scale = 3, 0, 1.42
	case pentagon:
		corners, turn, scale = 5, math.Pi/2, 1.16
	}
	for i := range corners {
		sin, cos := math.Sincos(turn + 2*math.Pi*float64(i)/float64(corners))
		r := m.radius * vg.Length(scale)
		q := pt(at.X+r*vg.Length(cos), at.Y+r*vg.Length(sin))
		if i == 0 {
			p.Move(q)
		} else {
			p.Line(q)
		}
	}
	p.Close()
	return p
}

// box is the room a mark takes, for labels to keep clear of.
func (m mark) box(at vg.Point) vg.Rectangle {
	r := m.radius * 1.3
	return rect(at.X-r, at.Y-r, at.X+r, at.Y+r)
}
