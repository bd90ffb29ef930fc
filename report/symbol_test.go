package report

import (
	"bytes"
	"regexp"
	"strings"
	"testing"

	"inertia/report/document"
)

// notRunning is what of a report's Markdown is no running text: the words of figures, addresses, code and formulas, and what is in italics.
var notRunning = regexp.MustCompile("(?s)<span id=\"ref\\.[^\\n]*|```.*?```|!\\[[^\\n]*\\n|`[^`\n]*`|\\$\\$.*?\\$\\$|\\$[^$\n]*\\$|\\*\\*_\\w+_|\\*\\w+\\*|_\\w_")

// upright is the symbol of a statistic that is set as a word.
var upright = regexp.MustCompile(`(?:^|[\s(|])(?:[bdgknpqrtFKQ]|SDs?|SE)(?:[\s,.;:)]|$)`)

// Symbols of statistics are in italics wherever a report says them.
func TestSymbolsAreItalic(t *testing.T) {
	for _, r := range recipes {
		for name, p := range map[string]*Paper{"usual": build(t, r), "in depth": inDepth(t, r)} {
			var b bytes.Buffer
			if err := document.WriteMarkdown(&b, p.Document); err != nil {
				t.Fatal(err)
			}
			if r.name == "full" && !strings.Contains(b.String(), " *p*") {
				t.Errorf("%s, %s: no symbol in italics", r.name, name)
			}
			for line := range strings.SplitSeq(notRunning.ReplaceAllString(b.String(), "·"), "\n") {
				if at := upright.FindStringIndex(line); at != nil {
					t.Errorf("%s, %s: upright %q in …%s…", r.name, name, line[at[0]:at[1]], line[max(0, at[0]-60):min(len(line), at[1]+40)])
				}
			}
		}
	}
}
