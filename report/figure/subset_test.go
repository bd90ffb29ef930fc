package figure

import (
	"testing"

	cfont "github.com/tdewolff/font"
)

// A font cut down to any run of characters still finds each of them, also where
// glyphs come to be numbered like their characters.
func TestSubsetKeepsEveryCharacter(t *testing.T) {
	whole, all := 0, 0
	for _, f := range fontFiles {
		file := parsed(f.face, f.data)
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
				data := subset(parsed(f.face, f.data), f.data, glyphs)
				all++
				if len(data) == len(f.data) {
					whole++
				}
				again, err := cfont.ParseSFNT(data, 0)
				if err != nil {
					t.Fatalf("%s from %q after %d: %v", f.face, first, before, err)
				}
				for _, r := range kept {
					if again.GlyphIndex(r) == 0 {
						t.Fatalf("%s from %q after %d: %q is lost", f.face, first, before, r)
					}
				}
			}
		}
	}
	if whole > all/10 {
		t.Errorf("%d of %d fonts were left whole", whole, all)
	}
}
