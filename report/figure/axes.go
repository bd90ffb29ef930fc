package figure

import (
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/report/numbers"
)

// newPlot is an empty plot in the house style.
func newPlot(x, y string) *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.LineStyle = axisLine
		a.Tick.LineStyle = axisLine
		a.Tick.Length = 2
		a.Padding = 0
	}
	p.X.Label.Padding, p.Y.Label.Padding = 5, 4
	p.X.Tick.Label, p.Y.Tick.Label = tickFace.style(-.5, -1.3), tickFace.style(-1.1, 0)
	p.Y.Tick.Label.YAlign = middleOfFigures(p.Y.Tick.Label)
	p.X.Label.TextStyle, p.Y.Label.TextStyle = labelFace.style(-.5, 0), labelFace.style(-.5, 0)
	p.X.Label.Text, p.Y.Label.Text = clean(x), clean(y)
	return p
}

// middleOfFigures is the alignment by which gonum sets the middle of a figure's height
// on its tick: it aligns lines with their accents.
func middleOfFigures(s text.Style) text.YAlignment {
	e := s.FontExtents()
	base := e.Descent - e.Ascent + s.Font.Size // above the tick, where the alignment is 0
	return text.YAlignment((-tickFace.rise()/2 - base) / s.Height("0"))
}

// painter draws data in a plot's frame.
type painter func(f frame)

// Plot makes painter a gonum plotter.
func (d painter) Plot(c draw.Canvas, p *plot.Plot) { d(frame{ink{c}, p}) }

// frame is the data rectangle of a plot with its scales.
type frame struct {
	ink
	plot *plot.Plot
}

func (f frame) x(v float64) vg.Length { return f.X(f.plot.X.Norm(v)) }
func (f frame) y(v float64) vg.Length { return f.Y(f.plot.Y.Norm(v)) }

func (f frame) at(x, y float64) vg.Point { return pt(f.x(x), f.y(y)) }

// grid rules the frame at the labelled ticks.
func (f frame) grid(x, y bool) {
	if x {
		for _, t := range f.plot.X.Tick.Marker.Ticks(f.plot.X.Min, f.plot.X.Max) {
			f.line(gridLine, pt(f.x(t.Value), f.Min.Y), pt(f.x(t.Value), f.Max.Y))
		}
	}
	if y {
		for _, t := range f.plot.Y.Tick.Marker.Ticks(f.plot.Y.Min, f.plot.Y.Max) {
			f.line(gridLine, pt(f.Min.X, f.y(t.Value)), pt(f.Max.X, f.y(t.Value)))
		}
	}
}

// rowsOnly makes y an axis of n rows that the painter labels itself.
func rowsOnly(p *plot.Plot, n float64) {
	p.Y.Min, p.Y.Max = 0, n
	p.Y.Tick.Marker = plot.ConstantTicks(nil)
	p.Y.LineStyle.Width = 0
}

// linear sets an axis to cover lo..hi with ticks at round numbers.
func linear(a *plot.Axis, lo, hi float64, ticks int) { linearIn(a, lo, hi, ticks, 0) }

// linearIn is linear with its numbers moved by so many places, as 2 writes shares in per cent.
func linearIn(a *plot.Axis, lo, hi float64, ticks, places int) {
	a.Min, a.Max = lo, hi
	values, decimals := niceTicks(lo, hi, ticks)
	for n := ticks + 1; len(values) < 2 && n <= ticks+4; n++ { // one number is no scale
		values, decimals = niceTicks(lo, hi, n)
	}
	var marks plot.ConstantTicks
	for _, v := range values {
		marks = append(marks, plot.Tick{Value: v, Label: numbers.Fixed(v*math.Pow10(places), max(0, decimals-places))})
	}
	a.Tick.Marker = marks
}

// logTicks ticks 1, 2 and 5 times the powers of ten in lo..hi.
func logTicks(lo, hi float64) plot.ConstantTicks {
	var ticks plot.ConstantTicks
	for power := math.Floor(math.Log10(lo)); math.Pow(10, power) <= hi; power++ {
		for _, step := range []float64{1, 2, 5} {
			if v := step * math.Pow(10, power); v >= lo && v <= hi {
				ticks = append(ticks, plot.Tick{Value: v, Label: numbers.Fixed(v, max(0, -int(power)))})
			}
		}
	}
	return ticks
}

// thin takes away numbers that would run into the one before.
func thin(a *plot.Axis, length vg.Length) {
	ticks, last := slices.Clone(a.Tick.Marker.(plot.ConstantTicks)), -length
	for i := range ticks {
		half := tickFace.width(ticks[i].Label) / 2
		at := vg.Length(a.Norm(ticks[i].Value)) * length
		if at-half < last+1.2*mm {
			ticks[i].Label = ""
			continue
		}
		last = at + half
	}
	a.Tick.Marker = ticks
}

// tickCount is how many labelled ticks a horizontal axis has room for.
func tickCount(width vg.Length) int { return min(max(int(width/(17*mm)), 2), 6) }

// niceTicks gives about n multiples of 1, 2, 2.5 or 5 times a power of ten in
// lo..hi, and the decimals they need.
func niceTicks(lo, hi float64, n int) (ticks []float64, decimals int) {
	if !(hi > lo) || math.IsInf(hi-lo, 0) || n < 1 {
		return []float64{lo}, 2
	}
	raw := (hi - lo) / float64(n)
	power := math.Pow(10, math.Floor(math.Log10(raw)))
	step := 10 * power
	for _, s := range []float64{1, 2, 2.5, 5} {
		if s*power >= raw*.72 {
			step = s * power
			break
		}
	}
	for decimals < 12 && math.Abs(step-round(step, decimals)) > step*1e-6 {
		decimals++
	}
	slack := (hi - lo) * 1e-9
	for i := math.Ceil((lo - slack) / step); i*step <= hi+slack; i++ {
		ticks = append(ticks, i*step)
	}
	return ticks, decimals
}

func round(v float64, decimals int) float64 {
	p := math.Pow(10, float64(decimals))
	return math.Round(v*p) / p
}

// extent is the range of the finite values, and whether there are any.
type extent struct {
	lo, hi float64
	any    bool
}

func (e *extent) add(values ...float64) {
	for _, v := range values {
		if !finite(v) {
			continue
		}
		if !e.any {
			e.lo, e.hi, e.any = v, v, true
		}
		e.lo, e.hi = math.Min(e.lo, v), math.Max(e.hi, v)
	}
}

// padded widens the range by a share of itself on both sides; a single value
// gets room around it.
func (e extent) padded(share float64) (lo, hi float64) {
	if !e.any {
		return 0, 1
	}
	span := e.hi - e.lo
	if span <= 1e-9*math.Max(math.Abs(e.lo), math.Abs(e.hi)) || span == 0 {
		half := math.Max(.05, .1*math.Abs(e.lo))
		return e.lo - half, e.hi + half
	}
	return e.lo - share*span, e.hi + share*span
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

var notANumber = math.NaN()
