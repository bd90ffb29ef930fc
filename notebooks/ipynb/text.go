package ipynb

import (
	"encoding/json"
	"errors"
	"strings"
)

// Text is text that the format stores as one string or as a list of lines, which keep
// their line ends; it is written as lines.
type Text string

// UnmarshalJSON reads either form.
func (t *Text) UnmarshalJSON(raw []byte) error {
	var one string
	if json.Unmarshal(raw, &one) == nil {
		*t = Text(one)
		return nil
	}
	var lines []string
	if json.Unmarshal(raw, &lines) != nil || lines == nil {
		return errors.New("neither a text nor a list of lines")
	}
	*t = Text(strings.Join(lines, ""))
	return nil
}

// MarshalJSON writes a list of lines.
func (t Text) MarshalJSON() ([]byte, error) {
	lines := []string{}
	for line := range strings.Lines(string(t)) {
		lines = append(lines, line)
	}
	return marshal(lines)
}
