package figure

import (
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

// leastPanelled is the width in mm from which groups of dumbbells stand side by side.
const leastPanelled = 120

// sameRows gives the lines of each group where all groups have the same rows in the same
// order; nil where they have not.
func (d *dumbbells) sameRows() [][]dumbbellLine {
	var groups [][]dumbbellLine
	for _, l := range d.lines {
		switch {
		case l.ways == nil:
			groups = append(groups, nil)
		case l.group == "":
			return nil
		default:
			last := &groups[len(groups)-1]
			*last = append(*last, l)
		}
	}
	for _, g := range groups {
		if len(g) != len(groups[0]) {
			return nil
		}
		for i, l := range g {
			if l.label != groups[0][i].label {
				return nil
			}
		}
	}
	return groups
}

// panelled draws a panel a group; the rows are named once, at the left.
func (d *dumbbells) panelled(groups [][]dumbbellLine, ways []string, width float64, o Options) *Figure {
	rows := groups[0]
	var labels []string
	for _, l := range rows {
		labels = append(labels, l.label)
	}
	label := min(labelFace.widest(labels), vg.Length(width)*mm*.25)
	row := max(4.6, float64(len(ways))*1.9+.8)
	grid := panels{x: orElse(o.XLabel, d.axis), height: row*float64(len(rows)) + 10, width: width - float64(label/mm), left: label + 2.2*mm}
	for _, g := range groups {
		grid.titles = append(grid.titles, g[0].group)
	}
	columns, _ := grid.shape()
	lo, hi := d.span.padded(.05)
	grid.axes = func(p *plot.Plot) {
		linear(&p.X, lo, hi, 3)
		rowsOnly(p, float64(len(rows)))
	}
	grid.data = func(i int, f frame) {
		f.grid(true, false)
		for k, l := range groups[i] {
			y := f.y(float64(len(rows)-k) - .5)
			if i%columns == 0 {
				f.named(l.label, func() { f.name(labelFace, f.Min.X-2*mm, y, 1, l.label, label, f.y(1)-f.y(0)) })
			}
			f.about(l.model(), l.dimension(), func() { d.drawWays(f, l, y, ways, o) })
		}
	}
	p := page{
		name: "dumbbells", width: width, estimates: d.given, body: grid.body(),
		legend: []legend{d.legend(ways)}, notes: appendNote(appendNote(nil, intervalWords(d.level)), o.Note),
		draw: grid.draw,
	}
	return p.figure(o, d.alt(ways, o))
}
