package figure

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"inertia/report/numbers"
)

// colourBar explains the shades of a map that has no steps: a bar from its least to
// its greatest value, with ticks at round numbers.
type colourBar struct {
	lo, hi float64
	shade  func(v float64) color.NRGBA
	unit   float64 // what a tick's number is multiplied by: 100 for percentages, 0 = 1
	below  bool    // stands below its title, not beside it
}

const (
	barLength = 46 * mm
	barHeight = 2.4 * mm
	barLine   = barHeight + 4.6*mm // with its numbers
	barSteps  = 96
)

// draw draws the bar with its left end at x and its middle where a legend of one line
// would be, in a room from c's left to its right.
func (b *colourBar) draw(c ink, x, y vg.Length) {
	length := min(barLength, c.Max.X-x-tickFace.width("0.00")/2)
	top, bottom := y+barHeight/2, y-barHeight/2
	for i := range barSteps { // each reaches to the end, so that no paper shines through
		from := x + length*vg.Length(i)/barSteps
		c.fill(b.shade(b.lo+(b.hi-b.lo)*(float64(i)+.5)/barSteps), rect(from, bottom, x+length, top))
	}
	frame := rect(x, bottom, x+length, top)
	c.SetLineStyle(draw.LineStyle{Color: softText, Width: .3})
	c.Stroke(frame.Path())
	for _, t := range b.ticks(length) {
		at := x + length*vg.Length((t.value-b.lo)/(b.hi-b.lo))
		c.line(axisLine, pt(at, bottom), pt(at, bottom-.8*mm))
		c.text(tickFace, at, bottom-1.4*mm, .5, 1, t.label)
	}
}

// barTick is a number under the bar.
type barTick struct {
	value float64
	label string
}

// ticks are as many round numbers as stand apart.
func (b *colourBar) ticks(length vg.Length) []barTick {
	unit := b.unit
	if unit == 0 {
		unit = 1
	}
	for n := 5; ; n-- {
		values, decimals := niceTicks(b.lo*unit, b.hi*unit, n)
		var out []barTick
		apart, end := true, -length
		for _, v := range values {
			t := barTick{v / unit, numbers.Fixed(v, decimals)}
			at, half := length*vg.Length((t.value-b.lo)/(b.hi-b.lo)), tickFace.width(t.label)/2
			apart = apart && at-half > end+1.2*mm
			end = at + half
			out = append(out, t)
		}
		if apart {
			return out
		}
		if n == 1 {
			return out[:1]
		}
	}
}
