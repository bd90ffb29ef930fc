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
	*image.Paletted
	lines func() []byte
}

// NewImage gives an image that is to be packed when a file first asks for it; its pixels stay as they are from then on.
func NewImage(img *image.Paletted) *Image {
	return &Image{img, sync.OnceValue(func() []byte {
		return zlibOf(func(w io.Writer) {
			for y := range img.Rect.Dy() {
				w.Write([]byte{noFilter})
				w.Write(img.Pix[y*img.Stride:][:img.Rect.Dx()])
			}
		})
	})}
}

// PNG is the image as a file.
func (i *Image) PNG() []byte {
	var colours, opacities []byte
	for _, c := range i.Palette {
		n := color.NRGBAModel.Convert(c).(color.NRGBA)
		colours, opacities = append(colours, n.R, n.G, n.B), append(opacities, n.A)
	}
	out := appendHead(nil, i.Rect.Size(), byPalette)
	out = appendChunk(out, "PLTE", colours)
	out = appendChunk(out, "tRNS", opacities)
	out = appendChunk(out, "IDAT", i.lines())
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
	size, lines := i.Rect.Size(), i.lines()
	return fmt.Appendf(nil, "<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace[/Indexed/DeviceRGB %d<%s>]/BitsPerComponent 8/Interpolate false"+
		"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns %[1]d>>/Length %[5]d>>\nstream\n%s\nendstream\nendobj\n",
		size.X, size.Y, len(i.Palette)-1, colours.Bytes(), len(lines), lines)
}
