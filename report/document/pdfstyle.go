package document

// pdfStyle is how a page looks: places in mm, type in points.
type pdfStyle struct {
	columns                          int
	side, top, bottom, gutter        float64
	text, small, note, abstract, bib float64 // type of the text, captions and tables, notes, abstract, references
	title                            float64
	heading                          [3]float64 // by level
	leading                          float64    // distance of lines over the size of the type
	gap                              float64    // between paragraphs
	indent                           float64    // of a paragraph's first line after another paragraph
	inset                            float64    // of the abstract and of captions, on both sides
	inline                           bool       // tables and figures stand where the text comes to them, if there is room
	closed                           bool       // a section begins after all tables and figures of the one before
}

// onePerPage is the style "preprint": one column, paragraphs apart, to be read on a screen.
var onePerPage = pdfStyle{
	columns: 1, side: 25, top: 24, bottom: 26,
	text: 10.5, small: 8.8, note: 8, abstract: 9.6, bib: 9.4, title: 17, heading: [3]float64{13.5, 11.2, 10.5},
	leading: 1.27, gap: 1.9, inset: 8, inline: true,
}

// twoPerPage is the style "acl": the page of the ACL's proceedings, A4 with two columns of 77 mm, 6 mm apart.
//
// Source: ACL style files, acl.sty (\textwidth 16 cm, \columnsep 0.6 cm, margins of 2.5 cm).
var twoPerPage = pdfStyle{
	columns: 2, side: 25, top: 25, bottom: 25, gutter: 6,
	text: 9.8, small: 8.4, note: 7.8, abstract: 9, bib: 8.8, title: 15, heading: [3]float64{11.8, 10.8, 9.8},
	leading: 1.2, indent: 3.6, inset: 5,
}

func styleOf(d *Document) pdfStyle {
	if d.Style == "acl" {
		return twoPerPage
	}
	return onePerPage
}
