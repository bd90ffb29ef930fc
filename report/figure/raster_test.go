package figure

import (
	"image"
	"image/color"
	"testing"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/rasterizer"

	"inertia/report/packed"
)

// Edges at 0.25, 1, 1.5 and 3.25 pixels: the parts of a covered pixel add up to 256, in each pixel strips come in order.
func TestCoverings(t *testing.T) {
	places := []float64{.25, 1, 1.5, 3.25}
	got := coverings(3, []int{0, 1, 2, 3}, func(edge float64) float64 { return places[int(edge)] })
	want := [][]covering{{{0, 192}}, {{1, 128}, {2, 128}}, {{2, 256}}}
	if len(got) != len(want) {
		t.Fatal(got)
	}
	for p := range want {
		if len(got[p]) != len(want[p]) {
			t.Fatalf("pixel %d: %v, want %v", p, got[p], want[p])
		}
		for i, c := range want[p] {
			if got[p][i] != c {
				t.Errorf("pixel %d: %v, want %v", p, got[p], want[p])
			}
		}
	}
}

// An image of 2 columns and 2 rows of cells, each 1.5 pixels wide and high, on white: black, a see-through one below it, then red and
// black. By hand, the pixel in the middle is a quarter black, a quarter red, a quarter white and a quarter black.
func TestImageInPixels(t *testing.T) {
	few := packed.NewImage(color.Palette{color.Transparent, color.NRGBA{0, 0, 0, 255}, color.NRGBA{255, 0, 0, 255}}, []packed.Line{ // by column, from the top
		{Pixels: []uint8{1, 0}, Times: 1}, {Pixels: []uint8{2, 1}, Times: 1},
	})
	img := image.NewRGBA(image.Rect(0, 0, 3, 3))
	for i := range img.Pix {
		img.Pix[i] = 255
	}
	r := pixels{rasterizer.FromImage(img, canvas.DPMM(1), canvas.LinearColorSpace{}), img, 1}
	r.RenderImage(few, canvas.Matrix{{0, -1.5, 3}, {-1.5, 0, 3}})
	want := [3][3]color.RGBA{ // by row
		{{0, 0, 0, 255}, {128, 0, 0, 255}, {255, 0, 0, 255}},
		{{128, 128, 128, 255}, {128, 64, 64, 255}, {128, 0, 0, 255}},
		{{255, 255, 255, 255}, {128, 128, 128, 255}, {0, 0, 0, 255}},
	}
	for y, row := range want {
		for x, c := range row {
			if got := img.RGBAAt(x, y); got != c {
				t.Errorf("at %d, %d: %v, want %v", x, y, got, c)
			}
		}
	}
}
