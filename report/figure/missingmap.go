package figure

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"strings"

	"gonum.org/v1/plot/vg"

	"inertia/report/numbers"
	"inertia/report/plaintext"
)

// MissingRow is a model and, for each item, how many answers it lacks, by reason,
// of how many asked for.
type MissingRow struct {
	Label string
	Lost  [][]int // item x reason
	Asked []int   // by item
}

// MissingMap draws which items lack answers of which models: a cell is the darker
// the more are missing and holds, where there are several reasons, the letter of the most frequent.
func MissingMap(items, dimensions, reasons []string, rows []MissingRow, o Options) (*Figure, error) {
	d, err := missingOf(items, dimensions, reasons, rows)
	if err != nil {
		return nil, err
	}
	width := o.columns(true)
	left := min(labelFace.widest(d.labels), 40*mm, vg.Length(width)*mm*.3) + 2*mm
	inner := vg.Length(width)*mm - 2*margin - left
	h := headsFor(d.blocks, inner)
	right := h.overhang(d.blocks, inner)
	foot := itemRoom(d.items, (inner-right)/vg.Length(len(d.items))-.4*mm) + labelFace.rise() + 2.4*mm
	row := math.Min(5, 200/float64(len(rows)))
	p := page{
		name: "missing-map", width: width, body: row*float64(len(rows)) + float64((h.room+foot)/mm),
		legend: d.legend(), notes: appendNote(appendNote(appendNote(nil, d.note()), h.note), o.Note),
		draw: func(c ink) {
			c = c.inset(left, right, foot, h.room)
			cols := edges(d.blocks, c.Min.X, c.Max.X, blockGap)
			d.draw(c, cols, left)
			h.draw(c, d.blocks, cols, c.Max.Y)
			itemLabels(c, d.items, cols, c.Min.Y)
			c.text(labelFace, (c.Min.X+c.Max.X)/2, c.Min.Y-foot+1.4*mm, .5, 0, orElse(o.XLabel, "Item"))
		},
	}
	p.table = &Table{Columns: append([]string{"model", "item", "dimension", "n_asked"}, reasons...)}
	for _, r := range rows {
		for j := range items {
			row := []any{r.Label, items[j], dimensions[j], r.Asked[j]}
			for _, n := range r.Lost[j] {
				row = append(row, n)
			}
			p.table.Rows = append(p.table.Rows, row)
		}
	}
	return p.figure(o, d.alt()), nil
}

// missingData is what the figure shows.
type missingData struct {
	labels, items, reasons, letters []string
	blocks                          []block
	share                           [][]float64 // row x item, NaN where nothing was asked
	main                            [][]int     // the most frequent reason, -1 where nothing is missing
	lost                            [][]int
	asked                           [][]int
	most                            float64
	unasked                         bool
}

func missingOf(items, dimensions, reasons []string, rows []MissingRow) (*missingData, error) {
	if len(items) == 0 || len(rows) == 0 || len(reasons) == 0 || len(dimensions) != len(items) {
		return nil, fmt.Errorf("missing map: %d items, %d dimensions, %d reasons, %d rows: give one of each, and a dimension for each item", len(items), len(dimensions), len(reasons), len(rows))
	}
	d := &missingData{items: shortItems(items), blocks: blocksOf(dimensions), reasons: reasons, letters: initials(reasons)}
	for _, r := range rows {
		if len(r.Lost) != len(items) || len(r.Asked) != len(items) {
			return nil, fmt.Errorf("missing map: %s has %d counts and %d numbers asked for %d items", clean(r.Label), len(r.Lost), len(r.Asked), len(items))
		}
		share, main, lost := make([]float64, len(items)), make([]int, len(items)), make([]int, len(items))
		for j, counts := range r.Lost {
			if len(counts) != len(reasons) {
				return nil, fmt.Errorf("missing map: %s has %d counts for %d reasons", clean(r.Label), len(counts), len(reasons))
			}
			main[j] = -1
			for k, n := range counts {
				lost[j] += n
				if n > 0 && (main[j] < 0 || n > counts[main[j]]) {
					main[j] = k
				}
			}
			share[j] = notANumber
			if r.Asked[j] > 0 {
				share[j] = float64(lost[j]) / float64(r.Asked[j])
				d.most = math.Max(d.most, share[j])
			} else {
				d.unasked = true
			}
		}
		d.labels = append(d.labels, clean(r.Label))
		d.share, d.main, d.lost, d.asked = append(d.share, share), append(d.main, main), append(d.lost, lost), append(d.asked, r.Asked)
	}
	if d.most == 0 {
		return nil, errors.New("missing map: nothing is missing")
	}
	return d, nil
}

