package figure

import (
	"errors"
	"fmt"
	"math"

	"gonum.org/v1/plot/vg"

	"inertia/analysis"
	"inertia/report/numbers"
)

// HeatMap draws persona by item: each cell has the colour of the option chosen,
// so that an answer no persona moves is a vertical stripe.
func HeatMap(m *analysis.Matrix, o Options) (*Figure, error) {
	d, err := heatDataOf(m)
	if err != nil {
		return nil, err
	}
	width := o.columns(true)
	left := 5 * mm
	inner := vg.Length(width)*mm - 2*margin - left
	h := headsFor(d.blocks, inner)
	right := h.overhang(d.blocks, inner)
	foot := itemRoom(d.items, (inner-right)/vg.Length(len(d.items))-.4*mm) + labelFace.rise() + 2.4*mm
	cells := math.Min(math.Max(.35*float64(len(d.level)), math.Min(55, 6*float64(len(d.level)))), 60)
	p := page{
		name: "heat-map", width: width, body: cells + float64((h.room+foot)/mm),
		legend: []legend{d.legend(o.Labels)},
		draw: func(c ink) {
			c = c.inset(left, right, foot, h.room)
			across, down := latticeOf(d.blocks, c.Min.X, c.Max.X, blockGap), latticeOf(d.seeds, c.Max.Y, c.Min.Y, .8*mm)
			d.draw(c, across, down)
			cols, rows := across.edges(), down.edges()
			d.show(c, cols, rows)
			h.draw(c, d.blocks, cols, c.Max.Y)
			itemLabels(c, d.items, cols, c.Min.Y)
			c.text(labelFace, (c.Min.X+c.Max.X)/2, c.Min.Y-foot+1.4*mm, .5, 0, orElse(o.XLabel, "Item"))
			for _, s := range d.seeds {
				y := (rows[s.from][0] + rows[s.to-1][1]) / 2
				name := labelFace.cut(orElse(o.YLabel, s.name), rows[s.from][0]-rows[s.to-1][1])
				c.turned(labelFace, c.Min.X-1.5*mm, y, .5, 0, 90, name)
			}
		},
	}
	if d.every > 1 {
		p.notes = append(p.notes, fmt.Sprintf("one persona in %d is shown, of %s", d.every, numbers.Count(d.personas)))
	}
	if d.fine > 1 {
		p.notes = append(p.notes, "colours between two options are means over repeats")
	}
	p.notes = appendNote(appendNote(p.notes, h.note), o.Note)
	p.table = &Table{Columns: append([]string{"seed", "persona"}, m.Items...)}
	for i := 0; i < len(m.Mean); i += d.every {
		row := m.Mean[i]
		p.table.Rows = append(p.table.Rows, valueCells([]any{seedCell(m.Personas[i].Seed), m.Personas[i].ID}, row, 0))
	}
	return p.figure(o, d.alt()), nil
}

func orElse(s, instead string) string {
	if s != "" {
		return clean(s)
	}
	return instead
}

func appendNote(notes []string, note string) []string {
	if note == "" {
		return notes
	}
	return append(notes, note)
}

// maxHeatRows is how many personas a printed heat map can hold.
const maxHeatRows = 1000

// heatData is what a heat map shows.
type heatData struct {
	level    [][]int // persona x item: steps above option 1, -1 = missing
	fine     int     // steps an option: 1, or 4 where means lie between options
	k        int
	items    []string
	blocks   []block // columns by dimension
	seeds    []block // rows by seed
	personas int
	names    []string // of the rows shown
	every    int      // one persona in so many is shown
	lost     int      // missing cells
	stripes  int      // items of which 90 % of the personas chose one option
}

