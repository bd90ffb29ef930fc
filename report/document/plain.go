package document

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Plain gives running text without any marks. References to other parts are left out: they have no number outside a document.
func Plain(ins []Inline) string {
	var b strings.Builder
	writePlain(&b, ins)
	return strings.TrimSpace(b.String())
}

func writePlain(b *strings.Builder, ins []Inline) {
	for _, in := range ins {
		switch p := in.(type) {
		case Text:
			b.WriteString(clean(string(p)))
		case Symbol:
			b.WriteString(clean(string(p)))
		case Strong:
			writePlain(b, p)
		case Emphasis:
			writePlain(b, p)
		case Result:
			writePlain(b, p)
		case CodeSpan:
			b.WriteString(clean(string(p)))
		case Math:
			b.WriteString(plainTeX(string(p)))
		case Link:
			writePlain(b, p.Text)
		case Note:
			b.WriteString("(" + noteMark(int(p)) + ")")
		}
	}
}

// clean makes a text safe to stand on one line of any format: line breaks and tabs become spaces; control characters, characters that
// turn the direction of writing, and bytes that are no text go. Such characters hide what a reader sees, or break a file.
func clean(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r >= 0x7f }) {
		return s
	}
	return strings.Map(cleanRune, s)
}

func cleanRune(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\v' || r == '\f' || r == '\r' || r == 0x85 || r == 0x2028 || r == 0x2029:
		return ' '
	case unicode.IsControl(r):
		return -1
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0xfeff:
		return -1
	case r >= 0xfff9 && r <= 0xfffc, r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef:
		return -1
	}
	return r // invalid UTF-8 arrives here as U+FFFD, which shows that something is wrong
}

// cleanLines is clean for text whose line breaks and tabs count.
func cleanLines(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(func(r rune) rune {
		switch r {
		case '\n', '\t':
			return r
		case '\r', 0x85, 0x2028, 0x2029:
			return '\n'
		}
		return cleanRune(r)
	}, s)
}

// Slug makes an ID of any text: "Self-Direction (mean)" becomes "self-direction-mean".
func Slug(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		if r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
			if b.Len() == 0 && unicode.IsDigit(r) {
				b.WriteByte('n')
			} else if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			gap = false
			continue
		}
		gap = true
	}
	if b.Len() == 0 {
		return "x"
	}
	return b.String()
}
