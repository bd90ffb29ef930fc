package figure

import (
	"image"
	"image/color"
	"math"
	"slices"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/rasterizer"

	"inertia/report/packed"
)

// raster is the figure in pixels.
func (f *Figure) raster(density canvas.Resolution) *image.RGBA {
	per := density.DPMM()
	img := image.NewRGBA(image.Rect(0, 0, int(f.Width*per+.5), int(f.Height*per+.5)))
	r := rasterizer.FromImage(img, density, canvas.LinearColorSpace{})
	f.sheet.canvas.RenderTo(pixels{r, img, per})
	r.Close()
	return img
}

// pixels rasters; a pixel of an image of few colours gives each pixel that it covers a part of its colour by the area covered.
type pixels struct {
	*rasterizer.Rasterizer
	img *image.RGBA
	per float64 // a mm
}

// RenderImage rasters an image. One of few colours lies on its side, as the sheet lays it.
func (r pixels) RenderImage(img image.Image, m canvas.Matrix) {
	few, ok := img.(*packed.Image)
	if !ok {
		r.Rasterizer.RenderImage(img, m)
		return
	}
	size := few.Bounds().Size()
	lines, rows := []int{0}, make([]int, size.X+1)
	for _, l := range few.Lines {
		lines = append(lines, lines[len(lines)-1]+l.Times)
	}
	for i := range rows {
		rows[i] = i
	}
	across := coverings(r.img.Rect.Dx(), lines, func(line float64) float64 { return r.per * m.Dot(canvas.Point{Y: float64(size.Y) - line}).X })
	down := coverings(r.img.Rect.Dy(), rows, func(pixel float64) float64 { return float64(r.img.Rect.Dy()) - r.per*m.Dot(canvas.Point{X: pixel}).Y })
	colours := make([]shade, len(few.Palette))
	for i, c := range few.Palette {
		colours[i] = shadeOf(c)
	}
	sums, column := make([]shade, size.X), make([]shade, len(down))
	for x := range across {
		if x == 0 || !slices.Equal(across[x], across[x-1]) {
			clear(sums)
			for _, line := range across[x] {
				for i, c := range few.Lines[line.of].Pixels {
					sums[i].add(&colours[c], line.parts)
				}
			}
			clear(column)
			for y, cells := range down {
				for _, c := range cells {
					column[y].add(&sums[c.of], c.parts)
				}
			}
		}
		for y := range column {
			column[y].over(r.img.Pix[r.img.PixOffset(x, y):][:4])
		}
	}
}

// covering is how much of a pixel a strip of an image covers, in parts of a pixel.
type covering struct{ of, parts int }

// partsOfPixel are so many that a step of any colour is smaller than what eight bits tell.
const partsOfPixel = 256

// coverings tell for each of some pixels in a row which strips cover it, from one edge to the next; place is where an edge lies. Edges
// are rounded before parts are taken, so that the parts of a pixel that is covered add up to the whole.
func coverings(pixels int, edges []int, place func(float64) float64) [][]covering {
	out := make([][]covering, pixels)
	at := func(edge int) int { return int(math.Round(place(float64(edge)) * partsOfPixel)) }
	for i := range len(edges) - 1 {
		from, to := max(0, at(edges[i])), min(at(edges[i+1]), pixels*partsOfPixel)
		for from < to {
			p := from / partsOfPixel
			end := min(to, (p+1)*partsOfPixel)
			out[p] = append(out[p], covering{i, end - from})
			from = end
		}
	}
	return out
}

// shade is a colour in red, green, blue and opacity, the first three multiplied by the last; opaque is partsOfPixel^2 times 255.
type shade struct{ r, g, b, a int }

func shadeOf(c color.Color) shade {
	v := color.RGBAModel.Convert(c).(color.RGBA)
	return shade{int(v.R), int(v.G), int(v.B), int(v.A)}
}

func (s *shade) add(t *shade, parts int) {
	s.r, s.g, s.b, s.a = s.r+parts*t.r, s.g+parts*t.g, s.b+parts*t.b, s.a+parts*t.a
}

// over lays the colour over a pixel.
func (s *shade) over(p []uint8) {
	const whole = partsOfPixel * partsOfPixel
	through := whole - s.a/255
	mix := func(under uint8, v int) uint8 { return uint8((v + through*int(under) + whole/2) / whole) }
	p[0], p[1], p[2], p[3] = mix(p[0], s.r), mix(p[1], s.g), mix(p[2], s.b), mix(p[3], s.a)
}
