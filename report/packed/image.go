package packed

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"io"
	"sync"
)

// Image is an image of few colours. It is packed once for all files that hold it: PNG and PDF write the same lines.
type Image struct {
	Palette color.Palette
	Lines   []Line // from the top
	data    func() []byte
}

// Line is a line of an image that comes a number of times.
type Line struct {
	Pixels []uint8 // places in the palette
	Times  int
}

// NewImage gives an image of lines that are equally long. It is packed when a file first asks for it; its pixels stay as they are from then on.
func NewImage(p color.Palette, lines []Line) *Image {
	return &Image{p, lines, sync.OnceValue(func() []byte {
		return zlibOf(func(w io.Writer) {
			for _, l := range lines {
				for range l.Times {
					w.Write([]byte{noFilter})
					w.Write(l.Pixels)
				}
			}
		})
	})}
}

// Bounds are those of all pixels.
func (i *Image) Bounds() image.Rectangle {
	if len(i.Lines) == 0 {
		return image.Rectangle{}
	}
	height := 0
	for _, l := range i.Lines {
		height += l.Times
	}
	return image.Rect(0, 0, len(i.Lines[0].Pixels), height)
}

// ColorModel is the palette.
func (i *Image) ColorModel() color.Model { return i.Palette }

// At is the colour of a pixel.
func (i *Image) At(x, y int) color.Color {
	for _, l := range i.Lines {
		if y < l.Times {
			return i.Palette[l.Pixels[x]]
		}
		y -= l.Times
	}
	return color.Transparent
}

// PNG is the image as a file.
func (i *Image) PNG() []byte {
	var colours, opacities []byte
	for _, c := range i.Palette {
		n := color.NRGBAModel.Convert(c).(color.NRGBA)
		colours, opacities = append(colours, n.R, n.G, n.B), append(opacities, n.A)
	}
	out := appendHead(nil, i.Bounds().Size(), byPalette)
	out = appendChunk(out, "PLTE", colours)
	out = appendChunk(out, "tRNS", opacities)
	out = appendChunk(out, "IDAT", i.data())
	return appendChunk(out, "IEND", nil)
}

// PDF is the image as a stream object of a PDF, whose pages are white where a pixel is transparent. A reader is to show its pixels as
// they are, without shades between.
//
// Source: ISO 32000-2:2020, 7.4.4.4 (PNG's lines in a PDF), 8.6.6.3 (palettes) and 8.9.5 (images).
func (i *Image) PDF() []byte {
	var colours bytes.Buffer
	for _, c := range i.Palette {
		r, g, b, a := c.RGBA()
		for _, v := range []uint32{r, g, b} {
			fmt.Fprintf(&colours, "%02x", (v+0xffff-a)>>8)
		}
	}
	size, data := i.Bounds().Size(), i.data()
	return fmt.Appendf(nil, "<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace[/Indexed/DeviceRGB %d<%s>]/BitsPerComponent 8/Interpolate false"+
		"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns %[1]d>>/Length %[5]d>>\nstream\n%s\nendstream\nendobj\n",
		size.X, size.Y, len(i.Palette)-1, colours.Bytes(), len(data), data)
}
