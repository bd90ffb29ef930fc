package datasets

import (
	"bytes"
	"compress/gzip"
	"errors"
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

	"github.com/klauspost/compress/zstd"
	"github.com/parquet-go/parquet-go"
)

// asRead is all that was read of a data set, by either of its two ways.
type asRead struct {
	counts   map[string]float64 // by who, question and code
	rejected int
	broke    error // what ended the reading
}

// byResponses reads whole answers.
func byResponses(t *testing.T, ds *Dataset) asRead {
	out := asRead{counts: map[string]float64{}}
	for r, err := range ds.Responses {
		var row *RowError
		switch {
		case errors.As(err, &row):
			out.rejected++
			continue
		case err != nil:
			out.broke = err
			return out
		case r.Option < 0 || r.Option > 6 || r.Item == "" && r.Dimension == "":
			t.Fatalf("%+v", r)
		}
		code := r.Option
		if code == 0 {
			code = int(MissingCode(r.Missing))
		}
		q := Question{r.Item, r.Instrument, r.Dimension}
		if r.Item != "" {
			q = Question{Item: r.Item}
		}
		u := Unit{Model: r.Model, Variant: r.Variant, Persona: r.Persona, Seed: r.Seed, Pooled: r.Pooled}
		if ds.Weights == WeightsProbabilities {
			options, outside, err := r.ExpectedCounts(6)
			if err != nil {
				t.Fatal(err)
			}
			out.share(t, u, q, code, options, outside)
			continue
		}
		out.count(t, u, q, code, r.Weight())
	}
	return out
}

// byBatches reads answers as they are counted.
func byBatches(t *testing.T, ds *Dataset) asRead {
	out := asRead{counts: map[string]float64{}}
	for b, err := range ds.Batches {
		if err != nil {
			out.broke = err
			return out
		}
		out.rejected += len(b.Rejected)
		for i, u := range b.Units {
			for j, a := range b.Of(i) {
				if options, outside := b.Shares(i, j); options != nil && a.N != 0 {
					out.share(t, u, ds.Questions[a.Question], int(a.Code), options, outside)
				} else if a.N != 0 {
					out.count(t, u, ds.Questions[a.Question], int(a.Code), a.N)
				}
			}
			for _, a := range b.SinglesOf(i) {
				out.count(t, u, ds.Questions[a.Question], int(a.Code), 1)
			}
			options, answers := b.SheetOf(i)
			for question, option := range options {
				if option > 0 {
					answers--
					out.count(t, u, ds.Questions[question], int(option), 1)
				}
			}
			if answers != 0 {
				t.Fatalf("a sheet is %d answers short", answers)
			}
		}
	}
	return out
}

// share counts an answer with a code by what it counts for.
func (r *asRead) share(t *testing.T, u Unit, q Question, code int, options []float64, outside float64) {
	for k, n := range options {
		if n > 0 {
			r.count(t, u, q, k+1, n)
		}
	}
	if code < missingCodes {
		code = int(MissingCode(Unparsed))
	}
	if outside > 0 {
		r.count(t, u, q, code, outside)
	}
}

func (r *asRead) count(t *testing.T, u Unit, q Question, code int, n float64) {
	if math.IsNaN(n) || math.IsInf(n, 0) {
		t.Fatalf("%g answers of %+v", n, u)
	}
	if key := fmt.Sprintf("%q %q %q %d %t %v %d", u.Model, u.Variant, u.Persona, u.Seed, u.Pooled, q, code); r.counts[key]+n == 0 {
		delete(r.counts, key)
	} else {
		r.counts[key] += n
	}
}

// same reports whether two readings agree, but for rounding.
func (r asRead) same(s asRead) bool {
	return r.rejected == s.rejected && (r.broke == nil) == (s.broke == nil) && maps.EqualFunc(r.counts, s.counts, func(a, b float64) bool {
		return math.Abs(a-b) <= 1e-9*math.Max(math.Abs(a), math.Abs(b))
	})
}

