// Command measuredoc writes docs/measures.md from the measures' own descriptions.
//
//	go run ./analysis/measuredoc > docs/measures.md
package main

import (
	"fmt"
	"strings"

	"inertia/analysis"
)

func main() {
	fmt.Print(document())
}

func document() string {
	var b strings.Builder
	b.WriteString("# Measures\n\nWritten by `go run ./analysis/measuredoc`. Notation: p are the persona answers' option shares, b the baseline's, H the entropy in bits, K the number of options.\n")
	for _, group := range analysis.MeasureGroups() {
		fmt.Fprintf(&b, "\n## %s\n\n`--measures %s`\n\n| measure | what it is | formula | range | undefined | source |\n|---|---|---|---|---|---|\n", group, group)
		var asked []string
		for _, m := range analysis.MeasureInfos() {
			if m.Group != group {
				continue
			}
			if m.OnRequest {
				asked = append(asked, "`"+m.Name+"`")
				continue
			}
			unit := m.Range
			if m.Unit != "" {
				unit += ", " + m.Unit
			}
			fmt.Fprintf(&b, "| `%s` %s | %s | $%s$ | %s | %s | %s |\n", m.Name, m.Title, m.Definition, strings.ReplaceAll(m.Formula, "|", `\mid `), unit, m.Undefined, m.Source)
		}
		if asked != nil {
			fmt.Fprintf(&b, "\nThe same of other measures, when asked for by name: %s.\n", strings.Join(asked, ", "))
		}
	}
	return b.String()
}
