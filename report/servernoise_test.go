package report

import (
	"bytes"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/document"
)

// The server's noise stands beside the agreement between seeds, and in a section of
// its own where there is one seed.
func TestReplicationInReport(t *testing.T) {
	for _, c := range []struct {
		name, heading string
		seeds         []int64
		found         []datasets.Replication
		want          []string
	}{
		{"beside seeds", "Agreement between seeds", []int64{111, 333}, []datasets.Replication{{Model: "alpha", Questions: 100, Concurrency: [2]int{1, 64}, Text: 12, Option: 4}},
			[]string{"Of 100 questions asked twice (1 \\~ 64 at a time), the text changed in 12", "the server's own noise", "| alpha | 1 \\~ 64 at a time | 100 | 12"}},
		{"one seed", "Agreement of the server with itself", []int64{111}, []datasets.Replication{{Model: "alpha", Questions: 100, Concurrency: [2]int{1, 64}, Text: 12}},
			[]string{"No option changed"}},
		{"several", "Agreement of the server with itself", []int64{111}, []datasets.Replication{{Model: "alpha", Questions: 100, Concurrency: [2]int{1, 64}, Option: 1}, {Model: "beta", Questions: 80, Concurrency: [2]int{1, 8}, Text: 8}},
			[]string{"the text changed between", "| beta | 1 \\~ 8 at a time | 80 | 10"}},
	} {
		s := (recipe{name: "small", instrument: "mfq30", models: []string{"alpha"}, seeds: c.seeds, personas: 12, repeats: 1, baseline: 2}).make(t)
		s.Replications = c.found
		o := DefaultOptions()
		o.Analysis.Resamples, o.Analysis.Measures = 0, []string{"inertia"}
		p, err := Build(s, o)
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		if err := document.WriteMarkdown(&text, p.Document); err != nil {
			t.Fatal(err)
		}
		for _, want := range append(c.want, c.heading) {
			if !strings.Contains(text.String(), want) {
				t.Errorf("%s: no %q in\n%s", c.name, want, text.String())
			}
		}
		again := &analysis.Study{}
		p.Manifest.Describe(again)
		if len(again.Replications) != len(c.found) {
			t.Errorf("%s: the manifest keeps %d of %d", c.name, len(again.Replications), len(c.found))
		}
	}
}
