package document

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"regexp"
	"strings"
	"testing"

	"codeberg.org/go-fonts/stix/stix2textregular"
	"github.com/tdewolff/canvas"

	"inertia/report/packed"
)

// drawn gives a canvas as the page holds it.
func drawn(t *testing.T, draw func(*canvas.Context)) string {
	t.Helper()
	c := canvas.New(100, 100)
	draw(canvas.NewContext(c))
	h := &htmlWriter{outlines: newOutlines(), greys: map[uint8]bool{}, inks: map[color.RGBA]bool{}}
	s, err := h.picture(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// imageOf is an image on its side: the picture has 4 columns and 3 rows of cells, in colours one a row.
func imageOf(colours ...color.Color) *packed.Image {
	return packed.NewImage(colours, []packed.Line{{Pixels: []uint8{0, 1, 2}, Times: 4}})
}

// sideways lays the image of cells with its upper left corner at 10, 90 of a canvas, its cells 2 mm wide and 5 mm high.
var sideways = canvas.Matrix{{0, -2, 10 + 4*2}, {-5, 0, 90}}

// imageIn reads a picture's image.
func imageIn(t *testing.T, svg string) image.Image {
	t.Helper()
	m := regexp.MustCompile(`base64,([^"]*)"`).FindStringSubmatch(svg)
	if m == nil {
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
	return img
}

// An image of few colours stands in the page with each pixel's colour, in its place.
func TestImageOfFewColours(t *testing.T) {
	colours := []color.Color{canvas.Hex("#440154"), canvas.Hex("#21918c"), canvas.Hex("#fde725")}
	svg := drawn(t, func(ctx *canvas.Context) { ctx.RenderImage(imageOf(colours...), sideways) })
	img := imageIn(t, svg)
	if size := img.Bounds().Size(); size.X != 3 || size.Y != 4 {
		t.Fatalf("the image is %v", size)
	}
	for i := range 12 {
		if got := color.RGBAModel.Convert(img.At(i%3, i/3)); got != colours[i%3] {
			t.Errorf("pixel %d is %v", i, got)
		}
	}
	// x' = 2 y + 10, y' = 5 x + 10 from above
	if want := `width="3" height="4" preserveAspectRatio="none" transform="matrix(0 5 2 0 10 10)"`; !strings.Contains(svg, want) {
		t.Errorf("%s is not in %s", want, svg)
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

// What explains the grey of an image stays as it is in the dark, as the image does; what is transparent shows the paper.
func TestGreysOfAnImageStay(t *testing.T) {
	svg := drawn(t, func(ctx *canvas.Context) {
		ctx.RenderImage(imageOf(color.Transparent, canvas.Hex("#21918c"), canvas.Hex("#c8c8c8")), sideways)
		ctx.SetFillColor(canvas.Hex("#595959"))
		ctx.DrawPath(5, 5, canvas.Circle(1))
		ctx.SetFillColor(canvas.Hex("#c8c8c8"))
		ctx.DrawPath(5, 2, canvas.Rectangle(3, 3))
	})
	if !strings.Contains(svg, `fill="#c8c8c8"`) || strings.Contains(svg, "var(--gc8") || !strings.Contains(svg, "var(--g59") {
		t.Errorf("greys are %q", regexp.MustCompile(`fill="[^"]*"`).FindAllString(svg, -1))
	}
	img := imageIn(t, svg)
	for y, want := range []color.NRGBA{{}, {0x21, 0x91, 0x8c, 255}, {0xc8, 0xc8, 0xc8, 255}} {
		if got := color.NRGBAModel.Convert(img.At(y, 0)); got != want {
			t.Errorf("cell %d of the first column is %v, want %v", y, got, want)
		}
	}
}

// In the dark, text on paper is legible whatever its colour, and no box is lost.
func TestColoursInTheDark(t *testing.T) {
	face := canvas.NewFontFamily("stix")
	if err := face.LoadFont(stix2textregular.TTF, 0, canvas.FontRegular); err != nil {
		t.Fatal(err)
	}
	rust, sky := canvas.Hex("#a84200"), canvas.Hex("#56b4e9")
	h := &htmlWriter{w: bufio.NewWriter(io.Discard), outlines: newOutlines(), greys: map[uint8]bool{}, inks: map[color.RGBA]bool{}}
	c := canvas.New(100, 100)
	ctx := canvas.NewContext(c)
	for i, ink := range []color.RGBA{rust, sky} {
		ctx.DrawText(10, float64(20+20*i), canvas.NewTextLine(face.Face(20, ink), "simulated", canvas.Left))
	}
	for i, box := range []string{"#440154", "#fde725"} {
		ctx.SetFillColor(canvas.Hex(box))
		ctx.DrawPath(60, float64(20+20*i), canvas.Rectangle(9, 9))
	}
	ctx.SetFillColor(canvas.Hex("#450c5e")) // a step of a colour bar
	ctx.DrawPath(63, 40, canvas.Rectangle(6, 9))
	svg, err := h.picture(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	for want, n := range map[string]int{`fill="var(--ta84200,#a84200)"`: 1, `fill="#56b4e9"`: 1, `<g class="lost"><path d="M60 80H69V71H60z" fill="#440154"/></g>`: 1, `class="lost"`: 1} {
		if got := strings.Count(svg, want); got != n {
			t.Errorf("%s stands %d times in %s", want, got, svg[strings.LastIndex(svg, "</defs>")+1:])
		}
	}
	if len(h.inks) != 1 || contrast(rust, darkPaper) >= legible || contrast(lightened(rust), darkPaper) < legible {
		t.Errorf("%v has a contrast of %.2f, %v of %.2f", rust, contrast(rust, darkPaper), lightened(rust), contrast(lightened(rust), darkPaper))
	}
}

// WCAG 2.2 gives black on white 21, and #767676 on white as the lightest grey that is legible.
func TestContrast(t *testing.T) {
	white := canvas.White
	if got := contrast(canvas.Black, white); math.Abs(got-21) > 1e-9 {
		t.Errorf("black on white: %v", got)
	}
	if at, lighter := contrast(canvas.Hex("#767676"), white), contrast(canvas.Hex("#777777"), white); at < legible || lighter >= legible {
		t.Errorf("#767676 on white: %v, #777777: %v", at, lighter)
	}
}

// Two pictures of a page may each have a first gradient.
func TestGradientsHaveNamesOfTheirOwn(t *testing.T) {
	c := canvas.New(100, 100)
	ctx := canvas.NewContext(c)
	gradient := canvas.NewLinearGradient(canvas.Point{X: 10}, canvas.Point{X: 20})
	gradient.Add(0, canvas.Hex("#21918c"))
	gradient.Add(1, canvas.Hex("#fde725"))
	ctx.SetFill(gradient)
	ctx.DrawPath(10, 10, canvas.Rectangle(10, 10))
	h := &htmlWriter{outlines: newOutlines(), greys: map[uint8]bool{}, inks: map[color.RGBA]bool{}}
	for h.figures = 1; h.figures <= 2; h.figures++ {
		svg, err := h.picture(c, nil)
		if err != nil {
			t.Fatal(err)
		}
		name := "f" + string(rune('0'+h.figures)) + ".p1"
		if !strings.Contains(svg, `<linearGradient id="`+name+`"`) || !strings.Contains(svg, `url(#`+name+`)`) {
			t.Errorf("no gradient %s in %s", name, svg)
		}
	}
}

// Paths are rounded to a thousandth of a millimetre, and stay where they were.
func TestPathsStayInPlace(t *testing.T) {
	for name, p := range map[string]*canvas.Path{
		"circle": canvas.Circle(1.23456789), "line": canvas.MustParseSVGPath("M0 0.00001L10.123456 20.98765"), "curve": canvas.MustParseSVGPath("M1.23456 1C2.34567 3.45678 4.56789 5.67891 6.78912 7.89123"),
		"polygon": canvas.RegularPolygon(5, 1.2345678, true),
	} {
		want := p.Copy().Translate(33.33333, 44.44444)
		svg := drawn(t, func(c *canvas.Context) {
			c.SetFillColor(canvas.Hex("#0072b2"))
			c.DrawPath(33.33333, 100-44.44444, p.Copy().Transform(canvas.Identity.ReflectY()))
		})
		_, d, _ := strings.Cut(svg, ` d="`)
		d, _, _ = strings.Cut(d, `"`)
		got, err := canvas.ParseSVGPath(d)
		if err != nil {
			t.Errorf("%s: %v in %s", name, err, d)
			continue
		}
		a, b := got.FastBounds(), want.FastBounds()
		for _, off := range []float64{a.X0 - b.X0, a.X1 - b.X1, a.Y0 - b.Y0, a.Y1 - b.Y1} {
			if math.Abs(off) > .002 {
				t.Errorf("%s: %v is drawn as %v by %s", name, b, a, d)
				break
			}
		}
	}
}
