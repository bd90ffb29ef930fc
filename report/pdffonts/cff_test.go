package pdffonts

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"codeberg.org/go-fonts/stix/stix2mathregular"
	"codeberg.org/go-fonts/stix/stix2textbold"
	"codeberg.org/go-fonts/stix/stix2textbolditalic"
	"codeberg.org/go-fonts/stix/stix2textitalic"
	"codeberg.org/go-fonts/stix/stix2textregular"
	cfont "github.com/tdewolff/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

var stix = map[string][]byte{"regular": stix2textregular.TTF, "bold": stix2textbold.TTF, "italic": stix2textitalic.TTF, "bold italic": stix2textbolditalic.TTF, "math": stix2mathregular.TTF}

// wrapped is an OpenType file around a CFF font, for a reader that wants one.
func wrapped(whole *cfont.SFNT, cff []byte, glyphs int) []byte {
	hhea := slices.Clone(whole.Tables["hhea"])
	binary.BigEndian.PutUint16(hhea[34:], uint16(glyphs))
	tables := map[string][]byte{
		"CFF ": cff, "head": whole.Tables["head"], "hhea": hhea, "name": whole.Tables["name"], "OS/2": whole.Tables["OS/2"], "hmtx": make([]byte, 4*glyphs),
		"maxp": binary.BigEndian.AppendUint16([]byte{0, 0, 0x50, 0}, uint16(glyphs)), "post": append([]byte{0, 3, 0, 0}, make([]byte, 28)...),
		"cmap": {0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 'A', 0, 0, 0, 'A', 0, 0, 0, 1},
	}
	b := binary.BigEndian.AppendUint16([]byte("OTTO"), uint16(len(tables)))
	b = append(b, make([]byte, 6)...)
	at := len(b) + 16*len(tables)
	var data []byte
	for _, tag := range slices.Sorted(maps.Keys(tables)) {
		t := tables[tag]
		b = append(append(b, tag...), 0, 0, 0, 0)
		b = binary.BigEndian.AppendUint32(b, uint32(at+len(data)))
		b = binary.BigEndian.AppendUint32(b, uint32(len(t)))
		data = append(append(data, t...), make([]byte, (4-len(t)%4)%4)...)
	}
	return append(b, data...)
}

func outline(t *testing.T, f *sfnt.Font, g int) string {
	t.Helper()
	var b sfnt.Buffer
	s, err := f.LoadGlyph(&b, sfnt.GlyphIndex(g), fixed.I(1000), nil)
	if err != nil {
		return err.Error()
	}
	return fmt.Sprint(s)
}

// Whatever glyphs are taken, from a few to many, each has its outline, as a reader
// that is none of ours finds it; so also the box of the glyph 0.
func TestSubsetKeepsOutlines(t *testing.T) {
	for name, data := range stix {
		t.Run(name, func(t *testing.T) {
			whole, err := sfnt.Parse(data)
			if err != nil {
				t.Fatal(err)
			}
			tables, err := cfont.ParseSFNT(data, 0)
			if err != nil {
				t.Fatal(err)
			}
			rng := rand.New(rand.NewPCG(1, 2))
			drawn := 0
			for _, n := range []int{1, 2, 3, 20, 95, 229, 230, 255, 256, 257, 400, 900} {
				for range 2 {
					glyphs := []uint16{0}
					for _, g := range rng.Perm(whole.NumGlyphs() - 1)[:n-1] {
						glyphs = append(glyphs, uint16(g+1))
					}
					cff, err := SubsetCFF(tables.Tables["CFF "], glyphs)
					if err != nil {
						t.Fatal(err)
					}
					part, err := sfnt.Parse(wrapped(tables, cff, n))
					if err != nil {
						t.Fatalf("%d glyphs: %v", n, err)
					}
					for i, g := range glyphs {
						want := outline(t, whole, int(g))
						if got := outline(t, part, i); got != want {
							t.Fatalf("of %d glyphs number %d, once %d: %.200s, want %.200s", n, i, g, got, want)
						}
						if len(want) > 2 {
							drawn++
						}
					}
				}
			}
			if drawn < 2000 {
				t.Errorf("only %d outlines", drawn)
			}
		})
	}
}

// Subroutines that no outline calls are left out: a subset of text is small.
func TestSubsetIsSmall(t *testing.T) {
	tables, err := cfont.ParseSFNT(stix2textregular.TTF, 0)
	if err != nil {
		t.Fatal(err)
	}
	glyphs := []uint16{0}
	for r := ' ' + 1; r <= '~'; r++ {
		glyphs = append(glyphs, tables.GlyphIndex(r))
	}
	cff, err := SubsetCFF(tables.Tables["CFF "], glyphs)
	if err != nil {
		t.Fatal(err)
	}
	if whole := len(tables.Tables["CFF "]); len(cff) > whole/8 {
		t.Errorf("%d bytes of %d for %d glyphs", len(cff), whole, len(glyphs))
	}
}

func TestBrokenCFFIsAnError(t *testing.T) {
	tables, err := cfont.ParseSFNT(stix2textregular.TTF, 0)
	if err != nil {
		t.Fatal(err)
	}
	cff := tables.Tables["CFF "]
	for _, n := range []int{0, 3, 4, 60, 1000, len(cff) / 2} {
		if _, err := SubsetCFF(cff[:n:n], []uint16{0, 5}); !errors.Is(err, errCFF) {
			t.Errorf("cut off after %d bytes: %v", n, err)
		}
	}
	if _, err := SubsetCFF(cff, []uint16{0, 60000}); !errors.Is(err, errCFF) {
		t.Errorf("a glyph that is not there: %v", err)
	}
}

func FuzzSubsetCFF(f *testing.F) {
	tables, err := cfont.ParseSFNT(stix2textbold.TTF, 0)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(tables.Tables["CFF "][:4000])
	f.Add([]byte{1, 0, 4, 4, 0, 0, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		SubsetCFF(b, []uint16{0, 1}) // must not panic
	})
}
