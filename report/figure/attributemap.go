package figure

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"

	"inertia/analysis"
	"inertia/report/numbers"
)

// AttributeMap draws the size of an effect by attribute (rows) and dimension (columns),
// its number in each cell; an effect that is nil or undefined is a grey cell. Marked
// cells, which may be nil, carry a dot.
func AttributeMap(attributes, dimensions []string, effects [][]*analysis.Estimate, marked [][]bool, o Options) (*Figure, error) {
	d, err := attributeDataOf(attributes, dimensions, effects, marked)
	if err != nil {
		return nil, err
	}
	left := min(labelFace.widest(d.attributes), 42*mm) + 1.5*mm
	width := o.columns(left+vg.Length(len(dimensions))*11*mm > vg.Length(SingleColumn)*mm)
	left = min(left, vg.Length(width)*mm*.4)
	inner := vg.Length(width)*mm - 2*margin - left
	h := headsFor(d.columns, inner)
	right := h.overhang(d.columns, inner)
	p := page{
		name: "attribute-map", width: width, body: 5.2*float64(len(attributes)) + millimetres(h.room),
		legend: d.legend(o),
		draw: func(c ink) {
			c = c.inset(left, right, 0, h.room)
			cols := edges(d.columns, c.Min.X, c.Max.X, 0)
			d.draw(c, cols, left, o)
			h.draw(c, d.columns, cols, c.Max.Y)
		},
	}
	p.notes = appendNote(appendNote(p.notes, h.note), o.Note)
	for _, row := range effects {
		p.estimates = append(p.estimates, some(row)...)
	}
	return p.figure(o, d.alt(o)), nil
}

// attributeData is what the figure shows.
type attributeData struct {
	attributes, dimensions []string
	columns                []block // one a dimension
	effects                [][]*analysis.Estimate
	marked                 [][]bool
	measure                string
	most                   float64 // the largest size
	dots, lost             bool
}

func attributeDataOf(attributes, dimensions []string, effects [][]*analysis.Estimate, marked [][]bool) (*attributeData, error) {
	if len(attributes) == 0 || len(dimensions) == 0 {
		return nil, errors.New("attribute map: no attribute or no dimension: give one of each")
	}
	d := &attributeData{effects: effects, marked: marked}
	for _, a := range attributes {
		d.attributes = append(d.attributes, clean(a))
	}
	for i, a := range dimensions {
		d.dimensions = append(d.dimensions, clean(a))
		d.columns = append(d.columns, block{clean(a), i, i + 1})
	}
	if len(effects) != len(attributes) || marked != nil && len(marked) != len(attributes) {
		return nil, fmt.Errorf("attribute map: %d rows of effects and %d of marks for %d attributes: these must be equal", len(effects), len(marked), len(attributes))
	}
	for i, row := range effects {
		if len(row) != len(dimensions) || marked != nil && len(marked[i]) != len(dimensions) {
			return nil, fmt.Errorf("attribute map: row %d has %d effects for %d dimensions", i+1, len(row), len(dimensions))
		}
		for j, e := range row {
			if e != nil {
				d.measure = e.Measure
			}
			if v := size(e); finite(v) {
				d.most = math.Max(d.most, v)
			} else {
				d.lost = true
			}
			d.dots = d.dots || marked != nil && marked[i][j]
		}
	}
	return d, nil
}

// size is an effect's magnitude, NaN where there is none.
func size(e *analysis.Estimate) float64 {
	if e == nil {
		return notANumber
	}
	return math.Abs(e.Value)
}

// sizeText writes an effect's magnitude to the digits of its estimate.
func (o Options) sizeText(e *analysis.Estimate) string {
	return numbers.Fixed(size(e), o.digits().Decimals(e.Measure))
}

// shade is light for nothing and dark for the largest value, so that it survives
// a grey copy.
func (d *attributeData) shade(v float64) color.NRGBA {
	if !finite(v) {
		return missing
	}
	return depth(v, d.most)
}

