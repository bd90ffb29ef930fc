package datasets

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// read opens and reads a file whole.
func read(t *testing.T, path string, o Options) (ds *Dataset, answers []Response, bad []string) {
	t.Helper()
	ds, err := Open([]string{path}, o)
	if err != nil {
		t.Fatal(err)
	}
	for r, err := range ds.Responses {
		var row *RowError
		switch {
		case errors.As(err, &row):
			bad = append(bad, err.Error())
		case err != nil:
			t.Fatal(err)
		default:
			answers = append(answers, r)
		}
	}
	return ds, answers, bad
}

func TestLongCSV(t *testing.T) {
	path := written(t, "gpt-x.csv", "option,item,persona,seed,mood,text\n"+
		"3,mfq30-01,p1,111,good,plain\r\n"+
		"4.0,mfq30-02,p1,111,,\"two\nlines, \"\"quoted\"\"\"\n"+
		"\n"+
		",mfq30-03,p1,111,,\n"+
		"5,mfq30-01,,,,\n"+
		"5,mfq30-01,,,,")
	ds, got, bad := read(t, path, Options{})
	if len(bad) > 0 || len(got) != 5 {
		t.Fatalf("%d answers, %q", len(got), bad)
	}
	if got[0].Model != "gpt-x" || got[0].Option != 3 || got[0].Seed != 111 || got[0].Persona != "p1" || got[0].Repeat != 1 || got[0].Variant != DefaultVariant {
		t.Errorf("first answer %+v", got[0])
	}
	if got[1].Option != 4 || got[1].Text != "two\nlines, \"quoted\"" {
		t.Errorf("second answer %+v", got[1])
	}
	if got[2].Missing != Unparsed || got[2].Line != 6 {
		t.Errorf("third answer %+v", got[2])
	}
	if !got[3].Baseline() || got[4].Repeat != 2 {
		t.Errorf("baseline %+v, %+v", got[3], got[4])
	}
	if !slices.ContainsFunc(ds.Notices, func(n string) bool { return strings.Contains(n, "unknown columns left out: mood") }) {
		t.Errorf("notices %q", ds.Notices)
	}
}

func TestLongRowsSetAside(t *testing.T) {
	for _, c := range []struct{ name, rows, want string }{
		{"option too high", "p1,mfq30-01,7\n", "a.csv:2: option 7 is outside 1..6"},
		{"option zero", "p1,mfq30-01,0\n", "a.csv:2: option 0 is outside 1..K; options count from 1: add 1"},
		{"option no number", "p1,mfq30-01,B\n", "a.csv:2: option \"B\" is not a whole number; options are numbers from 1"},
		{"unknown item", "p1,mfq30-99,3\n", "a.csv:2: unknown item \"mfq30-99\"; known are mfq30-01"},
		{"old letters", "m\xf6del,mfq30-01,3\n", "a.csv:2: persona \"m\\xf6del\" is not UTF-8; save"},
		{"no item", "p1,,3\n", "a.csv:2: no item"},
		{"too few fields", "p1,mfq30-01\n", "a.csv:2: 2 fields, the header has 3"},
		{"too many fields", "p1,mfq30-01,3,4\n", "a.csv:2: 4 fields"},
		{"stray quote", "p1,mfq\"30-01,3\n", "a.csv:2: a quote inside an unquoted field"},
		{"text after quote", "\"p1\"x,mfq30-01,3\n", "a.csv:2: text after a closing quote"},
		{"open quote", "p2,mfq30-01,3\n\"p1,mfq30-01,3\np3,mfq30-01,3\n", "a.csv:3: a quote is opened here and never closed: this row and the 1 lines after it"},
	} {
		_, got, bad := read(t, written(t, "a.csv", "persona,item,option\n"+c.rows), Options{})
		if len(bad) != 1 || !strings.Contains(bad[0], c.want) {
			t.Errorf("%s: %d answers, errors %q, want %q", c.name, len(got), bad, c.want)
		}
	}
}

