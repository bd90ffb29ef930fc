package figure

import (
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/analysis"
)

// Numbers writes estimates for a reader. A report gives the one that its tables
// and sentences use, so that a figure says the same to the digit.
type Numbers interface {
	Text(e analysis.Estimate) string     // the value with its unit, such as "90.6 %"
	Interval(e analysis.Estimate) string // "[0.48, 0.51]"; empty where there is none
}

// plain writes two decimals.
type plain struct{}

func (plain) Text(e analysis.Estimate) string {
	if !finite(e.Value) {
		return "no value"
	}
	return decimal(e.Value, 2)
}

func (plain) Interval(e analysis.Estimate) string {
	if !finite(e.Low) || !finite(e.High) {
		return ""
	}
	return "[" + decimal(e.Low, 2) + ", " + decimal(e.High, 2) + "]"
}

// text writes a value.
func (o Options) text(e *analysis.Estimate) string {
	if o.Numbers == nil {
		return plain{}.Text(*e)
	}
	return o.Numbers.Text(*e)
}

// say writes a value and its interval.
func (o Options) say(e *analysis.Estimate) string {
	interval := plain{}.Interval(*e)
	if o.Numbers != nil {
		interval = o.Numbers.Interval(*e)
	}
	if interval == "" || !finite(e.Value) {
		return o.text(e)
	}
	return o.text(e) + " " + interval
}

// span writes the range of some estimates' values.
func (o Options) span(es []*analysis.Estimate) string {
	var low, high *analysis.Estimate
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
		Label: label, Model: model, Dimension: dimension,
	})
}
