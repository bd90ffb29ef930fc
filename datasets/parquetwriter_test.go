package datasets

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
)

// What is written comes back from the library's reader, row by row: pages and row groups
// of any length, columns with nothing in them, dictionaries that are long or begin anew,
// counts that are large or no whole numbers.
func TestParquetComesBackAsWritten(t *testing.T) {
	type row struct {
		text, number, decimal string
		n                     []float64
	}
	rng := rand.New(rand.NewPCG(4, 4))
	for _, c := range []struct {
		name  string
		rows  int
		texts int // different ones
		bytes int // of a text
		full  bool
	}{
		{"no row", 0, 1, 1, true},
		{"one row", 1, 1, 1, true},
		{"what is written at once", writtenAtOnce, 3, 5, true},
		{"and a row", writtenAtOnce + 1, 400, 5, false},
		{"nothing but nulls", 2*writtenAtOnce + 3, 0, 0, false},
		{"a row group", rowGroup, 50000, 9, true},
		{"row groups", 2*rowGroup + writtenAtOnce + 7, 90, 9, false},
		{"long texts", 2*writtenAtOnce + 5, 1 << 30, 10500, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			var written []row
			for i := range c.rows {
				r := row{n: make([]float64, 3)[:rng.IntN(4)]}
				if c.texts > 0 && (c.full || rng.IntN(3) > 0) {
					r.text = strings.Repeat("x", c.bytes) + fmt.Sprint(i/5%c.texts)
					r.number = fmt.Sprint(rng.IntN(9) - 4)
					r.decimal = strconv.FormatFloat(rng.Float64(), 'g', -1, 64)
				}
				for k := range r.n {
					r.n[k] = []float64{0, 0, 0, 1, 1, 2, 300, 1e9, .25, rng.Float64()}[rng.IntN(10)]
				}
				written = append(written, r)
			}
			counts := &countColumns[row]{func(r *row) []float64 { return r.n }}
			columns := []outColumn[row]{
				{name: "text", kind: 's', value: func(r *row) string { return r.text }},
				{name: "number", kind: 'i', value: func(r *row) string { return r.number }},
				{name: "decimal", kind: 'f', value: func(r *row) string { return r.decimal }},
			}
			for k := range 4 { // one more than there are counts
				columns = append(columns, outColumn[row]{name: fmt.Sprint("n", k+1), kind: 'f', counted: counts, index: k})
			}
			var b bytes.Buffer
			err := writeParquet(&b, columns, func(write func(*row) error) error {
				for i := range written {
					if err := write(&written[i]); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
			if err != nil {
				t.Fatal(err)
			}
			if f.NumRows() != int64(c.rows) {
				t.Fatalf("%d rows, want %d", f.NumRows(), c.rows)
			}
			at := 0
			for _, group := range f.RowGroups() {
				columns := map[string][]parquet.Value{}
				for i, chunk := range group.ColumnChunks() {
					values, from := make([]parquet.Value, group.NumRows()), parquet.NewColumnChunkValueReader(chunk)
					for n := 0; n < len(values); {
						more, err := from.ReadValues(values[n:])
						if n += more; err != nil && n < len(values) {
							t.Fatalf("%d values of %d: %v", n, len(values), err)
						}
					}
					columns[f.Schema().Columns()[i][0]] = values
				}
				for i := range int(group.NumRows()) {
					r := written[at]
					for name, want := range map[string]string{"text": r.text, "number": r.number, "decimal": r.decimal} {
						got := ""
						if v := columns[name][i]; !v.IsNull() {
							got = v.String()
						}
						if x, err := strconv.ParseFloat(got, 64); name == "decimal" && err == nil {
							got = strconv.FormatFloat(x, 'g', -1, 64)
						}
						if got != want {
							t.Fatalf("row %d, %s: %q, want %q", at, name, got, want)
						}
					}
					for k := range 4 {
						want := 0.
						if k < len(r.n) {
							want = r.n[k]
						}
						if got := columns[fmt.Sprint("n", k+1)][i].Double(); got != want || math.Signbit(got) {
							t.Fatalf("row %d, count %d: %v, want %v", at, k+1, got, want)
						}
					}
					at++
				}
			}
			wantGroups := (c.rows + rowGroup - 1) / rowGroup
			if got := len(f.RowGroups()); got != wantGroups {
				t.Errorf("%d row groups, want %d", got, wantGroups)
			}
			least, _, ok := boundsOf(f, "number")
			if c.full && c.rows > 100 && (!ok || least != -4) {
				t.Errorf("the least number is said to be %d", least)
			}
		})
	}
}

// boundsOf is what the first row group says of a column of whole numbers.
func boundsOf(f *parquet.File, name string) (least, greatest int64, ok bool) {
	if len(f.RowGroups()) == 0 {
		return 0, 0, false
	}
	for i, path := range f.Schema().Columns() {
		if path[0] != name {
			continue
		}
		a, b, ok := f.RowGroups()[0].ColumnChunks()[i].(*parquet.FileColumnChunk).Bounds()
		return a.Int64(), b.Int64(), ok
	}
	return 0, 0, false
}
