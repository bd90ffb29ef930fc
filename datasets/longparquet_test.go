package datasets

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// randomParquet writes rows of the long layout as some program might: any columns
// beside those that must be there, with or without dictionaries, in pages and row
// groups of any size, with values that are missing or wrong.
func randomParquet(t *testing.T, rng *rand.Rand, path string) (rows int) {
	t.Helper()
	kinds := map[string]byte{"persona": 's', "item": 's', "option": 'i'}
	for name, kind := range map[string]byte{"model": 's', "variant": 's', "seed": 'i', "repeat": 'i', "position": 'i', "missing": 's', "p1": 'f', "p2": 'f', "p_other": 'f', "latency_ms": 'f', "persona.sex": 's', "mood": 's'} {
		if rng.IntN(2) == 0 {
			kinds[name] = kind
		}
	}
	schema := parquet.Group{}
	for name, kind := range kinds {
		node := map[byte]parquet.Node{'s': parquet.String(), 'i': parquet.Int(64), 'f': parquet.Leaf(parquet.DoubleType)}[kind]
		if rng.IntN(3) > 0 {
			node = parquet.Encoded(node, &parquet.RLEDictionary)
		}
		schema[name] = parquet.Optional(node)
	}
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	w := parquet.NewGenericWriter[any](file, parquet.NewSchema("rows", schema), parquet.PageBufferSize(64<<rng.IntN(8)), parquet.MaxRowsPerRowGroup(int64(50+rng.IntN(2000))),
		parquet.DataPageVersion(1+rng.IntN(2)), parquet.DictionaryMaxBytes(int64(rng.IntN(2)*200)))
	names := w.Schema().Columns()
	wrong := rng.IntN(2) == 0
	whole := rng.IntN(2) == 0 // long runs of one persona, who answers all it is asked
	asked := []int{4, 31}[rng.IntN(2)]
	person := 0
	rows = rng.IntN(4000)
	for i := range rows {
		option := rng.IntN(9)
		if whole && rng.IntN(100) > 0 {
			option = 1 + i*person%6
		}
		if !whole && rng.IntN(8) == 0 || whole && i%(asked+rng.IntN(2)) == 0 {
			person = rng.IntN(40)
		}
		var row parquet.Row
		for column, path := range names {
			v := randomValue(rng, path[0], i, asked, person, option, wrong)
			if v.IsNull() {
				row = append(row, v.Level(0, 0, column))
			} else {
				row = append(row, v.Level(0, 1, column))
			}
		}
		if _, err := w.WriteRows([]parquet.Row{row}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return rows
}

func randomValue(rng *rand.Rand, name string, i, asked, person, option int, wrong bool) parquet.Value {
	bad := wrong && rng.IntN(300) == 0
	text := func(s string) parquet.Value { return parquet.ByteArrayValue([]byte(s)) }
	null := parquet.NullValue()
	switch name {
	case "model":
		return text(fmt.Sprint("m", person%3))
	case "variant":
		return []parquet.Value{null, text(""), text("unforced")}[person%3]
	case "seed":
		return parquet.Int64Value(int64(person % 2))
	case "persona":
		if person == 0 {
			return []parquet.Value{null, text("")}[rng.IntN(2)]
		}
		return text(fmt.Sprint("p", person))
	case "persona.sex":
		return text([]string{"f", "m", ""}[person%3])
	case "item":
		if bad {
			return []parquet.Value{null, text("mfq30-99"), text("")}[rng.IntN(3)]
		}
		if i%asked == 3 {
			return text("pvqrr-01")
		}
		return text(fmt.Sprintf("mfq30-%02d", 1+i%asked*6%31)) // 6 is the catch item
	case "option":
		if bad {
			return parquet.Int64Value([]int64{0, 7, -1, 250, 1 << 40}[rng.IntN(5)])
		}
		if option == 0 || option > 6 {
			return null
		}
		return parquet.Int64Value(int64(option))
	case "missing":
		switch {
		case bad:
			return text([]string{"asleep", "refusal"}[rng.IntN(2)])
		case option == 7:
			return text("refusal")
		}
		return null
	case "repeat":
		if bad {
			return []parquet.Value{null, parquet.Int64Value(0), parquet.Int64Value(1 << 40)}[rng.IntN(3)]
		}
		return parquet.Int64Value(1 + int64(i/5))
	case "position":
		if rng.IntN(3) == 0 {
			return null
		}
		return parquet.Int64Value(int64(i % 30))
	case "p1", "p2", "p_other":
		chances := []float64{0, .5, 1}
		if bad {
			chances = []float64{math.Inf(1), math.NaN(), -.5, .25}
		}
		// Most often the two sum to 1.
		x := chances[(option+len(name))%len(chances)]
		if name == "p_other" || rng.IntN(20) == 0 {
			return null
		}
		if name == "p2" && !bad {
			x = 1 - chances[(option+len("p1"))%len(chances)]
		}
		return parquet.DoubleValue(x)
	case "latency_ms":
		if rng.IntN(3) == 0 {
			return null
		}
		return parquet.DoubleValue(rng.Float64())
	}
	return text("fine")
}

// A Parquet file gives the same answers, and as many rows set aside, by columns as row
// by row, however it is written.
func TestParquetByColumnsIsByRows(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 1))
	sheets, singles, answers, rejected := 0, 0, 0, 0
	for n := range 120 {
		path := filepath.Join(t.TempDir(), "a.parquet")
		rows := randomParquet(t, rng, path)
		open := func() *Dataset {
			ds, err := Open([]string{path}, Options{})
			if err != nil {
				t.Fatalf("file %d: %v", n, err)
			}
			return ds
		}
		whole, batches := byResponses(t, open()), byBatches(t, open())
		if whole.broke != nil || batches.broke != nil || !whole.same(batches) {
			t.Fatalf("file %d of %d rows: by rows %d counts, %d set aside, %v; by columns %d, %d, %v", n, rows, len(whole.counts), whole.rejected, whole.broke,
				len(batches.counts), batches.rejected, batches.broke)
		}
		rejected += whole.rejected
		for b := range open().Batches {
			answers, singles, sheets = answers+len(b.Answers), singles+len(b.Singles), sheets+len(b.Sheets)
		}
	}
	if singles == 0 || sheets == 0 || answers == 0 || rejected == 0 {
		t.Errorf("%d single answers, %d bytes of sheets, %d others, %d rows set aside: not all was tried", singles, sheets, answers, rejected)
	}
}

