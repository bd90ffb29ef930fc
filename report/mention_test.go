package report

import (
	"bytes"
	"strings"
	"testing"

	"inertia/report/document"
)

// The text speaks of every figure and table in it, the appendix one by one.
func TestEveryFigureIsSpokenOf(t *testing.T) {
	for _, r := range recipes {
		d := build(t, r).Document
		var b bytes.Buffer
		if err := document.WriteMarkdown(&b, d); err != nil {
			t.Fatal(err)
		}
		for _, block := range d.Body {
			id := ""
			switch v := block.(type) {
			case document.Figure:
				id = v.ID
			case *document.Table:
				id = v.ID
			}
			if id != "" && !strings.Contains(b.String(), "](#"+id+")") {
				t.Errorf("%s: nothing speaks of %s", r.name, id)
			}
		}
	}
}
