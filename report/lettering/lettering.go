// Package lettering knows what to do with characters that the program's own fonts lack, such as Chinese, Arabic or emoji in the name
// of a model: a font of the user's draws them (Use), and what it lacks too is shown by its code.
package lettering

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/tdewolff/canvas"
	cfont "github.com/tdewolff/font"
	"golang.org/x/text/unicode/bidi"

	"inertia/report/pdffonts"
)

// Font is a font of the user's, for characters that the program's lack.
type Font struct {
	data []byte
	sfnt *cfont.SFNT
}

// errKind says which fonts can be used.
var errKind = errors.New("has no outlines that can be cut down for a PDF; give a font with TrueType outlines (most .ttf files)")

// Parse reads a font's file.
func Parse(data []byte) (*Font, error) {
	sfnt, err := cfont.ParseFont(data, 0)
	if err != nil {
		return nil, fmt.Errorf("%w: it %w", err, errKind)
	}
	cff, isCFF := sfnt.Tables["CFF "]
	if isCFF {
		if _, err := pdffonts.SubsetCFF(cff, []uint16{0}); err != nil {
			return nil, errKind
		}
	} else if !sfnt.IsTrueType {
		return nil, errKind
	}
	return &Font{data, sfnt}, nil
}

// Has reports whether the font has a character; no font at all has none.
func (f *Font) Has(r rune) bool { return f != nil && f.sfnt.GlyphIndex(r) != 0 }

// Data is the font's file.
func (f *Font) Data() []byte { return f.data }

// Load gives the font anew, for one file to be written.
func (f *Font) Load() (*canvas.Font, error) { return canvas.LoadFont(f.data, 0, canvas.FontRegular) }

// unseen are characters that show nothing by themselves: joiners and the choice of a form.
func unseen(r rune) bool {
	return unicode.Is(unicode.Cf, r) || r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef
}

// Show writes a text so that fonts can show all of it: characters that neither the program's font nor the user's has become their
// codes, "[U+901A 4E49]", and what shows nothing is left out.
func Show(s string, own func(rune) bool, f *Font) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return !own(r) }) {
		return s
	}
	var b strings.Builder
	open := false
	for _, r := range s {
		lacking := !own(r) && !f.Has(r) && !unicode.IsSpace(r)
		if lacking && unseen(r) {
			continue
		}
		switch {
		case lacking && open:
			fmt.Fprintf(&b, " %04X", r)
		case lacking:
			fmt.Fprintf(&b, "[U+%04X", r)
		default:
			if open {
				b.WriteByte(']')
			}
			b.WriteRune(r)
		}
		open = lacking
	}
	if open {
		b.WriteByte(']')
	}
	return b.String()
}

// Lacking lists the characters of a text that neither font has, each once.
func Lacking(s string, own func(rune) bool, f *Font) []rune {
	var out []rune
	for _, r := range s {
		if !own(r) && !f.Has(r) && !unseen(r) && !unicode.IsSpace(r) && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// Run is a part of a text that one font draws.
type Run struct {
	Text   string
	Others bool // the user's font
}

// Runs cuts a text, all of whose characters can be shown, by fonts. What stands between two parts of the user's font, as a space or a
// hyphen within an Arabic name, goes with them where that font has it, so that the order of writing holds.
func Runs(s string, own func(rune) bool, f *Font) []Run {
	runes := []rune(s)
	others := make([]bool, len(runes))
	for i, r := range runes {
		others[i] = !own(r) && f.Has(r)
	}
	for i := 0; i < len(runes); i++ {
		if i == 0 || others[i] || !others[i-1] {
			continue
		}
		end := i
		for end < len(runes) && !others[end] && !unicode.IsLetter(runes[end]) && !unicode.IsDigit(runes[end]) && f.Has(runes[end]) {
			end++
		}
		for k := i; end < len(runes) && others[end] && k < end; k++ {
			others[k] = true
		}
	}
	var out []Run
	for i, r := range runes {
		if n := len(out); n > 0 && out[n-1].Others == others[i] {
			out[n-1].Text += string(r)
			continue
		}
		out = append(out, Run{string(r), others[i]})
	}
	return out
}

// RightToLeft reports whether a text holds letters that are written from right to left.
func RightToLeft(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		if r < 0x590 {
			return false
		}
		p, _ := bidi.LookupRune(r)
		return p.Class() == bidi.R || p.Class() == bidi.AL
	})
}

// Together joins words that are written from right to left by spaces at which no line ends, as a line sets its words from the left.
func Together(s string) string {
	if !RightToLeft(s) {
		return s
	}
	words := strings.Split(s, " ")
	out := words[0]
	for i, w := range words[1:] {
		if RightToLeft(words[i]) && RightToLeft(w) {
			out += "\u00a0" + w
		} else {
			out += " " + w
		}
	}
	return out
}
