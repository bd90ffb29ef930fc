package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"inertia/datasets"
)

// Spark's own engine counts odd answers as our own reading does, and sums their
// probabilities as it does up to the order of additions. bench/spark.sh odd gives it
// a cluster; INERTIA_SPARK is a Python that has pyspark.
func TestSparkCountsAsWeDo(t *testing.T) {
	python := os.Getenv("INERTIA_SPARK")
	if python == "" {
		t.Skip("Spark's own engine was NOT asked: bench/spark.sh odd WORK asks it")
	}
	dir, write := filesIn(t)
	rng := rand.New(rand.NewPCG(7, 11))
	csv, _ := oddAnswers(rng, 5000)
	chances, _ := oddChances(rng, 5000)
	numbered := write("numbered.csv", chances)
	columns := filepath.Join(dir, "numbered.parquet")
	ds, err := datasets.Open([]string{numbered}, datasets.Options{Weights: datasets.WeightsProbabilities})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := datasets.WriteLong(columns, ds); err != nil {
		t.Fatal(err)
	}
	const answers, probabilities = datasets.WeightsAnswers, datasets.WeightsProbabilities
	each := write("each.csv", withoutRepeats(chances))
	studies := []struct {
		weights string
		data    []string
	}{
		{answers, []string{write("answers.csv", csv)}},
		{probabilities, []string{numbered}},
		{probabilities, []string{columns}},
		{probabilities, []string{each}},
		{probabilities, []string{numbered, each}},
		{probabilities, []string{write("cases.csv", chanceCases)}},
	}
	job := []string{"../bench/spark_tally.py"}
	for i, s := range studies {
		query, err := datasets.TallySQL("spark", s.data, datasets.Instruments(), s.weights)
		if err != nil {
			t.Fatal(err)
		}
		job = append(job, write(fmt.Sprintf("%d.sql", i), query), sparksTally(dir, i))
	}
	if said, err := exec.Command(python, job...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for i, s := range studies {
		ours := counted(talliedWith(t, datasets.Options{Weights: s.weights}, s.data...))
		sparks := counted(countedFrom(t, sparksTally(dir, i)))
		how, rounded := apart(sparks, ours), 0
		for k, n := range ours {
			if n != sparks[k] {
				rounded++
			}
		}
		t.Logf("%s: %d counts, %d of them rounded otherwise", s.data, len(ours), rounded)
		if how != "" || len(ours) < 10 || s.weights == answers && rounded > 0 {
			t.Errorf("%s by %s: %s", s.data, s.weights, how)
		}
	}
}

func sparksTally(dir string, i int) string { return filepath.Join(dir, fmt.Sprintf("%d.parquet", i)) }

// withoutRepeats is the same answers without numbers of repeats: each counts.
func withoutRepeats(csv string) string {
	var plain strings.Builder
	for line := range strings.Lines(csv) {
		f := strings.Split(line, ",")
		plain.WriteString(strings.Join(append(f[:4:4], f[5:]...), ","))
	}
	return plain.String()
}

// chanceCases are answers whose probabilities are not all told, do not quite sum to
// 1, or cannot be: those of TestExpectedCounts, a persona each.
const chanceCases = `persona,item,option,missing,p1,p2,p3,p4,p5,p6,p7,p_other
sums to 1,mfq30-01,1,,.5,.5,0,0,0,0,,
mass outside told,mfq30-01,1,,.5,.25,0,0,0,0,,.25
mass outside not told,mfq30-01,1,,.5,.25,0,0,0,0,,
rounded to two decimals,mfq30-01,1,,.21,.21,.2,.2,.1,.1,,
an option not told and no room left for it,mfq30-01,1,,.5,.5,,0,0,0,,
the last options not told,mfq30-01,1,,.5,.25,,,,,,.25
a column for the options of another questionnaire,mfq30-01,1,,1,0,0,0,0,0,0,
all outside,mfq30-01,1,,0,0,0,0,0,0,,1
never came,mfq30-01,,transport,,,,,,,,
nothing written,mfq30-01,,unparsed,,,,,,,,
nothing written nor said,mfq30-01,,,,,,,,,,
contradicted,mfq30-01,,duplicate,1,0,0,0,0,0,,
unread but told,mfq30-01,,truncated,.5,.25,0,0,0,0,,
no probabilities,mfq30-01,3,,,,,,,,,
negative,mfq30-01,3,,1.2,-.2,0,0,0,0,,
negative outside,mfq30-01,3,,1,0,0,0,0,0,,-.1
more than 1,mfq30-01,3,,.5,.5,.5,0,0,0,,
more than 1 with what is outside,mfq30-01,3,,.5,.5,0,0,0,0,,.5
less than 1 although all is told,mfq30-01,3,,.5,0,0,0,0,0,,.25
an option not told and room for it,mfq30-01,3,,.5,,0,0,0,0,,
an option that the item has not,mfq30-01,3,,.5,0,0,0,0,0,.5,
no number,mfq30-01,3,,1,0,0,NaN,inf,0,,
`
