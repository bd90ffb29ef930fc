package datasets

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// naiveRatings reads a file of ratings by encoding/csv, a row at a time: what is
// right with a row, or where one is wrong.
func naiveRatings(t *testing.T, path string) (rows []string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bytes.NewReader(raw))
	header, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	for {
		fields, err := r.Read()
		if err == io.EOF {
			return rows
		}
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			rows = append(rows, fmt.Sprint(broken.StartLine, "\twrong"))
			continue
		}
		line, _ := r.FieldPos(0)
		field := func(name string) string { return fields[slices.Index(header, name)] }
		q, qerr := strconv.Atoi(field("question_id"))
		run, rerr := strconv.Atoi(field("run_index"))
		rating, err := strconv.ParseFloat(field("rating"), 64)
		if errors.Join(qerr, rerr, err) != nil || q < 1 || q > 30 || run < 0 || rating < -1 || rating > 5 || rating != float64(int(rating)) || field("persona_id") == "" {
			rows = append(rows, fmt.Sprint(line, "\twrong"))
			continue
		}
		missing := Answered
		if rating < 0 {
			if missing = Unparsed; field("response") == "" {
				missing = Transport
			}
		}
		// Five foundations, the first items of each before the catch item 6.
		item := q
		if q > 5 {
			item++
		}
		if q > 20 {
			item++
		}
		rows = append(rows, fmt.Sprintf("%d\t%q\tmfq30-%02d\t%d\t%d\t%s\t%q", line, field("persona_id"), item, run, int(rating)+1, missing, field("response")))
	}
}

// oddRatings writes ratings as the study's own program does, with rows here and there
// that are spelled in another way or are wrong.
func oddRatings(rng *rand.Rand, rows int) string {
	var b strings.Builder
	end := []string{"\n", "\r\n"}[rng.IntN(2)]
	order := rng.Perm(6)
	put := func(record [6]string) {
		for i, at := range order {
			if i > 0 {
				b.WriteString(",")
			}
			b.WriteString(record[at])
		}
		b.WriteString(end)
	}
	put([6]string{"persona_id", "question_id", "run_index", "rating", "response", "more"})
	pick := func(of ...string) string { return of[rng.IntN(len(of))] }
	for i := range rows {
		record := [6]string{strconv.Itoa(i / 300), strconv.Itoa(1 + i/10%30), strconv.Itoa(1 + i%10), strconv.Itoa(rng.IntN(7) - 1), "", "0"}
		switch rng.IntN(12) {
		case 0:
			record[4] = pick("4", `"two`+end+`lines"`, `"a ""quoted"" word, and a comma"`, `""`, "é", `"`+strings.Repeat("long ", rng.IntN(2000))+`"`)
		case 1:
			record[rng.IntN(4)] = pick("", "x", "31", "0", "-1", "6", "2.0", "2.5", "1e300", "+3", " 3", `"3"`, "NaN")
		case 2:
			record[rng.IntN(6)] = pick(`a"b`, `"a"b`, "1,2")
		case 3:
			b.WriteString(end)
		}
		put(record)
	}
	return b.String()
}

