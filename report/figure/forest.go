package figure

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/analysis"
	"inertia/report/numbers"
)

// ForestRow is a line of a forest plot.
type ForestRow struct {
	Label    string
	Group    string // heading above rows of one group; empty = none
	Estimate analysis.Estimate
	// Published is a value to compare with, drawn as a line through the row; nil = none.
	Published *float64
}

// Forest draws estimates with their intervals, one a row, in the order given; the
// numbers stand at the right, the intervals' where there is room.
func Forest(rows []ForestRow, o Options) (*Figure, error) {
	if len(rows) == 0 {
		return nil, errors.New("forest: no rows: give one an estimate")
	}
	d := forestOf(rows, o)
	if len(d.lines) > maxForestLines {
		o.Note = strings.TrimSuffix(fmt.Sprintf("the first %d of %d rows; %s", d.cut(), len(rows), o.Note), "; ")
	}
	if o.Reference == nil {
		o.Reference = []float64{0}
	}
	e := d.span
	for _, r := range slices.Concat(o.Reference, o.Span) {
		if finite(r) {
			e.add(r)
		}
	}
	lo, hi := e.padded(.05)
	height := 4.6 * mm
	if len(d.lines) > manyForestLines {
		height = min(3.7*mm, maxForestLines*3.3*mm/vg.Length(len(d.lines)))
	}
	const words = vg.Length(SingleColumn-40) * mm
	wide := d.labels+d.texts[0] > words || len(rows) > 12 && d.labels+d.texts[1] > words
	width := o.columns(wide)
	columns := d.room(vg.Length(width)*mm - 2*margin)
	p := page{
		name: "forest", width: width, body: float64(height*vg.Length(len(d.lines))/mm) + 11,
		draw: func(c ink) {
			label, right := columns.label, columns.text+2*mm
			pl := newPlot(orElse(o.XLabel, measureLabel(rows[0].Estimate.Measure)), "")
			places := 0
			if o.digits().Percent && numbers.IsShare(rows[0].Estimate.Measure) { // as the numbers at the right are written
				places = 2
			}
			linearIn(&pl.X, lo, hi, tickCount(c.width()-label-right), places)
			rowsOnly(pl, float64(len(d.lines)))
			pl.Add(painter(func(f frame) { d.draw(f, o, columns) }))
			pl.Draw(c.inset(label+2*mm, right, 0, 0).Canvas)
		},
	}
	if d.lost > 0 {
		p.legend = append(p.legend, legend{entries: []entry{markEntry("no value", noValueMark, false)}})
	}
	if d.published > 0 {
		p.legend = append(p.legend, legend{entries: []entry{{label: "published value", draw: func(c ink, at vg.Point) {
			c.line(publishedLine, pt(at.X, at.Y-1.6*mm), pt(at.X, at.Y+1.6*mm))
		}}}})
	}
	p.notes = appendNote(appendNote(nil, intervalWords(d.level)), o.Note)
	p.estimates = d.given
	return p.figure(o, d.alt(rows, o)), nil
}

// ForestPages cuts rows into those of figures that a page holds, between groups where it can.
func ForestPages(rows []ForestRow) [][]ForestRow {
	var pages [][]ForestRow
	lines := 0 // of the last page
	for len(rows) > 0 {
		n := 1 + slices.IndexFunc(rows[1:], func(r ForestRow) bool { return r.Group != rows[0].Group })
		if n == 0 {
			n = len(rows)
		}
		group := rows[:min(n, maxForestLines-1)]
		if len(pages) == 0 || lines+len(group)+1 > maxForestLines {
			pages, lines = append(pages, nil), 0
		}
		last := &pages[len(pages)-1]
		*last, lines = append(*last, group...), lines+len(group)+1
		rows = rows[len(group):]
	}
	return pages
}

// forest is what the figure shows.
type forest struct {
	lines     []forestLine
	labels    vg.Length
	texts     [2]vg.Length // without and with intervals
	interval  vg.Length    // what the widest interval takes of the second
	span      extent
	level     float64
	lost      int
	published int
	given     []analysis.Estimate
}

// maxForestLines is how many lines a page holds in type of a size to read.
const maxForestLines = 64

// cut leaves as many lines as a page holds, and counts the rows among them.
func (d *forest) cut() int {
	d.lines = d.lines[:maxForestLines]
	if last := len(d.lines) - 1; d.lines[last].estimate == nil {
		d.lines = d.lines[:last] // a heading over nothing
	}
	n := 0
	for _, l := range d.lines {
		if l.estimate != nil {
			n++
		}
	}
	return n
}

// forestLine is a row, or a heading when it has no estimate.
type forestLine struct {
	label     string
	texts     [2]string // without and with the interval
	group     string    // the heading above
	indent    vg.Length
	estimate  *analysis.Estimate
	published *float64
}

func (l forestLine) name() string {
	if l.group == "" {
		return l.label
	}
	return l.group + ", " + l.label
}

