package document

import (
	"fmt"
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
	cited          []Reference       // in order of first citation
	cite           map[string]int    // by key, from 1
}

func number(d *Document) *numbers {
	n := &numbers{label: map[string]string{}, cite: map[string]int{}}
	refs := map[string]Reference{}
	for _, r := range d.References {
		refs[r.Key] = r
	}
	see := func(in Inline) {
		keys, _ := in.(Cite)
		for _, key := range keys {
			if r, ok := refs[key]; ok && n.cite[key] == 0 {
				n.cited = append(n.cited, r)
				n.cite[key] = len(n.cited)
			}
		}
	}
	count := &counter{}
	n.abstract = n.blocks(d.Abstract, count, see)
	n.body = n.blocks(d.Body, count, see)
	return n
}

// counter holds the last number given of each kind.
type counter struct {
	section                 [4]int
	tables, figures, formul int
}

func (c *counter) heading(level int) string {
	level = min(max(level, 1), len(c.section))
	c.section[level-1]++
	clear(c.section[level:])
	parts := make([]string, level)
	for i := range parts {
		parts[i] = strconv.Itoa(c.section[i])
	}
	return strings.Join(parts, ".")
}

func (n *numbers) blocks(blocks []Block, count *counter, see func(Inline)) []numbered {
	var out []numbered
	for _, b := range blocks {
		b = plainBlock(b)
		item, kind := numbered{block: b}, ""
		switch p := b.(type) {
		case Heading:
			item.number, kind = count.heading(p.Level), "Section"
			walkInlines(p.Text, see)
		case Paragraph:
			walkInlines(p.Text, see)
		case List:
			for _, i := range p.Items {
				walkInlines(i, see)
			}
		case Formula:
			if p.ID != "" {
				count.formul++
				item.number, kind = strconv.Itoa(count.formul), "Equation"
			}
		case Table:
			count.tables++
			item.number, kind = strconv.Itoa(count.tables), "Table"
			walkTable(p, see)
		case Figure:
			count.figures++
			item.number, kind = strconv.Itoa(count.figures), "Figure"
			walkInlines(p.Caption, see)
		}
		if id := blockID(b); id != "" {
			n.label[id] = fmt.Sprintf("%s %s", kind, item.number)
		}
		out = append(out, item)
	}
	return out
}

func walkTable(t Table, see func(Inline)) {
	walkInlines(t.Caption, see)
	for _, c := range t.Columns {
		walkInlines(c.Head, see)
	}
	for _, r := range t.Rows {
		for _, cell := range r.Cells {
			walkInlines(cell, see)
		}
	}
	for _, note := range t.Notes {
		walkInlines(note, see)
	}
}
