package figure

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/report/numbers"
)

// CirclePoint is a dimension in the plane, and where theory has it; NaN where
// there is no theory.
type CirclePoint struct {
	Label            string
	X, Y             float64
	TheoryX, TheoryY float64
}

// ValueCircle draws dimensions in the plane of their multidimensional scaling,
// moved onto the circle of theory where there is one: a line joins each point to
// its place on it, which carries the name.
func ValueCircle(points []CirclePoint, o Options) (*Figure, error) {
	if len(points) == 0 {
		return nil, errors.New("value circle: no points: give the dimensions a place")
	}
	var e extent
	theory := false
	for _, p := range points {
		if !finite(p.X) || !finite(p.Y) {
			return nil, fmt.Errorf("value circle: %s has no place", clean(p.Label))
		}
		e.add(p.X, p.Y, -p.X, -p.Y)
		if finite(p.TheoryX) && finite(p.TheoryY) {
			theory = true
			e.add(p.TheoryX, p.TheoryY, -p.TheoryX, -p.TheoryY)
		}
	}
	_, reach := e.padded(.12)
	width := o.columns(false)
	p := page{
		name: "value-circle", width: width, body: math.Min(width-2, 96),
		draw: func(c ink) { drawCircle(c, points, reach, theory) },
	}
	if theory {
		p.legend = []legend{{entries: []entry{
			markEntry("measured", seriesMark(0), false),
			{label: "place on the circle of theory", draw: func(c ink, at vg.Point) { ring(c, at, .9*mm) }},
		}}}
	}
	p.notes = appendNote(p.notes, o.Note)
	p.table = &Table{Columns: []string{"dimension", "x", "y", "theory_x", "theory_y"}}
	for _, q := range points {
		p.table.Rows = append(p.table.Rows, []any{q.Label, q.X, q.Y, q.TheoryX, q.TheoryY})
	}
	return p.figure(o, circleAlt(points, theory)), nil
}

// circleLine joins a point to its place in theory.
var circleLine = draw.LineStyle{Color: noValue, Width: .5}

func ring(c ink, at vg.Point, radius vg.Length) {
	var p vg.Path
	p.Move(pt(at.X+radius, at.Y))
	p.Arc(at, radius, 0, 2*math.Pi)
	p.Close()
	c.SetLineStyle(draw.LineStyle{Color: softText, Width: .6})
	c.Stroke(p)
}

func drawCircle(c ink, points []CirclePoint, reach float64, theory bool) {
	half := min(c.width(), c.height()) / 2
	centre := pt((c.Min.X+c.Max.X)/2, (c.Min.Y+c.Max.Y)/2)
	at := func(x, y float64) vg.Point {
		return pt(centre.X+half*vg.Length(x/reach), centre.Y+half*vg.Length(y/reach))
	}
	if theory {
		var p vg.Path
		r := half * vg.Length(1/reach)
		p.Move(pt(centre.X+r, centre.Y))
		p.Arc(centre, r, 0, 2*math.Pi)
		p.Close()
		c.SetLineStyle(gridLine)
		c.Stroke(p)
	}
	var marks []vg.Rectangle
	var labels []label
	m := seriesMark(0)
	for _, p := range points {
		here := at(p.X, p.Y)
		named := here
		if finite(p.TheoryX) && finite(p.TheoryY) {
			there := at(p.TheoryX, p.TheoryY)
			named = there
			c.about("", clean(p.Label), func() {
				c.line(circleLine, there, here)
				ring(c, there, .9*mm)
			})
			marks = append(marks, grown(rect(there.X, there.Y, there.X, there.Y), .9*mm))
			for i := range 40 { // names keep off the line
				t := vg.Length(i) / 40
				q := pt(there.X+(here.X-there.X)*t, there.Y+(here.Y-there.Y)*t)
				marks = append(marks, grown(rect(q.X, q.Y, q.X, q.Y), .4*mm))
			}
		}
		marks = append(marks, grown(rect(here.X, here.Y, here.X, here.Y), 1.2*mm))
		labels = append(labels, label{at: named, text: clean(p.Label), face: labelFace})
	}
	for _, p := range points {
		says := fmt.Sprintf("%s: at (%s, %s)", clean(p.Label), numbers.Fixed(p.X, 2), numbers.Fixed(p.Y, 2))
		if finite(p.TheoryX) && finite(p.TheoryY) {
			says += fmt.Sprintf(", %s from its place in theory", numbers.Fixed(math.Hypot(p.X-p.TheoryX, p.Y-p.TheoryY), 2))
		}
		c.about("", clean(p.Label), func() {
			m.draw(c, at(p.X, p.Y))
			c.shows(m.box(at(p.X, p.Y)), says, "", clean(p.Label))
		})
	}
	for _, l := range placeLabels(c.Rectangle, marks, labels) {
		c.named(l.text, func() { l.draw(c) })
	}
}

func circleAlt(points []CirclePoint, theory bool) string {
	s := fmt.Sprintf("%s in the plane of their scaling: %s.", count(len(points), "dimension"), enumerate(namesOf(points)))
	var far, near *CirclePoint
	total, n := 0.0, 0
	gap := func(p *CirclePoint) float64 { return math.Hypot(p.X-p.TheoryX, p.Y-p.TheoryY) }
	for i := range points {
		p := &points[i]
		if !finite(gap(p)) {
			continue
		}
		total += gap(p)
		n++
		if far == nil || gap(p) > gap(far) {
			far = p
		}
		if near == nil || gap(p) < gap(near) {
			near = p
		}
	}
	if theory && n > 0 {
		return s + fmt.Sprintf(" Points lie %s from their place on a circle of radius 1 on average; nearest is %s, at %s, farthest %s, at %s.",
			numbers.Fixed(total/float64(n), 2), clean(near.Label), numbers.Fixed(gap(near), 2), clean(far.Label), numbers.Fixed(gap(far), 2))
	}
	a, b, apart := widestPair(points)
	if a == nil {
		return s
	}
	return s + fmt.Sprintf(" Farthest apart are %s and %s, at %s.", clean(a.Label), clean(b.Label), numbers.Fixed(apart, 2))
}

// widestPair are the two points that lie farthest apart; nil with fewer than two.
func widestPair(points []CirclePoint) (a, b *CirclePoint, apart float64) {
	for i := range points {
		for j := range i {
			if d := math.Hypot(points[i].X-points[j].X, points[i].Y-points[j].Y); a == nil || d > apart {
				a, b, apart = &points[j], &points[i], d
			}
		}
	}
	return a, b, apart
}

func namesOf(points []CirclePoint) []string {
	var names []string
	for _, p := range points {
		names = append(names, clean(p.Label))
	}
	return names
}
