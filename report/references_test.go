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

func TestTitlesWithinASentence(t *testing.T) {
	for title, want := range map[string]string{"Inertia": "inertia", "JS distance": "JS distance", "Cohen's d": "Cohen's d", "Wasserstein distance": "Wasserstein distance", "ICC(2)": "ICC(2)", "p of x": "p of x"} {
		if got := lowerFirst(title); got != want {
			t.Errorf("%q: %q, want %q", title, got, want)
		}
	}
}
