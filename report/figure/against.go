package figure

import (
	"errors"
	"fmt"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/analysis"
	"inertia/report/plaintext"
)

// Against draws one measure of models against another, as robustness against
// susceptibility: a point a model, with its interval on both axes where there is
// one, else a standard error either way.
func Against(x, y []analysis.Estimate, o Options) (*Figure, error) {
	d := againstOf(x, y)
	if len(d.points) == 0 {
		return nil, errors.New("one measure against another: no model has both: measure the two over the whole instrument first")
	}
	log := d.wide()
	grid := panels{titles: []string{""}, x: orElse(o.XLabel, measureLabel(x[0].Measure)), y: orElse(o.YLabel, measureLabel(y[0].Measure)), height: 58, width: o.columns(false)}
	if log {
		grid.x += " (log scale)"
	}
	grid.axes = func(p *plot.Plot) {
		if log {
			p.X.Min, p.X.Max = d.x.lo/1.25, d.x.hi*1.25
			p.X.Scale = plot.LogScale{}
			p.X.Tick.Marker = logTicks(p.X.Min, p.X.Max)
		} else {
			lo, hi := d.x.padded(.12)
			linear(&p.X, lo, hi, tickCount(vg.Length(grid.width)*mm))
		}
		lo, hi := d.y.padded(.12)
		linear(&p.Y, lo, hi, 5)
	}
	grid.data = func(_ int, f frame) { d.draw(f, o) }
	p := page{name: "against", width: grid.width, body: grid.body(), notes: appendNote(d.notes(), o.Note), draw: grid.draw}
	for _, q := range d.points {
		p.estimates = append(p.estimates, *q.x, *q.y)
	}
	return p.figure(o, d.alt(o)), nil
}

// against is what the figure shows.
type against struct {
	points        []againstPoint
	x, y          extent
	intervals, se bool
	level         float64
	lost          int
}

type againstPoint struct {
	x, y         *analysis.Estimate
	barX, barY   [2]float64
	hasX, hasY   bool
	model, label string
}

func againstOf(x, y []analysis.Estimate) *against {
	d := &against{}
	for i := range x {
		for j := range y {
			if cellOf(&x[i]) != cellOf(&y[j]) {
				continue
			}
			if !finite(x[i].Value) || !finite(y[j].Value) {
				d.lost++
				continue
			}
			q := againstPoint{x: &x[i], y: &y[j], model: x[i].Model, label: clean(modelName(x[i].Model))}
			q.barX, q.hasX = d.bar(q.x)
			q.barY, q.hasY = d.bar(q.y)
			d.x.add(q.x.Value)
			d.y.add(q.y.Value)
			if q.hasX {
				d.x.add(q.barX[0], q.barX[1])
			}
			if q.hasY {
				d.y.add(q.barY[0], q.barY[1])
			}
			d.points = append(d.points, q)
		}
	}
	return d
}

// wide tells whether the values of x lie a factor of ten apart or more.
func (d *against) wide() bool { return d.x.lo > 0 && d.x.hi >= 10*d.x.lo }

// bar is an estimate's interval, else a standard error either way.
func (d *against) bar(e *analysis.Estimate) (ends [2]float64, ok bool) {
	switch {
	case finite(e.Low) && finite(e.High):
		d.intervals, d.level = true, e.Level
		return [2]float64{e.Low, e.High}, true
	case finite(e.SE) && e.SE > 0:
		d.se = true
		return [2]float64{e.Value - e.SE, e.Value + e.SE}, true
	}
	return ends, false
}

func (d *against) draw(f frame, o Options) {
	f.grid(true, true)
	var taken []vg.Rectangle
	var labels []label
	for i, q := range d.points {
		m, at := seriesMark(i), f.at(q.x.Value, q.y.Value)
		line := draw.LineStyle{Color: m.colour, Width: .7}
		f.about(q.model, "", func() {
			if q.hasX {
				a, b := pt(f.x(q.barX[0]), at.Y), pt(f.x(q.barX[1]), at.Y)
				f.line(line, a, b)
				taken = append(taken, rect(a.X, a.Y-.6, b.X, b.Y+.6))
			}
			if q.hasY {
				a, b := pt(at.X, f.y(q.barY[0])), pt(at.X, f.y(q.barY[1]))
				f.line(line, a, b)
				taken = append(taken, rect(a.X-.6, a.Y, b.X+.6, b.Y))
			}
			m.draw(f.ink, at)
			f.shows(m.box(at), q.says(o), q.model, "")
		})
		taken = append(taken, m.box(at))
		labels = append(labels, label{at, f.cutName(tickFace, q.label, f.width()*.55), tickFace})
	}
	for _, p := range placeLabels(f.Rectangle, taken, labels) {
		f.named(p.text, func() { p.draw(f.ink) })
	}
}

func (q againstPoint) says(o Options) string {
	return fmt.Sprintf("%s: %s %s, %s %s", q.label, plaintext.Within(measureLabel(q.x.Measure)), o.say(q.x), plaintext.Within(measureLabel(q.y.Measure)), o.say(q.y))
}

func (d *against) notes() []string {
	var notes []string
	switch {
	case d.intervals && d.se:
		notes = append(notes, intervalWords(d.level)+"; where there is none, one standard error either way")
	case d.intervals:
		notes = append(notes, intervalWords(d.level))
	case d.se:
		notes = append(notes, "bars: one standard error either way")
	}
	if d.lost > 0 {
		notes = append(notes, fmt.Sprintf("left out: %s without a value", count(d.lost, "model")))
	}
	return notes
}

func (d *against) alt(o Options) string {
	s := fmt.Sprintf("Scatter plot of %s.", count(len(d.points), "model"))
	for _, q := range d.points {
		s += " " + q.says(o) + "."
	}
	return s
}
