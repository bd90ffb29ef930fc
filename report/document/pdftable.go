package document

import (
	"github.com/tdewolff/canvas"
)

// Space between the columns of a table, in mm, and the sizes of its type.
const (
	columnGap   = 3.2
	narrowGap   = 2.2 // in a column of text
	leastTable  = 6.6
	leastEasy   = 7.4 // a table is set across the page before its type gets smaller
	thickRule   = .28
	thinRule    = .14
	cellPadding = .55
)

// pdfTable is a table whose columns have their widths.
type pdfTable struct {
	p      *pdfSetter
	t      *Table
	size   float64
	gap    float64
	widths []float64
	left   float64 // of the table in the measure
	total  float64
}

// table sets a table in booktabs style: in the width of a column where it fits, else of the page; one longer than a page in several
// pieces, each with its head.
func (p *pdfSetter) table(t Table, number string) {
	outer := p.measure
	defer func() { p.measure = outer }()
	s := &pdfTable{p: p, t: &t, gap: columnGap}
	if p.style.columns > 1 {
		s.gap = narrowGap
	}
	wide := false
	if !s.fit(leastEasy) {
		if p.style.columns > 1 {
			wide, s.gap, p.measure = true, columnGap, p.full()
		}
		if !s.fit(leastEasy) {
			s.squeeze()
		}
	}
	s.left = (p.measure - s.total) / 2
	for i, part := range s.parts(number) {
		b := vbox{float: "table", wide: wide, full: s.total, height: stackHeight(part)}
		if i == 0 {
			b.id = t.ID
		}
		b.draw = func(ctx *canvas.Context, x, top float64) { drawStack(ctx, part, x, top) }
		p.add(b)
	}
}

// parts cuts a table into pieces no higher than a page: caption, head, rows, the notes in the last.
func (s *pdfTable) parts(number string) [][]vbox {
	head, foot := s.head(), append([]vbox{s.ruleBox(thickRule)}, s.notes()...)
	opening := func(text []Inline) []vbox {
		return append(append(s.p.caption("Table", number, text), vbox{height: 1.2}), head...)
	}
	room := s.p.room() - stackHeight(foot)
	part := opening(s.t.Caption)
	var parts [][]vbox
	for i := 0; i < len(s.t.Rows); {
		group := []vbox{s.row(&s.t.Rows[i], i)}
		for i++; i < len(s.t.Rows) && (s.t.Rows[i].Under || s.t.Rows[i-1].Heading); i++ {
			group = append(group, s.row(&s.t.Rows[i], i))
		}
		if stackHeight(part)+stackHeight(group) > room && len(part) > len(head)+1 {
			parts = append(parts, append(part, s.ruleBox(thickRule)))
			part = opening(T("(continued)"))
		}
		part = append(part, group...)
	}
	return append(parts, append(part, foot...))
}

func stackHeight(boxes []vbox) float64 {
	h := 0.
	for _, b := range boxes {
		h += b.height
	}
	return h
}

// notes sets what is said below the table, as wide as it is where that is wide enough to read.
func (s *pdfTable) notes() []vbox {
	marked := s.t.marked()
	var out []vbox
	for i, note := range s.t.Notes {
		ins := note
		if marked[i+1] {
			ins = append(T(Note(i+1), " "), note...)
		}
		style := paragraphStyle{inlineStyle: inlineStyle{size: s.p.style.note}, justify: true}
		if s.total > 60 {
			style.indent, style.right = max(s.left, 0), max(s.p.measure-s.left-s.total, 0)
		}
		for j, l := range s.p.setLines(s.p.pieces(ins, style.inlineStyle), style) {
			b := s.p.lineBox(l, style)
			if j == 0 {
				b.height += .5
			}
			out = append(out, b)
		}
	}
	return out
}

// widenForGroups makes columns as wide as the head above them.
func (s *pdfTable) widenForGroups() {
	for _, g := range s.t.groups() {
		w := -s.gap
		for i := g.first; i <= g.last; i++ {
			w += s.widths[i] + s.gap
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
		x += w + s.gap
	}
	return x
}

func (s *pdfTable) ruleBox(thick float64) vbox {
	return vbox{height: .9, draw: func(ctx *canvas.Context, x, top float64) { rule(ctx, x+s.left, top-.45, s.total, thick) }}
}

func (s *pdfTable) head() []vbox {
	boxes := []vbox{s.ruleBox(thickRule)}
	if groups := s.t.groups(); groups != nil {
		height := s.p.style.leading*mm(s.size) + .6
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
	return append(boxes, s.cells(cells, true), s.ruleBox(thinRule))
}

func (s *pdfTable) row(r *Row, i int) vbox {
	var b vbox
	if r.Heading {
		b = s.spanning(r)
	} else {
		b = s.cells(r.Cells, false)
	}
	var above vbox
	switch {
	case r.RuleAbove && i > 0:
		above = s.ruleBox(thinRule)
	case s.t.apart(i):
		above = vbox{height: .7, draw: func(*canvas.Context, float64, float64) {}}
	default:
		return b
	}
	return vbox{height: above.height + b.height, draw: func(ctx *canvas.Context, x, top float64) {
		above.draw(ctx, x, top)
		b.draw(ctx, x, top-above.height)
	}}
}

func (s *pdfTable) spanning(r *Row) vbox {
	height := s.p.style.leading*mm(s.size) + cellPadding
	var ins []Inline
	if len(r.Cells) > 0 {
		ins = r.Cells[0]
	}
	l := line{pieces: s.p.pieces(ins, inlineStyle{size: s.size, italic: true})}
	return vbox{height: height, draw: func(ctx *canvas.Context, x, top float64) {
		s.p.drawLine(ctx, l, x+s.left, top-height+.3*mm(s.size)+cellPadding/2)
	}}
}

// cells sets a row; a cell wider than its column is broken over lines. Heads stand on the last of the row's lines.
func (s *pdfTable) cells(cells [][]Inline, head bool) vbox {
	lineHeight := s.p.style.leading * mm(s.size)
	set, tallest := make([][]line, len(s.widths)), 1
	for i := range set {
		if i >= len(cells) || len(cells[i]) == 0 {
			continue
		}
		pieces := s.p.pieces(cells[i], inlineStyle{size: s.size})
		if one := (line{pieces: pieces}); s.p.widthOf(one) <= s.widths[i]+1e-6 {
			set[i] = []line{one}
		} else {
			set[i] = s.p.breakLines(s.breakable(pieces, s.widths[i]), s.widths[i], false)
		}
		tallest = max(tallest, len(set[i]))
	}
	height := float64(tallest)*lineHeight + cellPadding
	return vbox{height: height, draw: func(ctx *canvas.Context, x, top float64) {
		for i, lines := range set {
			above := 0
			if head {
				above = tallest - len(lines)
			}
			for j, l := range lines {
				at := x + s.x(i)
				switch room := s.widths[i] - s.p.widthOf(l); s.t.Columns[i].Align {
				case Right:
					at += room
				case Center:
					at += room / 2
				}
				s.p.drawLine(ctx, l, at, top-cellPadding/2-float64(above+j+1)*lineHeight+.3*mm(s.size))
			}
		}
	}}
}

// breakable takes the places for hyphens out, unless a word is wider than the column.
func (s *pdfTable) breakable(pieces []piece, width float64) []piece {
	if s.p.longest(pieces) <= width {
		return unhyphenated(pieces)
	}
	return pieces
}
