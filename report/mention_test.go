package report

import (
	"bytes"
	"strings"
	"testing"

	"inertia/report/document"
)

// The main text speaks of every figure and table in it; the appendix has its own words for all of its.
func TestEveryFigureIsSpokenOf(t *testing.T) {
	for _, r := range recipes {
		d := build(t, r).Document
		var b bytes.Buffer
		if err := document.WriteMarkdown(&b, d); err != nil {
			t.Fatal(err)
		}
		for _, block := range d.Body {
			if _, ok := block.(document.Appendix); ok {
				break
			}
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
