package figure

import (
	"bytes"
	"encoding/xml"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// gallery writes every sample as a picture, to be looked at:
//
//	go test ./report/figure -run TestEveryFigure -gallery /tmp/gallery
var gallery = flag.String("gallery", "", "folder for PNG and PDF files of every sample")

func TestEveryFigure(t *testing.T) {
	for _, s := range samples() {
		t.Run(s.name, func(t *testing.T) {
			f, err := s.make(Options{Title: "A title, “γ ≥ ½ – é”", Simulated: true})
			if err != nil {
				t.Fatal(err)
			}
			if f.Width != SingleColumn && f.Width != DoubleColumn {
				t.Errorf("width %g mm, want one or two columns", f.Width)
			}
			if f.Height < 20 || f.Height > 240 {
				t.Errorf("height %g mm does not fit a page", f.Height)
			}
			if !strings.HasPrefix(f.Alt, "Simulated answers. ") || len(f.Alt) < 60 {
				t.Errorf("alt text says too little: %q", f.Alt)
			}
			if strings.Contains(f.Alt, "NaN") || strings.Contains(f.Alt, "Inf") {
				t.Errorf("alt text with NaN or Inf: %q", f.Alt)
			}
			checkSVG(t, f)
			checkPNG(t, f)
			checkPDF(t, f)
			write(t, s)
		})
	}
}

// base64Data are fonts and images, in which any letters may stand.
var base64Data = regexp.MustCompile(`base64,[A-Za-z0-9+/=]*`)

func checkSVG(t *testing.T, f *Figure) {
	a, err := f.SVG()
	if err != nil {
		t.Fatal(err)
	}
	b, _ := f.SVG()
	if !bytes.Equal(a, b) {
		t.Error("two SVGs of one figure differ")
	}
	if !bytes.Contains(a, []byte(">simulated<")) {
		t.Error("the word simulated is not in the SVG")
	}
	if drawn := base64Data.ReplaceAll(a, nil); bytes.Contains(drawn, []byte("NaN")) || bytes.Contains(drawn, []byte("Inf")) {
		t.Error("SVG with NaN or Inf")
	}
	if len(a) > 1<<20 {
		t.Errorf("SVG of %d bytes", len(a))
	}
	for d := xml.NewDecoder(bytes.NewReader(a)); ; {
		if _, err := d.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("SVG is not XML: %v", err)
		}
	}
}

func checkPNG(t *testing.T, f *Figure) {
	a, err := f.PNG(100)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := f.PNG(100)
	if !bytes.Equal(a, b) {
		t.Error("two PNGs of one figure differ")
	}
	img, err := png.Decode(bytes.NewReader(a))
	if err != nil {
		t.Fatal(err)
	}
	if share := inked(img); share < .005 {
		t.Errorf("only %.2f %% of the picture is not blank", 100*share)
	}
	if edge := inkedEdge(img); edge > 0 {
		t.Errorf("%d pixels at the very edge are not blank: something is cut off", edge)
	}
}

func inked(img image.Image) float64 {
	n, all := 0, 0
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y++ {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x++ {
			all++
			if !white(img.At(x, y)) {
				n++
			}
		}
	}
	return float64(n) / float64(all)
}

func inkedEdge(img image.Image) int {
	n, r := 0, img.Bounds()
	for x := r.Min.X; x < r.Max.X; x++ {
		if !white(img.At(x, r.Min.Y)) || !white(img.At(x, r.Max.Y-1)) {
			n++
		}
	}
	for y := r.Min.Y; y < r.Max.Y; y++ {
		if !white(img.At(r.Min.X, y)) || !white(img.At(r.Max.X-1, y)) {
			n++
		}
	}
	return n
}

func white(c color.Color) bool {
	r, g, b, _ := c.RGBA()
	return r > 0xf000 && g > 0xf000 && b > 0xf000
}

func checkPDF(t *testing.T, f *Figure) {
	a, err := f.PDF()
	if err != nil {
		t.Fatal(err)
	}
	b, _ := f.PDF()
	if !bytes.Equal(a, b) {
		t.Error("two PDFs of one figure differ")
	}
	if regexp.MustCompile(`Date|\(D:\d`).Match(a) {
		t.Error("PDF with a date")
	}
	m := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(a)
	if m == nil {
		t.Fatal("PDF without a table at its end")
	}
	at, _ := strconv.Atoi(string(m[1]))
	if !bytes.HasPrefix(a[at:], []byte("xref\n")) {
		t.Fatal("startxref does not point at the table")
	}
	for i, e := range regexp.MustCompile(`(\d{10}) 00000 n `).FindAllSubmatch(a[at:], -1) {
		offset, _ := strconv.Atoi(string(e[1]))
		if want := fmt.Sprintf("%d 0 obj\n", i+1); !bytes.HasPrefix(a[offset:], []byte(want)) {
			t.Errorf("the table's entry %d points elsewhere", i+1)
		}
	}
}

func write(t *testing.T, s sample) {
	if *gallery == "" {
		return
	}
	f, err := s.make(Options{Simulated: strings.HasPrefix(s.name, "heat-map")})
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(*gallery, 0o755); err != nil {
		t.Fatal(err)
	}
	for ext, make := range map[string]func() ([]byte, error){
		".png": func() ([]byte, error) { return f.PNG(200) }, ".pdf": f.PDF, ".svg": f.SVG,
	} {
		b, err := make()
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(*gallery, s.name+ext), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	t.Log(f.Width, f.Height, f.Alt)
}

func TestFiguresDrawAtOnceAlike(t *testing.T) {
	f, err := samples()[0].make(Options{})
	if err != nil {
		t.Fatal(err)
	}
	want, _ := f.PDF()
	var wg sync.WaitGroup
	for range 4 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			if got, err := f.PDF(); err != nil || !bytes.Equal(got, want) {
				t.Errorf("a PDF made beside others differs (%v)", err)
			}
		}()
	}
	wg.Wait()
}

func TestResolutionOfPNG(t *testing.T) {
	f, err := samples()[0].make(Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, dpi := range []float64{0, -1, 1e9, notANumber} {
		if _, err := f.PNG(dpi); err == nil {
			t.Errorf("no error at %g dpi", dpi)
		}
	}
	b, err := f.PNG(72)
	if err != nil {
		t.Fatal(err)
	}
	if i := bytes.Index(b, []byte("pHYs")); i < 0 || !bytes.Equal(b[i+4:i+13], []byte{0, 0, 0x0b, 0x13, 0, 0, 0x0b, 0x13, 1}) {
		t.Error("72 dpi are 2835 pixels a metre: the file does not say so")
	}
	if _, err := png.Decode(bytes.NewReader(b)); err != nil {
		t.Error(err)
	}
}
