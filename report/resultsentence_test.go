package report

import (
	"testing"

	"inertia/report/document"
)

func TestSentences(t *testing.T) {
	tests := []struct {
		name string
		text []document.Inline
		want []string
	}{
		{"a full stop within a number ends nothing", document.T("It is 0.46. Harm is 0.3."), []string{"It is 0.46. ", "Harm is 0.3."}},
		{"a small letter goes on", document.T("That is approx. 3 of p. values."), []string{"That is approx. 3 of p. values."}},
		{"a reference begins a sentence", document.T("One. ", document.Ref("tab"), " gives 2. Three?", " Four"), []string{"One. ", " gives 2. ", "Three? ", "Four"}},
		{"nothing", nil, nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := sentences(tt.text)
			if len(got) != len(tt.want) {
				t.Fatalf("got %d sentences %v, want %q", len(got), got, tt.want)
			}
			for i, s := range got {
				var text string
				for _, in := range s {
					if v, ok := in.(document.Text); ok {
						text += string(v)
					}
				}
				if text != tt.want[i] {
					t.Errorf("sentence %d is %q, want %q", i+1, text, tt.want[i])
				}
			}
		})
	}
}

// Marking changes no word, leaves spaces between sentences, and takes those with a number only.
func TestMarkResults(t *testing.T) {
	text := document.T("Inertia is 0.46. None is known. In ", document.Strong(document.T("3")), " of them it is less.")
	blocks := []document.Block{document.Paragraph{Text: text}, document.Code{Text: "1"}}
	markResults(blocks)
	marked := blocks[0].(document.Paragraph).Text
	if got, want := document.Plain(marked), document.Plain(text); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	var results []string
	for _, in := range marked {
		if r, ok := in.(document.Result); ok {
			results = append(results, document.Plain(r))
		}
	}
	if len(results) != 2 || results[0] != "Inertia is 0.46." || results[1] != "In 3 of them it is less." {
		t.Errorf("results are %q", results)
	}
}

// What stands in parentheses has brackets for its own.
func TestNestedParentheses(t *testing.T) {
	if got := nested("gpt-4o (spring), Harm"); got != "gpt-4o [spring], Harm" {
		t.Error(got)
	}
}
