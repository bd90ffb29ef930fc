package figure

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strconv"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/analysis"
)

// SpreadSeries is one panel: a model, or a way of computing the variance.
type SpreadSeries struct {
	Label  string
	Points []analysis.SpreadPoint
}

// Spread draws the variance of each dimension's mean against the number of
// role-plays, on a log axis; one panel a series, all on one scale.
func Spread(series []SpreadSeries, o Options) (*Figure, error) {
	d, err := spreadDataOf(series)
	if err != nil {
		return nil, err
	}
	columns := min(len(d.panels), 4)
	if n := len(d.panels); n == 5 || n == 6 || n == 9 {
		columns = 3
	}
	rows := (len(d.panels) + columns - 1) / columns
	height := 44.0
	if columns == 1 {
		height = 58
	}
	p := page{
		name: "spread", width: o.columns(columns > 1), body: height*float64(rows) + 6,
		legend: []legend{d.legend()}, notes: appendNote(d.notes(), o.Note),
		draw: func(c ink) { d.draw(c, columns, rows, o) },
	}
	return p.figure(o, d.alt()), nil
}

// spreadData is what the panels show.
type spreadData struct {
	panels     []spreadPanel
	dimensions []string
	sizes      []int
	top        float64
	lost       int
}

type spreadPanel struct {
	label string
	lines [][]analysis.SpreadPoint // a line a dimension
}

func spreadDataOf(series []SpreadSeries) (*spreadData, error) {
	d := &spreadData{}
	for _, s := range series {
		panel := spreadPanel{label: clean(s.Label)}
		for _, q := range s.Points {
			i := index(&d.dimensions, clean(q.Dimension))
			for len(panel.lines) <= i {
				panel.lines = append(panel.lines, nil)
			}
			if q.N < 1 || !finite(q.Variance) || q.Variance < 0 {
				d.lost++
				continue
			}
			panel.lines[i] = append(panel.lines[i], q)
			if !slices.Contains(d.sizes, q.N) {
				d.sizes = append(d.sizes, q.N)
			}
			d.top = math.Max(d.top, q.Variance)
		}
		for _, l := range panel.lines {
			slices.SortStableFunc(l, func(a, b analysis.SpreadPoint) int { return a.N - b.N })
		}
		if len(s.Points) > 0 {
			d.panels = append(d.panels, panel)
		}
	}
	if len(d.sizes) == 0 {
		return nil, errors.New("spread: no points: it needs two seeds, or known personas, at one number of role-plays at least")
	}
	slices.Sort(d.sizes)
	return d, nil
}

func (d *spreadData) draw(c ink, columns, rows int, o Options) {
	c.turned(labelFace, c.Min.X, (c.Min.Y+c.Max.Y)/2+2*mm, .5, 1, 90, orElse(o.YLabel, "Variance of the centred profile"))
	left, foot := 4*mm, 4.5*mm
	c.text(labelFace, (c.Min.X+left+c.Max.X)/2, c.Min.Y+.8*mm, .5, 0, orElse(o.XLabel, "Role-plays per item (log scale)"))
	c = c.inset(left, 0, foot, 0)
	w, h := c.width()/vg.Length(columns), c.height()/vg.Length(rows)
	for i, panel := range d.panels {
		x, y := vg.Length(i%columns), vg.Length(rows-1-i/columns)
		cell := ink{draw.Canvas{Canvas: c.Canvas.Canvas, Rectangle: rect(c.Min.X+x*w, c.Min.Y+y*h, c.Min.X+(x+1)*w, c.Min.Y+(y+1)*h)}}
		d.drawPanel(cell.inset(0, 2*mm, 0, 0), panel)
	}
}

func (d *spreadData) drawPanel(c ink, panel spreadPanel) {
	head := vg.Length(1.5 * mm)
	if panel.label != "" {
		head = 4 * mm
	}
	p := newPlot("", "")
	lo, hi := float64(d.sizes[0]), float64(d.sizes[len(d.sizes)-1])
	p.X.Min, p.X.Max = lo/1.15, hi*1.15
	p.X.Scale = plot.LogScale{}
	p.X.Tick.Marker = sizeTicks(d.sizes, c.width()*.75)
	top := d.top
	if top == 0 {
		top = 1
	}
	linear(&p.Y, 0, top*1.06, 4)
	p.Add(painter(func(f frame) {
		f.grid(false, true)
		f.text(headFace, f.Min.X, f.Max.Y+1.2*mm, 0, 0, headFace.cut(panel.label, f.width()))
		for i, line := range panel.lines {
			m := seriesMark(i)
			m.radius = 1.7
			var points []vg.Point
			for _, q := range line {
				points = append(points, f.at(float64(q.N), q.Variance))
			}
			f.line(draw.LineStyle{Color: m.colour, Width: .8}, points...)
			for _, at := range points {
				m.draw(f.ink, at)
			}
		}
	}))
	p.Draw(c.inset(0, 0, 0, head).Canvas)
}

// sizeTicks ticks the sizes there are, and names those whose labels have room.
func sizeTicks(sizes []int, width vg.Length) plot.ConstantTicks {
	lo, hi := math.Log(float64(sizes[0])/1.15), math.Log(float64(sizes[len(sizes)-1])*1.15)
	at := func(n int) vg.Length { return width * vg.Length((math.Log(float64(n))-lo)/(hi-lo)) }
	var ticks plot.ConstantTicks
	edge := at(sizes[len(sizes)-1]) // left edge of the label drawn last
	for i := len(sizes) - 1; i >= 0; i-- {
		t := plot.Tick{Value: float64(sizes[i])}
		half := tickFace.width(strconv.Itoa(sizes[i])) / 2
		if x := at(sizes[i]); i == len(sizes)-1 || x+half+1.2*mm < edge {
			t.Label = strconv.Itoa(sizes[i])
			edge = x - half
		}
		ticks = append(ticks, t)
	}
	return ticks
}

func (d *spreadData) legend() legend {
	var l legend
	for i, name := range d.dimensions {
		l.entries = append(l.entries, markEntry(name, seriesMark(i), true))
	}
	return l
}

func (d *spreadData) notes() []string {
	if d.lost == 0 {
		return nil
	}
	return []string{fmt.Sprintf("left out: %s without a value", count(d.lost, "point"))}
}

func (d *spreadData) alt() string {
	s := fmt.Sprintf("Variance of the centred profile against the number of role-plays, %d to %d on a log axis, for %s.",
		d.sizes[0], d.sizes[len(d.sizes)-1], enumerate(d.dimensions))
	for _, p := range d.panels {
		var first, last extent
		for _, l := range p.lines {
			if len(l) > 0 {
				first.add(l[0].Variance)
				last.add(l[len(l)-1].Variance)
			}
		}
		name := p.label
		if name != "" {
			name += ": "
		}
		s += fmt.Sprintf(" %sfrom %s at the fewest to %s at the most.", name, between(first, 4), between(last, 4))
	}
	return s
}
