package report

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
)

// shared finds a folder of the shared data, or skips the test.
func shared(t *testing.T, name string) string {
	t.Helper()
	root := os.Getenv("INERTIA_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	dir := filepath.Join(root, "data", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no %s; the shared data are not part of the repository (set INERTIA_SHARED to their folder)", dir)
	}
	return dir
}

func tally(t *testing.T, ds *datasets.Dataset, err error) *analysis.Study {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	s, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// replication is the report of the authors' released counts.
func replication(t *testing.T) *Paper {
	t.Helper()
	dir := shared(t, "moral-value-bias")
	ds, err := datasets.Open([]string{dir}, datasets.Options{})
	s := tally(t, ds, err)
	o := DefaultOptions()
	o.Analysis.Resamples, o.Analysis.Readings, o.RolePlays = 100, map[string]*datasets.Dataset{}, map[int]*analysis.Study{}
	for _, j := range ds.Judges {
		if o.Analysis.Readings[j], err = ds.AtJudge(j); err != nil {
			t.Fatal(err)
		}
	}
	for _, n := range ds.RolePlays {
		d, err := ds.AtRolePlays(n)
		o.RolePlays[n] = tally(t, d, err)
	}
	p, err := Build(s, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What the replication is for: the paper's inertia to every digit, its one odd
// distance traced to the parser that it was read with, and the floor in words.
func TestReplication(t *testing.T) {
	p := replication(t)
	text := strings.Join(strings.Fields(plainText(p.Document)), " ")
	for _, want := range []string{
		"runs from 0.166 (Purity) to 0.499 (Fairness)",
		"Inertia: all five values agree with the printed ones to every digit",
		"the other is Ingroup (0.479, printed 0.470)",
		"The printed distance in Ingroup (0.470) is that of the answers as openai_chatgpt and openai_chatgpt4o read them",
		"leaves at most a tenth of the distance in Harm, Fairness and Purity",
		"upper estimate",
		"intervals are over seeds that share one baseline",
		"Where others have three seeds, there are fewer for bedrock_claude3_opus (2)",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the replication does not say %q", want)
		}
	}
	ids := map[string]bool{}
	for _, f := range p.figures {
		ids[filepath.Base(f.file)] = true
	}
	for _, want := range []string{"spread-seeds-mfq30", "inertia-distance-pvqrr", "profile-mfq30", "seed-scatter-mfq30", "shares-pvqrr"} {
		if !ids[want] {
			t.Errorf("no figure %s in %v", want, ids)
		}
	}
}

// The sentence on the floor is arithmetic on two estimates: floor .29 of a
// distance of .285 leaves nothing.
func TestLeavesInWords(t *testing.T) {
	tests := []struct {
		name            string
		distance, floor float64
		want            string
	}{
		{"floor above the distance", .285, .29, "at most a tenth"},
		{"a tenth", .30, .271, "at most a tenth"},
		{"less than a third", .47, .40, "less than a third"},
		{"half", .30, .15, "between one and two thirds"},
		{"most", .40, .10, "more than two thirds"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := recipes[4]
			s := r.make(t)
			nan := math.NaN()
			row := func(measure string, value float64) analysis.Estimate {
				return analysis.Estimate{Model: "m", Variant: "default", Instrument: "mfq30", Dimension: "Harm", Measure: measure, Value: value, SE: nan, Low: nan, High: nan, Level: nan}
			}
			w := newWriter(s, DefaultOptions(), []analysis.Estimate{row("js_distance", tt.distance), row("js_floor", tt.floor)})
			if err := w.compare(); err != nil {
				t.Fatal(err)
			}
			if got := w.views[0].leaves(); !strings.HasPrefix(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// Real answers of five models: personas, repeats and a broken file.
func TestSusceptibilityStudy(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(shared(t, "moral-susceptibility"), "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	ds, err := datasets.Open(files, datasets.Options{})
	s := tally(t, ds, err)
	o := DefaultOptions()
	o.Analysis.Resamples = 50
	p, err := Build(s, o)
	if err != nil {
		t.Fatal(err)
	}
	text := plainText(p.Document)
	for _, want := range []string{"gemini-2.5-pro", "335", "Robustness and susceptibility", "One draw of personas."} {
		if !strings.Contains(text, want) {
			t.Errorf("the report does not say %q", want)
		}
	}
}
