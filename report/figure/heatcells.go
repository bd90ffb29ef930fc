package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
)

// draw paints the cells by option, lowest first. Where two cells meet, a pixel
// is covered by both in part; so that no paper shines through, a cell reaches
// under the one above or below it that is drawn later, and a strip of their
// mean colour lies under two neighbouring columns.
func (d *heatData) draw(c ink, cols, rows [][2]vg.Length) {
	levels := (d.k-1)*d.fine + 1
	d.underpaint(c, cols, rows, levels)
	cells := make([][]vg.Rectangle, levels+1)
	for j := range d.items {
		for _, s := range d.seeds {
			d.runs(cells, j, s, func(first, last int) vg.Rectangle {
				return rect(cols[j][0], rows[d.under(j, first, first-1, s)][0], cols[j][1], rows[d.under(j, last, last+1, s)][1])
			})
		}
	}
	c.rectangles(missing, cells[0])
	for l := range levels {
		c.rectangles(sequential(l, levels), cells[l+1])
	}
}

// underpaint lays the strips between columns.
func (d *heatData) underpaint(c ink, cols, rows [][2]vg.Length, levels int) {
	const half = .2 * mm
	for _, b := range d.blocks {
		for j := b.from; j+1 < b.to; j++ {
			sum, n := 0, 0
			for _, row := range d.level {
				for _, l := range row[j : j+2] {
					if l >= 0 {
						sum, n = sum+l, n+1
					}
				}
			}
			if n == 0 {
				continue
			}
			colour := sequential(int(math.Round(float64(sum)/float64(n))), levels)
			for _, s := range d.seeds {
				c.fill(colour, rect(cols[j][1]-half, rows[s.from][0]-half, cols[j][1]+half, rows[s.to-1][1]+half))
			}
		}
	}
}

// under is the row down to which a cell's paint reaches: its neighbour where
// that is drawn later, else its own.
func (d *heatData) under(item, row, neighbour int, seed block) int {
	if neighbour >= seed.from && neighbour < seed.to && d.level[neighbour][item] > d.level[row][item] {
		return neighbour
	}
	return row
}

// runs joins cells of a column that are next to each other and alike, and adds
// their box to those of their level; missing comes before option 1.
func (d *heatData) runs(cells [][]vg.Rectangle, item int, seed block, box func(first, last int) vg.Rectangle) {
	for i := seed.from; i < seed.to; i++ {
		first := i
		for i+1 < seed.to && d.level[i+1][item] == d.level[first][item] {
			i++
		}
		l := d.level[first][item] + 1
		cells[l] = append(cells[l], box(first, i))
	}
}
