package analysis_test

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
)

// randomAnswers is a CSV file of two questionnaires with missing answers, numbered
// repeats, equal and contradicting duplicates, in random order, and the counts that
// a naive reading by the rules of the layout gives.
func randomAnswers(rng *rand.Rand, rows int) (csv string, naive map[string]float64) {
	type key struct {
		who    string
		item   string
		repeat int
	}
	items := []string{"mfq30-01", "mfq30-02", "mfq30-31", "pvqrr-01", "pvqrr-57"}
	met := map[key][]string{}
	lines := []string{}
	for range rows {
		persona, seed := fmt.Sprint(rng.IntN(9)), fmt.Sprint(1+rng.IntN(2))
		if rng.IntN(6) == 0 {
			persona, seed = "", ""
		}
		who := fmt.Sprintf("m%d,%s,%s", rng.IntN(2), seed, persona)
		k := key{who, items[rng.IntN(len(items))], 1 + rng.IntN(70)}
		answer := fmt.Sprintf("%d,", 1+rng.IntN(6))
		if rng.IntN(8) == 0 {
			answer = "," + string(datasets.MissingReasons[rng.IntN(4)])
		}
		met[k] = append(met[k], answer)
		lines = append(lines, fmt.Sprintf("%s,%s,%d,%s", k.who, k.item, k.repeat, answer))
	}
	naive = map[string]float64{}
	for k, answers := range met {
		code, n := answers[0], 1.
		if slices.ContainsFunc(answers, func(a string) bool { return a != code }) {
			code, n = ",duplicate", float64(len(answers))
		}
		naive[k.who+","+k.item+","+code] += n
	}
	return "model,seed,persona,item,repeat,option,missing\n" + strings.Join(lines, "\n") + "\n", naive
}

// counted is a study's counts with the keys of randomAnswers.
func counted(s *analysis.Study) map[string]float64 {
	out := map[string]float64{}
	for c := range s.Counts() {
		seed := fmt.Sprint(c.Seed)
		if c.Persona == "" {
			seed = ""
		}
		who := fmt.Sprintf("%s,%s,%s,%s", c.Model, seed, c.Persona, c.Item)
		for k, n := range c.N {
			if n > 0 {
				out[fmt.Sprintf("%s,%d,", who, k+1)] += n
			}
		}
		for i, n := range c.Missing {
			if n > 0 {
				out[fmt.Sprintf("%s,,%s", who, datasets.MissingReasons[i])] += n
			}
		}
	}
	return out
}

func countedFrom(t *testing.T, paths ...string) *analysis.Study {
	t.Helper()
	return talliedWith(t, datasets.Options{}, paths...)
}

func talliedWith(t *testing.T, o datasets.Options, paths ...string) *analysis.Study {
	t.Helper()
	ds, err := datasets.Open(paths, o)
	if err != nil {
		t.Fatal(err)
	}
	s, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// Whichever way the counts come about, they are those of a naive count: from CSV, JSON
// lines or Parquet, whole answers or batches, by way of a tally, in shards, on one
// core or several.
func TestTallyIsTheNaiveCount(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 1))
		dir := t.TempDir()
		at := func(name string) string { return filepath.Join(dir, name) }
		csv, naive := randomAnswers(rng, 1+rng.IntN(4000))
		if err := os.WriteFile(at("a.csv"), []byte(csv), 0o644); err != nil {
			t.Fatal(err)
		}
		same := func(how string, paths ...string) *analysis.Study {
			t.Helper()
			s := countedFrom(t, paths...)
			if got := counted(s); !maps.Equal(got, naive) {
				t.Fatalf("seed %d, %s: %d counts, naive %d", seed, how, len(got), len(naive))
			}
			return s
		}
		for _, cores := range []int{1, 2, 5} {
			runtime.GOMAXPROCS(cores)
			same(fmt.Sprint("direct, cores ", cores), at("a.csv"))
		}
		whole := countedFrom(t, at("a.csv"))
		for _, format := range []string{"csv", "jsonl", "parquet"} {
			if _, err := datasets.WriteTally(at("t."+format), whole.MostOptions(), nil, whole.Counts()); err != nil {
				t.Fatal(err)
			}
			same("tally as "+format, at("t."+format))
		}
		shards := shardsByModel(t, dir, csv)
		same("shards", shards...)
		ds, err := datasets.Open([]string{at("a.csv")}, datasets.Options{})
		if err != nil {
			t.Fatal(err)
		}
		ds.Batches = nil
		s, err := analysis.Tally(ds, datasets.Instruments())
		if err != nil {
			t.Fatal(err)
		}
		if !maps.Equal(counted(s), naive) {
			t.Fatalf("seed %d: whole answers are counted otherwise", seed)
		}
	}
}

// shardsByModel splits a file by model, so that no key is in two shards.
func shardsByModel(t *testing.T, dir, csv string) []string {
	t.Helper()
	header, rows, _ := strings.Cut(csv, "\n")
	var files []string
	for _, model := range []string{"m0", "m1"} {
		b := bytes.NewBufferString(header + "\n")
		n := 0
		for line := range strings.Lines(rows) {
			if strings.HasPrefix(line, model) {
				b.WriteString(line)
				n++
			}
		}
		if n == 0 {
			continue
		}
		path := filepath.Join(dir, model+".csv")
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, path)
	}
	return files
}

// A million personas on the MFQ-30, asked once, are counted and measured, with
// intervals, within 1 GB.
func TestMillionPersonas(t *testing.T) {
	if testing.Short() || os.Getenv("INERTIA_LARGE") == "" {
		t.Skip("takes a minute; set INERTIA_LARGE=1 to run it")
	}
	in, _ := datasets.InstrumentByID("mfq30")
	rng := rand.New(rand.NewPCG(1, 1))
	ds := &datasets.Dataset{Name: "large", Layout: datasets.LayoutLong}
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		for p := range 1_000_000 {
			id := fmt.Sprint(p)
			for _, item := range in.Scored() {
				if !yield(datasets.Response{Model: "m", Seed: 1, Persona: id, Item: item, Option: 1 + rng.IntN(6)}, nil) {
					return
				}
			}
		}
	}
	s, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	o := analysis.DefaultOptions()
	o.Measures, o.Resamples = []string{"inertia", "top2_adjacent", "modal_share", "profile"}, 200
	if _, err := analysis.Measure(s, o); err != nil {
		t.Fatal(err)
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	t.Logf("%d MB taken from the system", m.Sys>>20)
	if m.Sys > 1<<30 {
		t.Errorf("%d MB taken from the system, more than 1 GB", m.Sys>>20)
	}
}
