package show

import (
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/janpfeifer/gonb/cache"
)

// answersCSV are two models' answers under three personas.
const answersCSV = `model,persona,item,option
model-a,1,mfq30-01,5
model-a,2,mfq30-01,4
model-a,3,mfq30-01,5
model-a,,mfq30-01,5
model-a,1,mfq30-02,2
model-a,2,mfq30-02,9
model-b,1,mfq30-01,1
model-b,2,mfq30-01,
`

// To import GoNB's cache is to make its default folder, named for the working folder.
func TestMain(m *testing.M) {
	here, err := os.Getwd()
	if err != nil {
		panic(err)
	}
	name := fnv.New64a()
	name.Write([]byte(here))
	code := m.Run()
	os.RemoveAll(filepath.Join(os.TempDir(), fmt.Sprintf("gonb_cache_%X", name.Sum64())))
	os.Exit(code)
}

// withStorage gives a test a cache of its own.
func withStorage(t *testing.T) *cache.Storage {
	t.Helper()
	s, err := cache.New(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	before := storage
	storage = func() *cache.Storage { return s }
	t.Cleanup(func() { storage = before })
	return s
}

func openedForTest(t *testing.T) (*Study, error) {
	t.Helper()
	withStorage(t)
	path := filepath.Join(t.TempDir(), "answers.csv")
	if err := os.WriteFile(path, []byte(answersCSV), 0o644); err != nil {
		t.Fatal(err)
	}
	return open([]string{path})
}

// What comes from the cache is what reading gives, rows that were set aside
// included, and a changed file is read anew.
func TestOpenKeepsAnswers(t *testing.T) {
	s := withStorage(t)
	path := filepath.Join(t.TempDir(), "answers.csv")
	write := func(text string) {
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(answersCSV)
	read, err := open([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	keys, _ := s.ListKeys()
	if len(keys) != 1 {
		t.Fatalf("%d results kept, want the answers", len(keys))
	}
	again, err := open([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	if a, b := read.contents(nil).text(), again.contents(nil).text(); a != b || !strings.Contains(a, "1 row set aside") {
		t.Errorf("read\n%s\nkept\n%s", a, b)
	}
	a, _ := read.measure("inertia,top2,profile", nil)
	b, err := again.measure("inertia,top2,profile", nil)
	if err != nil || len(a) == 0 || estimateGrid(a, nil).text() != estimateGrid(b, nil).text() {
		t.Errorf("%v: estimates of read and kept answers differ", err)
	}
	write(strings.Replace(answersCSV, "1,mfq30-01,5", "1,mfq30-01,1", 1))
	changed, err := open([]string{path})
	if err != nil {
		t.Fatal(err)
	}
	if changed.key == read.key || slices.Equal(changed.Frame().Col("option").Records(), read.Frame().Col("option").Records()) {
		t.Error("a changed file gives what was kept of the old one")
	}
}

// Every option is part of the key, and so is what was chosen of the study.
func TestMeasureKeepsByOptions(t *testing.T) {
	study := Must(openedForTest(t))
	s := storage()
	before, _ := s.ListKeys()
	for range 2 {
		study.Measure("inertia")
		study.Measure("inertia", Resamples(7))
		study.Measure("inertia", BySeed())
		study.Only("model", "model-a").Measure("inertia")
	}
	after, _ := s.ListKeys()
	if len(after)-len(before) != 4 {
		t.Errorf("%d results kept, want 4", len(after)-len(before))
	}
}

// A file cut short, as by two writers, is computed anew.
func TestKeptSurvivesDamage(t *testing.T) {
	s := withStorage(t)
	n := 0
	compute := func() ([]string, error) { n++; return []string{"a", "b"}, nil }
	for range 2 {
		if _, err := kept("k", compute); err != nil {
			t.Fatal(err)
		}
	}
	if n != 1 {
		t.Fatalf("computed %d times", n)
	}
	if err := s.Save("k", 3.14); err != nil {
		t.Fatal(err)
	}
	if got, err := kept("k", compute); err != nil || len(got) != 2 || n != 2 {
		t.Errorf("after damage: %v, %v, computed %d times", got, err, n)
	}
}

func TestOnly(t *testing.T) {
	study := Must(openedForTest(t))
	part := study.Only("model", "model-a")
	if got := part.Models(); !slices.Equal(got, []string{"model-a"}) {
		t.Errorf("models %v", got)
	}
	if got := study.Models(); !slices.Equal(got, []string{"model-a", "model-b"}) {
		t.Errorf("the whole lost models: %v", got)
	}
	if part.Model("") != "model-a" || study.Dimension("Harm") != "Harm" {
		t.Error("names that are there are not found")
	}
}

// The bundled study opens in the time that a cell has.
func TestOpenBundled(t *testing.T) {
	begun := time.Now()
	study := Open("")
	if len(study.Models()) < 5 || study.Model("") != "paper-like" {
		t.Errorf("models %v", study.Models())
	}
	t.Logf("opened in %v", time.Since(begun))
	if first := OpenFirst("", "no-such-file"); first.Answers != study.Answers {
		t.Error("the first that is there is not the one opened")
	}
}
