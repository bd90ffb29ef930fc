package analysis_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"github.com/parquet-go/parquet-go"

	"inertia/datasets"
)

// sheetRow is an answer without a repeat number, as Parquet files of large studies
// hold it.
type sheetRow struct {
	Model   string `parquet:"model,dict"`
	Seed    int64  `parquet:"seed,dict"`
	Persona string `parquet:"persona,dict"`
	Item    string `parquet:"item,dict"`
	Option  *int64 `parquet:"option,dict,optional"`
}

// sheetRows is answers in runs of a persona, each asked most items of one or both
// questionnaires: mostly in the same order, now and then one twice, or without an
// answer, and a persona may come again.
func sheetRows(rng *rand.Rand, runs int) (rows []sheetRow, naive map[string]float64) {
	var items []string
	for _, in := range datasets.Instruments()[:2] {
		for _, item := range in.Items {
			items = append(items, item.ID)
		}
	}
	catch := map[string]bool{"mfq30-06": true, "mfq30-22": true}
	naive = map[string]float64{}
	for run := range runs {
		row := sheetRow{Model: fmt.Sprint("m", run*3/runs), Seed: 1, Persona: fmt.Sprint("p", run)}
		seed := "1"
		switch rng.IntN(12) {
		case 0:
			row.Persona = fmt.Sprint("p", rng.IntN(run+1))
		case 1:
			row.Persona, seed = "", ""
		}
		order := slices.Clone(items[:min(len(items), []int{7, 20, 32, 200}[rng.IntN(4)])])
		switch rng.IntN(6) {
		case 0:
			rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		case 1:
			order = append(order, order[rng.IntN(len(order))])
		}
		holes := rng.IntN(5) == 0
		for _, row.Item = range order {
			option := int64(1 + rng.IntN(6))
			row.Option = &option
			code := fmt.Sprint(option, ",")
			if holes && rng.IntN(10) == 0 {
				row.Option, code = nil, ",unparsed"
			}
			rows = append(rows, row)
			if !catch[row.Item] {
				naive[fmt.Sprintf("%s,%s,%s,%s,%s", row.Model, seed, row.Persona, row.Item, code)]++
			}
		}
	}
	return rows, naive
}

// Answers that are counted a persona at a time are as many as answers counted one by
// one, whatever the row groups, on any number of cores.
func TestSheetsCountAsAnswersDo(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 4))
		rows, naive := sheetRows(rng, 400)
		path := filepath.Join(t.TempDir(), "a.parquet")
		if err := parquet.WriteFile(path, rows, parquet.MaxRowsPerRowGroup(int64(100+rng.IntN(20000))), parquet.PageBufferSize(1<<(8+rng.IntN(10)))); err != nil {
			t.Fatal(err)
		}
		sheets := 0
		ds, err := datasets.Open([]string{path}, datasets.Options{})
		if err != nil {
			t.Fatal(err)
		}
		for b, err := range ds.Batches {
			if err != nil {
				t.Fatal(err)
			}
			for i := range b.Units {
				_, answers := b.SheetOf(i)
				sheets += answers
			}
		}
		if sheets < len(rows)/4 || sheets > len(rows)*9/10 {
			t.Fatalf("%d of %d answers came in sheets; both ways are to be tried", sheets, len(rows))
		}
		for _, cores := range []int{1, 2, 5} {
			runtime.GOMAXPROCS(cores)
			s := countedFrom(t, path)
			if got := counted(s); !maps.Equal(got, naive) {
				t.Fatalf("seed %d, %d cores: %s", seed, cores, difference(got, naive))
			}
			if s.Answers != len(rows) {
				t.Errorf("%d answers, want %d", s.Answers, len(rows))
			}
		}
	}
}
