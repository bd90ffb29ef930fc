package document

import (
	"github.com/tdewolff/canvas"
)

// Space between the columns of a table, in mm, and the least size of its type.
const (
	columnGap    = 3.2
	leastTable   = 7
	thickRule    = .28
	thinRule     = .14
	cellPadding  = .55
	noteTypeSize = 7.8
)

// pdfTable is a table whose columns have their widths.
type pdfTable struct {
	p      *pdfSetter
	t      *Table
	size   float64
	widths []float64
	left   float64 // of the table in the column
	total  float64
}

// table sets a table in booktabs style: as one piece that may move where it fits
// on a page, else row by row with the head repeated.
func (p *pdfSetter) table(t Table, number string) {
	s := p.fitTable(&t)
	caption := paragraphStyle{inlineStyle: inlineStyle{size: smallSize}, justify: true, indent: 5, right: 5, keep: true}
	var parts []vbox
	add := func(b vbox) { parts = append(parts, b) }
	lines := p.setLines(p.pieces(append(T(Strong(T("Table\u00a0"+number+".")), " "), t.Caption...), caption.inlineStyle), caption)
	if len(lines) == 1 {
		caption.center = true
	}
	for i, l := range lines {
		b := p.lineBox(l, caption, i > 0)
		add(b)
	}
	head := s.head()
	add(vbox{height: 1.2})
	for _, b := range head {
		add(b)
	}
	captionParts := len(parts)
	for i := range t.Rows {
		add(s.row(&t.Rows[i], i))
	}
	add(s.ruleBox(thickRule))
	marked := t.marked()
	for i, note := range t.Notes {
		ins := note
		if marked[i+1] {
			ins = append(T(Note(i+1), " "), note...)
		}
		style := paragraphStyle{inlineStyle: inlineStyle{size: noteTypeSize}, indent: max(s.left, 0), right: max(p.textWidth()-s.left-s.total, 0), justify: true}
		if s.total < 90 {
			style.indent, style.right = 10, 10
		}
		for j, l := range p.setLines(p.pieces(ins, style.inlineStyle), style) {
			b := p.lineBox(l, style, j > 0)
			if j == 0 {
				b.height += .5
			}
			add(b)
		}
	}
	height := 0.0
	for _, b := range parts {
		height += b.height
	}
	if height <= p.pageHeight-marginTop-marginBottom {
		p.add(vbox{height: height + afterFloat, gap: 4.5, float: true, draw: func(ctx *canvas.Context, x, top float64) {
			for _, b := range parts {
				if b.draw != nil {
					b.draw(ctx, x, top)
				}
				top -= b.height
			}
		}})
		return
	}
	for i, b := range parts {
		if i == 0 {
			b.gap = 4.5
		}
		if b.keep = i <= captionParts; !b.keep {
			b.head = head
		}
		p.add(b)
	}
	p.add(vbox{height: afterFloat})
}

// fitTable finds the largest size at which the table fits, and where none does,
// narrows the widest columns, whose cells are then broken over lines.
func (p *pdfSetter) fitTable(t *Table) *pdfTable {
	s := &pdfTable{p: p, t: t}
	for s.size = smallSize; ; s.size -= .3 {
		s.widths, s.total = make([]float64, len(t.Columns)), -columnGap
		for i := range t.Columns {
			s.widths[i] = s.natural(i)
			s.total += s.widths[i] + columnGap
		}
		s.widenForGroups()
		if s.total <= p.textWidth() || s.size-.3 < leastTable {
			break
		}
	}
	for s.total > p.textWidth()+1e-9 {
		widest := 0
		for i := range s.widths {
			if s.widths[i] > s.widths[widest] {
				widest = i
			}
		}
		cut := min(s.total-p.textWidth(), max(.5, s.widths[widest]*.08))
		s.widths[widest] -= cut
		s.total -= cut
	}
	s.left = (p.textWidth() - s.total) / 2
	return s
}

func (s *pdfTable) natural(i int) float64 {
	w := s.p.widthOf(line{pieces: s.p.pieces(s.t.Columns[i].Head, inlineStyle{size: s.size, bold: false})})
	for _, r := range s.t.Rows {
		if r.Heading || i >= len(r.Cells) {
			continue
		}
		w = max(w, s.p.widthOf(line{pieces: s.p.pieces(r.Cells[i], inlineStyle{size: s.size})}))
	}
	return w + .3
}

