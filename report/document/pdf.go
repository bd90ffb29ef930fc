package document

import (
	"bytes"
	"io"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/pdf"

	"inertia/report/timeless"
)

// Sizes of a page, in mm, and of type, in points.
const (
	marginSide, marginTop, marginBottom = 25., 24., 26.
	textSize, smallSize, leading        = 10.5, 8.8, 1.27
	paragraphGap                        = 1.9
	afterFloat                          = 2.6
)

// WritePDF sets the document as a paper: justified and hyphenated text in STIX,
// numbered tables and figures, page numbers.
func WritePDF(w io.Writer, d *Document) error {
	if err := d.Check(); err != nil {
		return err
	}
	t, err := loadTypefaces()
	if err != nil {
		return err
	}
	p := &pdfSetter{t: t, n: number(d), d: d, pageWidth: 210, pageHeight: 297}
	if d.Paper == "letter" {
		p.pageWidth, p.pageHeight = 215.9, 279.4
	}
	p.title()
	if len(d.Abstract) > 0 {
		p.abstract()
	}
	for _, b := range p.n.body {
		p.block(b)
	}
	p.references()
	pages := p.paginate()
	var b bytes.Buffer
	out := pdf.New(&b, p.pageWidth, p.pageHeight, &pdf.Options{Compress: true, SubsetFonts: true})
	out.SetInfo(clean(d.Title), clean(d.Subtitle), "", "", clean(d.Footer))
	out.SetLang("en-US")
	for i, page := range pages {
		if i > 0 {
			out.NewPage(p.pageWidth, p.pageHeight)
		}
		c := canvas.New(p.pageWidth, p.pageHeight)
		p.links = nil
		p.drawPage(canvas.NewContext(c), page, i+1)
		c.RenderTo(out)
		for _, l := range p.links {
			out.AddLink(l.url, l.rect)
		}
	}
	if err := out.Close(); err != nil {
		return err
	}
	same, err := timeless.PDF(b.Bytes())
	if err != nil {
		return err
	}
	_, err = w.Write(same)
	return err
}

type pdfLink struct {
	url  string
	rect canvas.Rect
}

// pdfSetter sets a document in one column: first everything becomes boxes, then
// the boxes are put on pages.
type pdfSetter struct {
	t                     *typefaces
	n                     *numbers
	d                     *Document
	pageWidth, pageHeight float64
	boxes                 []vbox
	links                 []pdfLink // of the page being drawn
}

// vbox is a piece of the column: a line of text, a table, a figure.
type vbox struct {
	height float64 // mm
	gap    float64 // above it, left out at the top of a page
	keep   bool    // stays with the next one
	float  bool    // may be moved to the top of the next page
	flush  bool    // everything moved comes before it
	crowd  bool    // so does a crowd of what was moved
	head   []vbox  // comes again above it when it begins a page
	draw   func(ctx *canvas.Context, x, top float64)
}

func (p *pdfSetter) textWidth() float64 { return p.pageWidth - 2*marginSide }

func (p *pdfSetter) add(b vbox) { p.boxes = append(p.boxes, b) }

func mm(points float64) float64 { return points * 25.4 / 72 }

// text sets a paragraph; the first and last two lines stay together.
type paragraphStyle struct {
	inlineStyle
	indent, right   float64 // mm, on both sides
	hanging         float64 // of all lines but the first
	gap             float64
	justify, center bool
	keep            bool
}

func (p *pdfSetter) text(ins []Inline, s paragraphStyle) {
	p.addLines(p.setLines(p.pieces(ins, s.inlineStyle), s), s)
}

func (p *pdfSetter) setLines(pieces []piece, s paragraphStyle) []line {
	if !s.justify {
		pieces = unhyphenated(pieces)
	}
	return p.breakLines(pieces, p.textWidth()-s.indent-s.right-s.hanging, s.justify)
}

func (p *pdfSetter) addLines(lines []line, s paragraphStyle) {
	for i, l := range lines {
		b := p.lineBox(l, s, i > 0)
		if i == 0 {
			b.gap = s.gap
		}
		b.keep = s.keep || len(lines) > 1 && (i == 0 || i == len(lines)-2)
		p.add(b)
	}
}

func (p *pdfSetter) lineBox(l line, s paragraphStyle, later bool) vbox {
	height := leading * mm(s.size)
	for _, q := range l.pieces {
		if q.math != nil {
			height = max(height, q.math.height+q.math.depth+.3*mm(s.size))
		}
	}
	return vbox{height: height, draw: func(ctx *canvas.Context, x, top float64) {
		x += s.indent
		if later {
			x += s.hanging
		}
		if s.center {
			x += (p.textWidth() - s.indent - s.right - p.widthOf(l)) / 2
		}
		p.drawLine(ctx, l, x, top-height+.3*mm(s.size))
	}}
}

func (p *pdfSetter) title() {
	centred := paragraphStyle{inlineStyle: inlineStyle{size: 17, bold: true}, center: true, indent: 6, right: 6, keep: true}
	p.text(T(p.d.Title), centred)
	if p.d.Subtitle != "" {
		centred.inlineStyle, centred.gap = inlineStyle{size: 11.5, italic: true}, 2.5
		p.text(T(p.d.Subtitle), centred)
	}
	if p.d.Simulated {
		centred.inlineStyle, centred.gap = inlineStyle{size: 10}, 3
		p.text(T(Strong(T(simulatedHead)), " "+simulatedText), centred)
	}
}

func (p *pdfSetter) abstract() {
	p.text(T("Abstract"), paragraphStyle{inlineStyle: inlineStyle{size: textSize, bold: true}, center: true, gap: 6, keep: true})
	for i, b := range p.n.abstract {
		if para, ok := b.block.(Paragraph); ok {
			gap := 1.4
			if i > 0 {
				gap = paragraphGap
			}
			p.text(para.Text, paragraphStyle{inlineStyle: inlineStyle{size: 9.6}, indent: 10, right: 10, gap: gap, justify: true})
			continue
		}
		p.block(b)
	}
}

func (p *pdfSetter) block(b numbered) {
	body := paragraphStyle{inlineStyle: inlineStyle{size: textSize}, gap: paragraphGap, justify: true}
	switch v := b.block.(type) {
	case Heading:
		p.heading(v, b.number)
	case Paragraph:
		p.text(v.Text, body)
	case List:
		p.list(v)
	case Formula:
		p.formula(v, b.number)
	case Code:
		p.code(v)
	case Table:
		p.table(v, b.number)
	case Figure:
		p.figure(v, b.number)
	}
}
