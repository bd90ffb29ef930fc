package document

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/font"
)

// outlines numbers the shapes of glyphs that a page holds and the words made of them, in order of first use; each is written once and
// used again, whichever copy of its font it comes from and in whatever size.
type outlines struct {
	shapes map[string]int
	glyphs map[glyph]int // 0 for one that has none, as a space
}

type glyph struct {
	font *canvas.Font
	id   uint16
}

func newOutlines() outlines { return outlines{map[string]int{}, map[glyph]int{}} }

// RenderText writes a text as uses of outlines.
func (r *pageRenderer) RenderText(t *canvas.Text, m canvas.Matrix) {
	r.next()
	if !plainText(t) {
		t.RenderAsPath(r.SVG, m, canvas.Resolution(0))
		return
	}
	t.WalkDecorations(func(fill canvas.Paint, p *canvas.Path) {
		style := canvas.DefaultStyle
		style.Fill = fill
		r.path(p, style, m)
	})
	t.WalkSpans(func(x, y float64, span canvas.TextSpan) { r.span(x, y, &span, m) })
}

// plainText tells whether a text stands in one direction, in plain colours and in the styles its fonts have.
func plainText(t *canvas.Text) bool {
	plain := t.WritingMode == canvas.HorizontalTB
	t.WalkSpans(func(_, _ float64, s canvas.TextSpan) {
		plain = plain && s.IsText() && s.Face.FauxBold == 0 && s.Face.FauxItalic == 0 && s.Face.Fill.IsColor()
	})
	return plain
}

func (r *pageRenderer) span(x, y float64, span *canvas.TextSpan, m canvas.Matrix) {
	var uses strings.Builder
	at := int32(0)
	for _, g := range span.Glyphs {
		if n := r.glyph(span.Face.Font, g.ID); n > 0 {
			fmt.Fprintf(&uses, `<use href="#g.%d" x="%d"`, n, at+g.XOffset)
			if g.YOffset != 0 {
				fmt.Fprintf(&uses, ` y="%d"`, g.YOffset)
			}
			uses.WriteString("/>")
		}
		at += g.XAdvance
	}
	if uses.Len() == 0 {
		return
	}
	em := span.Face.MmPerEm
	place := m.Translate(x, y)
	fill := fmt.Sprint(canvas.CSSColor(span.Face.Fill.Color))
	if !r.onColour(place.Dot(canvas.Point{X: float64(at) * em / 2, Y: span.Face.Metrics().XHeight / 2})) {
		fill = r.page.inkName(span.Face.Fill.Color)
	}
	view := canvas.Identity.ReflectYAbout(r.height/2).Mul(place).Scale(em, em)
	fmt.Fprintf(r.out, `<use href="#g.%d" transform="%s" fill="%s"/>`, r.outlined("<g", ">"+uses.String()+"</g>"), transform(view), fill)
}

// outlined gives the number of a shape or a word; tag is what its element begins with.
func (r *pageRenderer) outlined(tag, rest string) int {
	known := r.page.outlines.shapes
	n, ok := known[rest]
	if !ok {
		n = len(known) + 1
		known[rest] = n
		r.shapes = append(r.shapes, fmt.Sprintf(`%s id="g.%d"%s`, tag, n, rest))
	}
	return n
}

// transform writes a matrix, one that neither turns nor skews by its place and its scale.
func transform(m canvas.Matrix) string {
	v := strings.Fields(matrixNumbers(m))
	if v[1] != "0" || v[2] != "0" {
		return "matrix(" + strings.Join(v, " ") + ")"
	}
	short := strings.NewReplacer(" 0.", " .", " -0.", " -.", "(0.", "(.")
	return short.Replace("translate(" + v[4] + " " + v[5] + ")scale(" + v[0] + " " + v[3] + ")")
}

func matrixNumbers(m canvas.Matrix) string {
	values := []float64{m[0][0], m[1][0], m[0][1], m[1][1], m[0][2], m[1][2]}
	parts := make([]string, len(values))
	for i, v := range values {
		if i >= 4 { // places in mm
			v = float64(int(v*1000+.5)) / 1000
		}
		if parts[i] = strconv.FormatFloat(v, 'g', 6, 64); parts[i] == "-0" {
			parts[i] = "0"
		}
	}
	return strings.Join(parts, " ")
}

// glyph gives an outline's number, 0 if it has none.
func (r *pageRenderer) glyph(f *canvas.Font, id uint16) int {
	known := r.page.outlines
	n, ok := known.glyphs[glyph{f, id}]
	if !ok {
		n = r.outline(f, id)
		known.glyphs[glyph{f, id}] = n
	}
	return n
}

func (r *pageRenderer) outline(f *canvas.Font, id uint16) int {
	p := &canvas.Path{}
	if err := f.GlyphPath(p, id, 0, 0, 0, 1, font.NoHinting); err != nil || p.Empty() {
		return 0
	}
	return r.outlined("<path", ` d="`+p.ToSVG()+`"/>`)
}
