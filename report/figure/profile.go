package figure

import (
	"errors"
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/analysis"
)

// Profile draws one measure, usually the centred profile, by dimension: a row a
// dimension, a mark with its interval for each model.
func Profile(series []analysis.Estimate, o Options) (*Figure, error) {
	if len(series) == 0 {
		return nil, errors.New("profile: no estimates: measure profile first")
	}
	d, err := arrange(series)
	if err != nil {
		return nil, fmt.Errorf("profile: %w", err)
	}
	zero := series[0].Measure == "profile"
	lo, hi := d.span(zero).padded(.05)
	row := math.Max(5.5, 2.5*float64(len(d.series))+2)
	row = math.Min(row, math.Max(3, 190/float64(len(d.rows))))
	marks := d.marks()
	width := o.columns(len(d.series) > 3 || len(d.rows) > 12)
	p := page{
		name: "profile", width: width, body: row*float64(len(d.rows)) + 11,
		draw: func(c ink) {
			left := min(labelFace.widest(d.rows), c.width()*.4) + 2*mm
			pl := newPlot(orElse(o.XLabel, measureLabel(series[0].Measure)), "")
			linear(&pl.X, lo, hi, tickCount(c.width()-left))
			rowsOnly(pl, float64(len(d.rows)))
			pl.Add(painter(func(f frame) { d.draw(f, marks, left-2*mm, zero, o) }))
			pl.Draw(c.inset(left, 0, 0, 0).Canvas)
		},
	}
	if len(d.series) > 1 {
		var l legend
		for i, name := range d.series {
			l.entries = append(l.entries, markEntry(name, marks[i], d.level > 0))
		}
		p.legend = append(p.legend, l)
	}
	if d.lost > 0 {
		p.legend = append(p.legend, legend{entries: []entry{markEntry("no value", noValueMark, false)}})
	}
	p.notes = appendNote(appendNote(nil, intervalWords(d.level)), o.Note)
	p.estimates = series
	return p.figure(o, d.alt(series[0].Measure, o)), nil
}

// measureLabel names a measure on an axis, with its unit.
func measureLabel(measure string) string {
	for _, m := range analysis.MeasureInfos() {
		if m.Name != measure {
			continue
		}
		if m.Unit != "" {
			return fmt.Sprintf("%s (%s)", m.Title, m.Unit)
		}
		return m.Title
	}
	return clean(measure)
}

// span is the range of values and interval ends.
func (d *byRowAndSeries) span(zero bool) extent {
	var e extent
	for _, s := range d.at {
		for _, v := range s {
			if v != nil && finite(v.Value) {
				e.add(v.Value, v.Low, v.High)
			}
		}
	}
	if zero {
		e.add(0)
	}
	return e
}

func (d *byRowAndSeries) draw(f frame, marks []mark, labelRoom vg.Length, zero bool, o Options) {
	n := len(d.rows)
	for r := 0; r < n; r += 2 {
		f.fill(bandGrey, rect(f.Min.X, f.y(float64(n-r)), f.Max.X, f.y(float64(n-r-1))))
	}
	f.grid(true, false)
	if zero {
		f.line(zeroLine, pt(f.x(0), f.Min.Y), pt(f.x(0), f.Max.Y))
	}
	step := math.Min(.8/float64(len(d.series)), .3)
	for r, name := range d.rows {
		middle := float64(n-r) - .5
		f.named(name, func() { f.name(labelFace, f.Min.X-2*mm, f.y(middle), 1, name, labelRoom, f.y(1)-f.y(0)) })
		for s := range d.series {
			y := f.y(middle + (float64(len(d.series)-1)/2-float64(s))*step)
			e := d.at[s][r]
			f.ofEstimate(e, func() {
				drawEstimate(f, e, marks[s], y)
				f.showsEstimate(e, y, d.series[s]+", "+name, o)
			})
		}
	}
}

// ofEstimate draws what is about an estimate.
func (f frame) ofEstimate(e *analysis.Estimate, draw func()) {
	if e == nil {
		return
	}
	model, dimension := subject(e)
	f.about(model, dimension, draw)
}

// subject is the model and the dimension that an estimate is about; of two that it compares it is about neither alone.
func subject(e *analysis.Estimate) (model, dimension string) {
	model, dimension = e.Model, e.Dimension
	if strings.HasPrefix(e.Contrast, model+" vs ") {
		model = ""
	}
	if strings.HasPrefix(e.Contrast, dimension+" vs ") {
		dimension = ""
	}
	return model, dimension
}

// drawEstimate draws a value and its interval at a height; one without a value
// is a cross at the frame's edge.
func drawEstimate(f frame, e *analysis.Estimate, m mark, y vg.Length) {
	if e == nil {
		return
	}
	if !finite(e.Value) {
		noValueMark.draw(f.ink, pt(f.Min.X+2*mm, y))
		return
	}
	if finite(e.Low) && finite(e.High) {
		f.line(draw.LineStyle{Color: m.colour, Width: .8}, pt(f.x(e.Low), y), pt(f.x(e.High), y))
	}
	m.draw(f.ink, pt(f.x(e.Value), y))
}

// showsEstimate remembers an estimate's place in its row.
func (f frame) showsEstimate(e *analysis.Estimate, y vg.Length, name string, o Options) {
	if e == nil {
		return
	}
	at := f.Min.X + 2*mm
	if finite(e.Value) {
		at = f.x(e.Value)
	}
	box := rect(at, y-markRadius, at, y+markRadius)
	if finite(e.Value) && finite(e.Low) && finite(e.High) {
		box.Min.X, box.Max.X = min(box.Min.X, f.x(e.Low)), max(box.Max.X, f.x(e.High))
	}
	model, dimension := subject(e)
	f.shows(grown(box, 1), name+": "+o.say(e), model, dimension)
}

func (d *byRowAndSeries) alt(measure string, o Options) string {
	s := fmt.Sprintf("%s by dimension for %s.", measureLabel(measure), enumerate(d.series))
	for r, name := range d.rows {
		var es []*analysis.Estimate
		for i := range d.series {
			es = append(es, d.at[i][r])
		}
		s += fmt.Sprintf(" %s: %s.", name, o.spanOf(es, d.series))
	}
	if d.lost > 0 {
		s += fmt.Sprintf(" Without a value: %d.", d.lost)
	}
	return s
}
