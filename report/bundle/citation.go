package bundle

import (
	"fmt"
	"strconv"
	"strings"
)

const citationName = "CITATION.cff"

// citation writes how to cite the bundle (Citation File Format 1.2.0).
func (b *builder) citation() error {
	var text strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&text, format+"\n", args...) }
	line("cff-version: 1.2.0")
	line("message: If you use these data or numbers, please cite them and the paper whose method they follow.")
	line("type: dataset")
	line("title: %s", strconv.Quote(b.title))
	line("authors:")
	if len(b.about.Authors) == 0 {
		line("  - name: %s", strconv.Quote("The authors of "+b.study))
	}
	for _, a := range b.about.Authors {
		line("  - name: %s", strconv.Quote(a))
	}
	if b.about.License != "" {
		line("license: %s", b.about.License)
	}
	if len(b.about.Date) == len("2026-11-25") {
		line("date-released: %s", b.about.Date)
	}
	line("references:")
	line("  - type: software")
	line("    title: inertia")
	line("    version: %s", strconv.Quote(b.version))
	line("    authors:")
	line("      - name: The inertia authors")
	line("  - type: article")
	line("    title: Inertia in Moral and Value Judgments of Large Language Models")
	line("    authors:")
	for _, a := range [][2]string{{"Bruce W.", "Lee"}, {"Yeongheon", "Lee"}, {"Hyunsoo", "Cho"}} {
		line("      - given-names: %s\n        family-names: %s", a[0], a[1])
	}
	line("    year: 2026")
	line("    url: %s", paperID)
	return b.put(citationName, []byte(text.String()))
}
