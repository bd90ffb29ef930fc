package document

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// numbered is a block with its number ("2.1" of a section, "3" of a table), empty where it has none.
type numbered struct {
	block  Block
	number string
}

// numbers is what a document's parts are called, given once for all writers.
type numbers struct {
	abstract, body []numbered
	label          map[string]string // by ID: "Section 2.1", "Table 3"
	cited          []citation        // as listed: by author and year
	cite           map[string]citation
	appendix       int // place in body of the first block of the appendix; len(body) without one
}

func number(d *Document) *numbers {
	n := &numbers{label: map[string]string{}, cite: map[string]citation{}}
	seen := map[string]bool{}
	see := func(in Inline) {
		switch p := in.(type) {
		case Cite:
			for _, key := range p {
				seen[key] = true
			}
		case CiteText:
			seen[string(p)] = true
		}
	}
	count := &counter{}
	n.abstract = n.blocks(d.Abstract, count, see)
	n.body = n.blocks(d.Body, count, see)
	n.appendix = len(n.body)
	if i := slices.IndexFunc(n.body, func(b numbered) bool { return b.block == Appendix{} }); i >= 0 {
		n.appendix = i
		n.body = slices.DeleteFunc(n.body, func(b numbered) bool { return b.block == Appendix{} })
	}
	var cited []Reference
	for _, r := range d.References {
		if seen[r.Key] {
			cited = append(cited, r)
		}
	}
	n.cited = order(cited)
	for _, c := range n.cited {
		n.cite[c.Key] = c
	}
	return n
}

// counter holds the last number given of each kind.
type counter struct {
	section                   [4]int
	tables, figures, formulas int
	appendix                  bool
}

// startAppendix begins to count anew.
func (c *counter) startAppendix() {
	if !c.appendix {
		*c = counter{appendix: true}
	}
}

// letter is that of the appendix's section, which stands before the number of what is in it; empty in the body.
func (c *counter) letter() string {
	if !c.appendix {
		return ""
	}
	return strings.ToUpper(noteMark(max(1, c.section[0])))
}

// next counts one more of a kind.
func (c *counter) next(of *int) string {
	*of++
	return c.letter() + strconv.Itoa(*of)
}

func (c *counter) heading(level int) string {
	level = min(max(level, 1), len(c.section))
	c.section[level-1]++
	clear(c.section[level:])
	if c.appendix && level == 1 {
		c.tables, c.figures, c.formulas = 0, 0, 0
	}
	parts := make([]string, level)
	for i := range parts {
		parts[i] = strconv.Itoa(c.section[i])
	}
	if c.appendix {
		parts[0] = c.letter()
	}
	return strings.Join(parts, ".")
}

func (n *numbers) blocks(blocks []Block, count *counter, see func(Inline)) []numbered {
	var out []numbered
	for _, b := range blocks {
		b = plainBlock(b)
		item, kind := numbered{block: b}, ""
		switch p := b.(type) {
		case Appendix:
			count.startAppendix()
		case Heading:
			item.number, kind = count.heading(p.Level), "Section"
			if count.appendix {
				kind = "Appendix"
			}
		case Formula:
			if p.ID != "" {
				item.number, kind = count.next(&count.formulas), "Equation"
			}
		case Table:
			item.number, kind = count.next(&count.tables), "Table"
		case Figure:
			item.number, kind = count.next(&count.figures), "Figure"
		}
		walkBlock(b, see)
		if id := blockID(b); id != "" {
			n.label[id] = fmt.Sprintf("%s %s", kind, item.number)
		}
		out = append(out, item)
	}
	return out
}
