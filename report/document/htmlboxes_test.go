package document

import (
	"bytes"
	"encoding/base64"
	"image/png"
	"regexp"
	"strings"
	"testing"

	"github.com/tdewolff/canvas"
)

// drawn gives a canvas as the page holds it.
func drawn(t *testing.T, draw func(*canvas.Context)) string {
	t.Helper()
	c := canvas.New(100, 100)
	draw(canvas.NewContext(c))
	h := &htmlWriter{outlines: outlines{}, greys: map[uint8]bool{}}
	s, err := h.picture(c)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A heat map of 20 columns and 50 rows becomes an image that holds each cell's colour in its place.
func TestManyBoxesAreAnImage(t *testing.T) {
	colours := []string{"#440154", "#21918c", "#fde725"}
	svg := drawn(t, func(ctx *canvas.Context) {
		for k, colour := range colours {
			p := &canvas.Path{}
			for y := range 50 {
				for x := range 20 {
					if (x+y)%3 == k {
						p = p.Append(canvas.Rectangle(2, .2).Translate(10+2*float64(x), 90-.2*float64(y+1)))
					}
				}
			}
			ctx.SetFillColor(canvas.Hex(colour))
			ctx.DrawPath(0, 0, p)
		}
	})
	m := regexp.MustCompile(`base64,([^"]*)"`).FindStringSubmatch(svg)
	if m == nil || strings.Contains(svg, "<path") {
		t.Fatalf("no image in %.300s", svg)
	}
	raw, err := base64.StdEncoding.DecodeString(m[1])
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if size := img.Bounds().Size(); size.X != 50 || size.Y != 20*2*columnDensity {
		t.Fatalf("the image is %v", size)
	}
	for y := range 50 {
		for x := range 20 {
			want := canvas.Hex(colours[(x+y)%3])
			if r, g, b, _ := img.At(y, x*2*columnDensity+5).RGBA(); uint8(r) != want.R || uint8(g) != want.G || uint8(b) != want.B {
				t.Fatalf("cell %d, %d is %v", x, y, img.At(y, x*2*columnDensity+5))
			}
		}
	}
}

// Greys have names, which the dark page turns about; colours, and what is written on them, have none.
func TestGreysAreNames(t *testing.T) {
	svg := drawn(t, func(ctx *canvas.Context) {
		ctx.SetFillColor(canvas.White)
		ctx.DrawPath(0, 0, canvas.Rectangle(100, 100))
		ctx.SetFillColor(canvas.Hex("#595959"))
		ctx.DrawPath(10, 10, canvas.Circle(5))
		ctx.SetFillColor(canvas.Hex("#0072b2"))
		ctx.DrawPath(20, 20, canvas.Circle(5))
	})
	for _, want := range []string{`fill="var(--paper)"`, `fill="var(--g59,#595959)"`, `fill="#0072b2"`} {
		if !strings.Contains(svg, want) {
			t.Errorf("%q is not in %s", want, svg)
		}
	}
}
