package document

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/svg"
	"github.com/tdewolff/font"
)

// figure writes a picture as SVG within the page, with its caption below.
func (h *htmlWriter) figure(f Figure, number string) error {
	h.figures++
	h.put("<figure%s>\n", idAttribute(f.ID))
	if f.Picture == nil {
		h.put("<p class=\"absent\">%s</p>\n", escapeHTML(f.Alt))
	} else {
		picture, err := h.picture(f.Picture)
		if err != nil {
			return err
		}
		h.put("<div class=\"scroll\"><svg role=\"img\" aria-label=\"%s\" ", escapeHTML(f.Alt))
		h.w.WriteString(picture) // not through a format: it holds whatever the figure's text holds
		h.put("</div>\n")
	}
	h.put("<figcaption><strong>Figure %s.</strong> %s</figcaption>\n</figure>\n", number, h.inline(f.Caption))
	return nil
}

// svgIDs are the names inside a picture but for those of glyphs; each picture's get a prefix of its own.
var svgIDs = regexp.MustCompile(`( id="|url\(#|href="#)([^g]|g[^.])`)

// picture gives a canvas as SVG, without the "<svg " it begins with.
func (h *htmlWriter) picture(c *canvas.Canvas) (string, error) {
	var b bytes.Buffer
	r := &outlineRenderer{SVG: svg.New(&b, c.W, c.H, &svg.Options{SizeUnits: "mm"}), out: &b, height: c.H, glyphs: h.glyphs}
	c.RenderTo(r)
	if err := r.Close(); err != nil {
		return "", err
	}
	text := strings.TrimPrefix(b.String(), "<svg ")
	if len(r.shapes) > 0 {
		head, body, _ := strings.Cut(text, ">")
		text = head + "><defs>" + strings.Join(r.shapes, "") + "</defs>" + body
	}
	return svgIDs.ReplaceAllString(text, fmt.Sprintf("${1}f%d.$2", h.figures)), nil
}

// glyphKey is one glyph of one font.
type glyphKey struct {
	font *canvas.Font
	id   uint16
}

// glyphNumbers numbers the outlines that a page holds, in order of first use; an outline is written once and used again.
type glyphNumbers map[glyphKey]int

// outlineRenderer writes text as outlines of its glyphs: a page that holds no fonts looks the same everywhere.
type outlineRenderer struct {
	*svg.SVG
	out    *bytes.Buffer
	height float64
	glyphs glyphNumbers
	shapes []string // outlines not written before
}

// RenderText writes a text as uses of outlines.
func (r *outlineRenderer) RenderText(t *canvas.Text, m canvas.Matrix) {
	if !plainText(t) {
		t.RenderAsPath(r.SVG, m, canvas.Resolution(0))
		return
	}
	t.WalkDecorations(func(fill canvas.Paint, p *canvas.Path) {
		style := canvas.DefaultStyle
		style.Fill = fill
		r.RenderPath(p, style, m)
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

func (r *outlineRenderer) span(x, y float64, span *canvas.TextSpan, m canvas.Matrix) {
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
	view := canvas.Identity.ReflectYAbout(r.height/2).Mul(m).Translate(x, y).Scale(em, em)
	fmt.Fprintf(r.out, `<g transform="matrix(%s)" fill="%v">%s</g>`, matrixNumbers(view), canvas.CSSColor(span.Face.Fill.Color), uses.String())
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

// glyph gives an outline's number, 0 if it has none, as a space has.
func (r *outlineRenderer) glyph(f *canvas.Font, id uint16) int {
	key := glyphKey{f, id}
	n, ok := r.glyphs[key]
	if ok {
		return n
	}
	p := &canvas.Path{}
	if err := f.GlyphPath(p, id, 0, 0, 0, 1, font.NoHinting); err != nil || p.Empty() {
		r.glyphs[key] = 0
		return 0
	}
	n = 1
	for _, other := range r.glyphs {
		n = max(n, other+1)
	}
	r.glyphs[key] = n
	r.shapes = append(r.shapes, fmt.Sprintf(`<path id="g.%d" d="%s"/>`, n, p.ToSVG()))
	return n
}
