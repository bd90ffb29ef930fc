package pdffonts

import (
	"unicode/utf8"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/pdf"
	"github.com/tdewolff/canvas/text"
	cfont "github.com/tdewolff/font"

	"inertia/report/timeless"
)

// Recorder draws to a PDF and keeps which glyphs were drawn. The PDF's writer must have been told not to cut fonts down.
type Recorder struct {
	*pdf.PDF
	fonts []*used
}

// used is a font and its glyphs in the order of their first use, which is that in which the writer numbers them.
type used struct {
	font   *canvas.Font
	glyphs *canvas.FontSubsetter
	texts  []string // by the glyph's new number
}

// Record stands between what draws and a writer.
func Record(to *pdf.PDF) *Recorder { return &Recorder{PDF: to} }

// RenderText draws a text.
func (r *Recorder) RenderText(t *canvas.Text, m canvas.Matrix) {
	t.WalkSpans(func(_, _ float64, span canvas.TextSpan) {
		if !span.IsText() {
			return
		}
		f := r.of(span.Face.Font)
		for i, g := range span.Glyphs {
			if n := int(f.glyphs.Get(g.ID)); n == len(f.texts) {
				f.texts = append(f.texts, textOf(span, i))
			}
		}
	})
	r.PDF.RenderText(t, m)
}

func (r *Recorder) of(font *canvas.Font) *used {
	for _, f := range r.fonts {
		if f.font == font {
			return f
		}
	}
	f := &used{font, canvas.NewFontSubsetter(), []string{""}} // glyph 0 stands for what a font lacks
	r.fonts = append(r.fonts, f)
	return f
}

// textOf is the text that a glyph stands for: that of its cluster, where it is the only glyph of it, else its own character.
func textOf(span canvas.TextSpan, i int) string {
	g := span.Glyphs[i]
	alone := true
	end := uint32(len(span.Text))
	for j, other := range span.Glyphs {
		if other.Cluster > g.Cluster && other.Cluster < end {
			end = other.Cluster
		}
		alone = alone && (j == i || other.Cluster != g.Cluster)
	}
	if alone && g.Cluster < end && utf8.RuneStart(span.Text[g.Cluster]) {
		return span.Text[g.Cluster:end]
	}
	if c := span.Face.Font.SFNT.Cmap.ToUnicode(g.ID); c != 0 {
		return string(c)
	}
	return firstOf(span.Glyphs, i)
}

// firstOf gives the character of a cluster to the first of its glyphs only.
func firstOf(glyphs []text.Glyph, i int) string {
	if i > 0 && glyphs[i-1].Cluster == glyphs[i].Cluster {
		return ""
	}
	return string(glyphs[i].Text)
}

// Close writes the file's end. The fonts in it are still to be mended.
func (r *Recorder) Close() error {
	// The writer would write the whole of each font.
	for _, f := range r.fonts {
		whole := f.font.SFNT
		defer func() { f.font.SFNT = whole }()
		small := *whole
		small.Tables = map[string][]byte{"head": whole.Tables["head"]}
		f.font.SFNT = &small
	}
	return r.PDF.Close()
}

// program is the font's file with its used glyphs, and the kind of file.
func (f *used) program() (data []byte, key string, err error) {
	if cff, ok := f.font.SFNT.Tables["CFF "]; ok {
		data, err := SubsetCFF(cff, f.glyphs.List())
		return data, "/FontFile3", err
	}
	whole, err := cfont.ParseSFNT(f.font.SFNT.Write(), 0) // cutting a font down changes it
	if err != nil {
		return nil, "", err
	}
	part, err := whole.Subset(f.glyphs.List(), cfont.SubsetOptions{Tables: cfont.KeepPDFTables})
	if err != nil {
		return nil, "", err
	}
	data = part.Write() // with the time at which it was cut down
	return data, "/FontFile2", timeless.Font(data)
}
