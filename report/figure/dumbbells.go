package figure

import (
	"errors"
	"fmt"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/analysis"
)

// DumbbellRow is one thing measured in several ways.
type DumbbellRow struct {
	Label string
	Group string               // heading above rows of one group; empty = none
	Ways  []*analysis.Estimate // one each way; nil or without a value where there is none
}

// Dumbbells draws how far a measure moves between ways of asking: a row a label, in
// it a mark a way one below the other, each with its interval, the first way's open,
// and a line from it to each other.
func Dumbbells(rows []DumbbellRow, ways []string, o Options) (*Figure, error) {
	if len(rows) == 0 || len(ways) < 2 {
		return nil, fmt.Errorf("dumbbells: %d rows of %d ways: give a row and two ways at least", len(rows), len(ways))
	}
	d, err := dumbbellsOf(rows, ways)
	if err != nil {
		return nil, err
	}
	width := o.columns(d.labels > 30*mm || len(d.lines) > mostLines && d.sameRows() != nil)
	if groups := d.sameRows(); len(groups) > 1 && width >= leastPanelled {
		return d.panelled(groups, ways, width, o), nil
	}
	if len(d.lines) > maxForestLines {
		o.Note = fmt.Sprintf("the first %d of %d lines", maxForestLines, len(d.lines))
		d.lines = d.lines[:maxForestLines]
	}
	lo, hi := d.span.padded(.05)
	height := min(max(4.6*mm, vg.Length(len(ways))*1.9*mm+.8*mm), maxForestLines*3.3*mm/vg.Length(len(d.lines)))
	p := page{
		name: "dumbbells", width: width, estimates: d.given, body: float64(height*vg.Length(len(d.lines))/mm) + 11,
		legend: []legend{d.legend(ways)}, notes: appendNote(appendNote(nil, intervalWords(d.level)), o.Note),
		draw: func(c ink) {
			label := min(d.labels, c.width()*.45)
			pl := newPlot(orElse(o.XLabel, d.axis), "")
			linear(&pl.X, lo, hi, tickCount(c.width()-label))
			rowsOnly(pl, float64(len(d.lines)))
			pl.Add(painter(func(f frame) { d.draw(f, ways, o, label) }))
			pl.Draw(c.inset(label+2*mm, 0, 0, 0).Canvas)
		},
	}
	return p.figure(o, d.alt(ways, o)), nil
}

// mostLines is how many lines a column of text shows; more stand in panels side by side.
const mostLines = 14

// dumbbells is what the figure shows.
type dumbbells struct {
	lines  []dumbbellLine
	labels vg.Length
	span   extent
	axis   string
	level  float64 // of the intervals; 0 without any
	lost   int
	given  []analysis.Estimate
}

// dumbbellLine is a row, or a heading when it has no ways.
type dumbbellLine struct {
	label, group string
	ways         []*analysis.Estimate
}

func dumbbellsOf(rows []DumbbellRow, ways []string) (*dumbbells, error) {
	d := &dumbbells{}
	group := ""
	for _, r := range rows {
		d.given = append(d.given, some(r.Ways)...)
		if len(r.Ways) != len(ways) {
			return nil, fmt.Errorf("dumbbells: %s has %d values for %d ways: these must be equal", clean(r.Label), len(r.Ways), len(ways))
		}
		if g := clean(r.Group); g != group {
			if group = g; g != "" {
				d.lines = append(d.lines, dumbbellLine{label: g})
				d.labels = max(d.labels, headFace.width(g))
			}
		}
		l := dumbbellLine{label: clean(r.Label), group: group, ways: r.Ways}
		d.labels = max(d.labels, labelFace.width(l.label)+2*mm)
		d.lines = append(d.lines, l)
		for _, e := range r.Ways {
			switch {
			case e == nil:
			case !finite(e.Value):
				d.lost++
			default:
				d.span.add(e.Value, e.Low, e.High)
				if finite(e.Low) && finite(e.High) && finite(e.Level) {
					d.level = e.Level
				}
				d.axis = measureLabel(e.Measure)
			}
		}
	}
	if !d.span.any {
		return nil, errors.New("dumbbells: no values: measure each way of asking first")
	}
	return d, nil
}

