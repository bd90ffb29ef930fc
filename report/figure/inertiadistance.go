package figure

import (
	"errors"
	"fmt"

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

// InertiaDistance draws inertia against JS distance. From each point a line
// falls to an open mark: its floor, the distance that sampling the baseline
// alone would give. published values are crosses.
func InertiaDistance(inertia, distance, floor []analysis.Estimate, published []Point, o Options) (*Figure, error) {
	d, err := pairsOf(inertia, distance, floor, published)
	if err != nil {
		return nil, err
	}
	p := page{
		name: "inertia-distance", width: o.columns(len(d.pairs) > 12), body: 72,
		legend: d.legend(), notes: appendNote(d.notes(), o.Note),
		draw: func(c ink) {
			pl := newPlot(orElse(o.XLabel, "Inertia"), orElse(o.YLabel, "JS distance, baseline to personas"))
			var x, y extent
			for _, q := range d.pairs {
				x.add(q.x)
				y.add(q.y, q.floor)
			}
			for _, q := range d.published {
				x.add(q.X)
				y.add(q.Y)
			}
			lo, hi := x.padded(.08)
			linear(&pl.X, lo, hi, 5)
			lo, hi = y.padded(.1)
			if lo < .4*hi { // near enough to show where nothing would lie
				lo = 0
			}
			linear(&pl.Y, lo, hi, 5)
			pl.Add(painter(d.draw))
			pl.Draw(c.Canvas)
		},
	}
	return p.figure(o, d.alt()), nil
}

// pairs is what the figure shows.
type pairs struct {
	pairs      []pair
	series     []string
	dimensions []string
	marks      []mark // of series
	published  []Point
	lost       int // pairs without both values
	floors     int
}

type pair struct {
	series, dimension int
	x, y, floor       float64 // floor NaN when unknown
	named             bool
}

func pairsOf(inertia, distance, floor []analysis.Estimate, published []Point) (*pairs, error) {
	if len(inertia) == 0 && len(published) == 0 {
		return nil, errors.New("inertia against distance: no estimates: measure inertia, js_distance and js_floor first")
	}
	a, err := arrange(inertia)
	if err != nil {
		return nil, fmt.Errorf("inertia against distance: %w", err)
	}
	d := &pairs{series: a.series, dimensions: a.rows, marks: a.marks()}
	ys, floors := byCell(distance), byCell(floor)
	means := false
	for _, m := range a.mean {
		means = means || m
	}
	for s := range a.at {
		for r, e := range a.at[s] {
			if e == nil {
				continue
			}
			y, ok := ys[cellOf(e)]
			if !ok || !finite(y) || !finite(e.Value) {
				d.lost++
				continue
			}
			f, ok := floors[cellOf(e)]
			if !ok || !finite(f) {
				f = notANumber
			} else {
				d.floors++
			}
			d.pairs = append(d.pairs, pair{s, r, e.Value, y, f, a.mean[s] || len(a.series) == 1 || !means && len(inertia) <= 10})
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

func byCell(estimates []analysis.Estimate) map[cell]float64 {
	m := make(map[cell]float64, len(estimates))
	for i := range estimates {
		m[cellOf(&estimates[i])] = estimates[i].Value
	}
	return m
}

// colour of a dimension: its place in the study.
func (d *pairs) colour(name string) (i int, known bool) {
	for i, n := range d.dimensions {
		if n == name {
			return i, true
		}
	}
	return 0, false
}

func (d *pairs) mark(q pair) mark {
	m := d.marks[q.series]
	m.colour = qualitative(q.dimension)
	return m
}

func (d *pairs) draw(f frame) {
	f.grid(true, true)
	var marks []vg.Rectangle
	var labels []label
	for _, q := range d.pairs {
		at, m := f.at(q.x, q.y), d.mark(q)
		if finite(q.floor) {
			low := f.at(q.x, q.floor)
			f.line(draw.LineStyle{Color: m.colour, Width: .7}, at, low)
			floor := mark{m.shape, m.colour, true, m.radius * .8}
			floor.draw(f.ink, low)
			marks = append(marks, rect(at.X-.8, at.Y, at.X+.8, low.Y), floor.box(low))
		}
	}
	for _, q := range d.pairs {
		at, m := f.at(q.x, q.y), d.mark(q)
		m.draw(f.ink, at)
		marks = append(marks, m.box(at))
		if q.named {
			labels = append(labels, label{at, d.dimensions[q.dimension], tickFace})
		}
	}
	for _, q := range d.published {
		at, m := f.at(q.X, q.Y), publishedMark
		i, known := d.colour(q.Label)
		if known {
			m.colour = qualitative(i)
		}
		m.draw(f.ink, at)
		marks = append(marks, m.box(at))
		if !known && q.Label != "" {
			labels = append(labels, label{at, q.Label, tickFace})
		}
	}
	for _, p := range placeLabels(f.Rectangle, marks, labels) {
		p.draw(f.ink)
	}
}

var publishedMark = mark{cross, black, false, 2.4}

// legend explains colours when points are not named, shapes when there are
// several models, then floor and published values.
func (d *pairs) legend() []legend {
	var dimensions, models, others legend
	named := true
	for _, q := range d.pairs {
		named = named && q.named
	}
	if !named {
		for i, name := range d.dimensions {
			dimensions.entries = append(dimensions.entries, swatchEntry(name, func(c ink, r vg.Rectangle) { c.fill(qualitative(i), r) }))
		}
	}
	if len(d.series) > 1 {
		for i, name := range d.series {
			m := d.marks[i]
			m.colour = softText
			models.entries = append(models.entries, markEntry(name, m, false))
		}
	}
	if d.floors > 0 {
		others.entries = append(others.entries, markEntry("floor: sampling of the baseline alone", mark{circle, softText, true, markRadius * .8}, false))
	}
	if len(d.published) > 0 {
		m := publishedMark
		m.colour = softText
		others.entries = append(others.entries, markEntry("published", m, false))
	}
	return []legend{dimensions, models, others}
}

func (d *pairs) notes() []string {
	if d.lost == 0 {
		return nil
	}
	return []string{fmt.Sprintf("left out: %s without a value", count(d.lost, "point"))}
}

func (d *pairs) alt() string {
	var x, y, below extent
	under := 0
	for _, q := range d.pairs {
		x.add(q.x)
		y.add(q.y)
		below.add(q.floor)
		if finite(q.floor) && q.y <= q.floor {
			under++
		}
	}
	s := fmt.Sprintf("Scatter plot of %s: inertia %s against JS distance %s", count(len(d.pairs), "point"), between(x, 2), between(y, 2))
	if d.floors > 0 {
		s += fmt.Sprintf(", each with its floor, %s; %d of %d distances are at or below their floor", between(below, 2), under, d.floors)
	}
	s += "."
	for _, q := range d.pairs {
		if q.named && len(d.pairs) <= 60 {
			s += fmt.Sprintf(" %s: %s, %s.", d.dimensions[q.dimension], decimal(q.x, 2), decimal(q.y, 2))
		}
	}
	if n := len(d.published); n > 0 {
		s += fmt.Sprintf(" Crosses: %s.", count(n, "published value"))
	}
	return s
}
