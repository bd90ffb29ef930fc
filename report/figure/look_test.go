package figure

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/png"
	"math"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write testdata/looks.txt anew, after looking at the gallery")

const (
	looksFile = "testdata/looks.txt"
	lookWide  = 48
	lookHigh  = 24
)

// TestLooks compares each figure with how it looked when somebody last looked
// at it: how dark each of 48 x 24 fields is, 0 to f. It tells a lost legend or
// a moved axis, and lets a pixel of rounding pass.
func TestLooks(t *testing.T) {
	var now strings.Builder
	looks := map[string][]string{}
	for _, s := range samples() {
		f, err := s.make(Options{Title: "Title", Simulated: true})
		if err != nil {
			t.Fatal(err)
		}
		b, err := f.PNG(72)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		looks[s.name] = look(img)
		fmt.Fprintf(&now, "%s\n%s\n\n", s.name, strings.Join(looks[s.name], "\n"))
	}
	if *update {
		if err := os.WriteFile(looksFile, []byte(now.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(looksFile)
	if err != nil {
		t.Fatalf("%v: run the test with -update", err)
	}
	known := 0
	for part := range strings.SplitSeq(strings.TrimSpace(string(b)), "\n\n") {
		name, rows, _ := strings.Cut(part, "\n")
		if got, ok := looks[name]; ok {
			known++
			if d := difference(got, strings.Split(rows, "\n")); d > .35 {
				t.Errorf("%s looks different (%.2f of 15 a field): look at it with -gallery, then run with -update\n%s", name, d, strings.Join(got, "\n"))
			}
		}
	}
	if known != len(looks) {
		t.Errorf("%s knows %d of %d figures: run with -update", looksFile, known, len(looks))
	}
}

// look is the mean darkness of each field as a hexadecimal digit.
func look(img image.Image) []string {
	r := img.Bounds()
	rows := make([]string, lookHigh)
	for i := range rows {
		var row strings.Builder
		for j := range lookWide {
			field := image.Rect(r.Min.X+r.Dx()*j/lookWide, r.Min.Y+r.Dy()*i/lookHigh, r.Min.X+r.Dx()*(j+1)/lookWide, r.Min.Y+r.Dy()*(i+1)/lookHigh)
			sum, n := 0.0, 0.0
			for y := field.Min.Y; y < field.Max.Y; y++ {
				for x := field.Min.X; x < field.Max.X; x++ {
					r, g, b, _ := img.At(x, y).RGBA()
					sum += 1 - (.3*float64(r)+.6*float64(g)+.1*float64(b))/0xffff
					n++
				}
			}
			fmt.Fprintf(&row, "%x", int(math.Round(15*sum/max(n, 1))))
		}
		rows[i] = row.String()
	}
	return rows
}

// difference is the mean distance of two looks' digits.
func difference(a, b []string) float64 {
	sum, n := 0.0, 0.0
	for i := range a {
		if i >= len(b) || len(a[i]) != len(b[i]) {
			return math.Inf(1)
		}
		for j := range a[i] {
			sum += math.Abs(float64(strings.IndexByte("0123456789abcdef", a[i][j]) - strings.IndexByte("0123456789abcdef", b[i][j])))
			n++
		}
	}
	return sum / n
}
