package figure

import (
	"errors"
	"fmt"
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/report/numbers"
)

// ItemCounts draws how often each option of each item was chosen: a square
// whose area is the option's share of the item's answers, the most chosen one
// filled in a colour of its own. labels name the options.
func ItemCounts(items, dimensions []string, counts [][]float64, labels []string, o Options) (*Figure, error) {
	d, err := countsOf(items, dimensions, counts)
	if err != nil {
		return nil, err
	}
	width := o.columns(true)
	names := optionNames(d.k, labels)
	note := ""
	if tickFace.widest(names) > vg.Length(width)*mm*.25 { // the numbers stay, the words of the ends are told below
		note = "options: " + names[0] + " to " + names[d.k-1]
		names = optionNames(d.k, nil)
	}
	left := tickFace.widest(names)
	left = max(left, smallItem.width(modalHead)) + 2*mm
	inner := vg.Length(width)*mm - 2*margin - left
	h := headsFor(d.blocks, inner)
	right := h.overhang(d.blocks, inner)
	size := (inner-right)/vg.Length(len(d.items)) - .4*mm
	row := min(max(size, 4*mm), 6.5*mm)
	foot := itemRoom(d.items, size) + labelFace.rise() + 2.4*mm
	head := h.room + d.topRoom(size)
	p := page{
		name: "item-counts", width: width, body: float64((row*vg.Length(d.k) + head + foot) / mm),
		legend: []legend{d.legend(row * .92)}, notes: appendNote(appendNote(appendNote(nil, note), h.note), o.Note),
		draw: func(c ink) {
			h.draw(c, d.blocks, edges(d.blocks, c.Min.X+left, c.Max.X-right, blockGap), c.Max.Y-h.room)
			c = c.inset(left, right, foot, head)
			cols := edges(d.blocks, c.Min.X, c.Max.X, blockGap)
			for k, name := range names {
				c.text(tickFace, c.Min.X-1.5*mm, c.Min.Y+(vg.Length(k)+.5)*row, 1, .5, tickFace.cut(name, left-2*mm))
			}
			d.draw(c, cols, row)
			d.drawTop(c.inset(0, 0, row*vg.Length(d.k)+.8*mm, 0), cols)
			itemLabels(c, d.items, cols, c.Min.Y)
			c.text(labelFace, (c.Min.X+c.Max.X)/2, c.Min.Y-foot+1.4*mm, .5, 0, orElse(o.XLabel, "Item"))
		},
	}
	p.table = &Table{Columns: optionColumns(d.k, "item", "dimension")}
	for i, row := range counts {
		p.table.Rows = append(p.table.Rows, valueCells([]any{items[i], dimensions[i]}, row, d.k))
	}
	return p.figure(o, d.alt()), nil
}

// itemCounts is what the figure shows.
type itemCounts struct {
	k      int
	items  []string
	blocks []block
	shares [][]float64 // item x option, nil = no answers
	modal  [][]bool
	top    []float64 // share of the modal option
	lost   int
}

func countsOf(items, dimensions []string, counts [][]float64) (*itemCounts, error) {
	switch {
	case len(items) == 0:
		return nil, errors.New("item counts: no items: give answers that name the item")
	case len(dimensions) != len(items) || len(counts) != len(items):
		return nil, fmt.Errorf("item counts: %d items, %d dimensions, %d rows of counts: these must be equal", len(items), len(dimensions), len(counts))
	case len(counts[0]) == 0:
		return nil, errors.New("item counts: no options: give one count for each option of the scale")
	}
	d := &itemCounts{k: len(counts[0]), items: shortItems(items), blocks: blocksOf(dimensions)}
	for i, row := range counts {
		if len(row) != d.k {
			return nil, fmt.Errorf("item counts: %s has %d options, %s has %d: draw instruments one by one", items[i], len(row), items[0], d.k)
		}
		if !usable(row) {
			d.lost++
			d.shares, d.modal, d.top = append(d.shares, nil), append(d.modal, nil), append(d.top, notANumber)
			continue
		}
		total, most := 0.0, 0.0
		for _, n := range row {
			total += n
			most = math.Max(most, n)
		}
		shares, modal := make([]float64, d.k), make([]bool, d.k)
		for k, n := range row {
			shares[k], modal[k] = n/total, n == most
		}
		d.shares, d.modal, d.top = append(d.shares, shares), append(d.modal, modal), append(d.top, most/total)
	}
	return d, nil
}

// Colours of the squares: blue for the modal option, grey-blue for others.
var (
	modalColour = okabeIto[1]
	otherColour = okabeIto[5]
)

