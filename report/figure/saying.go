package figure

import (
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/analysis"
	"inertia/report/numbers"
)

// digits write the estimates: as the report's tables and sentences do where it gave
// theirs.
func (o Options) digits() *numbers.Estimates {
	if o.Numbers == nil {
		return numbers.Of(false)
	}
	return o.Numbers
}

// text writes a value with its unit.
func (o Options) text(e *analysis.Estimate) string {
	if math.IsNaN(e.Value) {
		return "no value"
	}
	return o.digits().Text(*e)
}

// say writes a value and its interval.
func (o Options) say(e *analysis.Estimate) string {
	if interval := o.digits().Interval(*e); interval != "" && finite(e.Value) {
		return o.text(e) + " " + interval
	}
	return o.text(e)
}

// cells write an estimate for a column of numbers, without and with its interval; one
// without a value is a dash.
func (o Options) cells(e *analysis.Estimate) [2]string {
	if math.IsNaN(e.Value) {
		return [2]string{numbers.Dash, numbers.Dash}
	}
	cells := [2]string{o.text(e), o.say(e)}
	for i := range cells {
		if strings.Contains(o.XLabel, numbers.Points) { // the axis says so
			cells[i] = strings.Replace(cells[i], " "+numbers.Points, "", 1)
		}
	}
	return cells
}

// extremes are the least and the greatest of some estimates, nil without any that has
// a value.
func extremes(es []*analysis.Estimate) (low, high *analysis.Estimate) {
	for _, e := range es {
		if e == nil || !finite(e.Value) {
			continue
		}
		if low == nil || e.Value < low.Value {
			low = e
		}
		if high == nil || e.Value > high.Value {
			high = e
		}
	}
	return low, high
}

// spanOf writes the range of some estimates' values and says whose the ends are, names
// in the order of the estimates: "0.30 (a) to 0.72 (b)".
func (o Options) spanOf(es []*analysis.Estimate, names []string) string {
	low, high := extremes(es)
	if len(es) < 2 || low == nil || o.text(low) == o.text(high) {
		return o.span(es)
	}
	of := func(e *analysis.Estimate) string { return o.text(e) + " (" + names[slices.Index(es, e)] + ")" }
	return of(low) + " to " + of(high)
}

// span writes the range of some estimates' values.
func (o Options) span(es []*analysis.Estimate) string {
	low, high := extremes(es)
	switch {
	case low == nil:
		return "no value"
	case o.text(low) == o.text(high):
		return o.text(low)
	}
	return o.text(low) + " to " + o.text(high)
}

// sheetOf is what lies under canvases cut out of one another.
func sheetOf(c vg.Canvas) *sheet {
	for {
		switch on := c.(type) {
		case *sheet:
			return on
		case draw.Canvas:
			c = on.Canvas
		default:
			panic("a figure is drawn on something else than a sheet")
		}
	}
}

// shows remembers what a place of the picture shows. A place too small to point
// at is widened.
func (c ink) shows(r vg.Rectangle, label, model, dimension string) {
	const least = .8 * mm
	if d := (least - (r.Max.X - r.Min.X)) / 2; d > 0 {
		r.Min.X, r.Max.X = r.Min.X-d, r.Max.X+d
	}
	if d := (least - (r.Max.Y - r.Min.Y)) / 2; d > 0 {
		r.Min.Y, r.Max.Y = r.Min.Y-d, r.Max.Y+d
	}
	s := sheetOf(c.Canvas)
	w, h := s.Size()
	round := func(x vg.Length) float64 { return float64(int(x*1e5+.5)) / 1e5 }
	s.marks = append(s.marks, Mark{
		X: round(r.Min.X / w), Y: round(1 - r.Max.Y/h), Width: round((r.Max.X - r.Min.X) / w), Height: round((r.Max.Y - r.Min.Y) / h),
		Label: label, Model: model, Dimension: dimension, Drawn: s.within > 0,
	})
}
