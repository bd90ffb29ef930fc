package figure

import (
	"errors"
	"fmt"
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/analysis"
)

// Point is a published pair of values: X its inertia, Y its JS distance. Label
// is its dimension; equal to an estimate's dimension it takes that one's colour.
type Point struct {
	Label string
	X, Y  float64
}

// InertiaDistance draws inertia against JS distance, a panel a model. From each
// point a line runs to an open mark: its floor, the distance that sampling the
// baseline alone would give. published values are grey marks of the same shape.
func InertiaDistance(inertia, distance, floor []analysis.Estimate, published []Point, o Options) (*Figure, error) {
	d, err := pairsOf(inertia, distance, floor, published)
	if err != nil {
		return nil, err
	}
	width := o.columns(len(d.series) > 1)
	d.named = len(d.series) < 2 && width >= leastNamed
	grid := d.layout(o)
	grid.width = width
	p := page{
		name: "inertia-distance", width: grid.width, body: grid.body(),
		legend: d.legend(), notes: appendNote(d.notes(), o.Note),
		draw:      grid.draw,
		estimates: slices.Concat(inertia, distance, floor),
	}
	for _, q := range published {
		about := analysis.Estimate{Dimension: q.Label}
		if i := slices.IndexFunc(inertia, func(e analysis.Estimate) bool { return e.Dimension == q.Label }); i >= 0 {
			about = inertia[i]
		}
		p.estimates = append(p.estimates, publishedRow(&about, "inertia", q.X), publishedRow(&about, "js_distance", q.Y))
	}
	return p.figure(o, d.alt(o)), nil
}

// leastNamed is the width in mm from which there is room for names beside points.
const leastNamed = 60

// pairs is what the figure shows.
type pairs struct {
	pairs      []pair
	series     []string
	dimensions []string
	named      bool // names stand beside the points, not in a legend
	means      int  // the series that averages over models, -1 without one
	published  []Point
	lost       int // pairs without both values
	floors     int
}

type pair struct {
	series, dimension int
	x, y, floor       float64 // floor NaN when unknown
	inertia, distance *analysis.Estimate
	below             *analysis.Estimate // the floor; nil when unknown
}

func pairsOf(inertia, distance, floor []analysis.Estimate, published []Point) (*pairs, error) {
	if len(inertia) == 0 && len(published) == 0 {
		return nil, errors.New("inertia against distance: no estimates: measure inertia, js_distance and js_floor first")
	}
	a, err := arrange(inertia)
	if err != nil {
		return nil, fmt.Errorf("inertia against distance: %w", err)
	}
	d := &pairs{series: a.series, dimensions: a.rows, means: slices.Index(a.mean, true)}
	ys, floors := byCell(distance), byCell(floor)
	for s := range a.at {
		for r, e := range a.at[s] {
			if e == nil {
				continue
			}
			y := ys[cellOf(e)]
			if y == nil || !finite(y.Value) || !finite(e.Value) {
				d.lost++
				continue
			}
			q := pair{series: s, dimension: r, x: e.Value, y: y.Value, floor: notANumber, inertia: e, distance: y}
			if f := floors[cellOf(e)]; f != nil && finite(f.Value) {
				q.floor, q.below = f.Value, f
				d.floors++
			}
			d.pairs = append(d.pairs, q)
		}
	}
	for _, q := range published {
		if finite(q.X) && finite(q.Y) {
			d.published = append(d.published, Point{clean(q.Label), q.X, q.Y})
		} else {
			d.lost++
		}
	}
	return d, nil
}

// cell is what an inertia, a distance and a floor have in common.
type cell struct{ model, variant, seed, instrument, dimension string }

func cellOf(e *analysis.Estimate) cell {
	return cell{e.Model, e.Variant, e.Seed, e.Instrument, e.Dimension}
}

func byCell(estimates []analysis.Estimate) map[cell]*analysis.Estimate {
	m := make(map[cell]*analysis.Estimate, len(estimates))
	for i := range estimates {
		m[cellOf(&estimates[i])] = &estimates[i]
	}
	return m
}

// layout gives each model a panel; the published values stand in that of the
// mean over models, or in all where there is none.
func (d *pairs) layout(o Options) panels {
	grid := panels{titles: slices.Clone(d.series), x: orElse(o.XLabel, "Inertia"), y: orElse(o.YLabel, "JS distance, baseline to personas"), height: 46}
	if len(d.series) < 2 {
		grid.titles, grid.height = []string{""}, 72
	}
	var x, y extent
	for _, q := range d.pairs {
		x.add(q.x)
		y.add(q.y, q.floor)
	}
	for _, q := range d.published {
		x.add(q.X)
		y.add(q.Y)
	}
	grid.axes = func(p *plot.Plot) {
		share, ticks := .08, 4
		if len(d.series) < 2 { // room for names
			share, ticks = .15, 5
		}
		lo, hi := x.padded(share)
		linear(&p.X, lo, hi, ticks)
		lo, hi = y.padded(.1)
		if lo < .4*hi { // near enough to show where nothing would lie
			lo = 0
		}
		linear(&p.Y, lo, hi, ticks)
	}
	grid.data = func(i int, f frame) { d.draw(i, f, o) }
	return grid
}

