package document

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"inertia/report/lettering"
)

// words cuts text at spaces, after dashes, underscores and slashes, and where a word may be hyphenated. No line ends beside a relation.
func (p *pdfSetter) words(s string, style inlineStyle) []piece {
	f := p.styleFace(style)
	s = p.t.shown(f, s)
	var out []piece
	add := func(text string, end lineEnd) {
		runs := p.t.runs(f, text)
		for i, r := range runs {
			q := piece{width: p.t.width(r.face, r.text), face: r.face, text: r.text, url: style.url}
			if style.raised {
				q.rise = .33 * style.size * 25.4 / 72
			}
			if i == len(runs)-1 {
				q.after, q.hyphen, q.weak = end != never, end == hyphen, end == parted
			}
			out = append(out, q)
		}
	}
	start := 0
	for i, r := range s {
		if !unicode.IsSpace(r) || strings.ContainsRune(unbrokenSpaces, r) {
			continue
		}
		tied := isRelation(s[start:i])
		if n := len(out); tied && n > 0 && out[n-1].space {
			out[n-1].after = false
		}
		p.word(s[start:i], style, add)
		out = append(out, piece{width: p.t.width(f, " "), space: true, after: !tied, face: f, text: " ", url: style.url})
		start = i + utf8.RuneLen(r)
	}
	p.word(s[start:], style, add)
	return out
}

// unbrokenSpaces hold together what stands on both sides.
const unbrokenSpaces = "\u00a0\u202f\u2009"

// isRelation tells a word that is the sign between two values.
func isRelation(w string) bool {
	return utf8.RuneCountInString(w) == 1 && strings.Contains("=<>≤≥≈~±×", w)
}

// tied is text whose relations have unbroken spaces on both sides.
func tied(s string) string {
	words := strings.Split(s, " ")
	var b strings.Builder
	for i, w := range words {
		switch {
		case i == 0:
		case isRelation(w) || isRelation(words[i-1]):
			b.WriteString("\u00a0")
		default:
			b.WriteString(" ")
		}
		b.WriteString(w)
	}
	return b.String()
}

// lineEnd is how a line may end after a piece of a word.
type lineEnd int

const (
	never  lineEnd = iota
	dash           // after a mark that is there
	parted         // after one within a name, where nothing else will do
	hyphen         // with a hyphen
)

// word adds a word's parts. Names, addresses and numbers are not hyphenated; a part too long for a line is broken anywhere.
func (p *pdfSetter) word(w string, style inlineStyle, add func(text string, end lineEnd)) {
	if lettering.RightToLeft(w) {
		add(w, never) // in parts its order would be lost
		return
	}
	f := p.styleFace(style)
	whole := style.mono || style.raised || strings.ContainsAny(w, "_/@0123456789")
	start := 0
	for _, part := range wordParts(w) {
		text := w[start:part.end]
		start = part.end
		switch {
		case p.t.width(f, text) > p.measure-6:
			for _, r := range text {
				add(string(r), dash)
			}
		case whole:
			add(text, part.line)
		default:
			p.hyphenated(text, part.line, add)
		}
	}
}

// wordPart is where a part of a word ends, and how a line may end there.
type wordPart struct {
	end  int
	line lineEnd
}

// wordParts cuts a word after dashes, underscores and slashes, where enough stands on both sides. What reads as one, such as MFQ-30, 1/K or
// 12–15, is not cut, and a longer name before a number, as in gemma-3-270m, only if nothing else will do.
func wordParts(w string) []wordPart {
	const longName = 10
	var parts []wordPart
	from := 0
	for i, mark := range w {
		if !strings.ContainsRune(breakMarks, mark) {
			continue
		}
		end := i + utf8.RuneLen(mark)
		before, rest := w[from:i], w[end:]
		after := rest
		if n := strings.IndexAny(after, breakMarks); n >= 0 {
			after = after[:n]
		}
		switch {
		case mayPart(before, mark, after):
			parts = append(parts, wordPart{end, dash})
		case mark == '-' && strings.IndexFunc(rest, unicode.IsDigit) == 0 && lettersIn(w) >= longName && lettersIn(before) >= 3 && lettersIn(rest) >= 3:
			parts = append(parts, wordPart{end, parted})
		}
		from = end
	}
	return append(parts, wordPart{len(w), never})
}

// lettersIn counts letters and digits.
func lettersIn(s string) int {
	n := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			n++
		}
	}
	return n
}

const breakMarks = "-–—_/"

// mayPart tells whether a line may end after a mark between two parts of a word.
func mayPart(before string, mark rune, after string) bool {
	first, _ := utf8.DecodeRuneInString(after)
	last, _ := utf8.DecodeLastRuneInString(before)
	least := 3
	switch mark {
	case '—':
		return before != "" && after != ""
	case '–':
		return before != "" && after != "" && !(unicode.IsDigit(last) && unicode.IsDigit(first))
	case '-':
		if !unicode.IsLetter(first) {
			return false
		}
	case '_':
		least = 2
	}
	return utf8.RuneCountInString(before) >= 2 && lettersIn(after) >= least
}

// hyphenated adds a word with the places where it may be hyphenated; an ending such as 's stays with it.
func (p *pdfSetter) hyphenated(w string, end lineEnd, add func(text string, end lineEnd)) {
	notLetter := func(r rune) bool { return !unicode.IsLetter(r) }
	start := max(0, strings.IndexFunc(w, unicode.IsLetter))
	letters, ending := w[start:], ""
	if n := strings.IndexFunc(letters, notLetter); n >= 0 {
		letters, ending = letters[:n], letters[n:]
	}
	if len(w) < 7 || strings.ContainsFunc(ending, unicode.IsLetter) && !strings.HasPrefix(ending, "'") && !strings.HasPrefix(ending, "’") {
		add(w, end)
		return
	}
	runes, last := []rune(letters), 0
	head := w[:start]
	for _, at := range p.t.hyphens.Hyphenate(letters) {
		add(head+string(runes[last:at]), hyphen)
		head, last = "", at
	}
	add(head+string(runes[last:])+ending, end)
}