func (d *attributeData) draw(c ink, cols [][2]vg.Length, left vg.Length, o Options) {
	height := c.height() / vg.Length(len(d.attributes))
	for i, name := range d.attributes {
		top := c.Max.Y - vg.Length(i)*height
		middle := top - height/2
		c.name(labelFace, c.Min.X-1.5*mm, middle, 1, name, left-1.5*mm, height)
		for j, e := range d.effects[i] {
			from, to := cols[j][0], cols[j][1]
			fill := d.shade(size(e))
			c.fill(fill, rect(from+.2*mm, top-height+.2*mm, to-.2*mm, top-.2*mm))
			c.shows(rect(from, top-height, to, top), d.says(i, j, o), "", d.dimensions[j])
			if !finite(size(e)) {
				continue
			}
			f := tickFace
			f.colour = textOn(fill)
			if words := o.sizeText(e); f.width(words) < to-from-.6*mm {
				c.text(f, (from+to)/2, middle, .5, .5, words)
			}
			if d.marked != nil && d.marked[i][j] {
				c.dot(textOn(fill), to-1.3*mm, top-1.3*mm, .55*mm)
			}
		}
	}
}

// says puts a cell in words.
func (d *attributeData) says(i, j int, o Options) string {
	s, e := d.attributes[i]+" on "+d.dimensions[j]+": ", d.effects[i][j]
	if !finite(size(e)) {
		return s + "no value"
	}
	s += o.say(e)
	_, pair, ok := strings.Cut(e.Contrast, ": ") // after the attribute's name
	if !ok {
		pair = e.Contrast
	}
	if pair != "" {
		s += ", " + clean(pair)
	}
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

func (d *attributeData) legend(o Options) []legend {
	var all []legend
	if d.most > 0 {
		all = append(all, legend{title: orElse(o.XLabel, measureLabel(d.measure)), bar: &colourBar{hi: d.most, shade: d.shade}})
	}
	var l legend
	if d.dots {
		l.entries = append(l.entries, swatchEntry("beyond chance, corrected", func(c ink, r vg.Rectangle) {
			c.dot(black, (r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2, .55*mm)
		}))
	}
	if d.lost {
		l.entries = append(l.entries, swatchEntry("no value", func(c ink, r vg.Rectangle) { c.fill(missing, r) }))
	}
	return append(all, l)
}

// alt says the largest and the smallest effect, and the largest of each attribute.
func (d *attributeData) alt(o Options) string {
	s := fmt.Sprintf("%s, drawn as a map of %s (rows) on %s (columns); darker is larger.", measureLabel(d.measure), count(len(d.attributes), "attribute"), count(len(d.dimensions), "dimension"))
	high, low, dots := [2]int{-1}, [2]int{-1}, 0
	for i, row := range d.effects {
		for j, e := range row {
			if d.marked != nil && d.marked[i][j] {
				dots++
			}
			if v := size(e); finite(v) {
				if high[0] < 0 || v > size(d.effects[high[0]][high[1]]) {
					high = [2]int{i, j}
				}
				if low[0] < 0 || v < size(d.effects[low[0]][low[1]]) {
					low = [2]int{i, j}
				}
			}
		}
	}
	if high[0] < 0 {
		return s + " No cell has a value."
	}
	s += fmt.Sprintf(" Largest: %s. Smallest: %s.", d.says(high[0], high[1], o), d.says(low[0], low[1], o))
	s += " The largest of each attribute:"
	sep := " "
	for i, name := range d.attributes {
		at := -1
		for j, e := range d.effects[i] {
			if finite(size(e)) && (at < 0 || size(e) > size(d.effects[i][at])) {
				at = j
			}
		}
		if at < 0 {
			s += sep + name + " has no value"
		} else {
			s += sep + name + " " + o.sizeText(d.effects[i][at]) + " on " + d.dimensions[at]
		}
		sep = ", "
	}
	s += "."
	if d.marked != nil {
		s += fmt.Sprintf(" Beyond chance, corrected: %s of %s.", numbers.Count(dots), count(len(d.attributes)*len(d.dimensions), "cell"))
	}
	return s
}
