package answer

import "regexp"

// reasoningEnd closes the reasoning that some servers leave before the answer, and
// reasoningStart opens it.
var (
	reasoningEnd   = regexp.MustCompile(`(?i)</(?:think|thinking|reasoning)>`)
	reasoningStart = regexp.MustCompile(`(?i)^\s*<(?:think|thinking|reasoning)>`)
)

// AfterReasoning is what a text says once its reasoning is over: an option weighed is
// no option chosen. Reasoning without an end has no answer behind it.
func AfterReasoning(text string) string {
	if all := reasoningEnd.FindAllStringIndex(text, -1); all != nil {
		return text[all[len(all)-1][1]:]
	}
	if reasoningStart.MatchString(text) {
		return ""
	}
	return text
}
