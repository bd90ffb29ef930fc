package document

import (
	"strings"
	"sync"

	"codeberg.org/go-fonts/stix/stix2mathregular"
	"codeberg.org/go-fonts/stix/stix2textregular"
	cfont "github.com/tdewolff/font"

	"inertia/report/lettering"
)

// ownFonts are the fonts of running text and of formulas, as their files say.
var ownFonts = sync.OnceValue(func() [2]*cfont.SFNT {
	var out [2]*cfont.SFNT
	for i, data := range [][]byte{stix2textregular.TTF, stix2mathregular.TTF} {
		f, err := cfont.ParseFont(data, 0)
		if err != nil {
			panic("a font that the program holds cannot be read: " + err.Error())
		}
		out[i] = f
	}
	return out
})

// Lacking lists the characters of a document that its PDF can show by their codes only, each once: neither the program's fonts nor
// the document's Font has them.
func (d *Document) Lacking() []rune {
	return lettering.Lacking(d.letters(), ownsRune, d.Font)
}

// ownsRune reports whether the program's fonts have a character.
func ownsRune(r rune) bool {
	fonts := ownFonts()
	return fonts[0].GlyphIndex(r) != 0 || fonts[1].GlyphIndex(r) != 0
}

// letters is everything that a document says, in one text.
func (d *Document) letters() string {
	var b strings.Builder
	see := func(in Inline) {
		switch p := in.(type) {
		case Text:
			b.WriteString(string(p))
		case Symbol:
			b.WriteString(string(p))
		case CodeSpan:
			b.WriteString(string(p))
		}
	}
	b.WriteString(d.Title + d.Subtitle + strings.Join(d.Authors, "") + d.Date + d.Footer)
	for _, blocks := range [][]Block{d.Abstract, d.Body} {
		for _, block := range blocks {
			block = plainBlock(block)
			walkBlock(block, see)
			switch p := block.(type) {
			case Code:
				b.WriteString(p.Text)
			case Table:
				for _, c := range p.Columns {
					b.WriteString(c.Group)
				}
			}
		}
	}
	return clean(b.String())
}