func (d *itemCounts) draw(c ink, cols [][2]vg.Length, row vg.Length) {
	for _, b := range d.blocks {
		left, right := cols[b.from][0], cols[b.to-1][1]
		c.fill(bandGrey, rect(left, c.Min.Y, right, c.Min.Y+row*vg.Length(d.k)))
		for k := range d.k + 1 {
			y := c.Min.Y + row*vg.Length(k)
			c.line(draw.LineStyle{Color: paper, Width: .5}, pt(left, y), pt(right, y))
		}
	}
	size := min(cols[0][1]-cols[0][0], row) * .96
	for i, shares := range d.shares {
		x := (cols[i][0] + cols[i][1]) / 2
		if shares == nil {
			noValueMark.draw(c, pt(x, c.Min.Y+row*vg.Length(d.k)/2))
			continue
		}
		c.about("", d.dimensionOf(i), func() {
			c.shows(rect(cols[i][0], c.Min.Y, cols[i][1], c.Min.Y+row*vg.Length(d.k)), d.says(i), "", d.dimensionOf(i))
			for k, s := range shares {
				colour := otherColour
				if d.modal[i][k] {
					colour = modalColour
				}
				drawShare(c, pt(x, c.Min.Y+(vg.Length(k)+.5)*row), size, s, colour)
			}
		})
	}
}

// dimensionOf is the dimension of an item.
func (d *itemCounts) dimensionOf(item int) string {
	for _, b := range d.blocks {
		if item < b.to {
			return b.name
		}
	}
	return ""
}

// says puts an item's column in words.
func (d *itemCounts) says(item int) string {
	s := fmt.Sprintf("item %s, %s", d.items[item], d.dimensionOf(item))
	sep := ": "
	for k := d.k - 1; k >= 0; k-- {
		if share := d.shares[item][k]; share > 0 {
			s += fmt.Sprintf("%soption %d %s", sep, k+1, numbers.Share(share))
			sep = ", "
		}
	}
	return s
}

const modalHead = "modal, %"

// topWords are the modal shares in percent.
func (d *itemCounts) topWords() []string {
	words := make([]string, len(d.top))
	for i, t := range d.top {
		if finite(t) {
			words[i] = numbers.Fixed(100*t, 0)
		}
	}
	return words
}

// topRoom is the height of the modal shares over columns of a width.
func (d *itemCounts) topRoom(size vg.Length) vg.Length {
	if w := smallItem.widest(d.topWords()); w > size-.3*mm {
		return w + 1.4*mm
	}
	return smallItem.rise() + 1.4*mm
}

// drawTop prints the modal shares above the columns, turned where too wide.
func (d *itemCounts) drawTop(c ink, cols [][2]vg.Length) {
	words := d.topWords()
	c.text(smallItem, c.Min.X-1.5*mm, c.Min.Y, 1, 0, modalHead)
	size := cols[0][1] - cols[0][0]
	turned := smallItem.widest(words) > size-.3*mm
	every := 1
	if turned {
		every = max(1, int(math.Ceil(float64((smallItem.rise()+.4*mm)/size))))
	}
	for i, s := range words {
		if i%every != 0 {
			continue
		}
		x := (cols[i][0] + cols[i][1]) / 2
		if turned {
			c.turned(smallItem, x, c.Min.Y, 0, .5, 90, s)
			continue
		}
		c.text(smallItem, x, c.Min.Y, .5, 0, s)
	}
}

// drawShare draws a square whose area is a share of that of a full one.
func drawShare(c ink, at vg.Point, full vg.Length, share float64, colour color.Color) {
	half := full / 2 * vg.Length(math.Sqrt(share))
	if share <= 0 || half < .15 {
		return
	}
	c.fill(colour, rect(at.X-half, at.Y-half, at.X+half, at.Y+half))
}

func (d *itemCounts) legend(full vg.Length) legend {
	var l legend
	full = min(full, 3.4*mm)
	add := func(label string, share float64, colour color.Color) {
		l.entries = append(l.entries, entry{label: label, room: 4 * mm, draw: func(c ink, at vg.Point) { drawShare(c, at, full, share, colour) }})
	}
	add("modal option (all of them where tied)", 1, modalColour)
	add("other option", .5, otherColour)
	l.entries = append(l.entries, entry{label: "area: share of the item’s answers", room: 8 * mm, draw: func(c ink, at vg.Point) {
		for i, share := range []float64{.1, .5, 1} {
			drawShare(c, pt(at.X+vg.Length(i-1)*3*mm, at.Y), full*.8, share, softText)
		}
	}})
	if d.lost > 0 {
		l.entries = append(l.entries, markEntry("no answers", noValueMark, false))
	}
	return l
}

func (d *itemCounts) alt() string {
	var e extent
	e.add(d.top...)
	sum, n := 0.0, 0
	for _, t := range d.top {
		if finite(t) {
			sum += t
			n++
		}
	}
	s := fmt.Sprintf("How often each of %s was chosen, for %s of %s; the modal option is marked.", count(d.k, "option"), count(len(d.items), "item"), enumerate(blockNames(d.blocks)))
	if n > 0 {
		s += fmt.Sprintf(" The modal option takes %s of an item's answers on average, %s at least (item %s) and %s at most (item %s).", numbers.Share(sum/float64(n)), numbers.Share(e.lo), d.items[slices.Index(d.top, e.lo)], numbers.Share(e.hi), d.items[slices.Index(d.top, e.hi)])
	}
	if d.lost > 0 {
		s += fmt.Sprintf(" Without answers: %s.", count(d.lost, "item"))
	}
	return s
}
