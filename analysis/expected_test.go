package analysis_test

import (
	"fmt"
	"maps"
	"math"
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

// randomChances is a CSV file of answers with option probabilities, some asked
// several times, some with rows of one key that are equal or contradict each other,
// in random order, and the expected counts that a naive sum by the rules of the
// layout gives.
func randomChances(rng *rand.Rand, rows int) (csv string, naive map[string]float64) {
	naive = map[string]float64{}
	var lines []string
	for i := range rows {
		persona, seed := fmt.Sprint(rng.IntN(12)), fmt.Sprint(1+rng.IntN(2))
		if rng.IntN(4) == 0 {
			persona, seed = "", ""
		}
		who := fmt.Sprintf("m%d,%s,%s", rng.IntN(2), seed, persona)
		item := fmt.Sprintf("mfq30-%02d", 1+rng.IntN(5))
		draw := func() (cells string, p []float64, outside float64) {
			all := rng.Float64()
			outside = all
			for range 6 {
				x := rng.Float64()
				p, all = append(p, x), all+x
			}
			for k := range p {
				p[k] /= all
				cells += fmt.Sprintf(",%v", p[k])
			}
			outside /= all
			if rng.IntN(2) == 0 {
				return cells + ",", p, outside // what lacks to 1 lies outside
			}
			return cells + fmt.Sprintf(",%v", outside), p, outside
		}
		row := func(option, cells string) { // i numbers the repeats, so that no key comes by chance
			lines = append(lines, fmt.Sprintf("%s,%s,%d,%s%s", who, item, i+1, option, cells))
		}
		key := who + "," + item + ","
		switch cells, p, outside := draw(); rng.IntN(8) {
		case 0: // nothing came
			row(",refusal", ",,,,,,,")
			naive[key+",refusal"]++
		case 1: // contradicting rows
			other, _, _ := draw()
			row("3,", cells)
			row("3,", other)
			naive[key+",duplicate"] += 2
		default:
			option, reason := "3,", "unparsed"
			if rng.IntN(5) == 0 {
				option, reason = ",truncated", "truncated"
			}
			for range 1 + rng.IntN(2) { // equal rows count once
				row(option, cells)
			}
			for k := range p {
				naive[fmt.Sprintf("%s%d,", key, k+1)] += p[k]
			}
			naive[key+","+reason] += outside
		}
	}
	rng.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	return "model,seed,persona,item,repeat,option,missing,p1,p2,p3,p4,p5,p6,p_other\n" + strings.Join(lines, "\n") + "\n", naive
}

func expectedFrom(t *testing.T, weights string, paths ...string) *analysis.Study {
	t.Helper()
	s := talliedWith(t, datasets.Options{Weights: weights}, paths...)
	if s.RejectedCount > 0 {
		t.Fatalf("%d rows set aside, the first: %v", s.RejectedCount, s.Rejected[0])
	}
	return s
}

// Expected counts are the naive sum of probabilities, whichever way they come about,
// and every measure of them is the same; the order of additions may differ.
func TestExpectedCountsAreTheNaiveSum(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for seed := range uint64(8) {
		rng := rand.New(rand.NewPCG(seed, 3))
		dir := t.TempDir()
		at := func(name string) string { return filepath.Join(dir, name) }
		csv, naive := randomChances(rng, 200+rng.IntN(3000))
		if err := os.WriteFile(at("a.csv"), []byte(csv), 0o644); err != nil {
			t.Fatal(err)
		}
		var first []analysis.Estimate
		same := func(how, weights string, paths ...string) *analysis.Study {
			t.Helper()
			s := expectedFrom(t, weights, paths...)
			got := counted(s)
			if len(got) != len(naive) {
				t.Fatalf("seed %d, %s: %d counts, naive %d", seed, how, len(got), len(naive))
			}
			for k, n := range naive {
				if math.Abs(got[k]-n) > 1e-9 {
					t.Fatalf("seed %d, %s: %s is %v, naive %v", seed, how, k, got[k], n)
				}
			}
			o := analysis.DefaultOptions()
			o.Measures, o.Resamples, o.Permutations = []string{"inertia", "js_distance", "profile", "persona_share", "js_floor", "susceptibility"}, 100, 99
			rows, err := analysis.Measure(s, o)
			if err != nil {
				t.Fatal(err)
			}
			if first == nil {
				first = rows
			}
			sameRows(t, fmt.Sprintf("seed %d, %s", seed, how), rows, first)
			return s
		}
		const weighed = datasets.WeightsProbabilities
		for _, cores := range []int{1, 2, 5} {
			runtime.GOMAXPROCS(cores)
			same(fmt.Sprint("cores ", cores), weighed, at("a.csv"))
		}
		whole := expectedFrom(t, weighed, at("a.csv"))
		for _, format := range []string{"csv", "jsonl", "parquet"} {
			ds, err := datasets.Open([]string{at("a.csv")}, datasets.Options{Weights: weighed})
			if err != nil {
				t.Fatal(err)
			}
			long := filepath.Join(dir, format, "a."+format)
			if err := os.Mkdir(filepath.Dir(long), 0o777); err != nil {
				t.Fatal(err)
			}
			if _, err := datasets.WriteLong(long, ds); err != nil {
				t.Fatal(err)
			}
			same("answers as "+format, weighed, long)
			if _, err := datasets.WriteTally(at("t."+format), whole.MostOptions(), nil, whole.Counts()); err != nil {
				t.Fatal(err)
			}
			same("tally as "+format, "", at("t."+format))
		}
		var tallies []string
		for _, shard := range shardsByModel(t, dir, csv) {
			s := expectedFrom(t, weighed, shard)
			tallies = append(tallies, shard+".parquet")
			if _, err := datasets.WriteTally(shard+".parquet", s.MostOptions(), nil, s.Counts()); err != nil {
				t.Fatal(err)
			}
		}
		same("tallies of shards", "", tallies...)
	}
}

// sameRows holds two tables against each other, up to the order of additions.
func sameRows(t *testing.T, how string, got, want []analysis.Estimate) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d rows, want %d", how, len(got), len(want))
	}
	close := func(a, b float64) bool {
		return math.IsNaN(a) && math.IsNaN(b) || math.Abs(a-b) <= 1e-9*max(1, math.Abs(b))
	}
	for i, g := range got {
		w := want[i]
		if !close(g.Value, w.Value) || !close(g.Low, w.Low) || !close(g.High, w.High) || !close(g.SE, w.SE) || g.Note != w.Note || g.Answers != w.Answers || g.Missing != w.Missing {
			t.Fatalf("%s: %+v, want %+v", how, g, w)
		}
	}
}

