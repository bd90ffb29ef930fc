package report

import (
	"testing"

	"inertia/analysis"
	"inertia/report/document"
)

// Every work that a measure names as its source is listed, so that it is cited as the
// others are.
func TestSourcesOfMeasuresAreListed(t *testing.T) {
	for _, m := range analysis.MeasureInfos() {
		if m.Source == "" || m.Source == "this program" {
			continue
		}
		cited := false
		for _, in := range source(m.Source) {
			_, is := in.(document.Cite)
			cited = cited || is
		}
		if !cited {
			t.Errorf("%s: %s is not in references.bib", m.Name, m.Source)
		}
	}
}
