package report

import (
	"fmt"
	"strings"

	"inertia/report/numbers"
)

// shownLacking is how many characters a notice names.
const shownLacking = 8

// Lacking says which characters the PDF and the figures show by their codes only,
// since no font has them, and what to do; empty when there are none.
func (p *Paper) Lacking() string {
	runes := p.Document.Lacking()
	if len(runes) == 0 {
		return ""
	}
	var named []string
	for _, r := range runes[:min(shownLacking, len(runes))] {
		named = append(named, fmt.Sprintf("%c (U+%04X)", r, r))
	}
	words := list(named)
	if more := len(runes) - len(named); more > 0 {
		words = strings.Join(named, ", ") + " and " + numbers.Count(more) + " more"
	}
	return fmt.Sprintf("no font has %s; PDF and figures show codes in their place, such as [U+%04X]: --font FILE names a font that has them", words, runes[0])
}
