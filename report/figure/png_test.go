package figure

import (
	"bytes"
	"image/png"
	"testing"

	"github.com/tdewolff/canvas"

	"inertia/report/packed"
)

// Every figure is opaque, so that a PNG without transparency holds its very pixels.
func TestPNGHoldsThePixels(t *testing.T) {
	for _, s := range samples() {
		f, err := s.make(Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := f.raster(canvas.DPI(60))
		if !want.Opaque() {
			t.Errorf("%s: see-through somewhere", f.Name)
		}
		got, err := png.Decode(bytes.NewReader(packed.PNG(want, 60)))
		if err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		if got.Bounds() != want.Bounds() {
			t.Fatalf("%s: %v, drawn %v", f.Name, got.Bounds(), want.Bounds())
		}
		for y := range want.Rect.Dy() {
			for x := range want.Rect.Dx() {
				r, g, b, _ := got.At(x, y).RGBA()
				if p := want.RGBAAt(x, y); uint8(r>>8) != p.R || uint8(g>>8) != p.G || uint8(b>>8) != p.B {
					t.Fatalf("%s: another colour at %d, %d", f.Name, x, y)
				}
			}
		}
	}
}
