package execute

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"inertia/notebooks/ipynb"
	"inertia/notebooks/kernel"
)

// Options are how a notebook is run.
type Options struct {
	Kernel  kernel.Spec
	Timeout time.Duration                // of each cell; 0 = as long as it takes
	Begin   func(cell int, first string) // told before each cell, with its number and first line; may be nil
}

// CellError is a cell that failed.
type CellError struct {
	Cell  int    // its number among all cells, from 1
	First string // its first line
	Err   error
}

func (e *CellError) Error() string {
	first := e.First
	if r := []rune(first); len(r) > 60 {
		first = string(r[:59]) + "…"
	}
	return fmt.Sprintf("cell %d (%s): %v", e.Cell, first, e.Err)
}

func (e *CellError) Unwrap() error { return e.Err }

// TimeoutError is a cell that was stopped at its time limit.
type TimeoutError struct{ Limit time.Duration }

func (e *TimeoutError) Error() string {
	return fmt.Sprintf("stopped, since it ran longer than %s; give it more with --timeout", e.Limit)
}

// How long is waited for what a program displayed just before its end.
const drainTime = 150 * time.Millisecond

// Notebook starts a kernel, runs the code cells in order, and ends the kernel, which
// leaves no process and no file behind whatever happened. Empty cells are passed over.
//
// Errors: *CellError around what happened in a cell (a *TimeoutError, a *Failure, the
// errors of kernel.Execute, or that of ctx); those of kernel.Start.
func Notebook(ctx context.Context, nb *ipynb.Notebook, o Options) (err error) {
	nb.ClearOutputs()
	k, err := kernel.Start(ctx, o.Kernel)
	if err != nil {
		return err
	}
	defer func() {
		if e := k.Close(); err == nil {
			err = e
		}
	}()
	r := &runner{kernel: k, nb: nb, o: o, outputs: newOutputs(), cells: map[int]int{}}
	for i, c := range nb.Cells {
		if c.Kind != ipynb.Code || strings.TrimSpace(c.Source) == "" {
			continue
		}
		if o.Begin != nil {
			o.Begin(i+1, c.FirstLine())
		}
		if err := r.cell(ctx, i); err != nil {
			return &CellError{Cell: i + 1, First: c.FirstLine(), Err: err}
		}
	}
	k.Drain(ctx, drainTime, r.outputs.take)
	return nil
}

// runner is the state of a run.
type runner struct {
	kernel  *kernel.Kernel
	nb      *ipynb.Notebook
	o       Options
	outputs *outputs
	cells   map[int]int // execution count to cell number: GoNB names cells by the former
}

// cell runs one.
func (r *runner) cell(ctx context.Context, at int) error {
	c := r.nb.Cells[at]
	timed, cancel := ctx, context.CancelFunc(func() {})
	if r.o.Timeout > 0 {
		timed, cancel = context.WithTimeout(ctx, r.o.Timeout)
	}
	defer cancel()
	started := func(id string) { r.outputs.begin(id, c) }
	reply, err := r.kernel.Execute(timed, c.Source, started, r.outputs.take)
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		return &TimeoutError{Limit: r.o.Timeout}
	default:
		return err
	}
	c.Count = reply.Count
	r.cells[reply.Count] = at + 1
	if f := failure(reply, r.outputs.exited, c.Outputs, r.cells); f != nil {
		return f
	}
	return nil
}
