package pdfimages

import (
	"bytes"
	"image"
	"image/color"
	"testing"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/pdf"

	"inertia/report/packed"
	"inertia/report/pdfobjects"
)

func plain(size int) *packed.Image {
	return packed.NewImage(color.Palette{color.Black}, []packed.Line{{Pixels: make([]uint8, size), Times: size}})
}

// Two images, one of them drawn twice, and one of another kind, which is left to the writer.
func TestImagesTakeTheirPlaces(t *testing.T) {
	var b bytes.Buffer
	w := pdf.New(&b, 100, 100, &pdf.Options{ImageEncoding: canvas.Lossless})
	r := Record(w)
	four, nine := plain(4), plain(9)
	for _, img := range []image.Image{four, nine, image.NewRGBA(image.Rect(0, 0, 5, 5)), four} {
		r.RenderImage(img, canvas.Identity.Translate(10, 20).Scale(2, 3))
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := pdfobjects.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Mend(f); err != nil {
		t.Fatal(err)
	}
	text := f.Bytes()
	for part, want := range map[string]int{"/Subtype/Image": 4, "/Width 4/Height 4": 1, "/Width 9/Height 9": 1, "/Indexed": 2} { // the fourth is the other kind's mask
		if got := bytes.Count(text, []byte(part)); got != want {
			t.Errorf("%s stands %d times, want %d", part, got, want)
		}
	}
	if !bytes.Contains(text, four.PDF()) || !bytes.Contains(text, nine.PDF()) {
		t.Error("an image is not as it was packed")
	}
}

// A file of other images is not changed in silence.
func TestForeignFile(t *testing.T) {
	var b bytes.Buffer
	w := pdf.New(&b, 100, 100, nil)
	w.RenderImage(image.NewRGBA(image.Rect(0, 0, 1, 1)), canvas.Identity)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := pdfobjects.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := Record(w).Mend(f); err == nil {
		t.Error("no error")
	}
}
