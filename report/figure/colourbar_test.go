package figure

import (
	"image/color"
	"math"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
)

// Numbers under a colour bar stand apart and lie within it, whatever its range and length.
func TestColourBarTicks(t *testing.T) {
	shade := func(float64) color.NRGBA { return black }
	for _, hi := range []float64{1e-4, .0663, .5, 1, 1.47, 7, 12345, 3e6} {
		for _, length := range []vg.Length{4 * mm, 15 * mm, barLength} {
			b := colourBar{hi: hi, shade: shade, unit: 100}
			end := -length
			ticks := b.ticks(length)
			for _, tick := range ticks {
				at, half := length*vg.Length(tick.value/hi), tickFace.width(tick.label)/2
				if at-half <= end {
					t.Errorf("up to %g on %.0f mm: %q runs into the one before", hi, float64(length/mm), tick.label)
				}
				if at < -.01 || at > length+.01 {
					t.Errorf("up to %g: %q lies beside the bar", hi, tick.label)
				}
				end = at + half
			}
			if len(ticks) == 0 || length == barLength && len(ticks) < 2 {
				t.Errorf("up to %g on %.0f mm: %d numbers", hi, float64(length/mm), len(ticks))
			}
		}
	}
	// .0663 of all is 6.63 %: whole percents are 10 mm apart on 66 mm.
	var labels []string
	for _, tick := range (&colourBar{hi: .0663, unit: 100}).ticks(66.3 * mm) {
		labels = append(labels, tick.label)
	}
	if got := strings.Join(labels, " "); got != "0 1 2 3 4 5 6" {
		t.Errorf("percents %s", got)
	}
}

// Each map says what its colours mean: a bar with a title, or a swatch for each option.
func TestEveryMapExplainsItsColours(t *testing.T) {
	items, dims, rows := sampleMissing(models, foundations)
	missing, err := missingOf(items, dims, []string{"Refused", "No single option"}, rows)
	if err != nil {
		t.Fatal(err)
	}
	effect, err := attributeDataOf(attributes, foundations, effects(sampleEffects()...), nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, l := range map[string]legend{"missing": missing.legend()[0], "attributes": effect.legend(Options{})[0]} {
		if l.bar == nil || l.title == "" || !(l.bar.hi > l.bar.lo) {
			t.Errorf("%s: no bar with a title: %+v", name, l)
		}
		low, high := luminance(l.bar.shade(l.bar.hi/50)), luminance(l.bar.shade(l.bar.hi))
		if low-high < .4 {
			t.Errorf("%s: %.2f for little and %.2f for much do not tell them apart in grey", name, low, high)
		}
	}
	heat, err := heatDataOf(sampleMatrix([]int64{1}, 5, foundations, 3, .1))
	if err != nil {
		t.Fatal(err)
	}
	if l := heat.legend(nil); l.title == "" || len(l.entries) != heat.k+1 { // and one for missing answers
		t.Errorf("heat map: %d swatches under %q for %d options", len(l.entries), l.title, heat.k)
	}
}

// A text on any shade has the contrast that WCAG 2.2 (1.4.3) asks for.
func TestTextOnShades(t *testing.T) {
	for i := range 65 {
		fill := sequential(i, 65)
		if c := contrast(fill, textOn(fill)); c < 4.5 {
			t.Errorf("text on shade %d of 65 has a contrast of %.1f", i+1, c)
		}
	}
	if c := contrast(black, paper); math.Abs(c-21) > 1e-9 { // by definition
		t.Errorf("black on white has a contrast of %g", c)
	}
}
