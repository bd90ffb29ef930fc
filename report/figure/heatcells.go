package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"

	"inertia/report/packed"
)

// draw paints the cells by option: few as boxes, many as an image.
func (d *heatData) draw(c ink, across, down lattice) {
	if len(d.level)*len(d.items) <= maxCellMarks {
		d.boxes(c, across.edges(), down.edges())
	} else {
		d.image(c, across, down)
	}
}

// boxes paints the cells with edges that stay sharp however far they are enlarged. Where two meet, a pixel is covered by both in part; so
// that no paper shines through, each cell is painted twice, the first time reaching a little under those to its right and below.
func (d *heatData) boxes(c ink, cols, rows [][2]vg.Length) {
	const under = .1 * mm
	palette := d.palette()
	for _, reach := range []vg.Length{under, 0} {
		for _, s := range d.seeds {
			for i := s.from; i < s.to; i++ {
				bottom := rows[i][1]
				if i+1 < s.to {
					bottom -= reach
				}
				for _, b := range d.blocks {
					for j := b.from; j < b.to; j++ {
						l, left := d.level[i][j], cols[j][0]
						for j+1 < b.to && d.level[i][j+1] == l {
							j++
						}
						right := cols[j][1]
						if j+1 < b.to {
							right += reach
						}
						c.fill(palette[d.place(l)], rect(left, rows[i][0], right, bottom))
					}
				}
			}
		}
	}
}

// image paints one image: outlines of thousands of boxes take long to write and to show. It lies on its side, a line of it being a
// column of cells, since lines that are alike pack best.
func (d *heatData) image(c ink, across, down lattice) {
	var lines []packed.Line
	at := 0
	for j, begin := range across.begins {
		if begin > at { // between blocks
			lines = append(lines, packed.Line{Pixels: make([]uint8, down.steps), Times: begin - at})
		}
		column := make([]uint8, down.steps)
		for i, from := range down.begins {
			for k := range down.cell {
				column[from+k] = d.place(d.level[i][j])
			}
		}
		lines = append(lines, packed.Line{Pixels: column, Times: across.cell})
		at = begin + across.cell
	}
	c.layImage(packed.NewImage(d.palette(), lines), rect(across.from, down.from, across.to, down.to))
}

// The palette: what lies between cells, missing ones, and as many steps of colour as there are levels and room.
const (
	missingPlace = 1
	firstPlace   = 2
	mostSteps    = 256 - firstPlace
)

func (d *heatData) palette() color.Palette {
	p := color.Palette{color.Transparent, missing}
	steps := min(d.levels(), mostSteps)
	for i := range steps {
		p = append(p, sequential(i, steps))
	}
	return p
}

// place is that of a level's colour in the palette.
func (d *heatData) place(level int) uint8 {
	switch n := d.levels(); {
	case level < 0:
		return missingPlace
	case n > mostSteps:
		level = level * (mostSteps - 1) / (n - 1)
	}
	return firstPlace + uint8(level)
}

func (d *heatData) levels() int { return (d.k-1)*d.fine + 1 }
