package analysis_test

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"inertia/datasets"
)

// enginesPython is a Python that has duckdb and sqlglot: the one that INERTIA_PYTHON
// names, that of the benchmarks, or the one on the path.
func enginesPython(t *testing.T) string {
	t.Helper()
	benchmarks, err := filepath.Abs("../bench/work/venv/bin/python")
	if err != nil {
		t.Fatal(err)
	}
	named := os.Getenv("INERTIA_PYTHON")
	tried := []string{}
	for _, python := range []string{named, benchmarks, "python3"} {
		if python == "" {
			continue
		}
		if exec.Command(python, "-c", "import duckdb, sqlglot").Run() == nil {
			return python
		}
		tried = append(tried, python)
	}
	if named != "" {
		t.Fatalf("INERTIA_PYTHON: %s has no duckdb and sqlglot", named)
	}
	t.Skipf("the queries were NOT run: no duckdb and sqlglot for %s; name a Python that has them in INERTIA_PYTHON "+
		"(python3 -m venv V && V/bin/pip install duckdb==2.0.1 sqlglot==30.30.0)", strings.Join(tried, ", "))
	return ""
}

// oddAnswers is randomAnswers with the numbers spelled in other ways and rows that
// have to be set aside: the naive counts stay as they are.
func oddAnswers(rng *rand.Rand, rows int) (csv string, naive map[string]float64) {
	csv, naive = randomAnswers(rng, rows)
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSuffix(csv, "\n"), "\n") {
		f := strings.Split(line, ",") // model, seed, persona, item, repeat, option, missing
		if f = append(f, "variant"); i > 0 {
			f[7] = []string{"", datasets.DefaultVariant}[rng.IntN(2)]
			if f[5] != "" && rng.IntN(3) == 0 {
				f[5] += ".0"
			}
			if f[5] == "" && rng.IntN(3) == 0 {
				f[5] = []string{"NA", "NaN", "nan", "null", "None"}[rng.IntN(5)]
			}
			if f[4] != "" && rng.IntN(3) == 0 {
				f[4] += ".0"
			}
			if f[1] == "" && rng.IntN(3) == 0 {
				f[1] = "NA"
			}
		}
		b.WriteString(strings.Join(f, ",") + "\n")
		if i > 0 && rng.IntN(10) == 0 {
			bad := [][2]string{{"5", "0"}, {"5", "7"}, {"5", "-1"}, {"5", "B"}, {"5", "3.5"}, {"5", "1e300"}, {"4", "0"}, {"4", ""}, {"4", "x"}, {"4", "2.5"},
				{"1", "one"}, {"1", "1.5"}, {"3", "mfq30-99"}, {"3", ""}, {"6", "asleep"}, {"3", "mfq30-06"}}[rng.IntN(16)]
			f[bad[0][0]-'0'] = bad[1]
			if bad[0] == "6" {
				f[5] = []string{"", "3"}[rng.IntN(2)]
			}
			b.WriteString(strings.Join(f, ",") + "\n")
		}
	}
	return b.String(), naive
}

// engineCounts has an engine count the answers of a file by its query, and names the file of its result.
func engineCounts(python, engine, data, weights string, write func(name, text string) string) (string, error) {
	table := cmp.Or(map[string]string{"spark": "data1", "duckdb": data}[engine], "answers")
	source := data
	if engine == "bigquery" || engine == "trino" {
		source = table
	}
	query, err := datasets.TallySQL(engine, []string{source}, datasets.Instruments(), weights)
	if err != nil {
		return "", err
	}
	script := write(engine+".sql", query)
	out := strings.TrimSuffix(script, ".sql") + ".csv"
	args := []string{"../bench/run_sql.py", engine, script, out}
	if engine != "duckdb" {
		args = append(args, table+"="+data)
	}
	if said, err := exec.Command(python, args...).CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, said)
	}
	return out, nil
}

// The query of every engine counts as our own reading does. DuckDB runs its own; the
// others have to parse in sqlglot's grammar of them, and are run as it translates them.
func TestSQLCountsAsWeDo(t *testing.T) {
	python := enginesPython(t)
	rng := rand.New(rand.NewPCG(7, 1))
	_, write := filesIn(t)
	csv, naive := oddAnswers(rng, 3000)
	data := write("answers.csv", csv)
	ours := counted(countedFrom(t, data))
	if !maps.Equal(ours, naive) {
		t.Fatalf("our own reading gives %d counts, naive %d", len(ours), len(naive))
	}
	for _, engine := range datasets.Engines {
		out, err := engineCounts(python, engine, data, datasets.WeightsAnswers, write)
		if err != nil {
			t.Errorf("%s: %v", engine, err)
			continue
		}
		if got := counted(countedFrom(t, out)); !maps.Equal(got, ours) {
			t.Errorf("%s: %s", engine, difference(got, ours))
		}
	}
}

// Of two sources one numbers its repeats and one does not; names hold quotes.
func TestSQLOfTwoSources(t *testing.T) {
	python := enginesPython(t)
	dir, write := filesIn(t)
	numbered := write("it's numbered.csv", "persona,item,repeat,option\np,mfq30-01,1,3\np,mfq30-01,1,3\np,mfq30-02,1,3\np,mfq30-02,1,4\n,mfq30-01,1,5\n")
	plain := write(`back\slash.csv`, "persona,item,option\np,mfq30-01,3\np,mfq30-01,3\n\"p, \"\"q\"\"\",mfq30-02,NA\n\"p, \"\"q\"\"\",mfq30-02,6\n")
	query, err := datasets.TallySQL("duckdb", []string{numbered, plain}, datasets.Instruments(), datasets.WeightsAnswers)
	if err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "tally.csv")
	if said, err := exec.Command(python, "../bench/run_sql.py", "duckdb", write("q.sql", query), out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	ours, got := counted(countedFrom(t, numbered, plain)), counted(countedFrom(t, out))
	if !maps.Equal(got, ours) || len(ours) != 6 {
		t.Errorf("%d counts of ours; %s", len(ours), difference(got, ours))
	}
}

