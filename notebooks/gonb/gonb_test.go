package gonb

import (
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestFindClone(t *testing.T) {
	clone, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{".", "..", filepath.Join("..", ".."), filepath.Join("gopls")} {
		if got, err := FindClone(from); err != nil || got != clone {
			t.Errorf("from %s: %s, %v", from, got, err)
		}
	}
	other := t.TempDir()
	if _, err := FindClone(other); !errors.Is(err, ErrNoClone) {
		t.Errorf("%v", err)
	}
	// The module without its notebooks is no clone to run them from.
	if err := os.WriteFile(filepath.Join(other, "go.mod"), []byte("module inertia\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := FindClone(other); !errors.Is(err, ErrNoClone) {
		t.Errorf("%v", err)
	}
}

// The programs are those that the module pins, and are built once.
func TestBuild(t *testing.T) {
	cache := t.TempDir()
	said := 0
	o := Options{Clone: filepath.Join("..", ".."), Cache: cache, Say: func(string) { said++ }}
	var tools *Tools
	for range 2 {
		var err error
		if tools, err = Build(t.Context(), o); err != nil {
			t.Fatal(err)
		}
	}
	if said != 1 {
		t.Errorf("built %d times", said)
	}
	out, err := exec.Command("go", "version", "-m", filepath.Join(tools.Kernel, "gonb")).Output()
	if err != nil || !strings.Contains(string(out), "github.com/janpfeifer/gonb\tv0.11.1") {
		t.Errorf("%v: %s", err, out)
	}
	if entries, err := os.ReadDir(cache); err != nil || len(entries) != 1 {
		t.Errorf("the cache holds %v, %v", entries, err)
	}
	pinned, err := goCommand(t.Context(), "gopls", "list", "-m", goplsPackage)
	if err != nil || strings.TrimSpace(string(pinned)) != goplsPackage+" v0.20.0" {
		t.Errorf("gopls is pinned as %q, %v", pinned, err)
	}
	o.Clone = t.TempDir()
	if _, err := Build(t.Context(), o); err == nil || !strings.Contains(err.Error(), "versions of gonb cannot be read") {
		t.Errorf("no module: %v", err)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Build(t.Context(), o); err == nil || !strings.Contains(err.Error(), "install Go from") {
		t.Errorf("no go: %v", err)
	}
}

func TestEnviron(t *testing.T) {
	tools := &Tools{Kernel: "/cache/gonb", Editor: "/cache/gopls", Go: "/opt/go/bin"}
	got := tools.Environ([]string{"HOME=/h", "PATH=/bin", "GOFLAGS=-mod=mod -buildvcs=false", "GOWORK=/x/go.work", "GONB_PIPE=/p", "TMPDIR=/t"})
	want := []string{"HOME=/h", "GOFLAGS=-buildvcs=false", "PATH=/cache/gonb:/cache/gopls:/bin:/opt/go/bin"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := tools.Environ([]string{"GOFLAGS=-mod=vendor"}); len(got) != 1 {
		t.Errorf("%q", got)
	}
}

func TestDataDir(t *testing.T) {
	t.Setenv("JUPYTER_DATA_DIR", "/some/where")
	if got, err := DataDir(); err != nil || got != "/some/where" {
		t.Errorf("%s, %v", got, err)
	}
	t.Setenv("JUPYTER_DATA_DIR", "")
	t.Setenv("XDG_DATA_HOME", "/data")
	t.Setenv("HOME", "/h")
	if got, err := DataDir(); err != nil || got != "/data/jupyter" && got != "/h/Library/Jupyter" {
		t.Errorf("%s, %v", got, err)
	}
}

func TestRegister(t *testing.T) {
	data := t.TempDir()
	first := &Tools{Kernel: "/cache/one", Go: "/go/bin"}
	file, err := first.Register(data, false)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := (&Tools{Kernel: "/cache/two", Go: "/go/bin"}).Register(data, false); err != nil {
		t.Fatalf("our own kernel is not replaced: %v", err)
	}
	var spec kernelSpec
	raw, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, &spec); err != nil {
		t.Fatal(err)
	}
	if file != filepath.Join(data, "kernels", "gonb", "kernel.json") || spec.Argv[0] != "/cache/two/gonb" || spec.Env["PATH"] != "/cache/two:${PATH}:/go/bin" || spec.InterruptMode != "message" {
		t.Errorf("%s: %+v", file, spec)
	}
	if entries, err := os.ReadDir(filepath.Dir(file)); err != nil || len(entries) != 1 {
		t.Errorf("%v, %v", entries, err)
	}
	// One that somebody else registered stays, unless it is to be replaced.
	const theirs = `{"argv": ["/their/gonb"]}`
	if err := os.WriteFile(file, []byte(theirs), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := first.Register(data, false); !errors.Is(err, ErrOtherKernel) {
		t.Errorf("%v", err)
	}
	if raw, _ := os.ReadFile(file); string(raw) != theirs {
		t.Error("their kernel changed")
	}
	if _, err := first.Register(data, true); err != nil {
		t.Error(err)
	}
}
