package report

import (
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
)

// inDepth builds a recipe with every group of measures, beside norms of its first
// dimension.
func inDepth(t *testing.T, r recipe) *Paper {
	t.Helper()
	o := DefaultOptions()
	o.Analysis.Resamples, o.Analysis.Permutations, o.Version = 50, 99, "0.1.0"
	var err error
	if o.Analysis.Measures, err = analysis.ParseMeasures("all"); err != nil {
		t.Fatal(err)
	}
	s := r.make(t)
	o.Analysis.Norms = []datasets.Norm{{Group: "students", Dimension: s.Scorings()[0].Dimensions[0].Name, Mean: 3.4, SD: .7, N: 90, Shares: []float64{.1, .2, .2, .2, .2, .1}}}
	p, err := Build(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Every section appears where the data allow it, and says why where they do not;
// every number in it is a field of an estimate.
func TestDepthAdapts(t *testing.T) {
	want := map[string][]string{
		"full":     {"Which attribute moves", "no persona attributes known", "after Holm’s correction", "Place share", "Cronbach’s alpha", "asked again", "person-centred above", "vs students", "bring the floor under 0.05", "read by one parser only"},
		"counts":   {"personas unknown: these are counts", "upper estimate"},
		"alone":    {"no baseline answers of this variant", "no persona attributes known"},
		"constant": {"every answer the same"},
		"tiny":     {"These data do not allow it"},
	}
	for _, r := range recipes {
		t.Run(r.name, func(t *testing.T) {
			p := inDepth(t, r)
			text := strings.ReplaceAll(plainText(p.Document), "'", "’")
			for _, w := range want[r.name] {
				if !strings.Contains(text, w) {
					t.Errorf("the text does not hold %q", w)
				}
			}
			for _, w := range []string{"NaN", "%!", "  .", " ..", "Inf ", "..", "0.000 to 0.000"} {
				if at := strings.Index(text, w); at >= 0 {
					t.Errorf("the text holds %q: …%s…", w, text[max(0, at-80):min(len(text), at+60)])
				}
			}
			numbersAreEstimates(t, p, r)
		})
	}
}
