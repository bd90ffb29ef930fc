// Package notebooks holds the GoNB notebooks; its test runs their code.
package notebooks

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// cell is one of a notebook's.
type cell struct {
	Type    string   `json:"cell_type"`
	Source  []string `json:"source"`
	Outputs []any    `json:"outputs"`
}

func readNotebook(t *testing.T, path string) []cell {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var nb struct {
		Cells []cell `json:"cells"`
	}
	if err := json.Unmarshal(raw, &nb); err != nil {
		t.Fatal(err)
	}
	return nb.Cells
}

// program joins code cells as the kernel does: what stands before %% is declared,
// what stands after it is the body of main, each in a block of its own.
func program(cells []cell) string {
	declared, body := "package main\n\n", ""
	for _, c := range cells {
		if c.Type != "code" {
			continue
		}
		into := &declared
		for _, line := range c.Source {
			switch {
			case strings.HasPrefix(line, "%%"):
				into = &body
				body += "\tfunc() {\n"
			case strings.HasPrefix(line, "%") || strings.HasPrefix(line, "!"):
			default:
				*into += strings.TrimRight(line, "\n") + "\n"
			}
		}
		if into == &body {
			body += "\t}()\n"
		}
	}
	return declared + "\nfunc main() {\n" + body + "}\n"
}

// Every notebook's code compiles and runs to its end.
func TestNotebooksRun(t *testing.T) {
	notebooks, err := filepath.Glob("*.ipynb")
	if err != nil || len(notebooks) == 0 {
		t.Fatal("no notebooks")
	}
	for _, name := range notebooks {
		t.Run(name, func(t *testing.T) {
			cells := readNotebook(t, name)
			for i, c := range cells {
				if len(c.Outputs) > 0 {
					t.Errorf("cell %d is stored with its output", i+1)
				}
			}
			dir, err := os.MkdirTemp(".", "run-")
			if err != nil {
				t.Fatal(err)
			}
			defer os.RemoveAll(dir)
			if err := os.WriteFile(filepath.Join(dir, "main.go"), []byte(program(cells)), 0o644); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("go", "run", "./"+dir)
			out, err := cmd.CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			if !strings.Contains(string(out), "rows") {
				t.Errorf("output lacks the frame:\n%s", out)
			}
		})
	}
}
