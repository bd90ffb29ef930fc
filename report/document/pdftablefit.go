package document

// fit looks for the largest type, down to least, in which the table fits without broken cells; heads may be broken before type gets
// smaller.
func (s *pdfTable) fit(least float64) bool {
	for s.size = s.p.style.small; s.size >= least-1e-9; s.size -= .2 {
		for lines := 1; lines <= mostHeadLines; lines++ {
			s.setWidths(lines)
			if s.total <= s.p.measure {
				return true
			}
		}
	}
	return false
}

// mostHeadLines is on how many lines a head is set before type gets smaller.
const mostHeadLines = 3

// setWidths gives each column what its cells need, and its head on about so many lines.
func (s *pdfTable) setWidths(lines int) {
	s.widths, s.total = make([]float64, len(s.t.Columns)), -s.gap
	for i, c := range s.t.Columns {
		s.widths[i] = max(s.headWidth(c.Head, lines), s.cellWidth(i)) + .3
		s.total += s.widths[i] + s.gap
	}
	s.widenForGroups()
}

// headWidth is the least in which a head takes no more lines than asked for, or as few as it can.
func (s *pdfTable) headWidth(head []Inline, lines int) float64 {
	const step = 1.
	pieces := s.p.pieces(head, inlineStyle{size: s.size})
	whole := s.p.widthOf(line{pieces: pieces})
	if lines == 1 {
		return whole
	}
	w := max(s.p.longest(pieces), whole/float64(lines))
	for ; w < whole && len(s.p.breakLines(unhyphenated(pieces), w, false)) > lines; w += step {
	}
	return min(w, whole)
}

func (s *pdfTable) cellWidth(i int) float64 {
	w := 0.
	for _, r := range s.t.Rows {
		if !r.Heading && i < len(r.Cells) {
			w = max(w, s.p.widthOf(line{pieces: s.p.pieces(r.Cells[i], inlineStyle{size: s.size})}))
		}
	}
	return w
}

// longest is the width of the longest piece that cannot be broken between words.
func (p *pdfSetter) longest(pieces []piece) float64 {
	most, run := 0., 0.
	for _, q := range unhyphenated(pieces) {
		if q.space && q.after {
			run = 0
			continue
		}
		if run += q.width; run > most {
			most = run
		}
		if q.after {
			run = 0
		}
	}
	return most
}

// squeeze breaks cells over lines, those of the widest column first, at the largest size at which words stay whole; at the smallest, words
// are cut where even that is too wide.
func (s *pdfTable) squeeze() {
	var least []float64
	for s.size = leastEasy; ; s.size -= .2 {
		s.setWidths(mostHeadLines)
		least = s.leastWidths()
		need := -s.gap
		for _, w := range least {
			need += w + s.gap
		}
		if need <= s.p.measure {
			break
		}
		if s.size-.2 < leastTable {
			for i := range least {
				least[i] = 4
			}
			break
		}
	}
	for s.total > s.p.measure+1e-9 {
		widest := -1
		for i := range s.widths {
			if s.widths[i] > least[i]+1e-9 && (widest < 0 || s.widths[i] > s.widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		cut := min(s.total-s.p.measure, max(.5, s.widths[widest]*.08), s.widths[widest]-least[widest])
		s.widths[widest] -= cut
		s.total -= cut
	}
}

// leastWidths are those at which cells are broken between words only, and numbers not at all.
func (s *pdfTable) leastWidths() []float64 {
	out := make([]float64, len(s.t.Columns))
	for i, c := range s.t.Columns {
		out[i] = s.p.longest(s.p.pieces(c.Head, inlineStyle{size: s.size}))
		if c.Align != Left {
			out[i] = max(out[i], s.cellWidth(i))
		}
		for _, r := range s.t.Rows {
			if !r.Heading && i < len(r.Cells) {
				out[i] = max(out[i], s.p.longest(s.p.pieces(r.Cells[i], inlineStyle{size: s.size})))
			}
		}
		out[i] += .3
	}
	return out
}