func TestLongFilesRefused(t *testing.T) {
	for _, c := range []struct{ name, file, text, want string }{
		{"empty", "a.csv", "", ":1: the file is empty"},
		{"missing columns", "a.csv", "persona,answer\n", ":1: no column item, option"},
		{"answers by another name", "a.csv", "persona,item,answer\np1,mfq30-01,3\n", `; there are "persona", "item", "answer"`},
		{"bars", "a.csv", "persona|item|option\np1|mfq30-01|3\n", `separated by "|" and need commas`},
		{"twice but for a capital", "a.csv", "Item,persona,Item,option\n", `column "Item" is there twice`},
		{"a column an item", "a.csv", "persona;mfq30-01;mfq30-02;mfq30-03\np1;3;4;5\n", "no column item, option; needs at least persona, item, option; there are \"persona\", \"mfq30-01\", \"mfq30-02\", \"mfq30-03\"; needs a row an answer"},
		{"old line ends", "a.csv", "persona,item,option\rp1,mfq30-01,3\rp2,mfq30-01,3\r", "end in CR alone"},
		{"column twice", "a.csv", "persona,item,option,item\n", "there twice"},
		{"binary", "a.csv", "\x00\x01\x02,\x00\n", "no text file"},
		{"other kind", "a.xlsx", "PK", "not a known kind of file"},
		{"no gzip", "a.csv.gz", "plain", "not gzip data"},
		{"no zstd", "a.csv.zst", "plain", "zst"},
		{"no Parquet", "a.parquet", "PAR1", "not a Parquet file"},
		{"no JSON", "a.jsonl", "hello\n", "not a JSON object"},
		{"empty JSON", "a.jsonl", "\n", "the file is empty"},
	} {
		if _, err := Open([]string{written(t, c.file, c.text)}, Options{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v does not say %q", c.name, err, c.want)
		}
	}
	if _, err := Open([]string{filepath.Join(t.TempDir(), "none.csv")}, Options{}); err == nil || !strings.Contains(err.Error(), "not there") {
		t.Errorf("missing file: %v", err)
	}
}

// A file cut off inside its compression gives what was there and says so.
func TestLongCutOffGzip(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	fmt.Fprintln(z, "persona,item,option")
	rng := rand.New(rand.NewPCG(1, 1))
	for i := range 50000 {
		fmt.Fprintf(z, "p%d-%d,mfq30-01,%d\n", i, rng.Uint64(), 1+i%6)
	}
	z.Close()
	// Wherever it is cut: within a row, within what only looks like a row, after the last one.
	for _, keep := range []int{b.Len() / 2, b.Len()/2 + 1, b.Len()/2 + 2, b.Len()/2 + 3, b.Len() - 4} {
		_, got, bad := read(t, written(t, "a.csv.gz", string(b.Bytes()[:keep])), Options{})
		if len(got) == 0 || len(bad) != 1 || !strings.Contains(bad[0], "a.csv.gz:") || !strings.Contains(bad[0], "cut off here") {
			t.Errorf("%d of %d bytes: %d answers, errors %q", keep, b.Len(), len(got), bad)
		}
		if n := slices.IndexFunc(got, func(r Response) bool { return r.Missing != "" }); n >= 0 {
			t.Errorf("%d of %d bytes: half a row is an answer: %+v", keep, b.Len(), got[n])
		}
	}
}

func TestLongDuplicates(t *testing.T) {
	rows := []string{"p1,mfq30-01,1,3", "p1,mfq30-01,1,3", "p1,mfq30-02,1,3", "p1,mfq30-02,1,4", "p1,mfq30-03,1,2", "p1,mfq30-03,2,5"}
	for range 2 {
		_, got, bad := read(t, written(t, "a.csv", "persona,item,repeat,option\n"+strings.Join(rows, "\n")+"\n"), Options{})
		options := map[string][]int{}
		for _, r := range got {
			options[r.Item] = append(options[r.Item], r.Option)
			if r.Item == "mfq30-02" && r.Missing != Duplicate {
				t.Errorf("a contradiction counts: %+v", r)
			}
		}
		slices.Sort(options["mfq30-03"])
		if len(bad) > 0 || fmt.Sprint(options) != "map[mfq30-01:[3] mfq30-02:[0 0] mfq30-03:[2 5]]" {
			t.Errorf("options %v, errors %q", options, bad)
		}
		slices.Reverse(rows)
	}
}

func TestLongPersonas(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{
		"personas.csv": "persona,religion\np1,Hindu\n",
		"a.csv":        "persona,item,option,persona.age\np1,mfq30-01,3,40\np2,mfq30-01,4,50\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ds, _, _ := read(t, filepath.Join(dir, "a.csv"), Options{})
	if got := strings.Join(ds.Personas.Attributes, ","); got != "religion,age" {
		t.Errorf("attributes %s", got)
	}
	index := ds.Personas.Index()
	if index[PersonaKey{0, "p1"}].Attributes["religion"] != "Hindu" || index[PersonaKey{0, "p2"}].Attributes["age"] != "50" {
		t.Errorf("personas %+v", ds.Personas.Rows)
	}
}

// What is written in one format is read back from any other.
func TestLongRoundTrip(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 3))
	var rows []Response
	texts := []string{"", "plain", "=cmd()|' /C calc'!A0", "'+1", "two\nlines", "a \"quote\", a comma", "-3", "ünïcode ≥", "'"}
	for i := range 400 {
		r := Response{Model: []string{"m1", "=m2"}[i%2], Variant: DefaultVariant, Seed: int64(i % 3), Persona: []string{"", "-p1", "p2"}[i%3],
			Item: fmt.Sprintf("mfq30-%02d", 1+i%5), Repeat: 1 + i, Position: i % 4, Text: texts[i%len(texts)], LatencyMS: float64(i%2) * 1.5, Request: texts[(i+1)%len(texts)]}
		if r.Option = rng.IntN(7); r.Option == 0 {
			r.Missing = MissingReasons[i%4]
		}
		if i%7 == 0 {
			r.P = []float64{.1, .2, .3, .4, 0, 0}
		}
		rows = append(rows, r)
	}
	source := &Dataset{Responses: func(yield func(Response, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}}
	plain := func(r Response) string {
		r.File, r.Line = "", 0
		if len(r.P) == 0 || slices.Max(r.P) == 0 {
			r.P = nil
		}
		return fmt.Sprintf("%+v", r)
	}
	dir := t.TempDir()
	for _, name := range []string{"a.csv", "a.csv.gz", "a.csv.zst", "a.jsonl", "a.jsonl.zst", "a.parquet"} {
		path := filepath.Join(dir, name)
		report, err := WriteLong(path, source)
		if err != nil || report.Rows != len(rows) {
			t.Fatalf("%s: %+v, %v", name, report, err)
		}
		_, got, bad := read(t, path, Options{})
		if len(bad) > 0 || len(got) != len(rows) {
			t.Fatalf("%s: %d answers of %d, errors %q", name, len(got), len(rows), bad)
		}
		for i := range rows {
			if plain(got[i]) != plain(rows[i]) {
				t.Errorf("%s row %d:\n got %s\nwant %s", name, i, plain(got[i]), plain(rows[i]))
				break
			}
		}
	}
	left, _ := filepath.Glob(filepath.Join(dir, ".*"))
	if len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestWriteLongRefuses(t *testing.T) {
	counts := &Dataset{Responses: func(yield func(Response, error) bool) {
		yield(Response{Model: "m", Dimension: "Harm", Instrument: "mfq30", N: 5, Pooled: true, Option: 3}, nil)
	}}
	dir := t.TempDir()
	if _, err := WriteLong(filepath.Join(dir, "a.csv"), counts); err == nil || !strings.Contains(err.Error(), "counts without personas") {
		t.Errorf("counts: %v", err)
	}
	if _, err := WriteLong(filepath.Join(dir, "a.txt"), counts); err == nil || !strings.Contains(err.Error(), "not a known kind") {
		t.Errorf("other kind: %v", err)
	}
	if left, _ := os.ReadDir(dir); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

// Chunks are cut at record ends wherever quotes fall.
func TestLongCSVInManyChunks(t *testing.T) {
	var b strings.Builder
	b.WriteString("persona,item,option,text\n")
	const n = 60000
	for i := range n {
		text := "short"
		if i%997 == 0 {
			text = "\"" + strings.Repeat("line, with a \"\"quote\"\"\n", 40) + "\""
		}
		fmt.Fprintf(&b, "p%d,mfq30-01,%d,%s\n", i, 1+i%6, text)
	}
	_, got, bad := read(t, written(t, "a.csv", b.String()), Options{})
	if len(bad) > 0 || len(got) != n {
		t.Fatalf("%d answers of %d, errors %.200q", len(got), n, bad)
	}
	for i, r := range got {
		if r.Persona != fmt.Sprintf("p%d", i) || r.Option != 1+i%6 {
			t.Fatalf("answer %d is %+v", i, r)
		}
	}
	last := got[n-1]
	if want := strings.Count(b.String(), "\n"); last.Line != want {
		t.Errorf("last line %d, want %d", last.Line, want)
	}
}

func FuzzLongCSV(f *testing.F) {
	for _, s := range []string{"persona,item,option\np,mfq30-01,3\n", "persona,item,option\n\"p,mfq30-01,3", "\xef\xbb\xbfpersona,item,option,p1,persona.x\n'=a,mfq30-01,,0.5,\"q\"\"\"\n", "persona,item,option,repeat\np,mfq30-01,3,1\np,mfq30-01,4,1\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) { fuzzRead(t, "a.csv", raw) })
}

func FuzzLongJSONL(f *testing.F) {
	f.Add([]byte("{\"persona\":\"p\",\"item\":\"mfq30-01\",\"option\":3}\n{\"persona\":null}\n[]\n"))
	f.Fuzz(func(t *testing.T, raw []byte) { fuzzRead(t, "a.jsonl", raw) })
}

func fuzzRead(t *testing.T, name string, raw []byte) {
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, raw, 0o644); err != nil {
		t.Fatal(err)
	}
	ds, err := Open([]string{path}, Options{Layout: LayoutLong})
	if err != nil {
		return
	}
	for r, err := range ds.Responses {
		if err == nil && (r.Option < 0 || r.Option > 6 || r.Item == "") {
			t.Fatalf("%+v", r)
		}
	}
}

// BenchmarkReadLongCSV reads a paper-sized file: 7 models x 3 seeds x 200 personas
// x 87 items.
func BenchmarkReadLongCSV(b *testing.B) {
	var text strings.Builder
	text.WriteString("model,seed,persona,item,option\n")
	for m := range 7 {
		for _, seed := range []int{111, 333, 555} {
			for p := range 200 {
				for _, in := range Instruments() {
					for i, it := range in.Scored() {
						fmt.Fprintf(&text, "model-%d,%d,%d,%s,%d\n", m, seed, p, it, 1+(i+p)%6)
					}
				}
			}
		}
	}
	path := filepath.Join(b.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte(text.String()), 0o644); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(text.Len()))
	for b.Loop() {
		ds, err := Open([]string{path}, Options{})
		if err != nil {
			b.Fatal(err)
		}
		n := 0
		for _, err := range ds.Responses {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 7*3*200*87 {
			b.Fatal(n)
		}
	}
}
