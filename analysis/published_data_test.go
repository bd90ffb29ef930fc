package analysis_test

import (
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
)

// sharedData finds the public data that tests agree with; they are not part of
// the project.
func sharedData(t *testing.T, name string) string {
	t.Helper()
	root := os.Getenv("INERTIA_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	dir := filepath.Join(root, "data", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("%s is not there; set INERTIA_SHARED to the folder that holds data/%s", dir, name)
	}
	return dir
}

func readCSV(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out []map[string]string
	for _, row := range rows[1:] {
		m := map[string]string{}
		for i, h := range rows[0] {
			m[h] = row[i]
		}
		out = append(out, m)
	}
	return out
}

func tallyOf(t *testing.T, paths ...string) *analysis.Study {
	t.Helper()
	ds, err := datasets.Open(paths, datasets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

type rowKey struct{ model, seed, instrument, dimension, measure string }

func table(t *testing.T, s *analysis.Study, o analysis.Options) map[rowKey]analysis.Estimate {
	t.Helper()
	rows, err := analysis.Measure(s, o)
	if err != nil {
		t.Fatal(err)
	}
	m := map[rowKey]analysis.Estimate{}
	for _, e := range rows {
		m[rowKey{e.Model, e.Seed, e.Instrument, e.Dimension, e.Measure}] = e
	}
	return m
}

func agree(t *testing.T, k rowKey, got float64, want string) {
	t.Helper()
	w, err := strconv.ParseFloat(want, 64)
	if err != nil {
		t.Fatal(err)
	}
	if !(math.Abs(got-w) <= 1e-9*max(1, math.Abs(w))) {
		t.Errorf("%v: %.12g, expected %.12g", k, got, w)
	}
}

// The authors' released counts give expected_counts.csv, whose (mean) rows are
// the paper's table.
func TestAgreesWithTheAuthorsCounts(t *testing.T) {
	dir := sharedData(t, "moral-value-bias")
	o := analysis.DefaultOptions()
	o.Resamples, o.BySeed = 0, true
	got := table(t, tallyOf(t, dir), o)
	n := 0
	for _, row := range readCSV(t, filepath.Join(dir, "expected_counts.csv")) {
		k := rowKey{row["model"], row["seed"], row["instrument"], row["dimension"], row["measure"]}
		if k.measure == "n" {
			k.measure = "inertia"
			if k.model == analysis.MeanModel {
				continue // a mean of counts is no measure
			}
			e, ok := got[k]
			if !ok {
				t.Fatalf("no row %v", k)
			}
			agree(t, k, float64(e.Answers), row["value"])
			continue
		}
		e, ok := got[k]
		if !ok {
			t.Errorf("no row %v", k)
			continue
		}
		agree(t, k, e.Value, row["value"])
		n++
	}
	if n < 1000 {
		t.Errorf("compared %d values only", n)
	}
}

func costaFiles(t *testing.T) (dir string, files []string) {
	dir = sharedData(t, "moral-susceptibility")
	files, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatal("no CSV files")
	}
	return dir, files
}

// Persona-level answers of five models agree with an independent computation.
func TestAgreesWithPersonaLevelReference(t *testing.T) {
	dir, files := costaFiles(t)
	s := tallyOf(t, files...)
	o := analysis.DefaultOptions()
	o.Resamples = 0
	got := table(t, s, o)
	for _, row := range readCSV(t, filepath.Join(dir, "expected_inertia.csv")) {
		k := rowKey{row["model"], "", "mfq30", row["dimension"], row["metric"]}
		if k.measure == "n" {
			k.measure = "inertia"
			agree(t, k, float64(got[k].Answers), row["value"])
			continue
		}
		e, ok := got[k]
		if !ok {
			t.Errorf("no row %v", k)
			continue
		}
		agree(t, k, e.Value, row["value"])
	}
	if !strings.Contains(strings.Join(s.Notices, "\n"), "gemini-2.5-pro") {
		t.Errorf("the broken run of gemini-2.5-pro is not among the notices: %q", s.Notices)
	}
}

// Robustness and susceptibility agree with the values published for the same
// personas and groups.
func TestAgreesWithPublishedRobustness(t *testing.T) {
	dir, files := costaFiles(t)
	var groups []analysis.Group
	for _, row := range readCSV(t, filepath.Join(dir, "persona_groups.csv")) {
		if len(groups) == 0 || groups[len(groups)-1].ID != row["group_id"] {
			groups = append(groups, analysis.Group{ID: row["group_id"]})
		}
		g := &groups[len(groups)-1]
		g.Personas = append(g.Personas, row["persona_id"])
	}
	o := analysis.DefaultOptions()
	o.Resamples, o.Groups = 0, groups
	o.Measures = []string{"robustness", "susceptibility"}
	got := table(t, tallyOf(t, files...), o)
	dimension := map[string]string{"Harm/Care": "Harm", "Fairness/Reciprocity": "Fairness", "In-group/Loyalty": "Ingroup",
		"Authority/Respect": "Authority", "Purity/Sanctity": "Purity", "": analysis.AllDimensions}
	for _, file := range []string{"expected_metrics.csv", "expected_metrics_per_foundation.csv"} {
		for _, row := range readCSV(t, filepath.Join(dir, file)) {
			d, ok := dimension[row["foundation"]]
			if !ok {
				t.Fatalf("unknown foundation %q", row["foundation"])
			}
			for _, m := range o.Measures {
				k := rowKey{row["model"], "", "mfq30", d, m}
				e, ok := got[k]
				if !ok {
					t.Errorf("no row %v", k)
					continue
				}
				agree(t, k, e.Value, row[m])
				agree(t, k, e.SE, row[m+"_uncertainty"])
			}
		}
	}
}

// Reliability and variance components agree with psych and lme4 on the answers of
// five models.
func TestAgreesWithReliabilityReference(t *testing.T) {
	dir, files := costaFiles(t)
	o := analysis.DefaultOptions()
	o.Resamples = 0
	var err error
	if o.Measures, err = analysis.ParseMeasures("reliability,variance"); err != nil {
		t.Fatal(err)
	}
	got := table(t, tallyOf(t, files...), o)
	undefined := 0
	for _, row := range readCSV(t, filepath.Join(dir, "expected_reliability.csv")) {
		k := rowKey{row["model"], "", "mfq30", row["dimension"], row["measure"]}
		e, ok := got[k]
		if !ok {
			t.Errorf("no row %v", k)
			continue
		}
		if row["value"] == "NA" {
			undefined++
			if !math.IsNaN(e.Value) || e.Note == "" {
				t.Errorf("%v: %v (%q), want NaN with a reason", k, e.Value, e.Note)
			}
			continue
		}
		want, err := strconv.ParseFloat(row["value"], 64)
		if err != nil {
			t.Fatal(err)
		}
		tolerance := 1e-8
		if k.measure == "omega_total" {
			tolerance = 1e-4
		} else if strings.HasPrefix(k.measure, "var_") {
			tolerance = 1e-3 * want
		}
		if !(math.Abs(e.Value-want) <= tolerance) {
			t.Errorf("%v: %.10g, expected %.10g", k, e.Value, want)
		}
	}
	t.Logf("%d undefined values", undefined)
}

// Every group of measures gives the same rows whatever the number of goroutines.
func TestAllMeasuresTwice(t *testing.T) {
	_, files := costaFiles(t)
	s := tallyOf(t, files...)
	o := analysis.DefaultOptions()
	o.Resamples = 40
	var err error
	if o.Measures, err = analysis.ParseMeasures("all"); err != nil {
		t.Fatal(err)
	}
	first, err := analysis.Measure(s, o)
	if err != nil {
		t.Fatal(err)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	second, err := analysis.Measure(s, o)
	if err != nil {
		t.Fatal(err)
	}
	if len(first) != len(second) {
		t.Fatalf("%d rows, then %d", len(first), len(second))
	}
	for i := range first {
		if fmt.Sprintf("%+v", first[i]) != fmt.Sprintf("%+v", second[i]) {
			t.Fatalf("row %d differs:\n%+v\n%+v", i, first[i], second[i])
		}
		if math.IsNaN(first[i].Value) && first[i].Note == "" {
			t.Errorf("NaN without a reason: %+v", first[i])
		}
	}
}
