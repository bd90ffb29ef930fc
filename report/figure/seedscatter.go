package figure

import (
	"cmp"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/analysis"
	"inertia/report/numbers"
)

// SeedScatter draws item means of one persona draw against those of another,
// with the line where they are equal. labels name the points, groups colour
// them; r is their correlation, whose contrast "seed 111 ~ 333" names the axes.
func SeedScatter(a, b []float64, labels, groups []string, r analysis.Estimate, o Options) (*Figure, error) {
	d, err := scatterOf(a, b, labels, groups)
	if err != nil {
		return nil, err
	}
	x, y := contrastAxes(r.Contrast)
	width := o.columns(false)
	words, notes := orElse(o.Note, correlationWords(r, len(d.x), o)), d.notes()
	if labelFace.width(words) > vg.Length(width)*mm-20*mm { // too long for the frame
		words, notes = "", append([]string{words}, notes...)
	}
	p := page{
		name: "seed-scatter", width: width, body: math.Min(width-10, 88),
		legend: []legend{d.legend()}, notes: notes,
		draw: func(c ink) {
			pl := newPlot(orElse(o.XLabel, x), orElse(o.YLabel, y))
			var e extent
			e.add(d.x...)
			e.add(d.y...)
			lo, hi := e.padded(.06)
			linear(&pl.X, lo, hi, 5)
			linear(&pl.Y, lo, hi, 5)
			pl.Add(painter(func(f frame) { d.draw(f, words) }))
			pl.Draw(c.Canvas)
		},
	}
	p.table = &Table{Columns: []string{"group", "label", orElse(o.XLabel, x), orElse(o.YLabel, y)}}
	for i := range a {
		row := []any{"", "", a[i], b[i]}
		if groups != nil {
			row[0] = groups[i]
		}
		if labels != nil {
			row[1] = labels[i]
		}
		p.table.Rows = append(p.table.Rows, row)
	}
	return p.figure(o, d.alt(orElse(o.XLabel, x), orElse(o.YLabel, y), r, o)), nil
}

// mostNamed is how many points at most bear their names.
const mostNamed = 3

// scatter is what the figure shows.
type scatter struct {
	x, y   []float64
	labels []string
	group  []int
	groups []string
	lost   int
}

func scatterOf(a, b []float64, labels, groups []string) (*scatter, error) {
	switch n := len(a); {
	case n == 0:
		return nil, errors.New("seed scatter: no items: it needs item means of two seeds")
	case len(b) != n || labels != nil && len(labels) != n || groups != nil && len(groups) != n:
		return nil, fmt.Errorf("seed scatter: %d and %d values, %d labels, %d groups: these must be equal", n, len(b), len(labels), len(groups))
	}
	d := &scatter{}
	for i := range a {
		group, name := 0, ""
		if groups != nil {
			group = index(&d.groups, clean(groups[i]))
		}
		if labels != nil {
			name = clean(labels[i])
		}
		if !finite(a[i]) || !finite(b[i]) {
			d.lost++
			continue
		}
		d.x, d.y = append(d.x, a[i]), append(d.y, b[i])
		d.group, d.labels = append(d.group, group), append(d.labels, name)
	}
	d.labels = shortItems(d.labels)
	return d, nil
}

// contrastAxes reads the axes' names off a contrast.
func contrastAxes(contrast string) (x, y string) {
	left, right, ok := strings.Cut(clean(contrast), " ~ ")
	if !ok {
		return "Item mean, first seed", "Item mean, second seed"
	}
	if word, _, ok := strings.Cut(left, " "); ok && !strings.Contains(right, " ") {
		right = word + " " + right
	}
	return "Item mean, " + left, "Item mean, " + right
}

// correlationWords writes r with its interval.
func correlationWords(r analysis.Estimate, n int, o Options) string {
	if !finite(r.Value) {
		return "r undefined, n = " + numbers.Count(n)
	}
	return "r = " + o.say(&r) + ", n = " + numbers.Count(n)
}

func (d *scatter) draw(f frame, words string) {
	f.grid(true, true)
	f.line(dashed(draw.LineStyle{Color: noValue, Width: .6}, 3, 2), f.Min, f.Max)
	taken := boxesAlong(f.Min, f.Max)
	if words != "" {
		box := rect(f.Min.X+1*mm, f.Max.Y-2.5*mm-labelFace.rise(), f.Min.X+3*mm+labelFace.width(words), f.Max.Y-.5*mm)
		f.fill(paper, box)
		f.text(labelFace, f.Min.X+2*mm, f.Max.Y-1.5*mm, 0, 1, words)
		taken = append(taken, box)
	}
	for i := range d.x {
		m := seriesMark(d.group[i])
		m.radius = 2
		at := f.at(d.x[i], d.y[i])
		f.about("", d.groupOf(i), func() {
			m.draw(f.ink, at)
			f.shows(m.box(at), d.says(i), "", d.groupOf(i))
		})
		taken = append(taken, m.box(at))
	}
	var labels []label
	for _, i := range d.farthest(mostNamed) {
		labels = append(labels, label{f.at(d.x[i], d.y[i]), d.labels[i], smallItem})
	}
	for _, p := range placeLabels(f.Rectangle, taken, labels) {
		p.draw(f.ink)
	}
}

// groupOf is the name of a point's group; empty where there are none.
func (d *scatter) groupOf(i int) string {
	if len(d.groups) == 0 {
		return ""
	}
	return d.groups[d.group[i]]
}

// says puts a point in words; one that is a group of its own is named once.
func (d *scatter) says(i int) string {
	name := d.labels[i]
	if g := d.groupOf(i); g != name {
		name = strings.TrimSpace(g + " " + name)
	}
	return fmt.Sprintf("%s: %s against %s", name, numbers.Fixed(d.x[i], 2), numbers.Fixed(d.y[i], 2))
}

// widest is the point farthest from the line of equal means, -1 without any.
func (d *scatter) widest() int {
	far := -1
	for i := range d.x {
		if far < 0 || math.Abs(d.x[i]-d.y[i]) > math.Abs(d.x[far]-d.y[far]) {
			far = i
		}
	}
	return far
}

// FarOff is how far off the line of equal means a point is, in options, that bears its name.
const FarOff = .1

// farthest are the n points farthest from the line of equal means, those that
// are off it by a tenth of an option at least.
func (d *scatter) farthest(n int) []int {
	var far []int
	for i := range d.x {
		if d.labels[i] != "" && math.Abs(d.x[i]-d.y[i]) >= FarOff {
			far = append(far, i)
		}
	}
	slices.SortStableFunc(far, func(i, j int) int {
		return cmp.Compare(math.Abs(d.x[j]-d.y[j]), math.Abs(d.x[i]-d.y[i]))
	})
	return far[:min(n, len(far))]
}

func (d *scatter) legend() legend {
	var l legend
	if len(d.groups) > 1 {
		for i, name := range d.groups {
			l.entries = append(l.entries, markEntry(name, seriesMark(i), false))
		}
	}
	return l
}

func (d *scatter) notes() []string {
	if d.lost == 0 {
		return nil
	}
	return []string{fmt.Sprintf("left out: %s without a value", count(d.lost, "item"))}
}

func (d *scatter) alt(x, y string, r analysis.Estimate, o Options) string {
	s := fmt.Sprintf("Scatter plot of %s: %s against %s, with the line where they are equal; %s.", count(len(d.x), "point"), y, x, correlationWords(r, len(d.x), o))
	if far := d.widest(); far >= 0 {
		s += " Farthest from it: " + d.says(far) + "."
	}
	return s
}