// filesIn gives a folder, and what writes files into it.
func filesIn(t *testing.T) (dir string, write func(name, text string) string) {
	dir = t.TempDir()
	return dir, func(name, text string) string {
		t.Helper()
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
}

func difference(got, want map[string]float64) string {
	out, n := "", 0
	for k := range maps.Keys(joined(got, want)) {
		if got[k] != want[k] {
			if n++; n <= 5 {
				out += fmt.Sprintf("\n%s: %g, ours %g", k, got[k], want[k])
			}
		}
	}
	return fmt.Sprintf("%d counts differ:%s", n, out)
}

func joined(a, b map[string]float64) map[string]float64 {
	out := maps.Clone(a)
	maps.Copy(out, b)
	return out
}

// oddChances is randomChances with numbers spelled in other ways and rows whose
// probabilities cannot be: the naive counts stay as they are.
func oddChances(rng *rand.Rand, rows int) (csv string, naive map[string]float64) {
	csv, naive = randomChances(rng, rows)
	const item, repeat, option, missing, p1, other = 3, 4, 5, 6, 7, 13
	var b strings.Builder
	for i, line := range strings.Split(strings.TrimSuffix(csv, "\n"), "\n") {
		f := append(strings.Split(line, ","), "variant")
		if i > 0 {
			f[len(f)-1] = []string{"", datasets.DefaultVariant}[rng.IntN(2)]
			for k := p1; k <= other; k++ {
				switch {
				case f[k] == "" && rng.IntN(4) == 0:
					f[k] = []string{"NA", "null", "NaN"}[rng.IntN(3)]
				case f[k] != "" && rng.IntN(9) == 0:
					f[k] += "e0"
				}
			}
		}
		b.WriteString(strings.Join(f, ",") + "\n")
		if i == 0 || rng.IntN(6) > 0 {
			continue
		}
		f[option], f[missing] = "3", ""
		copy(f[p1:], []string{".5", ".25", ".25", "0", "0", "0", ""})
		f[repeat] = fmt.Sprint(1000000 + i) // a key of its own
		bad := [][2]any{{p1, "x"}, {p1, ".8"}, {p1, "-.5"}, {p1 + 1, "inf"}, {p1 + 2, ""}, {other, "-.1"}, {other, ".1"}, {other, "one"},
			{item, "mfq30-99"}, {option, "7"}, {missing, "refusal"}, {repeat, "0"}}[rng.IntN(12)]
		f[bad[0].(int)] = bad[1].(string)
		if rng.IntN(12) == 0 {
			copy(f[p1:], make([]string, 7)) // an answer without any
		}
		b.WriteString(strings.Join(f, ",") + "\n")
	}
	return b.String(), naive
}

// The query of every engine sums probabilities as our own reading does, up to the
// order of additions, from CSV as from Parquet, with numbered repeats and without.
func TestSQLSumsProbabilitiesAsWeDo(t *testing.T) {
	python := enginesPython(t)
	rng := rand.New(rand.NewPCG(7, 3))
	dir, write := filesIn(t)
	weighed := datasets.Options{Weights: datasets.WeightsProbabilities}
	csv, naive := oddChances(rng, 3000)
	data := write("answers.csv", csv)
	ours := counted(talliedWith(t, weighed, data))
	if how := apart(ours, naive); how != "" {
		t.Fatalf("our own reading: %s", how)
	}
	columns := filepath.Join(dir, "answers.parquet")
	ds, err := datasets.Open([]string{data}, weighed)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := datasets.WriteLong(columns, ds); err != nil {
		t.Fatal(err)
	}
	for _, data := range []string{data, write("plain.csv", withoutRepeats(csv)), write("cases.csv", chanceCases), columns} {
		ours := counted(talliedWith(t, weighed, data))
		for _, engine := range datasets.Engines {
			if !strings.HasSuffix(data, "answers.csv") && (engine == "bigquery" || engine == "trino") {
				continue // their tables have all columns
			}
			out, err := engineCounts(python, engine, data, datasets.WeightsProbabilities, write)
			if err != nil {
				t.Errorf("%s: %v", engine, err)
				continue
			}
			if how := apart(counted(countedFrom(t, out)), ours); how != "" {
				t.Errorf("%s, %s: %s", engine, filepath.Base(data), how)
			}
		}
	}
}

// apart tells two sets of expected counts apart; empty where they agree up to the
// order of additions: of n numbers of at most 1 it changes the sum by at most n
// times half a unit in the last place of n, 1e-16 n², for n up to some hundreds.
func apart(got, want map[string]float64) string {
	for k := range joined(got, want) {
		if d := math.Abs(got[k] - want[k]); d > 1e-12*max(1, want[k]) {
			return difference(got, want)
		}
	}
	return ""
}

func TestSQLNeedsProbabilitiesToSum(t *testing.T) {
	_, write := filesIn(t)
	data := write("answers.csv", "persona,item,option\np,mfq30-01,3\n")
	_, err := datasets.TallySQL("duckdb", []string{data}, datasets.Instruments(), datasets.WeightsProbabilities)
	if err == nil || !strings.Contains(err.Error(), "answers.csv: no columns p1..pK") {
		t.Errorf("error %v", err)
	}
}
