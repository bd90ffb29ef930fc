package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"inertia/notebooks/execute"
	"inertia/notebooks/gonb"
	"inertia/notebooks/ipynb"
	"inertia/notebooks/kernel"
	"inertia/notebooks/render"
)

// notebookRunFlags say how notebooks are executed.
type notebookRunFlags struct {
	clone   string
	set     []string
	out     string
	formats []string
	timeout time.Duration
}

func newNotebookRun() *cobra.Command {
	var f notebookRunFlags
	cmd := &cobra.Command{
		Use:   "run NOTEBOOK...",
		Short: "Execute notebooks and keep the result, without Python",
		Long: `Execute notebooks cell by cell with the Go kernel, and write the executed copies as
ipynb, html or md into a folder. Nothing but Go is needed.

The first cell that fails ends the run: it does not compile, its program ends badly,
or it is still running at the time limit. The notebook, the number of the cell and the
message are told, the exit code is 1, and nothing is written for that notebook.

--set gives a variable another value: the notebook's cell tagged "parameters" declares
it, and a cell with the new value is put after that one, as papermill does. The value
has the kind (number, true or false, text) of the declared one.`,
		Example: `  inertia notebook run notebooks/*.ipynb
  inertia notebook run notebooks/01-first-look.ipynb --set data=answers.csv --out mine --format html
  inertia notebook run lesson.ipynb --timeout 30m`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return usagef("needs a NOTEBOOK")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return f.run(cmd.Context(), args, cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringVar(&f.clone, "clone", "", "the clone of inertia whose kernel runs it (default: the one around the notebook, or around this folder)")
	cmd.Flags().StringArrayVar(&f.set, "set", nil, "give a parameter another value: `NAME=VALUE`; repeat for more")
	cmd.Flags().StringVarP(&f.out, "out", "o", "inertia-notebooks", "`FOLDER` for the executed notebooks")
	cmd.Flags().StringSliceVar(&f.formats, "format", []string{"ipynb", "html"}, "what to write: ipynb, html, md; several with commas")
	cmd.Flags().DurationVar(&f.timeout, "timeout", 10*time.Minute, "time limit of each cell; 0 = none")
	return cmd
}

func (f *notebookRunFlags) run(ctx context.Context, paths []string, stdout, stderr io.Writer) error {
	settings, err := f.check(paths)
	if err != nil {
		return err
	}
	notebooks := make([]*ipynb.Notebook, len(paths))
	for i, path := range paths {
		if notebooks[i], err = ipynb.Open(path); err != nil {
			return err
		}
		if err := notebooks[i].SetParameters(settings); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	for i, path := range paths {
		if err := f.one(ctx, path, notebooks[i], stdout, stderr); err != nil {
			return err
		}
	}
	return nil
}

// check looks at the flags before anything is started.
func (f *notebookRunFlags) check(paths []string) ([]ipynb.Setting, error) {
	var settings []ipynb.Setting
	for _, s := range f.set {
		setting, err := ipynb.ParseSetting(s)
		if err != nil {
			return nil, usagef("--set %w", err)
		}
		settings = append(settings, setting)
	}
	for _, format := range f.formats {
		if !slices.Contains(render.Formats(), format) {
			return nil, usagef("--format %s: known are %s", format, strings.Join(render.Formats(), ", "))
		}
	}
	if f.timeout < 0 {
		return nil, usagef("--timeout %s needs to be 0 or more", f.timeout)
	}
	seen := map[string]string{}
	for _, path := range paths {
		name := filepath.Base(path)
		if other, twice := seen[name]; twice {
			return nil, usagef("%s and %s would be written to the same place; run them apart, with another --out", other, path)
		}
		seen[name] = path
		if sameFile(path, filepath.Join(f.out, name)) {
			return nil, usagef("--out %s would overwrite %s itself; name another folder", f.out, path)
		}
	}
	return settings, nil
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	if err != nil {
		return false
	}
	y, err := os.Stat(b)
	return err == nil && os.SameFile(x, y)
}

// one executes a notebook and writes what it became.
func (f *notebookRunFlags) one(ctx context.Context, path string, nb *ipynb.Notebook, stdout, stderr io.Writer) error {
	dir, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return err
	}
	clone, err := findClone(f.clone, dir, ".")
	if err != nil {
		return err
	}
	tools, err := gonb.Build(ctx, gonb.Options{Clone: clone, Say: func(what string) { fmt.Fprintf(stderr, "inertia: %s\n", what) }})
	if err != nil {
		return err
	}
	cell := newCellProgress(stderr, filepath.Base(path))
	start := time.Now()
	err = execute.Notebook(ctx, nb, execute.Options{
		Kernel:  kernel.Spec{Argv: tools.Argv(), Dir: dir, Env: tools.Environ(os.Environ())},
		Timeout: f.timeout, Begin: cell.begin,
	})
	cell.done()
	if errors.Is(err, context.Canceled) {
		return err
	}
	if err != nil {
		return fmt.Errorf("%s, %w", path, err)
	}
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	written, err := render.Write(f.out, render.Notebook{Notebook: nb, Name: name, Dir: dir}, f.formats)
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	fmt.Fprintf(stdout, "%s: %s in %.1f s\n", strings.Join(written, ", "), numbered(nb.CodeCells(), "cell"), time.Since(start).Seconds())
	return nil
}
