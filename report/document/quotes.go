package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// typographic gives running text the apostrophes and quotation marks of print. A mark opens where a word begins after it and none ends
// before it, unless it stands for what was left out, as in 's; after a figure it may mean feet or inches and stays, unless it closes.
func typographic(s string) string {
	if !strings.ContainsAny(s, `'"`) {
		return s
	}
	var b strings.Builder
	open := map[rune]bool{}
	before := ' '
	for i, r := range s {
		if r == '\'' || r == '"' {
			after, _ := utf8.DecodeRuneInString(s[i+1:])
			if i+1 == len(s) {
				after = ' '
			}
			b.WriteRune(printed(r, before, after, i, s, open))
		} else {
			b.WriteRune(r)
		}
		before = r
	}
	return b.String()
}

// printed is the mark in print between two characters.
func printed(mark, before, after rune, at int, s string, open map[rune]bool) rune {
	opening, closing := '‘', '’'
	if mark == '"' {
		opening, closing = '“', '”'
	}
	word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	switch {
	case open[mark] && !word(after):
		open[mark] = false
		return closing
	case unicode.IsDigit(before) && !word(after):
		return mark
	case mark == '\'' && (word(before) || at == 0 && genitive(s)):
		return closing
	case !unicode.IsSpace(after) && (unicode.IsSpace(before) || strings.ContainsRune("([{—–-/“‘\"'", before)):
		open[mark] = true
		return opening
	}
	return closing
}

// genitive tells a text that begins with the ending of a word set otherwise, as 's after a name in code.
func genitive(s string) bool {
	if !strings.HasPrefix(s, "'s") {
		return false
	}
	r, n := utf8.DecodeRuneInString(s[2:])
	return n == 0 || !unicode.IsLetter(r)
}
