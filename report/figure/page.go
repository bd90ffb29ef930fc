package figure

import (
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/analysis"
)

// page is the picture with what stands around it: title and the word simulated
// above, legend and notes below.
type page struct {
	name   string
	width  float64  // mm
	body   float64  // height of the picture, mm
	legend []legend // each on rows of its own
	notes  []string
	draw   func(ink)

	estimates []analysis.Estimate
	table     *Table
}

const (
	margin     = 1 * mm
	headLine   = 4.2 * mm
	noteLine   = 3 * mm
	legendLine = 3.8 * mm
)

func (p page) figure(o Options, alt string) *Figure {
	if o.Width > 0 && !math.IsInf(o.Width, 0) {
		p.width = math.Max(o.Width, 40)
	}
	if o.Name != "" {
		p.name = o.Name
	}
	if o.Simulated {
		alt = simulatedAlt(o.Real) + alt
	}
	drawn := p.sheet(o)
	if key := drawn.key(); key != nil { // names that had no room
		p.notes = append(slices.Clone(p.notes), key...)
		drawn = p.sheet(o)
	}
	return &Figure{Name: p.name, Alt: alt, Simulated: o.Simulated, Real: o.Real, Width: p.width, Height: drawn.canvas.H, Marks: drawn.marks, Parts: drawn.parts, Estimates: p.estimates, Table: p.table, sheet: drawn}
}

// sheet draws the picture with what stands around it.
func (p page) sheet(o Options) *sheet {
	s := p.set(o)
	height := millimetres(2*margin+s.head+s.foot) + p.body
	drawn := newSheet(p.width, math.Round(height*10)/10)
	c := ink{draw.New(drawn)}
	c.fill(paper, grown(c.Rectangle, 1)) // beyond the edge, or a PNG's last pixels stay half transparent
	c = c.inset(margin, margin, margin, margin)
	s.draw(c)
	p.draw(c.inset(0, 0, s.foot, s.head))
	return drawn
}

// surround is what stands around a picture, broken into lines.
type surround struct {
	title, notes []string
	simulated    string
	legend       []legend
	rows         [][][]vg.Length // of each legend, the left edges by row
	head, foot   vg.Length       // heights
}

// set breaks the words around the picture into lines of the page's width.
func (p page) set(o Options) surround {
	inner := vg.Length(p.width)*mm - 2*margin
	s := surround{legend: p.legend}
	if o.Simulated {
		s.simulated = simulatedWords(o.Real)
	}
	s.title = titleFace.wrap(o.Title, inner)
	s.head = vg.Length(len(s.title)) * headLine
	for _, n := range p.notes {
		s.notes = append(s.notes, smallFace.wrap(n, inner)...)
	}
	s.foot = vg.Length(len(s.notes)) * noteLine
	indent := vg.Length(0)
	for i := range p.legend {
		l := &p.legend[i]
		l.title = headFace.cut(l.title, inner)
		if l.bar != nil {
			l.bar.below = headFace.width(l.title) > inner*.4
		}
		if l.title != "" && (l.bar == nil || !l.bar.below) {
			indent = max(indent, headFace.width(l.title)+2.5*mm)
		}
	}
	for i := range p.legend {
		rows := p.legend[i].layout(inner, indent)
		s.rows = append(s.rows, rows)
		s.foot += vg.Length(len(rows)) * p.legend[i].lineHeight()
	}
	if o.Simulated && s.lastLine()+simulatedFace.width(s.simulated)+4*mm > inner {
		s.notes = append(s.notes, "")
		s.foot += noteLine
	}
	if s.foot > 0 {
		s.foot += 1.2 * mm
	}
	return s
}

// lastLine is how far the lowest line under the picture reaches to the right;
// without any, across.
func (s surround) lastLine() vg.Length {
	if n := len(s.notes); n > 0 {
		return smallFace.width(s.notes[n-1])
	}
	for i := len(s.rows) - 1; i >= 0; i-- {
		rows := s.rows[i]
		if len(rows) == 0 {
			continue
		}
		row := rows[len(rows)-1]
		if s.legend[i].bar != nil {
			return row[0] + barLength + tickFace.width("0.00")/2
		}
		return row[len(row)-1] + s.legend[i].entries[len(s.legend[i].entries)-1].width()
	}
	return vg.Length(math.Inf(1))
}

func (s surround) draw(c ink) {
	for i, line := range s.title {
		c.text(titleFace, c.Min.X, c.Max.Y-vg.Length(i)*headLine, 0, 1, line)
	}
	if s.simulated != "" {
		c.text(simulatedFace, c.Max.X, c.Min.Y+.6*mm, 1, 0, s.simulated)
	}
	for i, line := range s.notes {
		c.text(smallFace, c.Min.X, c.Min.Y+vg.Length(len(s.notes)-1-i)*noteLine+.6*mm, 0, 0, line)
	}
	y := vg.Length(len(s.notes)) * noteLine
	for i := len(s.rows) - 1; i >= 0; i-- {
		s.legend[i].draw(c.inset(0, 0, y, 0), s.rows[i])
		y += vg.Length(len(s.rows[i])) * s.legend[i].lineHeight()
	}
}

// simulatedWords is what is printed below simulated answers; real are the models shown
// whose answers are not.
func simulatedWords(real []string) string {
	switch {
	case len(real) == 0:
		return "simulated"
	case len(real) > 2:
		return "partly simulated"
	}
	return "simulated, but for " + strings.Join(real, " and ")
}

// simulatedAlt says the same at the beginning of the alternative text.
func simulatedAlt(real []string) string {
	if len(real) == 0 {
		return "Simulated answers. "
	}
	return "Simulated answers, but for those of " + strings.Join(real, ", ") + ". "
}

// columns is the width a figure takes when it has not been told one.
func (o Options) columns(wide bool) float64 {
	switch {
	case o.Width > 0:
		return math.Max(o.Width, 40)
	case wide:
		return DoubleColumn
	}
	return SingleColumn
}