// wayMark is open for the way that others are compared with; all differ in shape.
func wayMark(i int) mark {
	m := seriesMark(i)
	if i == 0 {
		m.colour, m.open = black, true
	} else {
		m.colour = qualitative(i - 1)
	}
	return m
}

func (d *dumbbells) draw(f frame, ways []string, o Options, label vg.Length) {
	f.grid(true, false)
	left := f.Min.X - 2*mm - label
	for i, l := range d.lines {
		y := f.y(float64(len(d.lines)-i) - .5)
		if l.ways == nil {
			f.named(l.label, func() { f.name(headFace, left, y, 0, l.label, label, f.y(1)-f.y(0)) })
			continue
		}
		indent := vg.Length(0)
		if l.group != "" {
			indent = 2 * mm
		}
		f.about(l.model(), l.dimension(), func() {
			f.name(labelFace, left+indent, y, 0, l.label, label-indent, f.y(1)-f.y(0))
			d.drawWays(f, l, y, ways, o)
		})
	}
}

// estimate is the first of a row's that there is, else one of nothing: all are about the same model and dimension.
func (l dumbbellLine) estimate() analysis.Estimate {
	for _, e := range l.ways {
		if e != nil {
			return *e
		}
	}
	return analysis.Estimate{}
}

func (l dumbbellLine) model() string     { return l.estimate().Model }
func (l dumbbellLine) dimension() string { return l.estimate().Dimension }

// drawWays draws a row's marks about a height, with the lines from the first first, so
// that nothing hides a mark.
func (d *dumbbells) drawWays(f frame, l dumbbellLine, y vg.Length, ways []string, o Options) {
	step := (f.y(1) - f.y(0)) * vg.Length(min(.38, .6/float64(len(ways)-1)))
	at := func(way int) vg.Point {
		return pt(f.x(l.ways[way].Value), y+step*(vg.Length(len(ways)-1)/2-vg.Length(way)))
	}
	there := func(way int) bool { return l.ways[way] != nil && finite(l.ways[way].Value) }
	for w := 1; w < len(ways); w++ {
		if there(0) && there(w) {
			f.line(draw.LineStyle{Color: noValue, Width: .5}, at(0), at(w))
		}
	}
	for w := range ways {
		if !there(w) {
			continue
		}
		e, m := l.ways[w], wayMark(w)
		drawEstimate(f, e, m, at(w).Y)
		f.shows(m.box(at(w)), l.says(ways, w, o), e.Model, e.Dimension)
	}
}

// says puts one way of a row in words.
func (l dumbbellLine) says(ways []string, way int, o Options) string {
	s := l.label
	if l.group != "" {
		s = l.group + ", " + s
	}
	return fmt.Sprintf("%s, %s: %s", s, clean(ways[way]), o.say(l.ways[way]))
}

func (d *dumbbells) legend(ways []string) legend {
	var l legend
	for i, w := range ways {
		l.entries = append(l.entries, markEntry(w, wayMark(i), d.level > 0))
	}
	return l
}

// alt says which row rises and which falls most between the first way and another.
func (d *dumbbells) alt(ways []string, o Options) string {
	n, rise, fall := 0, move{}, move{}
	for i, l := range d.lines {
		if l.ways == nil {
			continue
		}
		n++
		for w := 1; w < len(ways); w++ {
			a, b := l.ways[0], l.ways[w]
			if a == nil || b == nil || !finite(a.Value) || !finite(b.Value) {
				continue
			}
			if by := b.Value - a.Value; by > rise.by {
				rise = move{by, i, w}
			} else if by < fall.by {
				fall = move{by, i, w}
			}
		}
	}
	s := fmt.Sprintf("%s of %s, asked in %d ways: %s.", d.axis, count(n, "row"), len(ways), enumerate(ways))
	for _, m := range []struct {
		name string
		move
	}{{"rise", rise}, {"fall", fall}} {
		if m.by != 0 {
			l := d.lines[m.line]
			s += fmt.Sprintf(" The largest %s: %s, against %s, %s.", m.name, l.says(ways, m.way, o), clean(ways[0]), o.say(l.ways[0]))
		}
	}
	if rise.by == 0 && fall.by == 0 {
		s += " Nothing moves."
	}
	if d.lost > 0 {
		s += fmt.Sprintf(" Without a value: %d.", d.lost)
	}
	return s
}

// move is how far a row goes from the first way to another.
type move struct {
	by        float64
	line, way int
}