func heatDataOf(m *analysis.Matrix) (*heatData, error) {
	switch {
	case m == nil || len(m.Mean) == 0 || len(m.Items) == 0:
		return nil, errors.New("heat map: no persona or no item: give answers that name both")
	case m.K < 1:
		return nil, fmt.Errorf("heat map: %d options: give the instrument's number of options", m.K)
	case len(m.Personas) != len(m.Mean) || len(m.Dimensions) != len(m.Items):
		return nil, fmt.Errorf("heat map: %d personas for %d rows, %d dimensions for %d items: these must be equal", len(m.Personas), len(m.Mean), len(m.Dimensions), len(m.Items))
	}
	d := &heatData{fine: 1, k: m.K, items: shortItems(m.Items), blocks: blocksOf(m.Dimensions), personas: len(m.Mean)}
	for i, row := range m.Mean {
		if len(row) != len(m.Items) {
			return nil, fmt.Errorf("heat map: row %d has %d values for %d items", i+1, len(row), len(m.Items))
		}
		for _, v := range row {
			if finite(v) && v != math.Trunc(v) {
				d.fine = 4
			}
		}
	}
	d.every = (len(m.Mean) + maxHeatRows - 1) / maxHeatRows
	var seeds []string
	for i, row := range m.Mean {
		levels := make([]int, len(row))
		for j, v := range row {
			levels[j] = -1
			if finite(v) {
				v = math.Min(math.Max(v, 1), float64(m.K))
				levels[j] = int(math.Round((v - 1) * float64(d.fine)))
			} else {
				d.lost++
			}
		}
		if i%d.every == 0 {
			d.level = append(d.level, levels)
			d.names = append(d.names, clean(m.Personas[i].ID))
			seeds = append(seeds, seedName(m.Personas[i].Seed))
		}
	}
	d.seeds = blocksOf(seeds)
	if len(d.seeds) == 1 {
		d.seeds[0].name = count(d.personas, "persona")
	}
	for j := range d.items {
		d.stripes += stripe(m.Mean, j)
	}
	return d, nil
}

func seedName(seed int64) string {
	if seed == 0 {
		return "no seed"
	}
	return fmt.Sprintf("seed %d", seed)
}

// seedCell is a seed in a table.
func seedCell(seed int64) any {
	if seed == 0 {
		return ""
	}
	return int(seed)
}

// stripe is 1 when 90 % of the answers to an item are one option.
func stripe(mean [][]float64, item int) int {
	n, most, seen := 0, 0, map[float64]int{}
	for _, row := range mean {
		if v := row[item]; finite(v) {
			n++
			seen[math.Round(v)]++
			most = max(most, seen[math.Round(v)])
		}
	}
	if n > 0 && 10*most >= 9*n {
		return 1
	}
	return 0
}

func (d *heatData) legend(labels []string) legend {
	l := optionLegend(d.k, labels)
	if d.lost > 0 {
		l.entries = append(l.entries, swatchEntry("missing", func(c ink, r vg.Rectangle) { c.fill(missing, r) }))
	}
	return l
}

// optionLegend explains the colours of options 1..K.
func optionLegend(k int, labels []string) legend {
	l := legend{title: "Option"}
	for i, name := range optionNames(k, labels) {
		l.entries = append(l.entries, swatchEntry(name, func(c ink, r vg.Rectangle) { c.fill(sequential(i, k), r) }))
	}
	return l
}

func (d *heatData) alt() string {
	s := fmt.Sprintf("Heat map of the answers of %s (rows) to %s (columns) of %s. Colour is the option, 1 to %d.",
		count(d.personas, "persona"), count(len(d.items), "item"), enumerate(blockNames(d.blocks)), d.k)
	s += fmt.Sprintf(" Of the items, %d of %d have one option chosen by at least 90%% of the personas: stripes, which are inertia.", d.stripes, len(d.items))
	most, least := d.ends()
	s += fmt.Sprintf(" Most alike: %s. Least alike: %s.", d.column(most, d.blockOf(most), block{from: 0, to: len(d.level)}), d.column(least, d.blockOf(least), block{from: 0, to: len(d.level)}))
	if d.lost > 0 {
		s += fmt.Sprintf(" Missing: %s of %s cells.", numbers.Count(d.lost), numbers.Count(d.personas*len(d.items)))
	}
	return s
}
