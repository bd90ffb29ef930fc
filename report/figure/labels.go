package figure

import (
	"math"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// label is a word beside a point.
type label struct {
	at   vg.Point
	text string
	face face
}

// placed is where a label stands.
type placed struct {
	label
	box vg.Rectangle
}

// placeLabels finds each label a place near its point that keeps clear of the
// marks, of the labels placed before it and of the frame's edge. It tries the
// eight directions, near first, and takes the cheapest.
func placeLabels(frame vg.Rectangle, marks []vg.Rectangle, labels []label) []placed {
	var out []placed
	for _, l := range labels {
		best, least := placed{}, math.Inf(1)
		for ring, distance := range []vg.Length{4.6, 6.2, 9, 13, 19, 27, 36, 46, 58} {
			for turn := range 16 {
				box := l.candidate(distance, turn)
				cost := float64(ring)*3 + preference[turn]
				for _, m := range marks {
					cost += 6 * overlap(grown(box, .8), m)
				}
				for _, p := range out {
					if shared := overlap(grown(box, 1), p.box); shared > 0 {
						cost += 100 + 20*shared
					}
				}
				if !inside(box, frame) {
					cost += 1000
				}
				if cost < least {
					best, least = placed{l, box}, cost
				}
			}
		}
		out = append(out, best)
	}
	return out
}

// boxesAlong covers a line with small boxes, so that labels keep clear of it.
func boxesAlong(from, to vg.Point) []vg.Rectangle {
	const step = 2 // points
	n := int(math.Hypot(float64(to.X-from.X), float64(to.Y-from.Y))/step) + 1
	out := make([]vg.Rectangle, n)
	for i := range out {
		t := (vg.Length(i) + .5) / vg.Length(n)
		at := pt(from.X+t*(to.X-from.X), from.Y+t*(to.Y-from.Y))
		out[i] = grown(vg.Rectangle{Min: at, Max: at}, step/2)
	}
	return out
}

// preference orders the directions, a sixteenth of a turn each: right first,
// then the corners.
var preference = [16]float64{0, .6, .3, .8, .9, 1, .7, .8, .5, .8, .7, 1, .9, .8, .3, .6}

// candidate is the label's box in a direction from its point.
func (l label) candidate(distance vg.Length, turn int) vg.Rectangle {
	sin, cos := math.Sincos(2 * math.Pi * float64(turn) / 16)
	w, h := l.face.width(l.text), l.face.rise()
	x := l.at.X + distance*vg.Length(cos) - w/2*vg.Length(1-cos)
	y := l.at.Y + distance*vg.Length(sin) - h/2*vg.Length(1-sin)
	drop := l.drop()
	y += drop * vg.Length(max(0, sin)) // above its point a label stands clear of it with its descenders
	return rect(x, y-drop, x+w, y+h)
}

// drop is how far the label reaches below its base line.
func (l label) drop() vg.Length { return l.face.size * descent(l.text) }

func overlap(a, b vg.Rectangle) float64 {
	w := min(a.Max.X, b.Max.X) - max(a.Min.X, b.Min.X)
	h := min(a.Max.Y, b.Max.Y) - max(a.Min.Y, b.Min.Y)
	if w <= 0 || h <= 0 {
		return 0
	}
	return float64(w * h)
}

func grown(r vg.Rectangle, by vg.Length) vg.Rectangle {
	return rect(r.Min.X-by, r.Min.Y-by, r.Max.X+by, r.Max.Y+by)
}

func inside(r, frame vg.Rectangle) bool {
	return r.Min.X >= frame.Min.X && r.Max.X <= frame.Max.X && r.Min.Y >= frame.Min.Y && r.Max.Y <= frame.Max.Y
}

// draw writes the label, with a hair line to its point when it stands off.
func (p placed) draw(c ink) {
	near := pt(min(max(p.at.X, p.box.Min.X), p.box.Max.X), min(max(p.at.Y, p.box.Min.Y), p.box.Max.Y))
	dx, dy := near.X-p.at.X, near.Y-p.at.Y
	if d := math.Hypot(float64(dx), float64(dy)); d > 7 {
		t := vg.Length(2.8 / d)
		c.line(draw.LineStyle{Color: noValue, Width: .35}, pt(p.at.X+dx*t, p.at.Y+dy*t), near)
	}
	c.text(p.face, p.box.Min.X, p.box.Min.Y+p.drop(), 0, 0, p.text)
}
