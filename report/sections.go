package report

import (
	"fmt"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/figure"
)

// section is a part of the report that can be left out.
type section struct {
	name   string
	write  func(w *writer) ([]document.Block, error)
	speaks bool // of results
}

var sections = []section{
	{"introduction", (*writer).introduction, false}, {"data", (*writer).data, false}, {"measures", (*writer).measures, false},
	{"results", (*writer).results, true}, {"changes", (*writer).changes, true}, {"moves", (*writer).moves, true}, {"depth", (*writer).depth, true},
	{"limits", (*writer).limits, false}, {"reproduce", (*writer).reproduce, false}, {"appendix", (*writer).appendix, false},
}

// SectionNames lists the sections of the report in the order in which they are
// printed: what Options.Sections and OwnSection.After name.
func SectionNames() []string {
	var names []string
	for _, s := range sections {
		names = append(names, s.name)
	}
	return names
}

// OwnSection is a section that the user writes. Its text is printed as it is: the
// program answers for the numbers of its own sections only.
type OwnSection struct {
	After   string // the section that it follows; empty = at the very end
	Heading string
	Text    []string // paragraphs
	Figure  *figure.Figure
	Caption string // of the figure
	// Estimates stand in a table of their own, with the rounding of the report.
	Estimates []analysis.Estimate
}

// checkSections says what is wrong with the sections asked for.
func (o *Options) checkSections() error {
	for _, name := range o.Sections {
		if !slices.Contains(SectionNames(), name) {
			return fmt.Errorf("unknown section %q; known are %s", name, strings.Join(SectionNames(), ", "))
		}
	}
	for _, own := range o.Own {
		if own.After != "" && (!slices.Contains(SectionNames(), own.After) || !o.wants(own.After)) {
			return fmt.Errorf("own section %q: there is no section %q for it to follow", own.Heading, own.After)
		}
		if own.Heading == "" {
			return fmt.Errorf("an own section needs a heading")
		}
	}
	return nil
}

// wants reports whether a section is printed.
func (o *Options) wants(name string) bool {
	return o.Sections == nil || slices.Contains(o.Sections, name)
}

// body writes the sections asked for, and the user's own where they belong.
func (w *writer) body() ([]document.Block, error) {
	var body []document.Block
	for _, s := range sections {
		if w.o.wants(s.name) {
			blocks, err := s.write(w)
			if err != nil {
				return nil, err
			}
			if s.speaks {
				markResults(blocks)
			}
			body = append(body, blocks...)
			body = append(body, w.own(s.name)...)
		}
	}
	body = append(body, w.own("")...)
	if w.o.Sections != nil {
		body = withoutLostRefs(body, parts(body))
	}
	return body, nil
}

// own are the user's sections that follow the one named.
func (w *writer) own(after string) []document.Block {
	var blocks []document.Block
	for i, own := range w.o.Own {
		if own.After != after {
			continue
		}
		id := slug("own", fmt.Sprint(i+1), own.Heading)
		blocks = append(blocks, heading(1, "sec-"+id, own.Heading))
		for _, text := range own.Text {
			blocks = append(blocks, para(text))
		}
		if len(own.Estimates) > 0 {
			blocks = append(blocks, roundedTable("tab-"+id, own.Heading, own.Estimates))
		}
		if own.Figure != nil {
			f := *own.Figure
			blocks = append(blocks, w.place("fig-"+id, &f, own.Caption)...)
		}
	}
	return blocks
}

// roundedTable sets estimates out a row each.
func roundedTable(id, caption string, rows []analysis.Estimate) *document.Table {
	r := Round(rows)
	if len(r.Same) > 0 {
		caption += " (" + strings.Join(r.Same, ", ") + ")"
	}
	t := &document.Table{ID: id, Caption: document.T(caption + "."), Wide: len(r.Heads) > 4}
	for i, h := range r.Heads {
		c := document.Column{Head: document.T(sentenceCase(h))}
		if r.Right[i] {
			c.Align = document.Right
		}
		t.Columns = append(t.Columns, c)
	}
	for _, line := range r.Rows {
		var cells [][]document.Inline
		for i, text := range line {
			var n int
			if _, err := fmt.Sscanf(text, "[%d]", &n); err == nil && r.Heads[i] == "note" {
				cells = append(cells, document.T(document.Note(n)))
				continue
			}
			cells = append(cells, document.T(text))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	for _, n := range r.Notes {
		t.Notes = append(t.Notes, document.T(sentenceCase(n)+"."))
	}
	return t
}

func headings(own []OwnSection) []string {
	var out []string
	for _, o := range own {
		out = append(out, o.Heading)
	}
	return out
}
