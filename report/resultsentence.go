package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"inertia/report/document"
)

// markResults makes each sentence of the paragraphs that states a number a Result, so that a reader can take it along.
func markResults(blocks []document.Block) {
	for i, b := range blocks {
		p, ok := b.(document.Paragraph)
		if !ok {
			continue
		}
		var text []document.Inline
		for _, s := range sentences(p.Text) {
			if statesNumber(s) {
				lead, body, trail := trimmed(s)
				text = append(append(append(text, lead...), document.Result(body)), trail...)
			} else {
				text = append(text, s...)
			}
		}
		blocks[i] = document.Paragraph{Text: text}
	}
}

// sentences cuts running text after each full stop or question mark that a space and a capital, or a space and another inline, follow.
// A sentence keeps the space after it.
func sentences(text []document.Inline) [][]document.Inline {
	var out [][]document.Inline
	var now []document.Inline
	text = joined(text)
	for i, in := range text {
		t, ok := in.(document.Text)
		if !ok {
			now = append(now, in)
			continue
		}
		rest := string(t)
		for {
			at := sentenceEnd(rest, i+1 < len(text))
			if at < 0 {
				break
			}
			out = append(out, append(now, document.Text(rest[:at])))
			now, rest = nil, rest[at:]
		}
		if rest != "" {
			now = append(now, document.Text(rest))
		}
	}
	if len(now) > 0 {
		out = append(out, now)
	}
	return out
}

// joined makes one text of neighbouring ones.
func joined(text []document.Inline) []document.Inline {
	var out []document.Inline
	for _, in := range text {
		t, ok := in.(document.Text)
		if n := len(out); ok && n > 0 {
			if before, ok := out[n-1].(document.Text); ok {
				out[n-1] = before + t
				continue
			}
		}
		out = append(out, in)
	}
	return out
}

// sentenceEnd is where the next sentence of s begins, -1 where none does; more tells whether something follows s.
func sentenceEnd(s string, more bool) int {
	for from := 0; ; {
		i := strings.IndexAny(s[from:], ".?")
		if i < 0 {
			return -1
		}
		at := from + i + 1
		next := at + len(s[at:]) - len(strings.TrimLeft(s[at:], " "))
		r, _ := utf8.DecodeRuneInString(s[next:])
		if next > at && (next == len(s) && more || unicode.IsUpper(r)) {
			return next
		}
		from = at
	}
}

// statesNumber tells whether a sentence holds a digit of its own.
func statesNumber(s []document.Inline) bool {
	return slices.ContainsFunc(s, func(in document.Inline) bool {
		switch v := in.(type) {
		case document.Text:
			return strings.ContainsFunc(string(v), unicode.IsDigit)
		case document.Strong:
			return statesNumber(v)
		case document.Emphasis:
			return statesNumber(v)
		}
		return false
	})
}

// trimmed takes the spaces before and after a sentence off it.
func trimmed(s []document.Inline) (lead, body, trail []document.Inline) {
	body = slices.Clone(s)
	if t, ok := body[0].(document.Text); ok {
		left := strings.TrimLeft(string(t), " ")
		lead, body[0] = document.T(string(t)[:len(t)-len(left)]), document.Text(left)
	}
	last := len(body) - 1
	if t, ok := body[last].(document.Text); ok {
		right := strings.TrimRight(string(t), " ")
		trail, body[last] = document.T(string(t)[len(right):]), document.Text(right)
	}
	return lead, body, trail
}

// union adds to a the words of b that it lacks.
func union(a, b []string) []string {
	for _, s := range b {
		if !slices.Contains(a, s) {
			a = append(a, s)
		}
	}
	return a
}