// Rows read in pieces, on any number of cores, as whole answers and as batches, are
// those of a plain reading of the whole file, and what is wrong is at the same places.
func TestRatingsAreReadAsTheyStand(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	rng := rand.New(rand.NewPCG(5, 8))
	rejected := 0
	for try := range 8 {
		dir := t.TempDir()
		var want []string
		for _, model := range []string{"a", "b", "c"} {
			path := filepath.Join(dir, model+".csv")
			if err := os.WriteFile(path, []byte(oddRatings(rng, rng.IntN(4)*(1+try)*700)), 0o644); err != nil {
				t.Fatal(err)
			}
			for _, row := range naiveRatings(t, path) {
				want = append(want, model+"\t"+row)
				if strings.HasSuffix(row, "\twrong") {
					rejected++
				}
			}
		}
		var answers []string // as a tally takes them
		for _, row := range want {
			if f := strings.SplitN(row, "\t", 7); f[len(f)-1] != "wrong" {
				answers = append(answers, strings.Join(append(f[:1], f[2:6]...), "\t"))
			}
		}
		for _, cores := range []int{1, 2, 5} {
			runtime.GOMAXPROCS(cores)
			ds, err := Open([]string{dir}, Options{Layout: LayoutMoralSusceptibility})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for r, err := range ds.Responses {
				model := strings.TrimSuffix(r.File, ".csv")
				if err != nil {
					got = append(got, fmt.Sprint(model, "\t", r.Line, "\twrong"))
					continue
				}
				got = append(got, fmt.Sprintf("%s\t%d\t%q\t%s\t%d\t%d\t%s\t%q", r.Model, r.Line, r.Persona, r.Item, r.Repeat, r.Option, r.Missing, r.Text))
			}
			if at := firstUnlike(got, want); at >= 0 {
				t.Fatalf("%d cores: %d rows, want %d; the first that differ: %q, want %q", cores, len(got), len(want), got[at:min(at+1, len(got))], want[at:min(at+1, len(want))])
			}
			var counted []string
			wrong := 0
			for b, err := range ds.Batches {
				if err != nil {
					t.Fatal(err)
				}
				for i := range b.Units {
					for _, a := range b.Of(i) {
						option := int(a.Code)
						if _, missing := a.Reason(); missing {
							option = 0
						}
						counted = append(counted, fmt.Sprintf("%s\t%q\t%s\t%d\t%d", b.Units[i].Model, b.Units[i].Persona, ds.Questions[a.Question].Item, a.Repeat, option))
					}
				}
				wrong += len(b.Rejected)
			}
			if at := firstUnlike(counted, answers); at >= 0 || wrong != len(want)-len(answers) {
				t.Fatalf("%d cores: %d answers in batches and %d wrong, want %d and %d", cores, len(counted), wrong, len(answers), len(want)-len(answers))
			}
		}
	}
	if rejected < 300 {
		t.Errorf("only %d wrong rows were tried", rejected)
	}
}

// firstUnlike is where two lists differ first; -1 when they do not.
func firstUnlike(a, b []string) int {
	for i := range max(len(a), len(b)) {
		if i >= min(len(a), len(b)) || a[i] != b[i] {
			return i
		}
	}
	return -1
}

// A quote that is never closed is told where it is opened; what came before stays.
func TestRatingsWithAnOpenQuote(t *testing.T) {
	path := filepath.Join(t.TempDir(), "m.csv")
	text := "persona_id,question_id,run_index,rating,response\n0,1,1,5,\n0,1,2,5,\"and\nso\non\n"
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	_, got, bad := read(t, path, Options{})
	if len(got) != 1 || len(bad) != 1 || !strings.HasPrefix(bad[0], "m.csv:3: a quote is opened here and never closed") {
		t.Errorf("%d answers, errors %q", len(got), bad)
	}
}

// Whatever the file, whole answers and batches agree, and nothing panics.
func FuzzRatings(f *testing.F) {
	rng := rand.New(rand.NewPCG(9, 8))
	for range 4 {
		f.Add([]byte(oddRatings(rng, 30)))
	}
	f.Add([]byte("question_id,rating,persona_id,run_index\r\n1,0,p,1\r\n30,5,,1\r\n31,-1,p,2\r\n7,4,p,123456789\n7,4,p,1234567890\n7,4,p\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		path := fuzzFile(t, "a.csv", raw)
		open := func() (*Dataset, error) { return Open([]string{path}, Options{Layout: LayoutMoralSusceptibility}) }
		ds, err := open()
		if err != nil {
			return
		}
		whole := byResponses(t, ds)
		if ds, err = open(); err != nil {
			t.Fatalf("opened once, and not again: %v", err)
		}
		if batches := byBatches(t, ds); !whole.same(batches) {
			t.Fatalf("whole answers: %+v\nby batches: %+v", whole, batches)
		}
	})
}
