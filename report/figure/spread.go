package figure

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/analysis"
	"inertia/report/numbers"
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
	grid := d.layout(o)
	grid.width = o.columns(len(d.panels) > 1)
	p := page{
		name: "spread", width: grid.width, body: grid.body(),
		legend: []legend{d.legend()}, notes: appendNote(d.notes(), o.Note),
		draw: grid.draw,
	}
	p.table = &Table{Columns: []string{"model", "dimension", "role_plays", "variance"}}
	for _, s := range series {
		for _, q := range s.Points {
			p.table.Rows = append(p.table.Rows, []any{s.Label, q.Dimension, q.N, q.Variance})
		}
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

func (d *spreadData) layout(o Options) panels {
	grid := panels{x: orElse(o.XLabel, "Role-plays per item (log scale)"), y: orElse(o.YLabel, "Variance of the centred profile"), height: 44}
	for _, p := range d.panels {
		grid.titles = append(grid.titles, p.label)
	}
	if len(d.panels) == 1 {
		grid.height = 58
	}
	top := d.top
	if top == 0 {
		top = 1
	}
	grid.axes = func(p *plot.Plot) {
		p.X.Min, p.X.Max = float64(d.sizes[0])/1.15, float64(d.sizes[len(d.sizes)-1])*1.15
		p.X.Scale = plot.LogScale{}
		p.X.Tick.Marker = sizeTicks(d.sizes)
		linear(&p.Y, 0, top*1.06, 4)
	}
	grid.data = func(i int, f frame) { d.panels[i].draw(f, d.dimensions) }
	return grid
}

// markGap is how far marks on a line of a panel stand apart at least.
const markGap = 3.4 * mm

func (p spreadPanel) draw(f frame, dimensions []string) {
	f.grid(false, true)
	for i, line := range p.lines {
		m := seriesMark(i)
		m.radius = 1.7
		var points []vg.Point
		for _, q := range line {
			points = append(points, f.at(float64(q.N), q.Variance))
		}
		f.about(p.label, dimensions[i], func() {
			f.line(draw.LineStyle{Color: m.colour, Width: .8}, points...)
			next := f.Min.X
			for k := range points {
				if points[k].X < next {
					continue
				}
				next = points[k].X + markGap
				if k == 0 { // where marks are dense, lines take turns
					next += markGap / 2 * vg.Length(i) / vg.Length(len(p.lines))
				}
				m.draw(f.ink, points[k])
				f.shows(m.box(points[k]), fmt.Sprintf("%s %s, %s: variance %s", p.label, dimensions[i], count(line[k].N, "role-play"), numbers.Fixed(line[k].Variance, 4)), p.label, dimensions[i])
			}
		})
	}
}

// sizeTicks ticks the sizes there are when they are few, else round numbers.
func sizeTicks(sizes []int) plot.ConstantTicks {
	var ticks plot.ConstantTicks
	if len(sizes) <= 6 {
		for _, n := range sizes {
			ticks = append(ticks, plot.Tick{Value: float64(n), Label: numbers.Count(n)})
		}
		return ticks
	}
	return logTicks(float64(sizes[0]), float64(sizes[len(sizes)-1]))
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
		s += fmt.Sprintf(" %s%s at the fewest, %s at the most.", name, between(first, 4), between(last, 4))
	}
	return s
}
