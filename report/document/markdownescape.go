package document

import (
	"regexp"
	"strings"
	"unicode"
)

// escapeMarkdown writes a text so that GitHub-flavoured Markdown shows exactly it, within a paragraph or a table's cell.
func escapeMarkdown(s string) string {
	runes := []rune(clean(s))
	var b strings.Builder
	for i, r := range runes {
		if needsBackslash(runes, i) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func needsBackslash(runes []rune, i int) bool {
	switch runes[i] {
	case '\\', '`', '*', '[', ']', '<', '>', '&', '$', '~', '|', '@':
		return true
	case '_': // within a word it is no mark of emphasis, and names read better without backslashes
		return i == 0 || i == len(runes)-1 || !isWord(runes[i-1]) || !isWord(runes[i+1])
	case ':': // http:// would become a link by itself
		return i < len(runes)-1 && runes[i+1] == '/' || i == len(runes)-1 && i >= 3 && strings.Contains("http https ftp", strings.ToLower(string(runes[i-3:i])))
	case '.': // so would www.
		return i >= 3 && strings.EqualFold(string(runes[i-3:i]), "www")
	}
	return false
}

func isWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

var listNumber = regexp.MustCompile(`^[0-9]{1,9}[.)]`)

// guardStart keeps the beginning of a block from being read as a heading, a list or a rule.
func guardStart(s string) string {
	s = strings.TrimSpace(s)
	if s == "" {
		return s
	}
	if strings.ContainsRune("#+-=:", rune(s[0])) {
		return `\` + s
	}
	if m := listNumber.FindString(s); m != "" {
		return m[:len(m)-1] + `\` + s[len(m)-1:]
	}
	return s
}

// codeMarkdown writes a code span. Within a table a bar must be escaped even there.
func codeMarkdown(s string, cell bool) string {
	s = clean(s)
	if strings.TrimSpace(s) == "" {
		return s
	}
	fence := strings.Repeat("`", longestRun(s, '`')+1)
	if s[0] == '`' || s[len(s)-1] == '`' || s[0] == ' ' && s[len(s)-1] == ' ' {
		s = " " + s + " "
	}
	if cell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	return fence + s + fence
}

func longestRun(s string, c byte) int {
	longest, run := 0, 0
	for i := range len(s) {
		if s[i] != c {
			run = 0
			continue
		}
		run++
		longest = max(longest, run)
	}
	return longest
}

// mathMarkdown rewrites what Markdown would take as its own within a formula by commands that mean the same.
var mathMarkdown = strings.NewReplacer(`\\`, `\cr `, `\{`, `\lbrace `, `\}`, `\rbrace `, `\|`, `\Vert `, `\,`, `\thinspace `,
	`\;`, `\thickspace `, `\:`, `\medspace `, `\!`, `\negthinspace `, `\%`, `\unicode{37}`, `\$`, "", `|`, `\vert `, `<`, `\lt `, `>`, `\gt `,
	`*`, `\ast `, `$`, "", "`", "", "\n", " ", "\r", " ")

func texMarkdown(tex string) string {
	return strings.TrimSpace(mathMarkdown.Replace(clean(tex)))
}