// fuzzBothWays reads a file whole and by batches: neither may panic, and both have
// to give the same.
func fuzzBothWays(t *testing.T, path string) {
	open := func() (*Dataset, error) { return Open([]string{path}, Options{Layout: LayoutLong}) }
	ds, err := open()
	if err != nil {
		return
	}
	whole := byResponses(t, ds)
	if ds, err = open(); err != nil {
		t.Fatalf("opened once, and not again: %v", err)
	}
	batches := byBatches(t, ds)
	// Damaged Parquet may be damaged in a column that is not counted.
	if !strings.HasSuffix(path, ".parquet") && !whole.same(batches) {
		t.Fatalf("whole answers: %+v\nby batches: %+v", whole, batches)
	}
}

func fuzzFile(t *testing.T, name string, raw []byte) string {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

func FuzzTallyCSV(f *testing.F) {
	for _, s := range []string{
		"model,variant,seed,persona,item,n1,n2,n3,n4,n5,n6,n_refusal\nm,default,1,p,mfq30-01,1,0,2.5,0,0,,3\n",
		"persona,item,instrument,dimension,pooled,n1,n6,n_duplicate\n,,mfq30,Harm,1,3,4,1\np,mfq30-02,,,,1e3,NA,0\n",
		"persona,item,n7,n250\np,mfq30-01,0,0\np,mfq30-01,1,1\n",
		"persona,item,n1\np,mfq30-01,-1\np,mfq30-01,1e308\np,mfq30-01,1e308\n,pvqrr-57,Inf\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { fuzzBothWays(t, fuzzFile(t, "a.csv", raw)) })
}

// parquetSeeds are small files as we write them: answers, and a tally.
func parquetSeeds(f testing.TB) (seeds [][]byte) {
	dir := f.TempDir()
	path := filepath.Join(dir, "a.parquet")
	add := func(err error) {
		raw, rerr := os.ReadFile(path)
		if err := errors.Join(err, rerr); err != nil {
			f.Fatal(err)
		}
		seeds = append(seeds, raw)
	}
	answers := &Dataset{Responses: func(yield func(Response, error) bool) {
		for i, item := range []string{"mfq30-01", "mfq30-02", "pvqrr-57"} {
			for p := range 4 {
				r := Response{Model: "m", Seed: 1, Persona: fmt.Sprint("p", p), Item: item, Repeat: 1, Option: 1 + (i+p)%6, Text: "A"}
				if p == 3 {
					r.Option, r.Missing = 0, Refusal
				}
				if !yield(r, nil) {
					return
				}
			}
		}
	}}
	_, err := WriteLong(path, answers)
	add(err)
	cells := []*Cell{
		{Model: "m", Seed: 1, Persona: "p", Question: Question{Item: "mfq30-01"}, N: []float64{1, 0, 2.5, 0, 0, 0}, Missing: make([]float64, len(MissingReasons))},
		{Model: "m", Pooled: true, Question: Question{Instrument: "mfq30", Dimension: "Harm"}, N: []float64{0, 300, 0, 0, 0, 0}, Missing: make([]float64, len(MissingReasons))},
	}
	_, err = WriteTally(path, 6, nil, slices.Values(cells))
	add(err)
	return seeds
}

func FuzzParquet(f *testing.F) {
	for _, s := range parquetSeeds(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw []byte) { fuzzBothWays(t, fuzzFile(t, "a.parquet", raw)) })
}

// What comes through a pipe is read as from a file of its kind.
func FuzzPipe(f *testing.F) {
	csv := []byte("persona,item,option\np,mfq30-01,3\n\"p\",mfq30-02,\n")
	var gz, zst bytes.Buffer
	z := gzip.NewWriter(&gz)
	z.Write(csv)
	z.Close()
	y, err := zstd.NewWriter(&zst)
	if err != nil {
		f.Fatal(err)
	}
	y.Write(csv)
	y.Close()
	seeds := append(parquetSeeds(f), csv, gz.Bytes(), zst.Bytes(), gz.Bytes()[:20], []byte("{\"persona\":\"p\",\"item\":\"mfq30-01\",\"option\":3}\n"), []byte("PAR1"), nil)
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		piped, opened := readPiped(t, raw)
		kind := "csv"
		switch {
		case bytes.HasPrefix(raw, []byte{0x1f, 0x8b}):
			kind = "csv.gz"
		case bytes.HasPrefix(raw, []byte{0x28, 0xb5, 0x2f, 0xfd}):
			kind = "csv.zst"
		case bytes.HasPrefix(raw, []byte("PAR1")):
			kind = "parquet"
		case bytes.HasPrefix(raw, []byte("{")):
			kind = "jsonl"
		}
		path := fuzzFile(t, "pipe."+kind, raw)
		ds, err := Open([]string{path}, Options{Layout: LayoutLong})
		if (err == nil) != opened {
			if kind == "csv.gz" || kind == "csv.zst" { // what is inside may be JSON
				return
			}
			t.Fatalf("as a file %v; through a pipe opened: %t", err, opened)
		}
		if err != nil {
			return
		}
		if file := byBatches(t, ds); !file.same(piped) {
			t.Fatalf("as a file: %+v\nthrough a pipe: %+v", file, piped)
		}
	})
}

