package figure

import (
	"errors"
	"fmt"
	"image/color"

	"gonum.org/v1/plot/vg"

	"inertia/analysis"
	"inertia/report/numbers"
)

// VarianceRow is a dimension and its components of variance, in the order of the
// sources; one that is not there or has no value counts nothing.
type VarianceRow struct {
	Label      string
	Components []*analysis.Estimate
}

// VarianceBars draws, for each dimension, which share of its variance comes from
// which source, as one bar; the variance itself stands at its right.
func VarianceBars(rows []VarianceRow, sources []string, o Options) (*Figure, error) {
	d, err := varianceOf(rows, sources)
	if err != nil {
		return nil, err
	}
	const bar = 5.4
	p := page{
		name: "variance-bars", width: o.columns(false), body: bar*float64(len(rows)) + 11,
		legend: []legend{d.legend(sources)}, notes: appendNote(nil, o.Note),
		draw: func(c ink) {
			labels := make([]string, len(rows))
			for i, r := range d.rows {
				labels[i] = r.label
			}
			left := min(labelFace.widest(labels), c.width()*.35) + 2*mm
			right := max(tickFace.width("variance"), tickFace.width("000.00")) + 1.5*mm
			pl := newPlot(orElse(o.XLabel, "Share of the variance (%)"), "")
			linear(&pl.X, 0, 100, tickCount(c.width()-left-right))
			rowsOnly(pl, float64(len(rows)))
			pl.Add(painter(func(f frame) { d.draw(f, sources, left, o) }))
			pl.Draw(c.inset(left, right, 0, 3.4*mm).Canvas)
		},
	}
	for _, r := range rows {
		p.estimates = append(p.estimates, some(r.Components)...)
	}
	return p.figure(o, d.alt(sources)), nil
}

// varianceBars is what the figure shows.
type varianceBars struct {
	rows []varianceBar
}

type varianceBar struct {
	label  string
	parts  []*analysis.Estimate
	shares []float64 // of the total, by source
	total  float64   // 0 where there is no variance
}

func varianceOf(rows []VarianceRow, sources []string) (*varianceBars, error) {
	if len(rows) == 0 || len(sources) == 0 {
		return nil, errors.New("variance bars: no rows or no sources: measure the variance components first")
	}
	d := &varianceBars{}
	for _, r := range rows {
		if len(r.Components) != len(sources) {
			return nil, fmt.Errorf("variance bars: %s has %d components for %d sources: these must be equal", clean(r.Label), len(r.Components), len(sources))
		}
		b := varianceBar{label: clean(r.Label), parts: r.Components, shares: make([]float64, len(sources))}
		for _, e := range r.Components {
			if e != nil && finite(e.Value) && e.Value > 0 {
				b.total += e.Value
			}
		}
		for i, e := range r.Components {
			if e != nil && finite(e.Value) && e.Value > 0 {
				b.shares[i] = e.Value / b.total
			}
		}
		d.rows = append(d.rows, b)
	}
	return d, nil
}

// sourceColour goes from dark to light, so that neighbours differ in a grey copy.
func sourceColour(i, n int) color.NRGBA { return sequential(i, n) }

func (d *varianceBars) draw(f frame, sources []string, left vg.Length, o Options) {
	f.text(softFace, f.Max.X+1.5*mm, f.Max.Y+1*mm, 0, 0, "variance")
	for i, b := range d.rows {
		top, bottom := f.y(float64(len(d.rows)-i))-.8*mm, f.y(float64(len(d.rows)-i-1))+.8*mm
		middle := (top + bottom) / 2
		f.name(labelFace, f.Min.X-1.5*mm, middle, 1, b.label, left-2*mm, top-bottom)
		if b.total == 0 {
			f.text(softFace, f.Min.X+1*mm, middle, 0, .5, "no variance")
			continue
		}
		f.text(softFace, f.Max.X+1.5*mm, middle, 0, .5, numbers.Fixed(b.total, 2))
		at := 0.0
		for k, share := range b.shares {
			if share <= 0 {
				continue
			}
			from, to := f.x(100*at), f.x(100*(at+share))
			at += share
			fill := sourceColour(k, len(sources))
			figure := numbers.Fixed(100*share, 0)
			inside := face{regular, smallSize, textOn(fill)}
			f.about(b.parts[k].Model, b.label, func() {
				f.fill(fill, rect(from, bottom, to, top))
				if inside.width(figure) < to-from-1*mm {
					f.text(inside, (from+to)/2, middle, .5, .5, figure)
				}
				f.shows(rect(from, bottom, to, top), fmt.Sprintf("%s, %s: variance %s, %s of %s", b.label, clean(sources[k]), o.text(b.parts[k]), numbers.Share(share), numbers.Fixed(b.total, 2)), b.parts[k].Model, b.label)
			})
		}
	}
}

func (d *varianceBars) legend(sources []string) legend {
	var l legend
	for i, s := range sources {
		fill := sourceColour(i, len(sources))
		l.entries = append(l.entries, swatchEntry(s, func(c ink, r vg.Rectangle) { c.fill(fill, r) }))
	}
	return l
}

func (d *varianceBars) alt(sources []string) string {
	s := fmt.Sprintf("Stacked bars: which share of the variance of %s comes from %s.", count(len(d.rows), "dimension"), enumerate(sources))
	for _, b := range d.rows {
		if b.total == 0 {
			s += fmt.Sprintf(" %s: no variance.", b.label)
			continue
		}
		most := 0
		for k := range b.shares {
			if b.shares[k] > b.shares[most] {
				most = k
			}
		}
		s += fmt.Sprintf(" %s: most from %s (%s).", b.label, clean(sources[most]), numbers.Share(b.shares[most]))
	}
	return s
}
