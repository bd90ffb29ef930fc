package roleplay

import (
	"fmt"
	"strings"
)

// Prompt words one question: the role-play, the item and its lettered options in
// the order in which they are shown. Without a persona the role-play is left out.
func Prompt(q *Question) string {
	var b strings.Builder
	if q.Persona != nil {
		b.WriteString("Take on the part of this person and stay in it.\n")
		b.WriteString(q.Persona.Description)
		b.WriteString("\n\n")
	}
	b.WriteString(q.Item.Text)
	b.WriteString("\n\n")
	labels := q.Instrument.Labels(q.Item)
	for place, option := range q.order() {
		fmt.Fprintf(&b, "%c. %s\n", 'A'+place, labels[option-1])
	}
	b.WriteString("\nAnswer with one letter only.")
	return b.String()
}
