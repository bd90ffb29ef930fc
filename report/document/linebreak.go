package document

import "math"

// unhyphenated takes the places for hyphens away: a title is broken between words.
func unhyphenated(pieces []piece) []piece {
	out := append([]piece(nil), pieces...)
	for i := range out {
		if out[i].hyphen {
			out[i].after, out[i].hyphen = false, false
		}
	}
	return out
}

// line is a set line: its pieces and how much wider each space is.
type line struct {
	pieces  []piece
	stretch float64
	hyphen  bool
}

// breakLines finds the breaks with the least sum of squared badness over the whole
// paragraph. Without justify the spaces keep their width.
//
// Source: Knuth and Plass (1981), with demerits of our own.
func (p *pdfSetter) breakLines(pieces []piece, width float64, justify bool) []line {
	n := len(pieces)
	best := make([]float64, n+1) // demerits of the lines that end before piece i
	from := make([]int, n+1)
	for i := 1; i <= n; i++ {
		best[i] = math.Inf(1)
	}
	for i := 0; i < n; i++ {
		if math.IsInf(best[i], 1) {
			continue
		}
		start := i
		for start < n && pieces[start].space {
			start++
		}
		natural, spaces, fits := 0.0, 0, false
		for j := start; j < n; j++ {
			q := &pieces[j]
			natural += q.width
			if q.space {
				spaces++
			}
			if j+1 < n && !q.after {
				continue
			}
			w, gaps := natural, spaces
			if q.space {
				w, gaps = w-q.width, gaps-1
			}
			if q.hyphen {
				w += p.t.width(q.face, "-")
			}
			d, ok := demerits(width-w, gaps, j+1 == n, q.hyphen, justify)
			if !ok && fits {
				break
			}
			if !ok {
				d = 1e15 + 1e12*(w-width)*(w-width) // nothing fits: the least overfull
			}
			fits = fits || ok
			if best[i]+d < best[j+1] {
				best[j+1], from[j+1] = best[i]+d, i
			}
			if !ok {
				break
			}
		}
	}
	var lines []line
	for end := n; end > 0; end = from[end] {
		lines = append([]line{p.makeLine(pieces[from[end]:end], width, justify && end < n)}, lines...)
	}
	return lines
}

// demerits of a line with room to fill over its gaps; ok is false when it is too
// full.
func demerits(room float64, gaps int, last, hyphen, justify bool) (float64, bool) {
	const spaceWidth = .9 // mm, about a space at text size
	if room < -.3*spaceWidth*float64(gaps)-1e-6 || !justify && room < -1e-6 {
		return 0, false
	}
	if last && room >= 0 {
		return 0, true
	}
	ratio := room / (.6*spaceWidth*float64(gaps) + .05)
	if room < 0 {
		ratio = room / (.3*spaceWidth*float64(gaps) + .05)
	}
	d := 1 + 100*math.Pow(math.Abs(ratio), 3)
	if hyphen {
		d += 30
	}
	return d * d, true
}

func (p *pdfSetter) makeLine(pieces []piece, width float64, justify bool) line {
	for len(pieces) > 0 && pieces[0].space {
		pieces = pieces[1:]
	}
	for len(pieces) > 0 && pieces[len(pieces)-1].space {
		pieces = pieces[:len(pieces)-1]
	}
	l := line{pieces: pieces}
	natural, gaps := 0.0, 0
	for _, q := range pieces {
		natural += q.width
		if q.space {
			gaps++
		}
	}
	if n := len(pieces); n > 0 && pieces[n-1].hyphen {
		l.hyphen = true
		natural += p.t.width(pieces[n-1].face, "-")
	}
	if (justify || natural > width) && gaps > 0 {
		l.stretch = (width - natural) / float64(gaps)
	}
	return l
}

// widthOf is a line's width as set.
func (p *pdfSetter) widthOf(l line) float64 {
	w := 0.0
	for _, q := range l.pieces {
		w += q.width
		if q.space {
			w += l.stretch
		}
	}
	if l.hyphen {
		w += p.t.width(l.pieces[len(l.pieces)-1].face, "-")
	}
	return w
}