// readPiped reads bytes through a pipe of the system.
func readPiped(t *testing.T, raw []byte) (read asRead, opened bool) {
	r, w, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer r.Close()
	go func() {
		w.Write(raw) // fails where the reader has had enough
		w.Close()
	}()
	path := fmt.Sprintf("/dev/fd/%d", r.Fd())
	ds, err := Open([]string{path}, Options{Layout: LayoutLong})
	if err != nil {
		return asRead{}, false
	}
	read = byBatches(t, ds)
	named := map[string]float64{} // rows without a model are of the pipe's name
	for k, n := range read.counts {
		named[strings.Replace(k, fmt.Sprintf("%q", path), `"pipe"`, 1)] = n
	}
	read.counts = named
	return read, true
}

// A damaged Parquet file names sizes that are not there: it is refused or read in part,
// and takes neither the memory nor the time that it names.
func TestDamagedParquetTakesNoMemory(t *testing.T) {
	seeds := parquetSeeds(t)
	rng := rand.New(rand.NewPCG(1, 1))
	for n := range 600 {
		raw := slices.Clone(seeds[n%len(seeds)])
		for range 1 + rng.IntN(4) {
			i := rng.IntN(len(raw))
			switch rng.IntN(3) {
			case 0:
				raw[i] = byte(rng.Uint32())
			case 1:
				raw[i] ^= 1 << rng.IntN(8)
			default:
				raw = slices.Delete(raw, i, min(len(raw), i+1+rng.IntN(3)))
			}
		}
		path := fuzzFile(t, "a.parquet", raw)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		fuzzBothWays(t, path)
		runtime.ReadMemStats(&after)
		if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 64 {
			t.Errorf("damaged file %d of %d bytes: %d MB taken", n, len(raw), mb)
		}
	}
}

func TestLZ4IsRefused(t *testing.T) {
	type row struct {
		Persona string `parquet:"persona"`
		Item    string `parquet:"item"`
		Option  int32  `parquet:"option"`
	}
	var b bytes.Buffer
	w := parquet.NewGenericWriter[row](&b, parquet.Compression(&parquet.Lz4Raw))
	if _, err := w.Write([]row{{"p", "mfq30-01", 3}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open([]string{fuzzFile(t, "a.parquet", b.Bytes())}, Options{}); err == nil || !strings.Contains(err.Error(), "write it with zstd or snappy") {
		t.Errorf("%v", err)
	}
}