func forestOf(rows []ForestRow, o Options) *forest {
	d := &forest{}
	group, printed := "", map[string]bool{}
	for i := range rows {
		r := &rows[i]
		if g := clean(r.Group); g != group {
			group = g
			if g != "" {
				d.lines = append(d.lines, forestLine{label: g})
				d.labels = max(d.labels, headFace.width(g))
			}
		}
		d.given = append(d.given, r.Estimate)
		if r.Published != nil && !printed[r.Estimate.Dimension] {
			printed[r.Estimate.Dimension] = true
			d.given = append(d.given, publishedRow(&r.Estimate, r.Estimate.Measure, *r.Published))
		}
		l := forestLine{label: clean(r.Label), texts: o.cells(&r.Estimate), group: group, estimate: &r.Estimate, published: r.Published}
		if group != "" {
			l.indent = 2 * mm
		}
		d.lines = append(d.lines, l)
		d.labels = max(d.labels, l.indent+labelFace.width(l.label))
		for i, s := range l.texts {
			d.texts[i] = max(d.texts[i], tickFace.width(s))
		}
		d.interval = max(d.interval, tickFace.width(l.texts[1])-tickFace.width(l.texts[0]))
		if r.Published != nil {
			d.span.add(*r.Published)
			d.published++
		}
		e := &r.Estimate
		if !finite(e.Value) {
			d.lost++
			continue
		}
		d.span.add(e.Value, e.Low, e.High)
		if finite(e.Low) && finite(e.High) && finite(e.Level) {
			d.level = e.Level
		}
	}
	return d
}

// manyForestLines is from how many lines on they stand closer.
const manyForestLines = 20

// publishedLine stands for a published value.
var publishedLine = dashed(draw.LineStyle{Color: okabeIto[1], Width: .9}, 2.5, 1.5)

// forestColumns are the widths of the two columns of words, and which of its texts a
// line prints.
type forestColumns struct {
	label, text vg.Length
	which       int
}

// room prints intervals where a third of the width holds them and labels need not be shortened for it; the plot keeps four
// tenths at least.
func (d *forest) room(width vg.Length) forestColumns {
	c := forestColumns{which: 1}
	if d.texts[1] > width*.3 || d.labels*leastName > width*.6-d.texts[1] {
		c.which = 0
	}
	c.text = min(d.texts[c.which], width*.3)
	c.label = min(d.labels, width*.6-c.text)
	return c
}

func (d *forest) draw(f frame, o Options, columns forestColumns) {
	label := columns.label
	n := len(d.lines)
	f.grid(true, false)
	for _, r := range o.Reference {
		if finite(r) {
			f.line(zeroLine, pt(f.x(r), f.Min.Y), pt(f.x(r), f.Max.Y))
		}
	}
	left := f.Min.X - 2*mm - label
	for i, l := range d.lines {
		y := f.y(float64(n-i) - .5)
		if l.estimate == nil {
			above := y + .53*(f.y(1)-f.y(0)) // clear of the letters that reach below the line above
			f.line(draw.LineStyle{Color: gridGrey, Width: .4}, pt(left, above), pt(f.Max.X, above))
			f.named(l.label, func() { f.name(headFace, left, y, 0, l.label, label, f.y(1)-f.y(0)) })
			continue
		}
		f.ofEstimate(l.estimate, func() { d.drawLine(f, l, y, left, o, columns) })
	}
}

// drawLine draws an estimate between its name and its number.
func (d *forest) drawLine(f frame, l forestLine, y, left vg.Length, o Options, columns forestColumns) {
	f.name(labelFace, left+l.indent, y, 0, l.label, columns.label-l.indent, f.y(1)-f.y(0))
	m := seriesMark(0)
	if l.estimate.Model == analysis.MeanModel {
		m = meanMark
	}
	if p := l.published; p != nil && finite(*p) {
		half := (f.y(1) - f.y(0)) / 2
		f.line(publishedLine, pt(f.x(*p), y-half), pt(f.x(*p), y+half))
	}
	drawEstimate(f, l.estimate, m, y)
	f.showsEstimate(l.estimate, y, l.name(), o)
	right := f.Max.X + 2*mm + columns.text
	if columns.which == 1 && l.texts[1] == l.texts[0] {
		right -= d.interval // its value stands below those that have one
	}
	f.text(tickFace, right, y, 1, .5, tickFace.cut(l.texts[columns.which], columns.text+1))
}

// maxForestAlt is how many estimates a text tells one by one; of more, the ends of each group.
const maxForestAlt = 12

// alt tells few estimates one by one, of many the ends of each group.
func (d *forest) alt(rows []ForestRow, o Options) string {
	s := fmt.Sprintf("Forest plot of %s: %s.", count(len(rows), "estimate"), orElse(o.XLabel, measureLabel(rows[0].Estimate.Measure)))
	above, compared := 0, 0
	for i := range rows {
		r := &rows[i]
		if len(rows) <= maxForestAlt {
			s += fmt.Sprintf(" %s: %s.", forestLine{label: clean(r.Label), group: clean(r.Group)}.name(), o.say(&r.Estimate))
		}
		if r.Published != nil && finite(r.Estimate.Value) {
			compared++
			if r.Estimate.Value > *r.Published {
				above++
			}
		}
	}
	if len(rows) > maxForestAlt {
		s += d.ends(rows, o)
	}
	if compared > 0 {
		s += fmt.Sprintf(" Of %s, %d lie above the published value.", count(compared, "estimate"), above)
	}
	return s
}

// ends tells the least and the greatest estimate of each group, and of all where there
// are no groups.
func (d *forest) ends(rows []ForestRow, o Options) string {
	var groups []string
	for _, r := range rows {
		index(&groups, clean(r.Group))
	}
	s := ""
	for _, g := range groups {
		var es []*analysis.Estimate
		var labels []string
		for i := range rows {
			if clean(rows[i].Group) == g {
				es, labels = append(es, &rows[i].Estimate), append(labels, clean(rows[i].Label))
			}
		}
		if g != "" {
			s += " " + g + ":"
		}
		s += " " + o.spanOf(es, labels) + "."
	}
	return s
}
