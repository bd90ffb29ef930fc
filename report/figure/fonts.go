package figure

import (
	"fmt"
	"sync"

	"codeberg.org/go-fonts/stix/stix2textbold"
	"codeberg.org/go-fonts/stix/stix2textitalic"
	"codeberg.org/go-fonts/stix/stix2textregular"
	"github.com/tdewolff/canvas"
	cfont "github.com/tdewolff/font"
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
// file: that numbers their glyphs anew.
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

// regularFile is the regular face as its file says.
var regularFile = sync.OnceValue(func() *cfont.SFNT { return parsed(regular, stix2textregular.TTF) })

// ownsRune reports whether the fonts of the house have a character.
func ownsRune(r rune) bool { return regularFile().GlyphIndex(r) != 0 }

// Fonts are fonts that one file may take into itself. Figures drawn in the same
// Fonts share them there.
type Fonts struct {
	faces  map[canvas.FontStyle]*canvas.Font
	others *canvas.Font
}

// NewFonts gives fonts for one file.
func NewFonts() *Fonts { return &Fonts{faces: map[canvas.FontStyle]*canvas.Font{}} }

func parsed(t font.Typeface, data []byte) *cfont.SFNT {
	s, err := cfont.ParseFont(data, 0)
	if err != nil {
		panic(unreadable(t, err))
	}
	return s
}

// of is the font that stands for one that figures are laid out in.
func (f *Fonts) of(ours *canvas.Font) *canvas.Font {
	if ours == others.loaded {
		if f.others == nil {
			mine := *ours
			f.others = &mine
		}
		return f.others
	}
	style := ours.Style()
	if f.faces[style] == nil {
		for _, t := range fontFiles {
			if weight(t.face) == style {
				mine := *ours
				mine.SFNT = parsed(t.face, t.data)
				f.faces[style] = &mine
			}
		}
	}
	return f.faces[style]
}

// swapped draws a figure's words in other fonts.
type swapped struct {
	canvas.Renderer
	fonts *Fonts
}

// RenderText writes a line anew: a figure's words are single lines in one face.
func (s swapped) RenderText(t *canvas.Text, m canvas.Matrix) {
	face := *t.MostCommonFontFace()
	face.Font = s.fonts.of(face.Font)
	shaping.Lock()
	line := canvas.NewTextLine(&face, t.Text, canvas.Left)
	shaping.Unlock()
	s.Renderer.RenderText(line, m)
}
