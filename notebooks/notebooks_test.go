// Package notebooks holds the GoNB notebooks; its test runs each as a reader would.
package notebooks

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"inertia/notebooks/execute"
	"inertia/notebooks/gonb"
	"inertia/notebooks/ipynb"
	"inertia/notebooks/kernel"
)

// Every notebook is stored without outputs, and runs to its end on the pinned kernel.
// Kernels run two at a time, since each compiles.
func TestNotebooksRun(t *testing.T) {
	paths, err := filepath.Glob("*.ipynb")
	if err != nil || len(paths) == 0 {
		t.Fatal("no notebooks")
	}
	tools, err := gonb.Build(context.Background(), gonb.Options{Clone: "..", Say: func(what string) { t.Log(what) }})
	if err != nil {
		t.Fatal(err)
	}
	dir, err := filepath.Abs(".")
	if err != nil {
		t.Fatal(err)
	}
	places := make(chan struct{}, 2)
	for _, path := range paths {
		t.Run(path, func(t *testing.T) {
			t.Parallel()
			places <- struct{}{}
			defer func() { <-places }()
			nb, err := ipynb.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			for i, c := range nb.Cells {
				if len(c.Outputs) > 0 || c.Count != 0 {
					t.Errorf("cell %d is stored with its output", i+1)
				}
			}
			err = execute.Notebook(t.Context(), nb, execute.Options{
				Kernel:  kernel.Spec{Argv: tools.Argv(), Dir: dir, Env: tools.Environ(os.Environ())},
				Timeout: 10 * time.Minute,
			})
			if err != nil {
				t.Fatal(err)
			}
			outputs := 0
			for _, c := range nb.Cells {
				outputs += len(c.Outputs)
			}
			if outputs == 0 {
				t.Error("no cell put anything out")
			}
		})
	}
}
