package figure

import (
	"fmt"
	"sync"

	"codeberg.org/go-fonts/stix/stix2textbold"
	"codeberg.org/go-fonts/stix/stix2textitalic"
	"codeberg.org/go-fonts/stix/stix2textregular"
	"github.com/tdewolff/canvas"
	"golang.org/x/image/font/opentype"
	"gonum.org/v1/plot/font"

	"inertia/report/lettering"
)

// The faces are STIX Two Text, that of the report's pages. A family's name is a
// CSS font list, because canvas copies it into SVG.
const (
	fontName = "STIX Two Text"
	fontList = fontName + ",STIX,Times New Roman,Times,serif"
	regular  = font.Typeface("regular")
	bold     = font.Typeface("bold")
	italic   = font.Typeface("italic")
)

// capHeight is the height of a capital in units of the size.
const capHeight = .656

// fontFiles are the faces that figures use.
var fontFiles = []struct {
	face font.Typeface
	data []byte
}{{regular, stix2textregular.TTF}, {bold, stix2textbold.TTF}, {italic, stix2textitalic.TTF}}

// weight is a typeface as canvas names it.
func weight(t font.Typeface) canvas.FontStyle {
	switch t {
	case bold:
		return canvas.FontBold
	case italic:
		return canvas.FontRegular | canvas.FontItalic
	}
	return canvas.FontRegular
}

// unreadable is a fault of the program, not of its input.
func unreadable(t font.Typeface, err error) string {
	return fmt.Sprintf("the font %s %s that the program holds cannot be read: %v", fontName, t, err)
}

// house are the fonts in which figures are laid out. Nothing may write them to a
// file, as its writer changes them while others draw; it gets copies.
var house = sync.OnceValue(func() *canvas.FontFamily {
	f := canvas.NewFontFamily(fontList)
	for _, t := range fontFiles {
		if err := f.LoadFont(t.data, 0, weight(t.face)); err != nil {
			panic(unreadable(t.face, err))
		}
	}
	return f
})

// measures are the same fonts as gonum's axes measure them.
var measures = sync.OnceValue(func() *font.Cache {
	var faces font.Collection
	for _, t := range fontFiles {
		f, err := opentype.Parse(t.data)
		if err != nil {
			panic(unreadable(t.face, err))
		}
		faces = append(faces, font.Face{Font: font.Font{Typeface: t.face}, Face: f})
	}
	return font.NewCache(faces)
})

// others is the font for characters that those of the house lack.
var others struct {
	font   *lettering.Font
	loaded *canvas.Font
}

// UseFont has figures drawn from now on take characters that the program's fonts lack from another; nil takes them from none. It is one for
// the process, as the fonts of the house are.
func UseFont(f *lettering.Font) error {
	shaping.Lock()
	defer shaping.Unlock()
	others.font, others.loaded = nil, nil
	clear(lines)
	if f == nil {
		return nil
	}
	loaded, err := f.Load()
	if err != nil {
		return err
	}
	others.font, others.loaded = f, loaded
	return nil
}

// regularFont is the regular face.
var regularFont = sync.OnceValue(func() *canvas.Font { return house().Face(1, weight(regular)).Font })

// ownsRune reports whether the fonts of the house have a character.
func ownsRune(r rune) bool { return regularFont().GlyphIndex(r) != 0 }

// Fonts are fonts that one file may take into itself. Figures drawn in the same
// Fonts share them there.
type Fonts struct {
	own   map[*canvas.Font]*canvas.Font // by those that figures are laid out in
	lines map[*canvas.Text]*canvas.Text
}

// NewFonts gives fonts for one file.
func NewFonts() *Fonts {
	return &Fonts{map[*canvas.Font]*canvas.Font{}, map[*canvas.Text]*canvas.Text{}}
}

// forFigures are fonts for the files of single figures, used for one file after another.
var forFigures = sync.Pool{New: func() any { return NewFonts() }}

// line is a text anew in these fonts: a figure's words are single lines in one face.
func (f *Fonts) line(t *canvas.Text) *canvas.Text {
	if f.lines[t] == nil {
		face := *t.MostCommonFontFace()
		if f.own[face.Font] == nil {
			copied := *face.Font
			f.own[face.Font] = &copied
		}
		face.Font = f.own[face.Font]
		shaping.Lock()
		f.lines[t] = canvas.NewTextLine(&face, t.Text, canvas.Left)
		shaping.Unlock()
	}
	return f.lines[t]
}

// swapped draws a figure's words in other fonts.
type swapped struct {
	canvas.Renderer
	fonts *Fonts
}

// RenderText writes a line anew.
func (s swapped) RenderText(t *canvas.Text, m canvas.Matrix) {
	s.Renderer.RenderText(s.fonts.line(t), m)
}
