package figure

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"

	"inertia/report/numbers"
)

// AttributeMap draws an effect size by attribute (rows) and dimension (columns),
// its value in each cell; marked cells, which may be nil, carry a dot.
func AttributeMap(attributes, dimensions []string, values [][]float64, marked [][]bool, o Options) (*Figure, error) {
	d, err := attributeDataOf(attributes, dimensions, values, marked)
	if err != nil {
		return nil, err
	}
	left := min(labelFace.widest(d.attributes), 42*mm) + 1.5*mm
	width := o.columns(left+vg.Length(len(dimensions))*11*mm > vg.Length(SingleColumn)*mm)
	cell := (vg.Length(width)*mm - 2*margin - left) / vg.Length(len(dimensions))
	turned := labelFace.widest(d.dimensions) > cell-1*mm
	head := labelFace.rise() + 2*mm
	if turned {
		head = min(labelFace.widest(d.dimensions), 34*mm) + 2*mm
	}
	p := page{
		name: "attribute-map", width: width, body: 5.2*float64(len(attributes)) + float64(head/mm),
		legend: []legend{d.legend()},
		draw: func(c ink) {
			d.draw(c.inset(left, 0, 0, head), cell, turned)
		},
	}
	p.notes = appendNote(p.notes, o.Note)
	return p.figure(o, d.alt()), nil
}

// attributeData is what the figure shows.
type attributeData struct {
	attributes, dimensions []string
	values                 [][]float64
	marked                 [][]bool
	most                   float64
	dots, lost             bool
}

func attributeDataOf(attributes, dimensions []string, values [][]float64, marked [][]bool) (*attributeData, error) {
	if len(attributes) == 0 || len(dimensions) == 0 {
		return nil, errors.New("attribute map: no attribute or no dimension: give one of each")
	}
	d := &attributeData{values: values, marked: marked}
	for _, a := range attributes {
		d.attributes = append(d.attributes, clean(a))
	}
	for _, a := range dimensions {
		d.dimensions = append(d.dimensions, clean(a))
	}
	if len(values) != len(attributes) || marked != nil && len(marked) != len(attributes) {
		return nil, fmt.Errorf("attribute map: %d rows of values and %d of marks for %d attributes: these must be equal", len(values), len(marked), len(attributes))
	}
	for i, row := range values {
		if len(row) != len(dimensions) || marked != nil && len(marked[i]) != len(dimensions) {
			return nil, fmt.Errorf("attribute map: row %d has %d values for %d dimensions", i+1, len(row), len(dimensions))
		}
		for j, v := range row {
			if finite(v) {
				d.most = math.Max(d.most, v)
			} else {
				d.lost = true
			}
			d.dots = d.dots || marked != nil && marked[i][j]
		}
	}
	return d, nil
}

// shade is light for nothing and dark for the largest value, so that it survives
// a grey copy.
func (d *attributeData) shade(v float64) color.NRGBA {
	if !finite(v) {
		return missing
	}
	steps := 64
	at := 0
	if d.most > 0 {
		at = int(math.Round(math.Max(0, v) / d.most * float64(steps)))
	}
	return sequential(steps-at, steps+1)
}

func (d *attributeData) draw(c ink, cell vg.Length, turned bool) {
	n := len(d.attributes)
	height := c.height() / vg.Length(n)
	for j, name := range d.dimensions {
		x := c.Min.X + (vg.Length(j)+.5)*cell
		if turned {
			c.turned(labelFace, x+labelFace.rise()/2, c.Max.Y+1*mm, 0, 0, 90, labelFace.cut(name, 34*mm))
		} else {
			c.text(labelFace, x, c.Max.Y+1*mm, .5, 0, name)
		}
	}
	for i, name := range d.attributes {
		top := c.Max.Y - vg.Length(i)*height
		middle := top - height/2
		c.text(labelFace, c.Min.X-1.5*mm, middle, 1, .5, labelFace.cut(name, 42*mm))
		for j, v := range d.values[i] {
			x := c.Min.X + vg.Length(j)*cell
			fill := d.shade(v)
			c.fill(fill, rect(x+.2*mm, top-height+.2*mm, x+cell-.2*mm, top-.2*mm))
			c.shows(rect(x, top-height, x+cell, top), d.says(i, j), "", d.dimensions[j])
			if !finite(v) {
				continue
			}
			f := tickFace
			f.colour = textOn(fill)
			c.text(f, x+cell/2, middle, .5, .5, strings.TrimPrefix(numbers.Fixed(v, 2), "0"))
			if d.marked != nil && d.marked[i][j] {
				c.dot(textOn(fill), x+cell-1.5*mm, top-1.5*mm, .55*mm)
			}
		}
	}
}

// says puts a cell in words.
func (d *attributeData) says(i, j int) string {
	s := d.attributes[i] + " on " + d.dimensions[j] + ": "
	if !finite(d.values[i][j]) {
		return s + "no value"
	}
	s += numbers.Fixed(d.values[i][j], 2)
	if d.marked != nil && d.marked[i][j] {
		s += ", beyond chance"
	}
	return s
}

func (c ink) dot(colour color.Color, x, y, radius vg.Length) {
	var p vg.Path
	p.Move(pt(x+radius, y))
	p.Arc(pt(x, y), radius, 0, 2*math.Pi)
	p.Close()
	c.SetColor(colour)
	c.Fill(p)
}

func (d *attributeData) legend() legend {
	var l legend
	for _, v := range []float64{0, d.most / 2, d.most} {
		fill := d.shade(v)
		l.entries = append(l.entries, swatchEntry(numbers.Fixed(v, 2), func(c ink, r vg.Rectangle) { c.fill(fill, r) }))
	}
	if d.dots {
		l.entries = append(l.entries, swatchEntry("beyond chance, corrected", func(c ink, r vg.Rectangle) {
			c.dot(black, (r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2, .55*mm)
		}))
	}
	if d.lost {
		l.entries = append(l.entries, swatchEntry("no value", func(c ink, r vg.Rectangle) { c.fill(missing, r) }))
	}
	return l
}

func (d *attributeData) alt() string {
	s := fmt.Sprintf("Effect size of %s on %s.", count(len(d.attributes), "attribute"), count(len(d.dimensions), "dimension"))
	for i, name := range d.attributes {
		at := -1
		for j, v := range d.values[i] {
			if finite(v) && (at < 0 || v > d.values[i][at]) {
				at = j
			}
		}
		if at < 0 {
			s += fmt.Sprintf(" %s: no value.", name)
			continue
		}
		s += fmt.Sprintf(" %s: at most %s, on %s.", name, numbers.Fixed(d.values[i][at], 2), d.dimensions[at])
	}
	return s
}
