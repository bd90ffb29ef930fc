package figure

import (
	"image"
	"image/color"
	"math"

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
	size, bounds := few.Rect.Size(), r.img.Rect
	across := coveringOf(bounds.Dx(), size.Y, func(line float64) float64 { return r.per * m.Dot(canvas.Point{Y: float64(size.Y) - line}).X })
	down := coveringOf(bounds.Dy(), size.X, func(pixel float64) float64 { return float64(bounds.Dy()) - r.per*m.Dot(canvas.Point{X: pixel}).Y })
	colours := make([]shade, len(few.Palette))
	for i, c := range few.Palette {
		colours[i] = shadeOf(c)
	}
	line := make([]shade, size.X) // the lines that a column of pixels covers, by their parts
	for x, lines := range across {
		clear(line)
		for _, l := range lines {
			for i, c := range few.Pix[l.of*few.Stride:][:size.X] {
				line[i].add(colours[c], l.part)
			}
		}
		for y, cells := range down {
			var sum shade
			for _, c := range cells {
				sum.add(line[c.of], c.part)
			}
			sum.over(r.img.Pix[r.img.PixOffset(x, y):][:4])
		}
	}
}

// covering is a part of a pixel that a pixel of an image covers.
type covering struct {
	of   int
	part float64
}

// coveringOf tells for each of some pixels in a row which of an image's pixels cover it; edge is where one of these begins.
func coveringOf(pixels, of int, edge func(float64) float64) [][]covering {
	out := make([][]covering, pixels)
	for i := range of {
		from, to := edge(float64(i)), edge(float64(i+1))
		for p := max(0, int(math.Floor(from))); p < pixels && float64(p) < to; p++ {
			if part := min(to, float64(p+1)) - max(from, float64(p)); part > 0 {
				out[p] = append(out[p], covering{i, part})
			}
		}
	}
	return out
}

// shade is a colour in parts of red, green, blue and opacity, 0 to 255, the first three multiplied by the last.
type shade [4]float32

func shadeOf(c color.Color) shade {
	v := color.RGBAModel.Convert(c).(color.RGBA)
	return shade{float32(v.R), float32(v.G), float32(v.B), float32(v.A)}
}

func (s *shade) add(t shade, part float64) {
	for i := range s {
		s[i] += t[i] * float32(part)
	}
}

// over lays the colour over a pixel.
func (s *shade) over(p []uint8) {
	through := 1 - s[3]/255
	for i := range s {
		p[i] = uint8(min(255, s[i]+through*float32(p[i])+.5))
	}
}
