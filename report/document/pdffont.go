package document

import (
	_ "embed"
	"image/color"
	"strings"
	"sync"

	"codeberg.org/go-fonts/stix/stix2mathregular"
	"codeberg.org/go-fonts/stix/stix2textbold"
	"codeberg.org/go-fonts/stix/stix2textbolditalic"
	"codeberg.org/go-fonts/stix/stix2textitalic"
	"codeberg.org/go-fonts/stix/stix2textregular"
	"github.com/speedata/hyphenation"
	"github.com/tdewolff/canvas"
	"golang.org/x/image/font/gofont/gomono"

	"inertia/report/lettering"
)

// typefaces are the fonts of one PDF; each PDF has its own, since the writer
// embeds what was used.
type typefaces struct {
	regular, bold, italic, boldItalic, math, mono *canvas.Font

	others     *lettering.Font // of the user's
	othersFont *canvas.Font    // the same to draw with, nil without one
	faces      map[faceKey]*canvas.FontFace
	lines      map[run]*canvas.Text
	hyphens    *hyphenation.Lang
}

type faceKey struct {
	font  *canvas.Font
	size  float64
	color color.RGBA
}

func loadTypefaces(others *lettering.Font) (*typefaces, error) {
	t := &typefaces{faces: map[faceKey]*canvas.FontFace{}, lines: map[run]*canvas.Text{}, hyphens: englishHyphens(), others: others}
	if others != nil {
		font, err := others.Load()
		if err != nil {
			return nil, err
		}
		t.othersFont = font
	}
	for _, f := range []struct {
		into **canvas.Font
		data []byte
	}{
		{&t.regular, stix2textregular.TTF}, {&t.bold, stix2textbold.TTF}, {&t.italic, stix2textitalic.TTF},
		{&t.boldItalic, stix2textbolditalic.TTF}, {&t.math, stix2mathregular.TTF}, {&t.mono, gomono.TTF},
	} {
		font, err := canvas.LoadFont(f.data, 0, canvas.FontRegular)
		if err != nil {
			return nil, err
		}
		*f.into = font
	}
	return t, nil
}

// face is a font at a size in points.
func (t *typefaces) face(font *canvas.Font, size float64, c color.RGBA) *canvas.FontFace {
	k := faceKey{font, size, c}
	if t.faces[k] == nil {
		t.faces[k] = font.Face(size, c)
	}
	return t.faces[k]
}

// width is a text's width in mm.
func (t *typefaces) width(f *canvas.FontFace, text string) float64 { return t.line(f, text).Width }

// line is a text as it is drawn; most words come again.
func (t *typefaces) line(f *canvas.FontFace, text string) *canvas.Text {
	k := run{f, text}
	if t.lines[k] == nil {
		t.lines[k] = canvas.NewTextLine(f, text, canvas.Left)
	}
	return t.lines[k]
}

// run is text of one face.
type run struct {
	face *canvas.FontFace
	text string
}

// owns tells whether a font, or the mathematical one beside it, has a character.
func (t *typefaces) owns(f *canvas.FontFace) func(rune) bool {
	return func(r rune) bool { return f.Font.GlyphIndex(r) != 0 || t.math.GlyphIndex(r) != 0 }
}

// shown is a text as the fonts can show it.
func (t *typefaces) shown(f *canvas.FontFace, text string) string {
	return lettering.Together(lettering.Show(text, t.owns(f), t.others))
}

// runs gives the characters that a font lacks, such as relations in the text
// fonts, to the mathematical one, and what that lacks too to the user's.
func (t *typefaces) runs(f *canvas.FontFace, text string) []run {
	var out []run
	size := f.Size * 72 / 25.4
	math := t.face(t.math, size, f.Fill.Color)
	for _, part := range lettering.Runs(text, t.owns(f), t.others) {
		if part.Others {
			out = append(out, run{t.face(t.othersFont, size, f.Fill.Color), part.Text})
			continue
		}
		for _, r := range part.Text {
			face := f
			if f.Font.GlyphIndex(r) == 0 && math.Font.GlyphIndex(r) != 0 {
				face = math
			}
			if n := len(out); n > 0 && out[n-1].face == face {
				out[n-1].text += string(r)
				continue
			}
			out = append(out, run{face, string(r)})
		}
	}
	return out
}

//go:embed hyphenation/en-us.txt
var hyphenPatterns string

// englishHyphens breaks words by TeX's patterns, at least two letters before and
// three after the break.
var englishHyphens = sync.OnceValue(func() *hyphenation.Lang {
	l, err := hyphenation.New(strings.NewReader(hyphenPatterns))
	if err != nil {
		panic(err)
	}
	l.Leftmin, l.Rightmin = 2, 3
	return l
})
