package plaintext

import (
	"strings"
	"unicode"
)

// replacement stands for what is not shown.
const replacement = '\ufffd'

// Printable takes the power out of text that comes from data: control characters and
// those that turn the direction of writing become U+FFFD, line breaks too. So nothing
// moves the cursor, and nothing looks like what it is not.
func Printable(s string) string { return strings.Map(shown, s) }

// Lines is Printable for text of several lines: its line breaks stay.
func Lines(s string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' {
			return r
		}
		return shown(r)
	}, s)
}

func shown(r rune) rune {
	if unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff {
		return replacement
	}
	return r
}
