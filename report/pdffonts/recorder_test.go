package pdffonts

import (
	"bytes"
	"compress/zlib"
	"io"
	"regexp"
	"strings"
	"testing"

	"codeberg.org/go-fonts/stix/stix2textregular"
	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/pdf"
	"golang.org/x/image/font/gofont/gomono"

	"inertia/report/pdfobjects"
)

// mended is a page with a line in each font.
func mended(t *testing.T, fonts [][]byte, line string) *pdfobjects.File {
	t.Helper()
	var b bytes.Buffer
	r := Record(pdf.New(&b, 100, 50, &pdf.Options{}))
	c := canvas.New(100, 50)
	ctx := canvas.NewContext(c)
	for i, data := range fonts {
		font, err := canvas.LoadFont(data, 0, canvas.FontRegular)
		if err != nil {
			t.Fatal(err)
		}
		ctx.DrawText(5, 40-10*float64(i), canvas.NewTextLine(font.Face(10, canvas.Black), line, canvas.Left))
	}
	c.RenderTo(r)
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := pdfobjects.Read(b.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if err := r.Mend(f); err != nil {
		t.Fatal(err)
	}
	f.Pack()
	return f
}

// streams are the unpacked streams that hold a word.
func streams(t *testing.T, f *pdfobjects.File, word string) []string {
	t.Helper()
	var out []string
	for _, o := range f.Objects {
		_, data, ok := bytes.Cut(o.Text, []byte("stream\n"))
		if !ok {
			continue
		}
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			continue
		}
		s, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(s), word) {
			out = append(out, string(s))
		}
	}
	return out
}

var mapping = regexp.MustCompile(`^<[0-9A-F]{4}> <([0-9A-F]+)>\n$`)

// Every glyph stands for the text that it draws, whatever its form.
func TestGlyphsStandForTheirText(t *testing.T) {
	f := mended(t, [][]byte{stix2textregular.TTF, gomono.TTF}, "offices fly")
	tables := streams(t, f, "begincmap")
	if len(tables) != 2 {
		t.Fatalf("%d tables of text, want one a font", len(tables))
	}
	// STIX draws the f before an i or l in a form that no character has; it is an f all the same.
	if n := strings.Count(tables[0], "<0066>\n"); n < 2 {
		t.Errorf("%d glyphs of STIX stand for f: %s", n, tables[0])
	}
	for _, table := range tables {
		for line := range strings.Lines(table) {
			if m := mapping.FindStringSubmatch(line); m != nil && !strings.Contains("006F 0066 0069 0063 0065 0073 0020 006C 0079", m[1]) {
				t.Errorf("a glyph stands for what was not written: %s", line)
			}
		}
	}
	if !strings.Contains(tables[1], "<0066>\n") { // f by itself
		t.Errorf("the table of Go Mono: %s", tables[1])
	}
	for _, o := range f.Objects {
		if bytes.Contains(o.Text, []byte("/Type0")) && (bytes.Contains(o.Text, []byte("CIDToGIDMap 1")) || !bytes.Contains(o.Text, []byte("+"))) {
			t.Errorf("a font that is no subset: %s", o.Text)
		}
	}
}

func TestForeignFontsAreAnError(t *testing.T) {
	f := mended(t, [][]byte{stix2textregular.TTF}, "a")
	if err := Record(nil).Mend(f); err == nil {
		t.Error("fonts that nobody drew were mended")
	}
}
