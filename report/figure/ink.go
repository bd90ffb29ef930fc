package figure

import (
	"image/color"
	"math"
	"strings"
	"unicode"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// ink draws on a rectangle of the page; lengths are points.
type ink struct{ draw.Canvas }

// inset is the same page less a margin on each side.
func (c ink) inset(left, right, bottom, top vg.Length) ink {
	c.Min = vg.Point{X: c.Min.X + left, Y: c.Min.Y + bottom}
	c.Max = vg.Point{X: c.Max.X - right, Y: c.Max.Y - top}
	return c
}

func (c ink) width() vg.Length  { return c.Max.X - c.Min.X }
func (c ink) height() vg.Length { return c.Max.Y - c.Min.Y }

func (c ink) fill(colour color.Color, r vg.Rectangle) {
	c.SetColor(colour)
	c.Fill(r.Path())
}

func (c ink) line(s draw.LineStyle, points ...vg.Point) {
	if len(points) < 2 || s.Width <= 0 {
		return
	}
	c.SetLineStyle(s)
	var p vg.Path
	p.Move(points[0])
	for _, pt := range points[1:] {
		p.Line(pt)
	}
	c.Stroke(p)
}

// text writes one line. h is where in the line x lies (0 left, 0.5 middle, 1
// right), v where in the height of its capitals y lies (0 base line, 1 top).
func (c ink) text(f face, x, y vg.Length, h, v float64, s string) {
	if s == "" {
		return
	}
	c.SetColor(f.colour)
	c.FillString(f.font(), vg.Point{X: x - vg.Length(h)*f.width(s), Y: y - vg.Length(v)*f.rise()}, s)
}

// leastName is how small the type of a long name gets before it is broken over two lines, and those shortened.
const leastName = .8

// name writes a name in a room of some width and height, about the height y: in smaller type where it is long, then on two lines where
// these have room, and only beyond that shortened in its middle.
func (c ink) name(f face, x, y vg.Length, h float64, s string, width, height vg.Length) {
	s = clean(s)
	if natural := f.width(s); natural > width+.01 {
		f.size *= max(leastName, width/natural*.995)
	}
	lines, leading := []string{s}, 1.02*f.size
	if f.width(s) > width+.01 {
		lines = f.wrapName(s, width)
		if len(lines) > 2 {
			lines = f.wrapName(f.cutName(s, 1.9*width), width)
		}
		if len(lines) > 2 || 2*leading > height {
			lines = []string{f.cutName(s, width)}
		}
	}
	if short := strings.Join(lines, ""); strings.Contains(short, "…") {
		c.standsFor(short, s)
	}
	for i, line := range lines {
		c.text(f, x, y+leading*(vg.Length(len(lines)-1)/2-vg.Length(i)), h, .5, line)
	}
}

// turned writes one line turned counter-clockwise about (x, y) by degrees.
func (c ink) turned(f face, x, y vg.Length, h, v, degrees float64, s string) {
	c.Push()
	c.Translate(vg.Point{X: x, Y: y})
	c.Rotate(degrees * math.Pi / 180)
	c.text(f, 0, 0, h, v, s)
	c.Pop()
}

func rect(x0, y0, x1, y1 vg.Length) vg.Rectangle {
	return vg.Rectangle{Min: vg.Point{X: min(x0, x1), Y: min(y0, y1)}, Max: vg.Point{X: max(x0, x1), Y: max(y0, y1)}}
}

func pt(x, y vg.Length) vg.Point { return vg.Point{X: x, Y: y} }

// snap rounds a length to a hundredth of a millimetre, which keeps paths short.
func snap(x vg.Length) vg.Length { return vg.Length(math.Round(float64(x/mm)*100)/100) * mm }

// clean makes text from data printable on one line.
func clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }), " ")
}

// cut shortens a line to a width, with an ellipsis.
func (f face) cut(s string, width vg.Length) string {
	s = clean(s)
	if f.width(s) <= width+.01 {
		return s
	}
	r := []rune(s)
	for len(r) > 1 && f.width(string(r)+"…") > width {
		r = r[:len(r)-1]
	}
	return strings.TrimRight(string(r), " ") + "…"
}

// cutName shortens a name to a width in its middle: names of models differ at both ends.
func (f face) cutName(s string, width vg.Length) string {
	s = clean(s)
	if f.width(s) <= width+.01 {
		return s
	}
	r := []rune(s)
	for n := len(r) - 1; n > 1; n-- {
		head := (n + 1) / 2
		if short := string(r[:head]) + "…" + string(r[len(r)-n+head:]); f.width(short) <= width {
			return short
		}
	}
	return f.cut(s, width)
}

// wrapName breaks a name into lines of at most a width: after a mark within it that leaves the lines as even as can be, else anywhere.
func (f face) wrapName(s string, width vg.Length) []string {
	rest := []rune(clean(s))
	whole := f.width(string(rest))
	if whole <= width+.01 {
		return []string{string(rest)}
	}
	var lines []string
	for len(rest) > 0 {
		n := len(rest)
		if left := f.width(string(rest)); left > width+.01 {
			n = f.nameBreak(rest, width, left/vg.Length(math.Ceil(float64(left/width))))
		}
		lines = append(lines, strings.TrimSpace(string(rest[:n])))
		rest = rest[n:]
	}
	return lines
}

// nameBreak is after how many runes a name is broken: at most a width, and near another one if there is a mark to break after.
func (f face) nameBreak(name []rune, width, near vg.Length) int {
	best, least, fit := 0, math.Inf(1), 1
	for n := 1; n < len(name); n++ {
		w := f.width(string(name[:n]))
		if w > width {
			break
		}
		fit = n
		if !strings.ContainsRune("_-/:. ", name[n-1]) || w < near/2 {
			continue
		}
		if off := math.Abs(float64(w - near)); off <= least {
			best, least = n, off
		}
	}
	if best > 0 {
		return best
	}
	return fit
}

// wrap breaks text into lines of at most a width.
func (f face) wrap(s string, width vg.Length) []string {
	var lines []string
	line := ""
	for _, word := range f.words(s, width) {
		switch {
		case line == "":
			line = word
		case f.width(line+" "+word) <= width:
			line += " " + word
		default:
			lines = append(lines, f.cut(line, width))
			line = word
		}
	}
	if line != "" {
		lines = append(lines, f.cut(line, width))
	}
	return lines
}

// words are those of a text, one wider than a line in pieces.
func (f face) words(s string, width vg.Length) []string {
	var words []string
	for _, word := range strings.Fields(clean(s)) {
		words = append(words, f.wrapName(word, width)...)
	}
	return words
}

// widest is the width of the widest line.
func (f face) widest(lines []string) vg.Length {
	w := vg.Length(0)
	for _, s := range lines {
		w = max(w, f.width(s))
	}
	return w
}
