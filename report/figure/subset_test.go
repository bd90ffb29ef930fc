package figure

import (
	"testing"

	cfont "github.com/tdewolff/font"
)

// A font cut down to any run of characters still finds each of them, also where
// glyphs come to be numbered like their characters.
func TestSubsetKeepsEveryCharacter(t *testing.T) {
	for _, f := range fontFiles {
		file := house().Face(1, weight(f.face)).Font.SFNT
		for first := rune(' '); first < 'z'; first += 9 {
			for _, before := range []uint16{0, 1, uint16(first) - 1, uint16(first)} { // glyphs numbered before the first
				glyphs := []uint16{0}
				low := file.GlyphIndex(first)
				for g := uint16(1); g < low && uint16(len(glyphs)) < before; g++ {
					glyphs = append(glyphs, g)
				}
				var kept []rune
				for r := first; r <= '~' && len(kept) < 12; r++ {
					if g := file.GlyphIndex(r); g > glyphs[len(glyphs)-1] {
						glyphs, kept = append(glyphs, g), append(kept, r)
					}
				}
				data, err := subset(file, glyphs)
				if err != nil {
					t.Fatalf("%s from %q after %d: %v", f.face, first, before, err)
				}
				if len(data) > len(f.data)/2 {
					t.Errorf("%s from %q after %d: %d of %d bytes are kept", f.face, first, before, len(data), len(f.data))
				}
				again, err := cfont.ParseSFNT(data, 0)
				if err != nil {
					t.Fatalf("%s from %q after %d: %v", f.face, first, before, err)
				}
				for _, r := range kept {
					if again.GlyphIndex(r) == 0 {
						t.Fatalf("%s from %q after %d: %q is lost", f.face, first, before, r)
					}
					if got, want := again.Hmtx.Advance(again.GlyphIndex(r)), file.Hmtx.Advance(file.GlyphIndex(r)); got != want {
						t.Errorf("%s from %q after %d: %q is %d wide, want %d", f.face, first, before, r, got, want)
					}
				}
			}
		}
	}
}
