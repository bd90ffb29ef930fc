package figure

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/pdf"
	"github.com/tdewolff/canvas/renderers/svg"

	"inertia/report/packed"
	"inertia/report/pdffonts"
	"inertia/report/pdfimages"
	"inertia/report/pdfobjects"
	"inertia/report/timeless"
)

// SVG writes the figure as one SVG element. Text stays text, and the glyphs it
// uses come with it.
func (f *Figure) SVG() ([]byte, error) {
	var b bytes.Buffer
	r := svg.New(&b, f.Width, f.Height, &svg.Options{SizeUnits: "mm", ImageEncoding: canvas.Lossless})
	f.sheet.canvas.RenderTo(imagesAsPNG{r})
	if err := r.Close(); err != nil {
		return nil, fmt.Errorf("figure %s: %w", f.Name, err)
	}
	var desc bytes.Buffer
	if err := xml.EscapeText(&desc, []byte(f.Alt)); err != nil {
		return nil, fmt.Errorf("figure %s: %w", f.Name, err)
	}
	fonts, err := f.sheet.fontCSS()
	if err != nil {
		return nil, fmt.Errorf("figure %s: %w", f.Name, err)
	}
	open := bytes.IndexByte(b.Bytes(), '>')
	out := append([]byte{}, b.Bytes()[:open]...)
	out = append(out, ` role="img"><desc>`...)
	out = append(out, desc.Bytes()...)
	out = append(out, "</desc><style>"...)
	out = append(out, fonts...)
	out = append(out, "</style>"...)
	out = append(out, b.Bytes()[open+1:]...)
	return append(out, '\n'), nil
}

// imagesAsPNG writes an SVG whose images of few colours are packed already.
type imagesAsPNG struct{ *svg.SVG }

// RenderImage writes an image.
func (r imagesAsPNG) RenderImage(img image.Image, m canvas.Matrix) {
	if few, ok := img.(*packed.Image); ok {
		img = canvas.Image{Image: few, Mimetype: "image/png", Bytes: few.PNG()}
	}
	r.SVG.RenderImage(img, m)
}

// PNG rasters the figure; the file says its resolution.
func (f *Figure) PNG(dpi float64) ([]byte, error) {
	if !(dpi >= 10 && dpi <= 2400) {
		return nil, fmt.Errorf("figure %s: %g dpi: give a resolution from 10 to 2400", f.Name, dpi)
	}
	return packed.PNG(f.raster(canvas.DPI(dpi)), dpi), nil
}

// PDF writes the figure as a page of its own size, with the glyphs it uses.
func (f *Figure) PDF() ([]byte, error) {
	var b bytes.Buffer
	r := pdffonts.Record(pdf.New(&b, f.Width, f.Height, &pdf.Options{ImageEncoding: canvas.Lossless}))
	r.SetInfo(f.Name, "", "", "", "")
	fonts := forFigures.Get().(*Fonts)
	defer forFigures.Put(fonts)
	images := pdfimages.Record(r)
	f.sheet.canvas.RenderTo(swapped{images, fonts})
	if err := r.Close(); err != nil {
		return nil, fmt.Errorf("figure %s: %w", f.Name, err)
	}
	objects, err := pdfobjects.Read(b.Bytes())
	if err != nil {
		return nil, fmt.Errorf("figure %s: %w", f.Name, err)
	}
	if err := errors.Join(r.Mend(objects), images.Mend(objects)); err != nil {
		return nil, fmt.Errorf("figure %s: %w", f.Name, err)
	}
	timeless.PDF(objects)
	objects.Pack()
	return objects.Bytes(), nil
}
