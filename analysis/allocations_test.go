package analysis_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
)

// An answer more costs no allocation, neither where CSV is read nor where it is
// counted; a persona more, who answers 87 items, costs a copy of its id in each, and
// its share of what grows.
func TestAnswersAreNotAllocated(t *testing.T) {
	const few, many = 200, 1000
	var items []string
	for _, in := range datasets.Instruments() {
		items = append(items, in.Scored()...)
	}
	file := func(personas int) string {
		var b strings.Builder
		b.WriteString("model,seed,persona,item,option\n")
		for p := range personas {
			for i, item := range items {
				fmt.Fprintf(&b, "m,1,person-%d,%s,%d\n", p, item, 1+(i*p)%6)
			}
		}
		path := filepath.Join(t.TempDir(), "answers.csv")
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	small, large := file(few), file(many)
	open := func(path string) *datasets.Dataset {
		ds, err := datasets.Open([]string{path}, datasets.Options{NoChecksums: true})
		if err != nil {
			t.Fatal(err)
		}
		return ds
	}
	for _, c := range []struct {
		name string
		most float64 // allocations for a persona
		do   func(path string)
	}{
		{"reading CSV", 1.5, func(path string) {
			answers := 0
			for b, err := range open(path).Batches {
				if err != nil {
					t.Fatal(err)
				}
				answers += b.Size()
			}
			if answers < few*len(items) {
				t.Fatalf("%d answers read", answers)
			}
		}},
		{"tally", 2.5, func(path string) {
			s, err := analysis.Tally(open(path), datasets.Instruments())
			if err != nil || s.Answers < few*len(items) {
				t.Fatalf("%v, %+v", err, s)
			}
		}},
	} {
		more := testing.AllocsPerRun(5, func() { c.do(large) }) - testing.AllocsPerRun(5, func() { c.do(small) })
		perPersona := more / (many - few)
		t.Logf("%s: %.4f allocations an answer, %.2f a persona", c.name, perPersona/float64(len(items)), perPersona)
		if perPersona > c.most {
			t.Errorf("%s: %.2f allocations for each persona more, who gives %d answers; at most %g", c.name, perPersona, len(items), c.most)
		}
	}
}