// What asks how single answers fell is undefined for expected counts, with the
// reason; a distance has an interval however small the baseline, which is held fixed.
func TestExpectedCountsHoldNoSingleAnswers(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 5))
	csv, _ := randomChances(rng, 3000)
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte(csv), 0o644); err != nil {
		t.Fatal(err)
	}
	s := expectedFrom(t, datasets.WeightsProbabilities, path)
	if !s.Expected() {
		t.Fatal("not known to be expected counts")
	}
	o := analysis.DefaultOptions()
	var err error
	if o.Measures, err = analysis.ParseMeasures("all"); err != nil {
		t.Fatal(err)
	}
	o.Resamples, o.Permutations = 100, 99
	rows, err := analysis.Measure(s, o)
	if err != nil {
		t.Fatal(err)
	}
	undefined := map[string]int{}
	for _, e := range rows {
		if slices.Contains([]string{"js_floor", "js_p", "inertia_mm", "jsd_corrected", "robustness", "krippendorff_ordinal", "ordinal_alpha", "retest_icc", "var_residual", "persona_share_p"}, e.Measure) && e.Contrast == "" && e.Model != analysis.MeanModel {
			undefined[e.Measure]++
			if !math.IsNaN(e.Value) || !strings.Contains(e.Note, "no single answers") {
				t.Errorf("%s of %s, %s is %v (%s)", e.Measure, e.Model, e.Dimension, e.Value, e.Note)
			}
		}
		if e.Measure == "inertia" && e.Model != analysis.MeanModel && e.Answers > 0 && !(e.Low <= e.Value && e.Value <= e.High) {
			t.Errorf("inertia of %s, %s: %v [%v, %v]", e.Model, e.Dimension, e.Value, e.Low, e.High)
		}
		if e.Measure == "js_distance" && e.Model != analysis.MeanModel && e.Answers > 0 && !(e.Low < e.High) {
			t.Errorf("distance of %s, %s has no interval: %s", e.Model, e.Dimension, e.Note)
		}
	}
	if len(undefined) != 10 {
		t.Errorf("looked at %v only", undefined)
	}
	whole := countedFrom(t, path)
	if whole.Expected() {
		t.Error("answers counted by option are taken for expected counts")
	}
}

// Expected counts are the same to the last bit at any number of cores, from whole
// answers as in batches, and whatever the file's format: they are added in its order.
func TestExpectedCountsAreTheSameToTheBit(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	rng := rand.New(rand.NewPCG(6, 3))
	dir := t.TempDir()
	csv, _ := randomChances(rng, 8000) // several chunks
	paths := []string{filepath.Join(dir, "a.csv")}
	if err := os.WriteFile(paths[0], []byte(csv), 0o644); err != nil {
		t.Fatal(err)
	}
	open := func(path string) *datasets.Dataset {
		ds, err := datasets.Open([]string{path}, datasets.Options{Weights: datasets.WeightsProbabilities})
		if err != nil {
			t.Fatal(err)
		}
		return ds
	}
	ds := open(paths[0])
	ds.Batches = nil
	one, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	want := counted(one)
	for _, format := range []string{"jsonl", "parquet"} {
		paths = append(paths, filepath.Join(dir, format, "a."+format))
		if err := os.Mkdir(filepath.Join(dir, format), 0o777); err != nil {
			t.Fatal(err)
		}
		if _, err := datasets.WriteLong(paths[len(paths)-1], open(paths[0])); err != nil {
			t.Fatal(err)
		}
	}
	for _, cores := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(cores)
		for _, path := range paths {
			s, err := analysis.Tally(open(path), datasets.Instruments())
			if err != nil {
				t.Fatal(err)
			}
			if got := counted(s); !maps.Equal(got, want) {
				t.Errorf("%s on %d cores: %s", filepath.Base(path), cores, difference(got, want))
			}
			if s.Answers != one.Answers || s.RejectedCount != one.RejectedCount {
				t.Errorf("%s on %d cores: %d answers, %d rows set aside, want %d and %d", filepath.Base(path), cores, s.Answers, s.RejectedCount, one.Answers, one.RejectedCount)
			}
		}
	}
}