// Answers that count by the probabilities of their options count for the same, to the
// last bit, by columns as row by row.
func TestParquetSharesByColumnsAreByRows(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	rng := rand.New(rand.NewPCG(12, 1))
	usable, rejected, fractions := 0, 0, 0
	for n := range 40 {
		path := filepath.Join(t.TempDir(), "a.parquet")
		randomParquet(t, rng, path)
		open := func() *Dataset {
			ds, err := Open([]string{path}, Options{Weights: WeightsProbabilities})
			if err != nil {
				return nil
			}
			return ds
		}
		if open() == nil {
			continue // no probabilities in it
		}
		whole := byResponses(t, open())
		for _, cores := range []int{1, 2, 5} {
			runtime.GOMAXPROCS(cores)
			batches := byBatches(t, open())
			if whole.broke != nil || batches.broke != nil || whole.rejected != batches.rejected || !maps.Equal(whole.counts, batches.counts) {
				t.Fatalf("file %d: by rows %d counts, %d set aside, %v; by columns %d, %d, %v", n, len(whole.counts), whole.rejected, whole.broke,
					len(batches.counts), batches.rejected, batches.broke)
			}
		}
		usable, rejected = usable+len(whole.counts), rejected+whole.rejected
		for _, n := range whole.counts {
			if n != math.Trunc(n) {
				fractions++
			}
		}
	}
	if usable < 500 || fractions < 50 || rejected < 100 {
		t.Errorf("%d counts, %d of them fractions, %d rows set aside: not all was tried", usable, fractions, rejected)
	}
}
