package document

import (
	"github.com/tdewolff/canvas"

	"inertia/report/lettering"
)

// Document is a paper: title, authors, abstract, body, references.
type Document struct {
	Title, Subtitle string
	Authors         []string
	Date            string   // printed as it is; nothing when empty, since the day of writing is no part of the data
	Keywords        []string // for catalogues; not printed
	Abstract        []Block
	Body            []Block // references come after it, or before its Appendix
	References      []Reference
	Footer          string   // runs at the foot of each page, as "inertia 0.1.0"
	Simulated       bool     // answers come from reference respondents: every writer says so under the title
	Real            []string // of such a document, the language models whose answers do not
	Paper           string   // "a4" (also when empty) or "letter"
	Style           string   // how the PDF is set: "preprint" (also when empty), one column, or "acl", two

	Font *lettering.Font // of the PDF, for characters that the program's fonts lack; none when nil

	// Whom and what the document is about, as its figures and tables name them: in HTML a reader can pick one of each.
	Models, Dimensions []string
}

// Styles lists how the PDF can be set.
var Styles = []string{"preprint", "acl"}

// language is that of the documents' words.
const language = "en"

// Block is a part of a document that stands on lines of its own.
type Block interface{ isBlock() }

// Heading opens a section (level 1) or a subsection (2 to 4). Its number is given by the writers.
type Heading struct {
	Level int
	ID    string
	Text  []Inline
}

// Paragraph is running text.
type Paragraph struct {
	Text []Inline
}

// List is a bulleted or numbered list.
type List struct {
	Ordered bool
	Items   [][]Inline
}

// Appendix marks where the appendix begins: sections from there on have letters (Appendix A), and tables, figures and formulas the
// letter of their section (Table A1).
type Appendix struct{}

// Formula is displayed on a line of its own, in the small part of TeX that Check accepts. It is numbered if it has an ID.
type Formula struct {
	ID, TeX string
}

// Code is text to be shown as it is, line by line.
type Code struct {
	Text string
}

// Figure is a picture with a caption. File is its path beside the Markdown file, without extension, as "figures/heat-map".
type Figure struct {
	ID, File, Alt  string
	Caption        []Inline
	Picture        *canvas.Canvas
	Wide           bool   // fills the width of the text
	Marks          []Mark // a later one lies above an earlier one
	Parts          []Part // runs of what the picture is drawn of; an outer one stands before those within it
	Family, Member string // figures of one family differ in the member only, such as the model; HTML lets a reader choose it
}

// Mark is a place in the picture that says what it shows, for a reader who points at it or tabs to it. Places are shares of the
// picture's width and height from its upper left corner. Model and Dimension are what it is about, empty where it is about none.
type Mark struct {
	X, Y, Width, Height float64
	Label               string
	Model, Dimension    string
	Drawn               bool // by a part of its own, which can be told apart; else what others draw too
}

// Part is a run of a picture's strokes and words, from the From-th on and before the To-th, that is about a model, a dimension or both.
// A name that may be either stands in both.
type Part struct {
	From, To         int
	Model, Dimension string
}

func (Heading) isBlock()   {}
func (Appendix) isBlock()  {}
func (Paragraph) isBlock() {}
func (List) isBlock()      {}
func (Formula) isBlock()   {}
func (Code) isBlock()      {}
func (Table) isBlock()     {}
func (Figure) isBlock()    {}

// plainBlock takes a block given by pointer as its value, so that writers know one form of each; nil stays nil.
func plainBlock(b Block) Block {
	switch p := b.(type) {
	case *Heading:
		return deref(p)
	case *Paragraph:
		return deref(p)
	case *List:
		return deref(p)
	case *Formula:
		return deref(p)
	case *Code:
		return deref(p)
	case *Table:
		return deref(p)
	case *Figure:
		return deref(p)
	}
	return b
}

func deref[B Block](p *B) Block {
	if p == nil {
		return nil
	}
	return *p
}
