package figure

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/report/numbers"
	"inertia/report/plaintext"
)

// CurveSeries is a curve over numbers of answers, and where the study stands on
// it, in a ring; At is 0 or NaN where it does not.
type CurveSeries struct {
	Label string
	N, Y  []float64 // N above 0, ascending
	At    float64
}

// PlanningCurve draws what a number of answers buys: Y against N, N on a
// logarithmic axis, with a line at Options.Reference[0].
func PlanningCurve(series []CurveSeries, o Options) (*Figure, error) {
	var sizes []int
	top := 0.0
	for _, s := range series {
		if len(s.N) != len(s.Y) {
			return nil, fmt.Errorf("planning curve: %s has %d numbers and %d values: these must be equal", clean(s.Label), len(s.N), len(s.Y))
		}
		for i, n := range s.N {
			if !(n >= 1) || !finite(n) {
				return nil, fmt.Errorf("planning curve: %s has a number of %v: needs at least 1", clean(s.Label), n)
			}
			sizes = append(sizes, int(n))
			if finite(s.Y[i]) {
				top = math.Max(top, s.Y[i])
			}
		}
	}
	if len(sizes) == 0 {
		return nil, errors.New("planning curve: no points: give each series numbers and values")
	}
	slices.Sort(sizes)
	sizes = slices.Compact(sizes)
	if top == 0 {
		top = 1
	}
	grid := panels{titles: []string{""}, x: orElse(o.XLabel, "Answers (log scale)"), y: orElse(o.YLabel, "Expected value"), height: 54, width: o.columns(false)}
	grid.axes = func(p *plot.Plot) {
		p.X.Min, p.X.Max = float64(sizes[0])/1.15, float64(sizes[len(sizes)-1])*1.15
		p.X.Scale = plot.LogScale{}
		p.X.Tick.Marker = sizeTicks(sizes)
		linear(&p.Y, 0, top*1.06, 5)
	}
	grid.data = func(_ int, f frame) { drawCurves(f, series, o.Reference) }
	p := page{name: "planning-curve", width: grid.width, body: grid.body(), draw: grid.draw}
	var l legend
	for i, s := range series {
		l.entries = append(l.entries, markEntry(s.Label, seriesMark(i), true))
	}
	for _, s := range series {
		if slices.Contains(s.N, s.At) {
			l.entries = append(l.entries, entry{label: "as asked", room: 4 * mm, draw: func(c ink, at vg.Point) { ring(c, at, 1.4*mm) }})
			break
		}
	}
	p.legend = append(p.legend, l)
	p.notes = appendNote(p.notes, o.Note)
	p.table = &Table{Columns: []string{"series", "n", "value", "here"}}
	for _, s := range series {
		for i, n := range s.N {
			p.table.Rows = append(p.table.Rows, []any{s.Label, n, s.Y[i], s.At})
		}
	}
	return p.figure(o, curveAlt(series, grid.x, grid.y)), nil
}

func drawCurves(f frame, series []CurveSeries, reference []float64) {
	f.grid(false, true)
	for _, r := range reference {
		if finite(r) {
			f.line(zeroLine, pt(f.Min.X, f.y(r)), pt(f.Max.X, f.y(r)))
		}
	}
	for i, s := range series {
		m := seriesMark(i)
		var points []vg.Point
		for k, n := range s.N {
			if finite(s.Y[k]) {
				points = append(points, f.at(n, s.Y[k]))
			}
		}
		small := m
		small.radius = 1.5
		f.about("", clean(s.Label), func() {
			f.line(draw.LineStyle{Color: m.colour, Width: .8}, points...)
			for k, n := range s.N {
				switch {
				case !finite(s.Y[k]):
				case n == s.At:
					ring(f.ink, f.at(n, s.Y[k]), 1.4*mm)
					m.draw(f.ink, f.at(n, s.Y[k]))
				default:
					small.draw(f.ink, f.at(n, s.Y[k]))
				}
				if finite(s.Y[k]) {
					f.shows(m.box(f.at(n, s.Y[k])), fmt.Sprintf("%s: %s at %s", clean(s.Label), numbers.Fixed(s.Y[k], 3), numbers.Fixed(n, 0)), "", clean(s.Label))
				}
			}
		})
	}
}

func curveAlt(series []CurveSeries, x, y string) string {
	s := fmt.Sprintf("%s against %s, %s.", y, plaintext.Within(x), count(len(series), "curve"))
	for _, c := range series {
		last := len(c.N) - 1
		if last < 0 || !finite(c.Y[0]) || !finite(c.Y[last]) {
			continue
		}
		s += fmt.Sprintf(" %s: %s at %s", clean(c.Label), numbers.Fixed(c.Y[0], 2), numbers.Count(int(c.N[0])))
		if k := slices.Index(c.N, c.At); k > 0 && k < last && finite(c.Y[k]) {
			s += fmt.Sprintf(", %s at %s as asked", numbers.Fixed(c.Y[k], 2), numbers.Count(int(c.N[k])))
		}
		if last > 0 {
			s += fmt.Sprintf(", %s at %s", numbers.Fixed(c.Y[last], 2), numbers.Count(int(c.N[last])))
		}
		s += "."
	}
	return s
}