// dimension finds a dimension by name.
func (d *pairs) dimension(name string) (i int, known bool) {
	i = slices.Index(d.dimensions, name)
	return i, i >= 0
}

// draw draws the panel of a series, with names beside the points when it is the
// only one.
func (d *pairs) draw(series int, f frame, o Options) {
	f.grid(true, true)
	var marks []vg.Rectangle
	var labels []label
	for _, q := range d.pairs {
		if q.series == series && finite(q.floor) {
			at, low, m := f.at(q.x, q.y), f.at(q.x, q.floor), seriesMark(q.dimension)
			m.open, m.radius = true, m.radius*.8
			f.ofEstimate(q.inertia, func() {
				f.line(draw.LineStyle{Color: m.colour, Width: .7}, at, low)
				m.draw(f.ink, low)
			})
			marks = append(marks, rect(at.X-.8, at.Y, at.X+.8, low.Y), m.box(low))
		}
	}
	for _, q := range d.pairs {
		if q.series == series {
			at, m := f.at(q.x, q.y), seriesMark(q.dimension)
			f.ofEstimate(q.inertia, func() {
				m.draw(f.ink, at)
				f.shows(m.box(at), d.says(q, o), q.inertia.Model, q.inertia.Dimension)
			})
			marks = append(marks, m.box(at))
			labels = append(labels, label{at, d.dimensions[q.dimension], tickFace})
		}
	}
	if series != d.means && d.means >= 0 {
		return
	}
	for _, q := range d.published {
		i, known := d.dimension(q.Label)
		at, m := f.at(q.X, q.Y), publishedMark(i, known)
		f.about("", q.Label, func() { m.draw(f.ink, at) })
		marks = append(marks, m.box(at))
		if !known && q.Label != "" {
			labels = append(labels, label{at, q.Label, tickFace})
		}
	}
	if !d.named {
		return
	}
	for _, p := range placeLabels(f.Rectangle, marks, labels) {
		f.named(p.text, func() { p.draw(f.ink) })
	}
}

// publishedMark has the dimension's shape; a diamond where there is none such.
func publishedMark(dimension int, known bool) mark {
	m := mark{shape: diamond, radius: markRadius}
	if known {
		m = seriesMark(dimension)
	}
	m.ghost, m.radius = true, m.radius*.85
	return m
}

// legend explains the dimensions' marks where points have no names, the floor
// and the published values.
func (d *pairs) legend() []legend {
	var dimensions, others legend
	if !d.named {
		for i, name := range d.dimensions {
			dimensions.entries = append(dimensions.entries, markEntry(name, seriesMark(i), false))
		}
	}
	if d.floors > 0 {
		others.entries = append(others.entries, markEntry("floor: sampling of the baseline alone", mark{shape: circle, colour: softText, open: true, radius: markRadius * .8}, false))
	}
	if len(d.published) > 0 {
		others.entries = append(others.entries, markEntry("published", publishedMark(0, true), false))
	}
	return []legend{dimensions, others}
}

func (d *pairs) notes() []string {
	if d.lost == 0 {
		return nil
	}
	return []string{fmt.Sprintf("left out: %s without a value", count(d.lost, "point"))}
}

// says puts a point in words.
func (d *pairs) says(q pair, o Options) string {
	s := fmt.Sprintf("%s, %s: inertia %s, JS distance %s", d.series[q.series], d.dimensions[q.dimension], o.say(q.inertia), o.say(q.distance))
	if q.below != nil {
		s += ", floor " + o.text(q.below)
	}
	return s
}

func (d *pairs) alt(o Options) string {
	var x, y, below []*analysis.Estimate
	under := 0
	for _, q := range d.pairs {
		x, y, below = append(x, q.inertia), append(y, q.distance), append(below, q.below)
		if finite(q.floor) && q.y <= q.floor {
			under++
		}
	}
	s := fmt.Sprintf("Scatter plot of %s: inertia %s against JS distance %s", count(len(d.pairs), "point"), o.span(x), o.span(y))
	if d.floors > 0 {
		s += fmt.Sprintf(", each with its floor, %s; %d of %d distances are at or below their floor", o.span(below), under, d.floors)
	}
	s += "."
	if len(d.series) > 1 {
		s += d.ends(x, o)
	}
	for _, q := range d.pairs {
		if len(d.series) == 1 || q.series == d.means {
			s += fmt.Sprintf(" %s: %s, %s.", d.dimensions[q.dimension], o.text(q.inertia), o.text(q.distance))
		}
	}
	if n := len(d.published); n > 0 {
		s += fmt.Sprintf(" Grey marks: %s.", count(n, "published value"))
	}
	return s
}

// ends says whose inertia is highest and lowest, with its distance.
func (d *pairs) ends(inertia []*analysis.Estimate, o Options) string {
	low, high := extremes(inertia)
	if low == nil || low == high {
		return ""
	}
	at := func(e *analysis.Estimate) string { return d.says(d.pairs[slices.Index(inertia, e)], o) }
	return fmt.Sprintf(" Highest inertia: %s. Lowest: %s.", at(high), at(low))
}
