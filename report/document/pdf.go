package document

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"github.com/tdewolff/canvas"
	"github.com/tdewolff/canvas/renderers/pdf"

	"inertia/report/pdffonts"
	"inertia/report/pdfimages"
)

// afterFloat is the least space between a table or figure and the text, in mm.
const afterFloat = 4.5

// WritePDF sets the document as a paper, in the style that it names: justified and hyphenated text in STIX, tables and figures near
// their mention, footnotes, bookmarks, links.
func WritePDF(w io.Writer, d *Document) error {
	p, err := layOut(d)
	if err != nil {
		return err
	}
	b, err := p.draw()
	if err != nil {
		return err
	}
	if b, err = p.finish(b); err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

// layOut sets a document and puts it on pages.
func layOut(d *Document) (*pdfSetter, error) {
	if err := d.Check(); err != nil {
		return nil, err
	}
	t, err := loadTypefaces(d.Font)
	if err != nil {
		return nil, err
	}
	p := &pdfSetter{t: t, n: number(d), d: d, style: styleOf(d), pageWidth: 210, pageHeight: 297, places: map[string]place{}, mention: map[int]int{}}
	if d.Paper == "letter" {
		p.pageWidth, p.pageHeight = 215.9, 279.4
	}
	p.measure = p.full()
	p.title()
	p.banner, p.boxes = p.boxes, nil
	p.measure = p.column()
	p.abstract()
	for _, b := range p.n.body[:p.n.appendix] {
		p.block(b)
	}
	references := len(p.boxes)
	p.references()
	for references > 0 && p.boxes[references-1].keep { // a heading without text
		references--
	}
	if references < len(p.boxes) {
		p.boxes[references].clear = true
	}
	p.paginate(p.boxes)
	if p.n.appendix < len(p.n.body) {
		p.setAppendix()
	}
	return p, nil
}

// mostReferences is how much of a page references may take that the appendix begins below.
const mostReferences = .6

// setAppendix sets the appendix below the references, where they leave it enough of the page or all that it needs, else on pages of its own. It is in one column whatever the
// style, since it holds figures and tables with few words between them.
func (p *pdfSetter) setAppendix() {
	before, style := p.boxes, p.style
	defer func() { p.style = style }()
	p.style.columns, p.style.inline, p.style.closed, p.appendix = 1, true, true, len(before)
	p.measure, p.banner, p.boxes = p.full(), nil, nil
	for _, b := range p.n.body[p.n.appendix:] {
		p.block(b)
	}
	appendix := p.boxes
	p.boxes = before
	last, end := len(p.pages)-1, 0.
	for _, b := range p.pages[last] {
		end = max(end, b.top+b.box.height)
	}
	rest := 0.
	for i, b := range appendix {
		if rest += b.height; b.float != "" || i > 0 && appendix[i-1].float != "" {
			b.gap = max(b.gap, afterFloat)
		}
		rest += b.gap
	}
	if end > mostReferences*p.room() && end+rest > p.room() {
		p.paginate(appendix)
		return
	}
	p.banner = []vbox{{height: end + appendix[0].gap}}
	p.paginate(appendix)
	p.pages[last] = append(p.pages[last], p.pages[last+1]...)
	p.pages = slices.Delete(p.pages, last+1, last+2)
}

// draw gives the pages as a PDF, which lacks what finish adds.
func (p *pdfSetter) draw() ([]byte, error) {
	var b bytes.Buffer
	out := pdffonts.Record(pdf.New(&b, p.pageWidth, p.pageHeight, &pdf.Options{}))
	out.SetInfo(clean(p.d.Title), clean(p.d.Subtitle), clean(strings.Join(p.d.Keywords, ", ")), clean(strings.Join(p.d.Authors, ", ")), clean(p.d.Footer))
	images := pdfimages.Record(out)
	for i, page := range p.pages {
		if i > 0 {
			out.NewPage(p.pageWidth, p.pageHeight)
		}
		c := canvas.New(p.pageWidth, p.pageHeight)
		p.links, p.drawing = nil, i
		p.drawPage(canvas.NewContext(c), page, i+1)
		c.RenderTo(images)
		for _, l := range p.links {
			out.AddLink(l.url, l.rect)
		}
	}
	p.fonts, p.images = out, images
	err := out.Close()
	return b.Bytes(), err
}

type pdfLink struct {
	url  string // "#" and an ID for a place within the document
	rect canvas.Rect
}

// pdfSetter sets a document: first everything becomes boxes of the width of a column or of the page, then the boxes are put on pages.
type pdfSetter struct {
	t                     *typefaces
	n                     *numbers
	d                     *Document
	style                 pdfStyle
	pageWidth, pageHeight float64
	measure               float64 // width for which boxes are set
	banner                []vbox  // across the first page
	boxes                 []vbox
	appendix              int         // order of its first box; 0 without one
	mention               map[int]int // by the order of a table or figure, that of the first line that speaks of it
	footnotes             int
	pages                 []page

	fonts   *pdffonts.Recorder
	images  *pdfimages.Recorder
	drawing int       // number of the page being drawn, from 0
	links   []pdfLink // of that page
	places  map[string]place
}

// vbox is a piece of a column: a line of text, a table, a figure.
type vbox struct {
	height  float64  // mm
	gap     float64  // above it, left out at the top of a column
	stretch float64  // by how much the gap may grow to make columns end together
	keep    bool     // stays with the next one
	float   string   // kind of a box that may be moved ("table", "figure"); empty for text
	wide    bool     // across all columns
	clear   bool     // tables and figures before it do not come after it
	names   []string // IDs that it speaks of
	heading bool     // a section begins
	id      string   // links lead to it
	notes   []vbox   // footnotes whose marks it holds
	lines   int      // of running text: how many its paragraph has
	line    int      // and which of them it is, from 1
	full    float64  // width of what it holds
	order   int      // place in the document
	draw    func(ctx *canvas.Context, x, top float64)
}

// full is the width of the text on a page; column that of one column.
func (p *pdfSetter) full() float64 { return p.pageWidth - 2*p.style.side }

func (p *pdfSetter) column() float64 {
	n := float64(p.style.columns)
	return (p.full() - (n-1)*p.style.gutter) / n
}

// room is the height of the text on a page.
func (p *pdfSetter) room() float64 { return p.pageHeight - p.style.top - p.style.bottom }

func (p *pdfSetter) add(b vbox) { p.boxes = append(p.boxes, b) }

func mm(points float64) float64 { return points * 25.4 / 72 }
