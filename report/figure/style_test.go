package figure

import (
	"image/color"
	"math"
	"slices"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"

	"inertia/report/numbers"
)

func TestTicks(t *testing.T) {
	for _, tc := range []struct {
		lo, hi float64
		n      int
		want   string
	}{
		{0, 1, 5, "0.0 0.2 0.4 0.6 0.8 1.0"},
		{-.65, 1.1, 6, "−0.50 −0.25 0.00 0.25 0.50 0.75 1.00"},
		{0, 100, 5, "0 20 40 60 80 100"},
		{.05, .58, 5, "0.1 0.2 0.3 0.4 0.5"},
		{0, .0009, 4, "0.0000 0.0002 0.0004 0.0006 0.0008"},
		{3, 3, 4, "3.00"},
	} {
		values, decimals := niceTicks(tc.lo, tc.hi, tc.n)
		var words []string
		for _, v := range values {
			words = append(words, numbers.Fixed(v, decimals))
		}
		if got := strings.Join(words, " "); got != tc.want {
			t.Errorf("%g..%g: %s, want %s", tc.lo, tc.hi, got, tc.want)
		}
	}
}

// Neighbours of the palette differ in lightness by a step that shows in grey.
func TestSequentialGrowsLighter(t *testing.T) {
	light := func(c color.NRGBA) float64 {
		return .2126*float64(c.R) + .7152*float64(c.G) + .0722*float64(c.B)
	}
	for _, k := range []int{2, 5, 6, 7, 9} {
		for i := 1; i < k; i++ {
			if d := light(sequential(i, k)) - light(sequential(i-1, k)); d < 80/float64(k) {
				t.Errorf("option %d of %d is only %.0f lighter than the one below", i+1, k, d)
			}
		}
	}
	if sequential(0, 1) == (color.NRGBA{}) {
		t.Error("a scale of one option has no colour")
	}
}

func TestLabelsKeepClear(t *testing.T) {
	frame := rect(0, 0, 200, 150)
	var marks []vg.Rectangle
	var labels []label
	for i := range 10 {
		at := pt(60+vg.Length(i%5)*14, 60+vg.Length(i/5)*14)
		marks = append(marks, seriesMark(0).box(at))
		labels = append(labels, label{at, values[i], tickFace})
	}
	placed := placeLabels(frame, marks, labels)
	for i, p := range placed {
		if !inside(p.box, frame) {
			t.Errorf("%s leaves the frame", p.text)
		}
		for _, q := range placed[:i] {
			if overlap(p.box, q.box) > 0 {
				t.Errorf("%s overlaps %s", p.text, q.text)
			}
		}
	}
}

func TestShortItems(t *testing.T) {
	for _, tc := range []struct{ name, in, want string }{
		{"questionnaire numbers", "mfq30-01 mfq30-32", "1 32"},
		{"no prefix", "a b", "a b"},
		{"a single item", "pvqrr-57", "57"},
		{"zero stays", "x_00 x_01", "00 1"},
		{"digits shared", "q-10 q-11", "10 11"},
		{"dates keep their zero", "q-0a q-0b", "0a 0b"},
	} {
		if got := strings.Join(shortItems(strings.Fields(tc.in)), " "); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

func TestCutAndWrap(t *testing.T) {
	s := "a name too long for its place"
	if got := tickFace.cut(s, tickFace.width(s)); got != s {
		t.Errorf("cut %q though it fits", got)
	}
	if got := tickFace.cut(s, 40); !strings.HasSuffix(got, "…") || tickFace.width(got) > 40 {
		t.Errorf("cut to %q, %v wide", got, tickFace.width(got))
	}
	for _, line := range tickFace.wrap(strings.Repeat("word ", 30), 80) {
		if tickFace.width(line) > 80 {
			t.Errorf("line %q is too long", line)
		}
	}
	if got := clean("a\x00b\n c\xff"); got != "a b c\uFFFD" {
		t.Errorf("%q", got)
	}
}

// deuteranopia is how somebody without the middle cones sees a colour.
//
// Source: Machado, Oliveira and Fernandes (2009), the matrix of severity 1, on linear RGB.
func deuteranopia(c color.NRGBA) [3]float64 {
	linear := func(v uint8) float64 {
		if s := float64(v) / 255; s > .04045 {
			return math.Pow((s+.055)/1.055, 2.4)
		} else {
			return s / 12.92
		}
	}
	r, g, b := linear(c.R), linear(c.G), linear(c.B)
	return [3]float64{.367322*r + .860646*g - .227968*b, .280085*r + .672501*g + .047413*b, -.011820*r + .042940*g + .968881*b}
}

// Without the middle cones options still grow lighter step by step, and series of one
// shape, ways of asking among them, differ in colour.
func TestDeuteranopia(t *testing.T) {
	grey := func(c color.NRGBA) float64 {
		s := deuteranopia(c)
		return math.Cbrt(max(0, .2126*s[0]+.7152*s[1]+.0722*s[2])) // about as lightness grows
	}
	for n := 2; n <= 9; n++ {
		for i := 1; i < n; i++ {
			if d := grey(sequential(i, n)) - grey(sequential(i-1, n)); d < .25/float64(n) {
				t.Errorf("options %d and %d of %d differ by %.3f", i, i+1, n, d)
			}
		}
	}
	for i := range 14 {
		for j := range i {
			a, b := seriesMark(i), seriesMark(j)
			x, y := deuteranopia(a.colour), deuteranopia(b.colour)
			if d := math.Hypot(math.Hypot(x[0]-y[0], x[1]-y[1]), x[2]-y[2]); a.shape == b.shape && d < .1 {
				t.Errorf("series %d and %d have one shape and colours %.2f apart", j+1, i+1, d)
			}
		}
	}
}

// A name too long for its line is broken after a mark within it, never cut.
func TestNamesAreBrokenNotCut(t *testing.T) {
	for _, tt := range []struct {
		name, width string
		want        []string
	}{
		{"gpt-4o", "gpt-4o", []string{"gpt-4o"}},
		{"bedrock_claude3_sonnet", "bedrock_claude3_", []string{"bedrock_", "claude3_sonnet"}},
		{"meta-llama/Llama-3.1-8B-Instruct", "meta-llama/Llama-3.1", []string{"meta-llama/Llama-", "3.1-8B-Instruct"}},
		{"nnnnnnnnnnnnnnnn", "nnnnnnnn", []string{"nnnnnnnn", "nnnnnnnn"}},
	} {
		got := headFace.wrapName(tt.name, headFace.width(tt.width))
		if strings.Join(got, "") != tt.name {
			t.Errorf("%s became %q", tt.name, got)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s in the width of %s: %q, want %q", tt.name, tt.width, got, tt.want)
		}
		for _, l := range got {
			if headFace.width(l) > headFace.width(tt.width)+.1 {
				t.Errorf("%s: the line %q is too wide", tt.name, l)
			}
		}
	}
}
