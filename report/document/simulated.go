package document

import "strings"

// simulated is what a writer says, under the title and at the foot of each page, of
// answers that no language model gave; nothing where there are none.
func (d *Document) simulated() (head, text, foot string) {
	switch {
	case !d.Simulated:
		return "", "", ""
	case len(d.Real) == 0:
		return "Simulated answers.", "They come from reference respondents with known rules, not from language models.", "simulated answers"
	}
	return "Partly simulated.", "All answers but those of " + strings.Join(d.Real, ", ") + " come from reference respondents with known rules, not from language models.", "partly simulated answers"
}
