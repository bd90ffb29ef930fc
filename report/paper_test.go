package report

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func TestWriteIsDeterministicAndReplacesItsOwn(t *testing.T) {
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a"), filepath.Join(dir, "b")
	if err := build(t, recipes[0]).Write(a); err != nil {
		t.Fatal(err)
	}
	old := runtime.GOMAXPROCS(1)
	p := build(t, recipes[0])
	runtime.GOMAXPROCS(old)
	for range 2 { // the second time it replaces the first
		if err := p.Write(b); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	err := filepath.Walk(a, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		n++
		rel, _ := filepath.Rel(a, path)
		x, _ := os.ReadFile(path)
		y, err := os.ReadFile(filepath.Join(b, rel))
		if err != nil {
			return err
		}
		if !bytes.Equal(x, y) {
			t.Errorf("%s differs between two runs", rel)
		}
		if strings.Contains(string(x), dir) {
			t.Errorf("%s holds the output folder", rel)
		}
		return nil
	})
	if err != nil || n < 10 {
		t.Fatalf("%d files, %v", n, err)
	}
	entries, _ := os.ReadDir(dir)
	if len(entries) != 2 {
		t.Errorf("something is left beside the report: %v", entries)
	}
}

func TestWriteLeavesOtherThingsAlone(t *testing.T) {
	p := build(t, recipes[4])
	dir := t.TempDir()
	tests := []struct {
		name string
		make func(dir string) error
		want string
	}{
		{"a file", func(d string) error { return os.WriteFile(d, nil, 0o666) }, "not a directory"},
		{"somebody's folder", func(d string) error {
			return errorsOf(os.Mkdir(d, 0o777), os.WriteFile(filepath.Join(d, "thesis.tex"), []byte("x"), 0o666))
		}, "not a report of inertia"},
		{"another program's manifest", func(d string) error {
			return errorsOf(os.Mkdir(d, 0o777), os.WriteFile(filepath.Join(d, "manifest.json"), []byte(`{"program":"x"}`), 0o666))
		}, "not a report of inertia"},
		{"a note among ours", func(d string) error {
			return errorsOf(p.Write(d), os.WriteFile(filepath.Join(d, "tables", "note.txt"), []byte("x"), 0o666))
		}, "would be lost"},
		{"an empty folder", func(d string) error { return os.Mkdir(d, 0o777) }, ""},
	}
	for i, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			d := filepath.Join(dir, string(rune('a'+i)))
			if err := tt.make(d); err != nil {
				t.Fatal(err)
			}
			err := p.Write(d)
			if tt.want == "" && err != nil || tt.want != "" && (err == nil || !strings.Contains(err.Error(), tt.want)) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}

func errorsOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func TestWriteUnknownFormat(t *testing.T) {
	p := build(t, recipes[4])
	p.formats = []string{"docx"}
	dir := filepath.Join(t.TempDir(), "x")
	if err := p.Write(dir); err == nil || !strings.Contains(err.Error(), "docx") {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a half-written report was left")
	}
}
