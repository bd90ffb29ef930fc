package report

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"inertia/report/figure"
)

// figureFiles writes three reports at each width of a printed figure and gives their figures.
func figureFiles(t *testing.T) (svg, pdf []string) {
	t.Helper()
	for _, width := range []float64{0, figure.SingleColumn, figure.DoubleColumn} {
		for _, i := range []int{0, 1, 5} {
			r, o := recipes[i], DefaultOptions()
			o.Analysis.Resamples, o.Formats, o.FigureWidth = 20, []string{"md"}, width
			p, err := Build(r.make(t), o)
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), r.name)
			if err := p.Write(dir); err != nil {
				t.Fatal(err)
			}
			for _, f := range p.figures {
				svg = append(svg, filepath.Join(dir, filepath.FromSlash(f.file)+".svg"))
				pdf = append(pdf, filepath.Join(dir, filepath.FromSlash(f.file)+".pdf"))
			}
		}
	}
	if len(svg) < 60 {
		t.Fatalf("%d figures of nine reports", len(svg))
	}
	return svg, pdf
}

// Every figure is an SVG that is XML, names itself an image with a description, brings
// the fonts of its words and asks for nothing else.
func TestFiguresAreXML(t *testing.T) {
	files, _ := figureFiles(t)
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var root xml.StartElement
		desc, style, words, inside := "", "", 0, ""
		for d := xml.NewDecoder(bytes.NewReader(b)); ; {
			token, err := d.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", filepath.Base(file), err)
			}
			switch x := token.(type) {
			case xml.StartElement:
				if root.Name.Local == "" {
					root = x.Copy()
				}
				inside = x.Name.Local
				if inside == "text" {
					words++
				}
				for _, a := range x.Attr {
					if (a.Name.Local == "href" || a.Name.Local == "src") && !strings.HasPrefix(a.Value, "data:") {
						t.Errorf("%s: <%s> asks for %s", filepath.Base(file), inside, a.Value)
					}
				}
			case xml.EndElement:
				inside = ""
			case xml.CharData:
				switch inside {
				case "desc":
					desc += string(x)
				case "style":
					style += string(x)
				}
			}
		}
		role := ""
		for _, a := range root.Attr {
			if a.Name.Local == "role" {
				role = a.Value
			}
		}
		if root.Name.Local != "svg" || role != "img" || len(desc) < 40 {
			t.Errorf("%s: <%s role=%q> described as %q", filepath.Base(file), root.Name.Local, role, desc)
		}
		if words == 0 || !strings.Contains(style, "url(data:font/ttf;base64,") || regexp.MustCompile(`url\((?:[^d]|d[^a])`).MatchString(style) {
			t.Errorf("%s: %d words; its fonts do not come with it", filepath.Base(file), words)
		}
	}
}

// Every font of a figure's PDF is in the file.
func TestFiguresHoldTheirFonts(t *testing.T) {
	_, files := figureFiles(t)
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		fonts, held := bytes.Count(b, []byte("/Type/FontDescriptor")), bytes.Count(b, []byte("/FontFile3 "))
		if fonts == 0 || fonts != held {
			t.Errorf("%s: %d of %d fonts are in the file", filepath.Base(file), held, fonts)
		}
	}
}

// Other programs find no fault with the figures' files.
func TestFiguresHoldUnderOtherPrograms(t *testing.T) {
	svg, pdf := figureFiles(t)
	t.Run("xmllint", func(t *testing.T) {
		if said := runIn(t, ".", program(t, "xmllint"), append([]string{"--noout", "--nonet"}, svg...)...); said != "" {
			t.Error(said)
		}
	})
	t.Run("qpdf", func(t *testing.T) {
		qpdf := program(t, "qpdf")
		for _, file := range pdf {
			if said := runIn(t, ".", qpdf, "--check", file); !strings.Contains(said, "No syntax or stream encoding errors") {
				t.Errorf("%s: %s", filepath.Base(file), said)
			}
		}
	})
	t.Run("pdffonts", func(t *testing.T) {
		pdffonts := program(t, "pdffonts")
		for _, file := range pdf {
			lines := strings.Split(strings.TrimSpace(runIn(t, ".", pdffonts, file)), "\n")
			if len(lines) < 3 {
				t.Errorf("%s: no fonts: %q", filepath.Base(file), lines)
				continue
			}
			for _, l := range lines[2:] {
				if f := strings.Fields(l); f[len(f)-5] != "yes" || f[len(f)-4] != "yes" {
					t.Errorf("%s: not embedded as a subset: %s", filepath.Base(file), l)
				}
			}
		}
	})
}
