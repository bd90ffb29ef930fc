package packed

import (
	"bytes"
	"compress/zlib"
	"image/color"
	"image/png"
	"io"
	"strings"
	"testing"
)

// striped has two lines, the second of them twice.
func striped() *Image {
	return NewImage(color.Palette{color.Transparent, color.NRGBA{1, 2, 3, 255}, color.NRGBA{250, 128, 0, 255}}, []Line{
		{[]uint8{0, 1, 2, 0, 1, 2, 0}, 1}, {[]uint8{2, 2, 1, 1, 0, 0, 2}, 2},
	})
}

// Standard library and image agree on every pixel.
func TestImageAsPNG(t *testing.T) {
	want := striped()
	got, err := png.Decode(bytes.NewReader(want.PNG()))
	if err != nil {
		t.Fatal(err)
	}
	if got.Bounds() != want.Bounds() {
		t.Fatalf("%v, want %v", got.Bounds(), want.Bounds())
	}
	for y := range want.Bounds().Dy() {
		for x := range want.Bounds().Dx() {
			if color.NRGBAModel.Convert(got.At(x, y)) != color.NRGBAModel.Convert(want.At(x, y)) {
				t.Errorf("%v at %d, %d, want %v", got.At(x, y), x, y, want.At(x, y))
			}
		}
	}
}

// A PDF's stream holds each line behind a byte that names its filter; what is transparent is white.
func TestImageAsPDF(t *testing.T) {
	want := striped()
	head, rest, _ := strings.Cut(string(want.PDF()), "stream\n")
	for _, key := range []string{"/Width 7/Height 3", "[/Indexed/DeviceRGB 2<ffffff010203fa8000>]", "/Interpolate false", "/Predictor 15/Columns 7"} {
		if !strings.Contains(head, key) {
			t.Errorf("%s is not in %s", key, head)
		}
	}
	z, err := zlib.NewReader(strings.NewReader(rest))
	if err != nil {
		t.Fatal(err)
	}
	lines, err := io.ReadAll(z)
	if err != nil || len(lines) != 3*8 {
		t.Fatalf("%d bytes, %v", len(lines), err)
	}
	for y, of := range []int{0, 1, 1} {
		if line := lines[8*y:][:8]; line[0] != noFilter || !bytes.Equal(line[1:], want.Lines[of].Pixels) {
			t.Errorf("line %d is %v", y, line)
		}
	}
}