// widenForGroups makes columns as wide as the head above them.
func (s *pdfTable) widenForGroups() {
	for _, g := range s.t.groups() {
		w := -columnGap
		for i := g.first; i <= g.last; i++ {
			w += s.widths[i] + columnGap
		}
		need := s.p.widthOf(line{pieces: s.p.pieces(T(g.title), inlineStyle{size: s.size})}) + 1
		if g.title != "" && need > w {
			for i := g.first; i <= g.last; i++ {
				s.widths[i] += (need - w) / float64(g.last-g.first+1)
			}
			s.total += need - w
		}
	}
}

// x is where column i begins.
func (s *pdfTable) x(i int) float64 {
	x := s.left
	for _, w := range s.widths[:i] {
		x += w + columnGap
	}
	return x
}

func (s *pdfTable) ruleBox(thick float64) vbox {
	return vbox{height: .9, draw: func(ctx *canvas.Context, x, top float64) { rule(ctx, x+s.left, top-.45, s.total, thick) }}
}

func (s *pdfTable) head() []vbox {
	boxes := []vbox{s.ruleBox(thickRule)}
	if groups := s.t.groups(); groups != nil {
		height := leading*mm(s.size) + .6
		boxes = append(boxes, vbox{height: height, draw: func(ctx *canvas.Context, x, top float64) {
			for _, g := range groups {
				if g.title == "" {
					continue
				}
				from, to := x+s.x(g.first), x+s.x(g.last)+s.widths[g.last]
				l := line{pieces: s.p.pieces(T(g.title), inlineStyle{size: s.size})}
				s.p.drawLine(ctx, l, (from+to-s.p.widthOf(l))/2, top-height+.3*mm(s.size)+.6)
				rule(ctx, from, top-height+.25, to-from, thinRule)
			}
		}})
	}
	cells := make([][]Inline, len(s.t.Columns))
	for i := range cells {
		cells[i] = s.t.Columns[i].Head
	}
	return append(boxes, s.cells(cells), s.ruleBox(thinRule))
}

func (s *pdfTable) row(r *Row, i int) vbox {
	var b vbox
	if r.Heading {
		b = s.spanning(r)
	} else {
		b = s.cells(r.Cells)
	}
	if !r.RuleAbove || i == 0 {
		return b
	}
	above, inner := s.ruleBox(thinRule), b
	return vbox{height: above.height + b.height, draw: func(ctx *canvas.Context, x, top float64) {
		above.draw(ctx, x, top)
		inner.draw(ctx, x, top-above.height)
	}}
}

func (s *pdfTable) spanning(r *Row) vbox {
	height := leading*mm(s.size) + cellPadding
	var ins []Inline
	if len(r.Cells) > 0 {
		ins = r.Cells[0]
	}
	l := line{pieces: s.p.pieces(ins, inlineStyle{size: s.size, italic: true})}
	return vbox{height: height, draw: func(ctx *canvas.Context, x, top float64) {
		s.p.drawLine(ctx, l, x+s.left, top-height+.3*mm(s.size)+cellPadding/2)
	}}
}

// cells sets a row; a cell wider than its column is broken over lines.
func (s *pdfTable) cells(cells [][]Inline) vbox {
	lineHeight := leading * mm(s.size)
	set, tallest := make([][]line, len(s.widths)), 1
	for i := range set {
		if i >= len(cells) || len(cells[i]) == 0 {
			continue
		}
		pieces := s.p.pieces(cells[i], inlineStyle{size: s.size})
		if one := (line{pieces: pieces}); s.p.widthOf(one) <= s.widths[i]+1e-6 {
			set[i] = []line{one}
		} else {
			set[i] = s.p.breakLines(pieces, s.widths[i], false)
		}
		tallest = max(tallest, len(set[i]))
	}
	height := float64(tallest)*lineHeight + cellPadding
	return vbox{height: height, draw: func(ctx *canvas.Context, x, top float64) {
		for i, lines := range set {
			for j, l := range lines {
				at := x + s.x(i)
				switch room := s.widths[i] - s.p.widthOf(l); s.t.Columns[i].Align {
				case Right:
					at += room
				case Center:
					at += room / 2
				}
				s.p.drawLine(ctx, l, at, top-cellPadding/2-float64(j+1)*lineHeight+.3*mm(s.size))
			}
		}
	}}
}
