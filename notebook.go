package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/spf13/cobra"

	"inertia/notebooks/gonb"
)

// notebookFlags say how JupyterLab is opened.
type notebookFlags struct {
	clone         string
	noBrowser     bool
	kernelOnly    bool
	replaceKernel bool
}

func newNotebook() *cobra.Command {
	var f notebookFlags
	cmd := &cobra.Command{
		Use:   "notebook",
		Short: "Open the notebooks in JupyterLab, with the Go kernel set up",
		Long: `Set up GoNB, the Go kernel for Jupyter, and open JupyterLab on the notebooks.

The kernel, goimports and gopls are built once, in the versions that the clone pins,
into a cache folder (inertia/kernel in the user's cache folder); the kernel is
registered with Jupyter for this user (JUPYTER_DATA_DIR says where, if it is set).
Nothing else is installed. Go itself has to be on the PATH, since each cell is compiled.

Run it inside a clone of inertia, or name one with --clone.`,
		Example: `  inertia notebook
  inertia notebook --no-browser
  inertia notebook --kernel-only
  inertia notebook run notebooks/01-first-look.ipynb`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("unknown command %q; known is run", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error {
			return f.open(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	cmd.Flags().StringVar(&f.clone, "clone", "", "the clone of inertia (default: the one that this folder is in)")
	cmd.Flags().BoolVar(&f.noBrowser, "no-browser", false, "start JupyterLab without opening a browser; it prints its address")
	cmd.Flags().BoolVar(&f.kernelOnly, "kernel-only", false, "set the kernel up and register it, and start nothing")
	cmd.Flags().BoolVar(&f.replaceKernel, "replace-kernel", false, "take the place of a kernel named gonb that somebody else registered")
	cmd.AddCommand(newNotebookRun())
	return cmd
}

// findClone gives the clone of inertia: the named one, or the one around the first of
// the places that is in one.
func findClone(named string, places ...string) (string, error) {
	if named != "" {
		clone, err := gonb.FindClone(named)
		if err != nil {
			return "", fmt.Errorf("--clone %w", err)
		}
		return clone, nil
	}
	var err error
	for _, p := range places {
		var clone string
		if clone, err = gonb.FindClone(p); err == nil {
			return clone, nil
		}
	}
	return "", fmt.Errorf("no notebooks here: %w; run this inside a clone, or name one with --clone FOLDER", err)
}

// open sets the kernel up and hands over to JupyterLab.
func (f *notebookFlags) open(ctx context.Context, stdout, stderr io.Writer) error {
	clone, err := findClone(f.clone, ".")
	if err != nil {
		return err
	}
	say := func(what string) { fmt.Fprintf(stderr, "inertia: %s\n", what) }
	tools, err := gonb.Build(ctx, gonb.Options{Clone: clone, Editor: true, Say: say})
	if err != nil {
		return err
	}
	if err := f.register(tools, say); err != nil {
		return err
	}
	notebooks := filepath.Join(clone, "notebooks")
	if f.kernelOnly {
		fmt.Fprintf(stdout, "the kernel gonb is ready; open %s in JupyterLab\n", notebooks)
		return nil
	}
	lab, err := exec.LookPath("jupyter-lab")
	if err != nil {
		return fmt.Errorf("the kernel is ready, and JupyterLab is not installed; install it with\n    %s\nand run inertia notebook again. Without it, inertia notebook run executes notebooks", installJupyter())
	}
	return runJupyter(ctx, lab, notebooks, f.noBrowser, stdout, stderr)
}

// register makes the kernel known to Jupyter; one of somebody else stays.
func (f *notebookFlags) register(tools *gonb.Tools, say func(string)) error {
	data, err := gonb.DataDir()
	if err != nil {
		return err
	}
	file, err := tools.Register(data, f.replaceKernel)
	switch {
	case errors.Is(err, gonb.ErrOtherKernel):
		say(fmt.Sprintf("notice: %s is a kernel gonb of your own and stays; --replace-kernel registers the pinned one", file))
	case err != nil:
		return fmt.Errorf("the kernel cannot be registered: %w", err)
	default:
		say("the kernel gonb is registered in " + file)
	}
	return nil
}

// installJupyter is the command that installs JupyterLab on this machine.
func installJupyter() string {
	for _, c := range []struct{ program, command string }{
		{"uv", "uv tool install jupyterlab"},
		{"pipx", "pipx install jupyterlab"},
	} {
		if _, err := exec.LookPath(c.program); err == nil {
			return c.command
		}
	}
	return "python3 -m pip install jupyterlab"
}

// runJupyter runs JupyterLab on a folder until it ends; an interrupt ends it in its
// own way, kernels included.
func runJupyter(ctx context.Context, lab, dir string, noBrowser bool, stdout, stderr io.Writer) error {
	args := []string{"--ServerApp.root_dir=" + dir}
	if noBrowser {
		args = append(args, "--no-browser")
	}
	cmd := exec.CommandContext(ctx, lab, args...)
	cmd.Dir, cmd.Stdin, cmd.Stdout, cmd.Stderr = dir, os.Stdin, stdout, stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGTERM) }
	cmd.WaitDelay = 15 * time.Second
	err := cmd.Run()
	if ctx.Err() != nil {
		return nil // that is how one leaves JupyterLab
	}
	if err != nil {
		return fmt.Errorf("JupyterLab: %w", err)
	}
	return nil
}