// initials gives each reason a letter of its own, its first that is free.
func initials(reasons []string) []string {
	taken := map[string]bool{}
	out := make([]string, len(reasons))
	for i, r := range reasons {
		for _, c := range strings.ToUpper(clean(r)) {
			if s := string(c); c >= 'A' && c <= 'Z' && !taken[s] {
				out[i], taken[s] = s, true
				break
			}
		}
	}
	return out
}

func (d *missingData) shade(v float64) color.NRGBA {
	switch {
	case !finite(v):
		return missing
	case v == 0:
		return paper
	}
	return depth(v, d.most)
}

// cell paints a share; one of nothing is an empty frame.
func (d *missingData) cell(c ink, r vg.Rectangle, v float64) {
	c.fill(d.shade(v), r)
	if v == 0 {
		c.SetLineStyle(gridLine)
		c.Stroke(r.Path())
	}
}

func (d *missingData) draw(c ink, cols [][2]vg.Length, left vg.Length) {
	height := c.height() / vg.Length(len(d.labels))
	for i, name := range d.labels {
		top := c.Max.Y - vg.Length(i)*height
		middle := top - height/2
		c.name(labelFace, c.Min.X-1.5*mm, middle, 1, name, left-2*mm, height)
		c.about(name, "", func() { d.drawRow(c, i, cols, top, height) })
	}
}

func (d *missingData) drawRow(c ink, i int, cols [][2]vg.Length, top, height vg.Length) {
	for j, v := range d.share[i] {
		box := rect(cols[j][0]+.15*mm, top-height+.15*mm, cols[j][1]-.15*mm, top-.15*mm)
		d.cell(c, box, v)
		if k := d.main[i][j]; k >= 0 && len(d.reasons) > 1 {
			f := smallItem
			f.colour = textOn(d.shade(v))
			if f.width(d.letters[k]) < box.Max.X-box.Min.X && f.rise() < box.Max.Y-box.Min.Y {
				c.text(f, (box.Min.X+box.Max.X)/2, top-height/2, .5, .5, d.letters[k])
			}
		}
		c.shows(box, d.says(i, j), d.labels[i], "")
	}
}

// says puts a cell in words.
func (d *missingData) says(i, j int) string {
	s := fmt.Sprintf("%s, item %s: ", d.labels[i], d.items[j])
	switch {
	case !finite(d.share[i][j]):
		return s + "not asked"
	case d.lost[i][j] == 0:
		return s + "none missing"
	}
	return s + fmt.Sprintf("%s of %s missing, most often %s", numbers.Count(d.lost[i][j]), numbers.Count(d.asked[i][j]), plaintext.Within(clean(d.reasons[d.main[i][j]])))
}

func (d *missingData) legend() []legend {
	all := []legend{{title: "Missing (%)", bar: &colourBar{hi: d.most, shade: d.shade, unit: 100}}}
	cells := legend{entries: []entry{swatchEntry("none missing", func(c ink, r vg.Rectangle) { d.cell(c, r, 0) })}}
	if d.unasked {
		cells.entries = append(cells.entries, swatchEntry("not asked", func(c ink, r vg.Rectangle) { d.cell(c, r, notANumber) }))
	}
	all = append(all, cells)
	if len(d.reasons) == 1 {
		return all // a note says it
	}
	why := legend{title: "Reason"}
	for k, r := range d.reasons {
		letter := d.letters[k]
		why.entries = append(why.entries, entry{label: plaintext.Within(clean(r)), draw: func(c ink, at vg.Point) { c.text(smallItem, at.X, at.Y, .5, .5, letter) }})
	}
	return append(all, why)
}

// note says the reason where there is one only.
func (d *missingData) note() string {
	if len(d.reasons) > 1 {
		return ""
	}
	return "reason of all missing answers: " + plaintext.Within(clean(d.reasons[0]))
}

func (d *missingData) alt() string {
	lost, asked := 0, 0
	for i := range d.lost {
		for j := range d.lost[i] {
			lost, asked = lost+d.lost[i][j], asked+d.asked[i][j]
		}
	}
	s := fmt.Sprintf("Map of missing answers by item (columns) and row: %s of %s are missing.", numbers.Count(lost), numbers.Count(asked))
	for i, name := range d.labels {
		worst := 0
		for j := range d.share[i] {
			if d.share[i][j] > d.share[i][worst] || !finite(d.share[i][worst]) {
				worst = j
			}
		}
		if d.lost[i][worst] > 0 {
			s += " Most for " + d.says(i, worst) + "."
		} else {
			s += fmt.Sprintf(" %s: none missing.", name)
		}
	}
	return s
}
