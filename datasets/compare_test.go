package datasets_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"inertia/datasets"
)

// study writes a folder with one answer of each of two personas, described as
// given.
func study(t *testing.T, name, religionOfOne, option string) *datasets.Dataset {
	t.Helper()
	dir := filepath.Join(t.TempDir(), name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	for file, text := range map[string]string{
		"answers.csv":  "model,seed,persona,item,option\nm,1,1,mfq30-01," + option + "\nm,1,2,mfq30-01,2\nm,,,mfq30-01,3\n",
		"personas.csv": "persona,seed,religion\n1,1," + religionOfOne + "\n2,1,none\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	ds, err := datasets.Open([]string{dir}, datasets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	return ds
}

func rowsOf(t *testing.T, ds *datasets.Dataset) []string {
	t.Helper()
	var out []string
	for r, err := range ds.Responses {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, strings.Join([]string{r.Model, r.Persona, string(rune('0' + r.Option))}, "|"))
	}
	return out
}

// What a study found about its server goes by the study's name too.
func TestCompareKeepsReplications(t *testing.T) {
	before, after := study(t, "before", "Hindu", "1"), study(t, "after", "Hindu", "4")
	after.Replications = []datasets.Replication{{Model: "m", Questions: 5, Text: 2}}
	got := datasets.Compare(before, after).Replications
	if len(got) != 1 || got[0].Model != "m (after)" || got[0].Text != 2 || after.Replications[0].Model != "m" {
		t.Errorf("%+v", got)
	}
}

func TestCompareNamesModelsByStudy(t *testing.T) {
	ds := datasets.Compare(study(t, "before", "Hindu", "1"), study(t, "after", "Hindu", "4"))
	want := []string{"m (before)|1|1", "m (before)|2|2", "m (before)||3", "m (after)|1|4", "m (after)|2|2", "m (after)||3"}
	for range 2 { // the answers can be read again
		if got := rowsOf(t, ds); !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
		if len(ds.Personas.Rows) != 2 || !slices.Equal(ds.Personas.Attributes, []string{"religion"}) {
			t.Errorf("personas %+v", ds.Personas)
		}
	}
	if ds.Compared == nil || *ds.Compared != [2]string{"before", "after"} || ds.Files[0].Name != "before/answers.csv" {
		t.Errorf("%v %v", ds.Compared, ds.Files)
	}
}

func TestPersonasOfOneNumberThatDifferAreKeptApart(t *testing.T) {
	ds := datasets.Compare(study(t, "before", "Hindu", "1"), study(t, "after", "Buddhist", "4"))
	if got := rowsOf(t, ds); got[3] != "m (after)|after: 1|4" {
		t.Errorf("got %q", got)
	}
	if len(ds.Personas.Rows) != 4 || len(ds.Notices) == 0 || !strings.Contains(ds.Notices[0], "independent draws") {
		t.Errorf("%+v, %q", ds.Personas, ds.Notices)
	}
}

func TestStudiesOfOneNameAreToldApart(t *testing.T) {
	ds := datasets.Compare(study(t, "s", "Hindu", "1"), study(t, "s", "Hindu", "4"))
	if got := rowsOf(t, ds); got[0] != "m (s, first)|1|1" || got[3] != "m (s, second)|1|4" {
		t.Errorf("got %q", got)
	}
}

// Two folders are two studies, two shards of a collected study are one.
func TestWhatIsCompared(t *testing.T) {
	dir := t.TempDir()
	folder := func(name, studyJSON string) string {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(path, 0o755); err != nil {
			t.Fatal(err)
		}
		if studyJSON != "" {
			if err := os.WriteFile(filepath.Join(path, "study.json"), []byte(studyJSON), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		return path
	}
	plain, other := folder("a", ""), folder("b", `{"model":"m"}`)
	one, two := folder("one", `{"shard":"1/2"}`), folder("two", `{"shard":"2/2"}`)
	for _, c := range []struct {
		name  string
		paths []string
		want  bool
	}{
		{"two folders", []string{plain, other}, true},
		{"two shards", []string{one, two}, false},
		{"a shard and a study", []string{plain, one}, true},
		{"three folders", []string{plain, other, one}, false},
		{"a folder and what is not there", []string{plain, filepath.Join(dir, "none")}, false},
	} {
		if got := datasets.AreStudies(c.paths); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
