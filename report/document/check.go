package document

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

var validID = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`)

// Check tells everything that keeps a document from being written: references that lead nowhere, IDs given twice, rows with too many or
// too few cells, formulas that cannot be set. Writers call it first.
func (d *Document) Check() error {
	c := &checker{ids: map[string]bool{}, keys: map[string]bool{}}
	if strings.TrimSpace(d.Title) == "" {
		c.fault("document: no title")
	}
	if d.Paper != "" && d.Paper != "a4" && d.Paper != "letter" {
		c.fault("document: paper %q; give a4 or letter", d.Paper)
	}
	if d.Style != "" && !slices.Contains(Styles, d.Style) {
		c.fault("document: style %q; give %s", d.Style, strings.Join(Styles, " or "))
	}
	for _, r := range d.References {
		if r.Key == "" || c.keys[r.Key] {
			c.fault("reference %q: the key is empty or given twice", r.Key)
		}
		if len(r.Names) == 0 || strings.TrimSpace(r.Year) == "" {
			c.fault("reference %q: it needs names and a year to be cited by", r.Key)
		}
		c.keys[r.Key] = true
	}
	for _, blocks := range [][]Block{d.Abstract, d.Body} {
		for _, b := range blocks {
			c.collect(plainBlock(b))
		}
	}
	c.blocks("abstract", d.Abstract)
	c.blocks("body", d.Body)
	return errors.Join(c.faults...)
}

type checker struct {
	ids, keys map[string]bool
	faults    []error
}

func (c *checker) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Errorf(format, args...))
}

func (c *checker) tex(at, tex string) {
	for _, fault := range texFaults(tex) {
		c.fault("%s: formula %q: %s", at, tex, fault)
	}
}

func blockID(b Block) string {
	switch p := b.(type) {
	case Heading:
		return p.ID
	case Formula:
		return p.ID
	case Table:
		return p.ID
	case Figure:
		return p.ID
	}
	return ""
}

func (c *checker) collect(b Block) {
	id := blockID(b)
	if id == "" {
		return
	}
	if !validID.MatchString(id) {
		c.fault("ID %q: use ASCII letters, digits, - and _, beginning with a letter (Slug makes one)", id)
	}
	if c.ids[id] {
		c.fault("ID %q is given twice", id)
	}
	c.ids[id] = true
}

func (c *checker) blocks(where string, blocks []Block) {
	for i, b := range blocks {
		at := fmt.Sprintf("%s, block %d", where, i+1)
		switch p := plainBlock(b).(type) {
		case nil:
			c.fault("%s: nothing there", at)
		case Heading:
			if p.Level < 1 || p.Level > 4 {
				c.fault("%s: heading of level %d; levels are 1 to 4", at, p.Level)
			}
			c.inlines(at, p.Text, 0)
		case Paragraph:
			c.running(at, p.Text)
		case List:
			for _, item := range p.Items {
				c.running(at, item)
			}
		case Formula:
			c.tex(at, p.TeX)
		case Table:
			c.table(fmt.Sprintf("%s, table %q", at, p.ID), p)
		case Figure:
			c.figure(fmt.Sprintf("%s, figure %q", at, p.ID), p)
		}
	}
}

func (c *checker) figure(at string, f Figure) {
	c.inlines(at, f.Caption, 0)
	if f.File == "" || path.IsAbs(f.File) || path.Clean(f.File) != f.File || strings.HasPrefix(f.File, "..") || strings.ContainsAny(f.File, " \\()<>|\"'\n") {
		c.fault("%s: file %q; give a path beside the report, such as figures/heat-map", at, f.File)
	}
}

func (c *checker) table(at string, t Table) {
	if len(t.Columns) == 0 {
		c.fault("%s: no columns", at)
	}
	notes := len(t.Notes)
	c.inlines(at+", caption", t.Caption, notes)
	for j, col := range t.Columns {
		c.inlines(fmt.Sprintf("%s, head %d", at, j+1), col.Head, notes)
	}
	for i, r := range t.Rows {
		if len(r.Cells) != len(t.Columns) && !(r.Heading && len(r.Cells) == 1) {
			c.fault("%s, row %d: %d cells for %d columns", at, i+1, len(r.Cells), len(t.Columns))
		}
		for j, cell := range r.Cells {
			c.inlines(fmt.Sprintf("%s, row %d, cell %d", at, i+1, j+1), cell, notes)
		}
	}
	for i, n := range t.Notes {
		c.inlines(fmt.Sprintf("%s, note %d", at, i+1), n, 0)
	}
}

// running checks text that may hold footnotes.
func (c *checker) running(at string, ins []Inline) {
	flat := make([]Inline, 0, len(ins))
	for _, in := range ins {
		if note, ok := in.(Footnote); ok {
			c.inlines(at+", footnote", note, 0)
			continue
		}
		flat = append(flat, in)
	}
	c.inlines(at, flat, 0)
}

func (c *checker) cited(at, key string) {
	if !c.keys[key] {
		c.fault("%s: citation of %q, which is not among the references", at, key)
	}
}

func (c *checker) inlines(at string, ins []Inline, notes int) {
	walkInlines(ins, func(in Inline) {
		switch p := in.(type) {
		case Text, Strong, Emphasis, Symbol, Result, CodeSpan, Link:
		case Math:
			c.tex(at, string(p))
		case Ref:
			if !c.ids[string(p)] {
				c.fault("%s: reference to %q, which is nowhere in the document", at, string(p))
			}
		case Cite:
			for _, key := range p {
				c.cited(at, key)
			}
		case CiteText:
			c.cited(at, string(p))
		case Footnote:
			c.fault("%s: a footnote, which only paragraphs and lists may hold (a table has Notes)", at)
		case Note:
			if int(p) < 1 || int(p) > notes {
				c.fault("%s: mark of note %d, but there are %d notes", at, int(p), notes)
			}
		default:
			c.fault("%s: %T is no inline that can be written", at, in)
		}
	})
}
