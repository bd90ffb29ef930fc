package document

// walkInlines calls see for each inline, outer before inner, in reading order.
func walkInlines(ins []Inline, see func(Inline)) {
	for _, in := range ins {
		see(in)
		switch p := in.(type) {
		case Strong:
			walkInlines(p, see)
		case Emphasis:
			walkInlines(p, see)
		case Result:
			walkInlines(p, see)
		case Footnote:
			walkInlines(p, see)
		case Link:
			walkInlines(p.Text, see)
		}
	}
}

// walkBlock calls see for each inline of a plain block, in reading order.
func walkBlock(b Block, see func(Inline)) {
	switch p := b.(type) {
	case Heading:
		walkInlines(p.Text, see)
	case Paragraph:
		walkInlines(p.Text, see)
	case List:
		for _, i := range p.Items {
			walkInlines(i, see)
		}
	case Figure:
		walkInlines(p.Caption, see)
	case Table:
		walkCells(&p, see)
		for _, note := range p.Notes {
			walkInlines(note, see)
		}
	}
}

// walkCells calls see for each inline of a table's caption, heads and cells: all but
// its notes.
func walkCells(t *Table, see func(Inline)) {
	walkInlines(t.Caption, see)
	for _, c := range t.Columns {
		walkInlines(c.Head, see)
	}
	for _, r := range t.Rows {
		for _, cell := range r.Cells {
			walkInlines(cell, see)
		}
	}
}
