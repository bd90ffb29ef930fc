package document

import (
	"math"
	"slices"
)

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

// breakLines finds the breaks with the least sum of demerits over the whole paragraph. Without justify the spaces keep their width.
//
// Source: Knuth and Plass (1981); stretch and shrink of a space, and the penalties, as in plain TeX.
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
		l, fits := lineFit{width: width, justify: justify, afterHyphen: i > 0 && pieces[i-1].hyphen}, false
		for j := start; j < n; j++ {
			q := &pieces[j]
			l.natural += q.width
			if q.space {
				l.spaces += q.width
			}
			if j+1 < n && !q.after {
				continue
			}
			at := l
			at.last, at.hyphen, at.weak = j+1 == n, q.hyphen, q.weak
			if q.space {
				at.natural, at.spaces = at.natural-q.width, at.spaces-q.width
			}
			if q.hyphen {
				at.natural += p.t.width(q.face, "-")
			}
			d, ok := at.demerits()
			if !ok && fits {
				break
			}
			if !ok {
				over := at.natural - width
				d = 1e15 + 1e12*over*over // nothing fits: the least overfull
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
		lines = append(lines, p.makeLine(pieces[from[end]:end], width, justify && end < n))
	}
	slices.Reverse(lines)
	return lines
}

// lineFit is a line under trial: its width without and of its spaces, and where it ends.
type lineFit struct {
	width, natural, spaces             float64
	justify, last, hyphen, afterHyphen bool
	weak                               bool // it ends where a name is parted
}

// Spaces may grow by a half and shrink by a third; penalties of hyphens and of a last line of a syllable.
const (
	spaceStretch, spaceShrink         = .5, 1. / 3
	hyphenPenalty, weakPenalty        = 50., 400.
	twoHyphens, hyphenBeforeLastLine  = 10000., 5000.
	shortLastLine, shortLastLineShare = 20000., .07
	// mostSpace is by how many times its width a space grows. A line that would need more ends early, which reads better than holes; it is
	// then little worse to be yet shorter.
	mostSpace, shorter = 2., 2e6
	// earlyHyphen keeps such a line from ending in a hyphen.
	earlyHyphen = 1e6
)

// demerits of a line; ok is false when it is too full.
func (l lineFit) demerits() (float64, bool) {
	room := l.width - l.natural
	shrink := 0.
	if l.justify {
		shrink = spaceShrink * l.spaces
	}
	if room < -shrink-1e-6 {
		return 0, false
	}
	ratio := 0.
	switch {
	case room < 0:
		ratio = room / (shrink + .02)
	case !l.last:
		ratio = room / (spaceStretch*l.spaces + .05)
	}
	early := 0.
	if l.justify {
		early = max(0, ratio-mostSpace/spaceStretch)
	}
	d := 10 + 100*math.Pow(math.Abs(ratio-early), 3)
	if l.hyphen {
		d += hyphenPenalty
		if l.justify && !l.last && room > mostSpace*l.spaces {
			d += earlyHyphen
		}
	}
	if l.weak {
		d += weakPenalty
	}
	d = d*d + shorter*early
	if l.hyphen && l.afterHyphen {
		d += twoHyphens
	}
	if l.last && l.afterHyphen {
		d += hyphenBeforeLastLine
		if l.spaces == 0 {
			d += 10 * hyphenBeforeLastLine
		}
	}
	if l.last && l.natural < shortLastLineShare*l.width {
		d += shortLastLine
	}
	return d, true
}

// makeLine spreads a line's spaces so that it fills the width.
func (p *pdfSetter) makeLine(pieces []piece, width float64, justify bool) line {
	for len(pieces) > 0 && pieces[0].space {
		pieces = pieces[1:]
	}
	for len(pieces) > 0 && pieces[len(pieces)-1].space {
		pieces = pieces[:len(pieces)-1]
	}
	l := line{pieces: pieces}
	natural, spaces, gaps := 0., 0., 0
	for _, q := range pieces {
		natural += q.width
		if q.space {
			spaces += q.width
			gaps++
		}
	}
	if n := len(pieces); n > 0 && pieces[n-1].hyphen {
		l.hyphen = true
		natural += p.t.width(pieces[n-1].face, "-")
	}
	if (justify || natural > width) && gaps > 0 {
		if l.stretch = (width - natural) / float64(gaps); l.stretch > mostSpace*spaces/float64(gaps) {
			l.stretch = 0
		}
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
