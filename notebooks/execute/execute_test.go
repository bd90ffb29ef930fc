package execute

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"inertia/notebooks/gonb"
	"inertia/notebooks/ipynb"
	"inertia/notebooks/kernel"
)

// goCells is a notebook of a title and the given code cells, with a setting applied.
func goCells(t *testing.T, sources ...string) *ipynb.Notebook {
	t.Helper()
	nb := &ipynb.Notebook{Minor: 5, Cells: []*ipynb.Cell{{Kind: ipynb.Markdown, Source: "# Title"}}}
	for _, s := range sources {
		nb.Cells = append(nb.Cells, &ipynb.Cell{Kind: ipynb.Code, Source: s})
	}
	return nb
}

// options run a notebook with GoNB in a temporary folder that only this test uses.
func options(t *testing.T, limit time.Duration) Options {
	t.Helper()
	tools, err := gonb.Build(t.Context(), gonb.Options{Clone: filepath.Join("..", ".."), Say: func(what string) { t.Log(what) }})
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()                // of the notebook, not among what is looked at
	dir, err := os.MkdirTemp("", "run-") // short: sockets are in it
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	t.Setenv("TMPDIR", dir)
	return Options{Kernel: kernel.Spec{Argv: tools.Argv(), Dir: folder, Env: tools.Environ(os.Environ())}, Timeout: limit}
}

// left are the temporary files that a run left.
func left(t *testing.T) int {
	t.Helper()
	entries, err := os.ReadDir(os.Getenv("TMPDIR"))
	if err != nil {
		t.Fatal(err)
	}
	return len(entries)
}

func TestOutputsAndParameters(t *testing.T) {
	nb := goCells(t, "var n = 1", "%%\nfmt.Println(\"n is\", n+1)\nfmt.Fprintln(os.Stderr, \"said\")", "", "!echo from the shell")
	nb.Cells[1].Metadata = map[string]rawJSON{"tags": rawJSON(`["parameters"]`)}
	if err := nb.SetParameters([]ipynb.Setting{{Name: "n", Value: "41"}}); err != nil {
		t.Fatal(err)
	}
	var begun []int
	o := options(t, 5*time.Minute)
	o.Begin = func(cell int, first string) { begun = append(begun, cell) }
	if err := Notebook(t.Context(), nb, o); err != nil {
		t.Fatal(err)
	}
	printed := map[string]string{}
	for _, out := range nb.Cells[3].Outputs {
		printed[out.Stream] += out.Text
	}
	if printed["stdout"] != "n is 42\n" || printed["stderr"] != "said\n" {
		t.Errorf("the cell put out %q", printed)
	}
	if got := nb.Cells[5].Outputs; len(got) != 1 || got[0].Text != "from the shell\n" {
		t.Errorf("the shell put out %+v", got)
	}
	if nb.Cells[3].Count != 3 || nb.Cells[4].Count != 0 || len(begun) != 4 {
		t.Errorf("counts %d and %d; begun %v; the empty cell is not run", nb.Cells[3].Count, nb.Cells[4].Count, begun)
	}
	if n := left(t); n != 0 {
		t.Errorf("%d temporary files are left", n)
	}
}

// A cell that fails ends the run with its number, its first line, and why.
func TestFailingCells(t *testing.T) {
	const fine = "func f() int { return 1 }"
	for _, c := range []struct{ name, source, says string }{
		{"does not compile", "%%\nx := f()\nfmt.Println(x, undefinedName)", "cell 3 (x := f()): line 3: undefined: undefinedName"},
		{"is no Go", "%%\nx := := 3", "cell 3 (x := := 3): "},
		{"panics", "%%\nvar list []int\nlist[f()] = 2", "panic: runtime error: index out of range [1] with length 0"},
		{"exits", "%%\nfmt.Fprintln(os.Stderr, \"error: no column persona\")\nos.Exit(3)", "error: no column persona (exit status 3)"},
		{"exits without a word", "%%\nos.Exit(2)", "its program ended with exit status 2 and wrote no error"},
		{"shell fails", "!ls /no/such/folder", "No such file or directory (exit status"},
		{"asks for input", "%with_inputs\n!read -r line", "asks for input"},
		{"breaks an earlier cell", "type f int\n%%\n_ = f", "cell 3 (type f int): "},
	} {
		t.Run(c.name, func(t *testing.T) {
			nb := goCells(t, fine, c.source, "%%\nfmt.Println(\"not reached\")")
			err := Notebook(t.Context(), nb, options(t, 5*time.Minute))
			var cell *CellError
			if !errors.As(err, &cell) || cell.Cell != 3 || !strings.Contains(err.Error(), c.says) {
				t.Errorf("%v\ndoes not say\n%s", err, c.says)
			}
			if err != nil && strings.ContainsAny(err.Error(), "\x1b") {
				t.Errorf("%q has colours", err)
			}
			if len(nb.Cells[3].Outputs) != 0 {
				t.Error("the next cell was run")
			}
			if n := left(t); n != 0 {
				t.Errorf("%d temporary files are left", n)
			}
		})
	}
}

// A cell that hangs is stopped at the limit, with what it started.
func TestHangingCell(t *testing.T) {
	nb := goCells(t, "!sleep 987654321 & sleep 987654321")
	begun := time.Now()
	err := Notebook(t.Context(), nb, options(t, 2*time.Second))
	var limit *TimeoutError
	if !errors.As(err, &limit) || !strings.Contains(err.Error(), "cell 2 (!sleep 987654321 & sleep 987654321): stopped, since it ran longer than 2s") {
		t.Errorf("%v", err)
	}
	if took := time.Since(begun); took > 30*time.Second {
		t.Errorf("stopping took %s", took)
	}
	if out, err := exec.Command("pgrep", "-f", "sleep 987654321").Output(); err == nil {
		t.Errorf("still running: %s", out)
	}
	if n := left(t); n != 0 {
		t.Errorf("%d temporary files are left", n)
	}
}

// A kernel that is killed in mid-run is told as that; so is an interrupt.
func TestKernelDiesAndInterrupt(t *testing.T) {
	nb := goCells(t, "!kill -KILL $PPID; sleep 5")
	err := Notebook(t.Context(), nb, options(t, time.Minute))
	var died *kernel.DiedError
	if !errors.As(err, &died) || !strings.Contains(err.Error(), "the kernel ended (signal: killed)") {
		t.Errorf("%v", err)
	}
	if n := left(t); n != 0 {
		t.Errorf("%d temporary files are left", n)
	}

	ctx, cancel := context.WithCancel(t.Context())
	o := options(t, time.Minute)
	o.Begin = func(int, string) { time.AfterFunc(300*time.Millisecond, cancel) }
	if err := Notebook(ctx, goCells(t, "!sleep 600"), o); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted: %v", err)
	}
	if n := left(t); n != 0 {
		t.Errorf("%d temporary files are left after an interrupt", n)
	}
}
