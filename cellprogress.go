package main

import (
	"fmt"
	"io"
)

// cellProgress tells a terminal which cell runs; elsewhere it is silent.
type cellProgress struct {
	p    *progress
	name string
}

func newCellProgress(w io.Writer, name string) *cellProgress {
	return &cellProgress{p: newProgress(w), name: name}
}

func (c *cellProgress) begin(cell int, first string) {
	if c.p.w == nil {
		return
	}
	c.p.printed = true
	fmt.Fprintf(c.p.w, "\r\x1b[K%s: cell %d: %.60s", c.name, cell, first)
}

func (c *cellProgress) done() { c.p.done() }
