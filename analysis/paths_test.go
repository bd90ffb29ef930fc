package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
)

// partitioned writes answers as folders model=.../seed=.../part.csv, as Spark and
// DuckDB partition a table.
func partitioned(t *testing.T, dir, csv string) {
	t.Helper()
	header, rows, _ := strings.Cut(csv, "\n")
	header = strings.TrimPrefix(header, "model,seed,")
	parts := map[string]*strings.Builder{}
	for line := range strings.Lines(rows) {
		f := strings.SplitN(line, ",", 3)
		if f[1] == "" {
			f[1] = "__HIVE_DEFAULT_PARTITION__"
		}
		folder := filepath.Join(dir, "model="+f[0], "seed="+f[1])
		if parts[folder] == nil {
			parts[folder] = &strings.Builder{}
			parts[folder].WriteString(header + "\n")
		}
		parts[folder].WriteString(f[2])
	}
	for folder, b := range parts {
		if err := os.MkdirAll(folder, 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, "part.csv"), []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Every measure, interval and p is the same, to the last bit, at any number of cores
// and whichever way the answers took: read from a file, from folders, by way of a
// tally in any format, as tallies of shards that are added up, or counted by DuckDB.
func TestResultsAreTheSameWhicheverWay(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	rng := rand.New(rand.NewPCG(3, 9))
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	csv, _ := randomAnswers(rng, 3000)
	if err := os.WriteFile(at("a.csv"), []byte(csv), 0o644); err != nil {
		t.Fatal(err)
	}
	partitioned(t, at("folders"), csv)
	o := analysis.DefaultOptions()
	o.Resamples, o.Permutations = 200, 99
	o.Measures = append(o.Measures, "jsd_corrected", "wasserstein", "cronbach_alpha", "var_persona", "persona_share_p", "retest_icc", "rank_order_r", "inertia_diff", "inertia_diff_p", "dimension_r")
	results := func(paths ...string) string {
		t.Helper()
		rows, err := analysis.Measure(countedFrom(t, paths...), o)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, r := range rows {
			fmt.Fprintf(&b, "%+v\n", r)
		}
		return b.String()
	}
	want := results(at("a.csv"))
	if strings.Count(want, "\n") < 500 || !strings.Contains(want, "bca") {
		t.Fatalf("little to compare:\n%s", want)
	}
	same := func(how string, paths ...string) {
		t.Helper()
		if got := results(paths...); got != want {
			t.Errorf("%s gives other results: %s", how, firstDifference(got, want))
		}
	}
	whole := countedFrom(t, at("a.csv"))
	writeTally := func(path string, s *analysis.Study) string {
		t.Helper()
		if _, err := datasets.WriteTally(path, s.MostOptions(), s.Personas, s.Counts()); err != nil {
			t.Fatal(err)
		}
		return path
	}
	var shards []string
	for i, path := range shardsByModel(t, dir, csv) {
		shards = append(shards, writeTally(at(fmt.Sprintf("shard-%d.%s", i, []string{"parquet", "csv"}[i%2])), countedFrom(t, path)))
	}
	ds, err := datasets.Open([]string{at("a.csv")}, datasets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := datasets.WriteLong(at("a.parquet"), ds); err != nil {
		t.Fatal(err)
	}
	for _, cores := range []int{1, 2, 5} {
		runtime.GOMAXPROCS(cores)
		on := fmt.Sprintf(" on %d cores", cores)
		same("reading"+on, at("a.csv"))
		same("reading Parquet"+on, at("a.parquet"))
		same("reading folders"+on, at("folders"))
		for _, format := range []string{"csv", "jsonl", "parquet"} {
			same("a tally as "+format+on, writeTally(at("tally."+format), whole))
		}
		same("tallies of shards"+on, shards...)
	}
	t.Run("DuckDB", func(t *testing.T) {
		python := enginesPython(t)
		query, err := datasets.TallySQL("duckdb", []string{at("a.csv")}, datasets.Instruments(), datasets.WeightsAnswers)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at("q.sql"), []byte(query), 0o644); err != nil {
			t.Fatal(err)
		}
		if said, err := exec.Command(python, "../bench/run_sql.py", "duckdb", at("q.sql"), at("duckdb.csv")).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		same("DuckDB's tally", at("duckdb.csv"))
		same("DuckDB's tally as Parquet", asParquet(t, python, at("duckdb.csv")))
	})
}

// asParquet has DuckDB write a CSV file as Parquet.
func asParquet(t *testing.T, python, path string) string {
	t.Helper()
	out := strings.TrimSuffix(path, ".csv") + ".parquet"
	script := "import duckdb, sys; duckdb.execute(f\"COPY (SELECT * FROM read_csv('{sys.argv[1]}')) TO '{sys.argv[2]}' (FORMAT parquet)\")"
	if said, err := exec.Command(python, "-c", script, path, out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	return out
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range min(len(g), len(w)) {
		if g[i] != w[i] {
			return fmt.Sprintf("row %d\n got %s\nwant %s", i, g[i], w[i])
		}
	}
	return fmt.Sprintf("%d rows, want %d", len(g), len(w))
}
