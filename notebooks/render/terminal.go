package render

import (
	"regexp"
	"strings"
)

var escapes = regexp.MustCompile("\x1b(\\[[0-9;?]*[ -/]*[@-~]|\\][^\x07\x1b]*(\x07|\x1b\\\\)?|[@-_])")

// terminal is text as a terminal would leave it: colours gone, a line that was written
// over (progress) as it last was, backspaces done.
func terminal(text string) string {
	text = escapes.ReplaceAllString(text, "")
	if !strings.ContainsAny(text, "\r\b") {
		return text
	}
	lines := strings.Split(text, "\n")
	for i, line := range lines {
		lines[i] = overwritten(strings.TrimSuffix(line, "\r"))
	}
	return strings.Join(lines, "\n")
}

// overwritten plays a line's carriage returns and backspaces.
func overwritten(line string) string {
	if !strings.ContainsAny(line, "\r\b") {
		return line
	}
	var shown []rune
	at := 0
	for _, r := range line {
		switch r {
		case '\r':
			at = 0
		case '\b':
			at = max(0, at-1)
		default:
			if at < len(shown) {
				shown[at] = r
			} else {
				shown = append(shown, r)
			}
			at++
		}
	}
	return strings.TrimRight(string(shown), " ")
}
