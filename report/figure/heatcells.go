package figure

import (
	"image"
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

// boxes paints cell by cell, with edges that stay sharp however far they are enlarged. Each reaches to its block's right and lower end,
// where others are painted over it, so that no paper shines through between two.
func (d *heatData) boxes(c ink, cols, rows [][2]vg.Length) {
	palette := d.palette()
	for _, s := range d.seeds {
		for i := s.from; i < s.to; i++ {
			for _, b := range d.blocks {
				for j := b.from; j < b.to; j++ {
					if l := d.level[i][j]; j == b.from || l != d.level[i][j-1] {
						c.fill(palette[d.place(l)], rect(cols[j][0], rows[i][0], cols[b.to-1][1], rows[s.to-1][1]))
					}
				}
			}
		}
	}
}

// image paints one image: outlines of thousands of boxes take long to write and to show. It lies on its side, a line of it being a
// column of cells, since lines that are alike pack best.
func (d *heatData) image(c ink, across, down lattice) {
	img := image.NewPaletted(image.Rect(0, 0, down.steps, across.steps), d.palette())
	for j, begin := range across.begins {
		first := img.Pix[begin*img.Stride:][:down.steps]
		for i, from := range down.begins {
			for k := range down.cell {
				first[from+k] = d.place(d.level[i][j])
			}
		}
		for k := 1; k < across.cell; k++ {
			copy(img.Pix[(begin+k)*img.Stride:], first)
		}
	}
	c.layImage(packed.NewImage(img), rect(across.from, down.from, across.to, down.to))
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
