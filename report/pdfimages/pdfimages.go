// Package pdfimages puts images of few colours into a PDF written by tdewolff/canvas, whose own way takes three bytes a pixel and has
// readers blur them.
//
// A Recorder stands between what draws and canvas's writer and hands it a stand-in of one pixel for each image; in the finished file the
// images themselves take the stand-ins' places.
package pdfimages

import (
	"bytes"
	"errors"
	"image"
	"image/color"
	"regexp"
	"slices"

	"github.com/tdewolff/canvas"

	"inertia/report/packed"
	"inertia/report/pdfobjects"
)

// Recorder draws to a PDF and keeps the images of few colours.
type Recorder struct {
	canvas.Renderer
	images   []*packed.Image
	standIns map[*packed.Image]image.Image
}

// Record stands between what draws and a writer.
func Record(to canvas.Renderer) *Recorder { return &Recorder{to, nil, map[*packed.Image]image.Image{}} }

// RenderImage draws an image.
func (r *Recorder) RenderImage(img image.Image, m canvas.Matrix) {
	few, ok := img.(*packed.Image)
	if !ok {
		r.Renderer.RenderImage(img, m)
		return
	}
	if r.standIns[few] == nil {
		one := image.NewRGBA(image.Rect(0, 0, 1, 1))
		one.Set(0, 0, color.Black)
		r.images, r.standIns[few] = append(r.images, few), one
	}
	size := few.Bounds().Size()
	r.Renderer.RenderImage(r.standIns[few], m.Scale(float64(size.X), float64(size.Y)))
}

var (
	ofOnePixel = regexp.MustCompile(`/Subtype/Image\b.*/Height 1\b.*/Width 1\b`)
	errForeign = errors.New("PDF whose images are not those that were drawn")
)

// Mend puts the images into the file that the writer wrote.
func (r *Recorder) Mend(f *pdfobjects.File) error {
	var standIns []*pdfobjects.Object
	for i := range f.Objects {
		o := &f.Objects[i]
		if head, _, isStream := bytes.Cut(o.Text, []byte("stream\n")); isStream && ofOnePixel.Match(head) {
			standIns = append(standIns, o)
		}
	}
	if len(standIns) != len(r.images) {
		return errForeign
	}
	slices.SortFunc(standIns, func(a, b *pdfobjects.Object) int { return a.Number - b.Number }) // numbered at first use
	for i, o := range standIns {
		o.Text = r.images[i].PDF()
	}
	return nil
}
