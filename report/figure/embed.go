package figure

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	"github.com/tdewolff/canvas"
	cfont "github.com/tdewolff/font"

	"inertia/report/timeless"
)

// fontCSS declares, for an SVG, the faces that the sheet's words use, each with the glyphs it uses only.
func (s *sheet) fontCSS() (string, error) {
	var b strings.Builder
	for _, t := range fontFiles {
		var file *cfont.SFNT
		glyphs := []uint16{0}
		for _, w := range s.words {
			if w.typeface != t.face {
				continue
			}
			w.line.WalkSpans(func(_, _ float64, span canvas.TextSpan) {
				file = span.Face.Font.SFNT
				for _, g := range span.Glyphs {
					glyphs = append(glyphs, g.ID)
				}
				for _, r := range span.Text { // a browser shapes on its own and may want the plain ones
					glyphs = append(glyphs, file.GlyphIndex(r))
				}
			})
		}
		slices.Sort(glyphs)
		glyphs = slices.Compact(glyphs)
		if len(glyphs) == 1 {
			continue
		}
		data, err := subset(file, glyphs)
		if err == nil {
			err = timeless.Font(data)
		}
		if err != nil {
			return "", fmt.Errorf("the font %s: %w", fontName, err)
		}
		fmt.Fprintf(&b, "@font-face{font-family:'%s'", fontName)
		switch t.face {
		case bold:
			b.WriteString(";font-weight:700")
		case italic:
			b.WriteString(";font-style:italic")
		}
		b.WriteString(";src:url(data:font/ttf;base64,")
		b.WriteString(base64.StdEncoding.EncodeToString(data))
		b.WriteString(")}")
	}
	return b.String(), nil
}
