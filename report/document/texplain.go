package document

import "strings"

// plainTeX gives a formula as plain text: its source, which readers of Markdown
// and spreadsheets know.
func plainTeX(tex string) string { return strings.TrimSpace(clean(tex)) }
