package document

import "fmt"

// Inline is a piece of running text.
type Inline interface{ isInline() }

type (
	// Text is plain text. Anything may stand in it: writers escape it.
	Text string
	// Strong is set in bold.
	Strong []Inline
	// Emphasis is set in italics.
	Emphasis []Inline
	// Symbol is the letter, or the letters, of a statistic: n, p, SD. It is set in italics.
	//
	// Source: Publication Manual of the APA, 7th edition, section 6.44; Greek letters are upright there.
	Symbol string
	// Result is a sentence that states a result. It is set like any text; in HTML a reader can copy it.
	Result []Inline
	// CodeSpan is set in a fixed width, as it is.
	CodeSpan string
	// Math is a formula within a line, in the small part of TeX that Check accepts.
	Math string
	// Ref is the ID of a heading, table, figure or formula; it is printed as "Table 2".
	Ref string
	// Cite holds keys of references; it is printed as "(Lee et al., 2026; Lin, 1991)".
	Cite []string
	// CiteText is the key of a reference that is part of the sentence; it is printed as "Lee et al. (2026)".
	CiteText string
	// Footnote is said at the foot of the page; its mark, a number, stands here. Paragraphs and lists may hold them.
	Footnote []Inline
	// Note is the mark of a table's n-th note, counted from 1.
	Note int
)

// Link is text that leads to a web address.
type Link struct {
	URL  string
	Text []Inline
}

func (Text) isInline()     {}
func (Strong) isInline()   {}
func (Emphasis) isInline() {}
func (Symbol) isInline()   {}
func (Result) isInline()   {}
func (CodeSpan) isInline() {}
func (Math) isInline()     {}
func (Ref) isInline()      {}
func (Cite) isInline()     {}
func (CiteText) isInline() {}
func (Footnote) isInline() {}
func (Note) isInline()     {}
func (Link) isInline()     {}

// T builds running text: strings become Text, inlines and slices of inlines stay, anything else is printed as fmt.Sprint does.
func T(parts ...any) []Inline {
	var out []Inline
	for _, part := range parts {
		switch p := part.(type) {
		case nil:
		case string:
			if p != "" {
				out = append(out, Text(p))
			}
		case Inline:
			out = append(out, p)
		case []Inline:
			out = append(out, p...)
		default:
			out = append(out, Text(fmt.Sprint(p)))
		}
	}
	return out
}
