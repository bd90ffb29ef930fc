package figure

import (
	"strings"
	"testing"
)

// A name too long for its row is shortened, and a line below the figure gives it in full.
func TestShortenedNamesHaveAKey(t *testing.T) {
	const long = "organisation/a-family-of-models-with-a-very-long-name/instruction-tuned-and-distilled-again-2026-11-28-checkpoint-000123"
	rows := sampleForest()
	rows[1].Label = long
	f, err := Forest(rows, Options{Width: SingleColumn})
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, w := range f.sheet.words {
		all = append(all, w.text)
	}
	drawn := strings.Join(all, "")
	if !strings.Contains(drawn, "…") || !strings.Contains(drawn, "000123 =") || !strings.Contains(drawn, long) {
		t.Errorf("no key to a shortened name in %q", all)
	}
	for _, name := range []string{"gpt-4o", "mistral"} {
		rows[1].Label = name
		g, err := Forest(rows, Options{Width: SingleColumn})
		if err != nil {
			t.Fatal(err)
		}
		if key := g.sheet.key(); key != nil {
			t.Errorf("a key to %s, which has room: %q", name, key)
		}
	}
}
