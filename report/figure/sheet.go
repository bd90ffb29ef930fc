package figure

import (
	"image"
	"image/color"
	"math"
	"sync"

	"github.com/tdewolff/canvas"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/vg"

	"inertia/report/lettering"
)

// sheet is the paper that a figure is drawn on: a canvas as gonum's axes draw on one, which remembers where words stand and what
// its places show.
type sheet struct {
	*canvas.Context
	canvas *canvas.Canvas
	count  *counted
	words  []word
	marks  []Mark
	parts  []Part
	within int // parts that are being drawn

	shortened []shortened
}

// word is a line of text and its corners on the page, in mm, in order around it.
type word struct {
	text     string
	corners  [4]canvas.Point
	typeface font.Typeface
	line     *canvas.Text
}

func newSheet(width, height float64) *sheet {
	c := &counted{Canvas: canvas.New(width, height)}
	return &sheet{Context: canvas.NewContext(c), canvas: c.Canvas, count: c}
}

// Size is the page's, in points.
func (s *sheet) Size() (w, h vg.Length) {
	return vg.Length(s.canvas.W) * mm, vg.Length(s.canvas.H) * mm
}

// millimetres are a length as canvas wants it.
func millimetres(l vg.Length) float64 { return float64(l / mm) }

// SetLineWidth sets the width of strokes.
func (s *sheet) SetLineWidth(w vg.Length) { s.SetStrokeWidth(millimetres(w)) }

// SetLineDash sets the lengths of dashes and gaps in turn.
func (s *sheet) SetLineDash(pattern []vg.Length, offset vg.Length) {
	var dashes []float64
	for _, d := range pattern {
		dashes = append(dashes, millimetres(d))
	}
	s.SetDashes(millimetres(offset), dashes...)
}

// SetColor sets the colour of strokes, fills and text.
func (s *sheet) SetColor(c color.Color) {
	if c == nil {
		c = color.Black
	}
	s.SetFillColor(c)
	s.SetStrokeColor(c)
}

// Rotate turns what follows counter-clockwise, by radians.
func (s *sheet) Rotate(radians float64) { s.Context.Rotate(radians * 180 / math.Pi) }

// Translate moves what follows.
func (s *sheet) Translate(p vg.Point) { s.Context.Translate(millimetres(p.X), millimetres(p.Y)) }

func (s *sheet) trace(path vg.Path) {
	for _, c := range path {
		x, y := millimetres(c.Pos.X), millimetres(c.Pos.Y)
		switch c.Type {
		case vg.MoveComp:
			s.MoveTo(x, y)
		case vg.LineComp:
			s.LineTo(x, y)
		case vg.ArcComp:
			r := millimetres(c.Radius)
			s.Arc(r, r, 0, c.Start*180/math.Pi, (c.Start+c.Angle)*180/math.Pi)
		case vg.CurveComp:
			a, b := c.Control[0], c.Control[1]
			s.CubeTo(millimetres(a.X), millimetres(a.Y), millimetres(b.X), millimetres(b.Y), x, y)
		case vg.CloseComp:
			s.Close()
		}
	}
}

// Stroke draws along a path.
func (s *sheet) Stroke(path vg.Path) {
	s.trace(path)
	s.Context.Stroke()
}

// Fill paints a path's inside.
func (s *sheet) Fill(path vg.Path) {
	s.trace(path)
	s.Context.Fill()
}

// FillString writes a line from its left end on its base line.
func (s *sheet) FillString(f font.Face, at vg.Point, text string) {
	line := setLine(f.Font.Typeface, f.Font.Size, s.Context.Style.Fill.Color, text)
	up, down := millimetres(f.Font.Size*capHeight), millimetres(f.Font.Size*descent(text))
	view := s.View()
	for _, p := range line.parts {
		x, y, w := millimetres(at.X+p.from), millimetres(at.Y), p.text.Width
		s.DrawText(x, y, p.text)
		corner := func(dx, dy float64) canvas.Point { return view.Dot(canvas.Point{X: x + dx, Y: y + dy}) }
		s.words = append(s.words, word{p.text.Text, [4]canvas.Point{corner(0, -down), corner(w, -down), corner(w, up), corner(0, up)}, p.typeface, p.text})
	}
}

// DrawImage draws an image across a rectangle.
func (s *sheet) DrawImage(r vg.Rectangle, img image.Image) {
	size := img.Bounds().Size()
	if size.X == 0 || size.Y == 0 {
		return
	}
	m := s.View().Translate(millimetres(r.Min.X), millimetres(r.Min.Y))
	s.RenderImage(img, m.Scale(millimetres(r.Max.X-r.Min.X)/float64(size.X), millimetres(r.Max.Y-r.Min.Y)/float64(size.Y)))
}

// layImage draws across a rectangle an image that lies on its side: its lines are columns from the left, each from the top down.
func (c ink) layImage(img image.Image, r vg.Rectangle) {
	s, size := sheetOf(c.Canvas), img.Bounds().Size()
	dx, dy := millimetres(r.Max.X-r.Min.X)/float64(size.Y), millimetres(r.Max.Y-r.Min.Y)/float64(size.X)
	s.RenderImage(img, s.View().Mul(canvas.Matrix{{0, -dx, millimetres(r.Max.X)}, {-dy, 0, millimetres(r.Max.Y)}}))
}

// line is a text in its glyphs: one part a font.
type line struct {
	parts []linePart
	width vg.Length
}

type linePart struct {
	text     *canvas.Text
	from     vg.Length // the line's start
	typeface font.Typeface
}

type lineKey struct {
	typeface font.Typeface
	size     vg.Length
	colour   color.RGBA
	text     string
}

// shaping is held while text is shaped: a font's shaper serves one caller at a time.
var shaping sync.Mutex

// lines are the texts of all figures, which say much the same.
var lines = map[lineKey]line{}

// maxLines bounds the memory of lines.
const maxLines = 1 << 14

// setLine shapes a text.
func setLine(t font.Typeface, size vg.Length, c color.RGBA, text string) line {
	shaping.Lock()
	defer shaping.Unlock()
	key := lineKey{t, size, c, text}
	l, ok := lines[key]
	if !ok {
		for _, r := range lettering.Runs(lettering.Show(text, ownsRune, others.font), ownsRune, others.font) {
			face, typeface := house().Face(float64(size), c, weight(t), canvas.FontNormal), t
			if r.Others {
				face, typeface = others.loaded.Face(float64(size), c), ""
			}
			part := canvas.NewTextLine(face, r.Text, canvas.Left)
			l.parts = append(l.parts, linePart{part, l.width, typeface})
			l.width += vg.Length(part.Width) * mm
		}
		if len(lines) == maxLines {
			clear(lines)
		}
		lines[key] = l
	}
	return l
}
