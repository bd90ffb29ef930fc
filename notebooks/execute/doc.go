// Package execute runs a notebook's cells in order with a kernel and stores what they put
// out, as Jupyter would.
//
// In goes a notebook; it is changed in place: outputs and execution counts are those
// of the run. The first cell that fails ends it, with an error that names the cell and
// says in one line what was wrong.
//
// The files, in reading order:
//
//	notebook.go the notebook, cell by cell, each within its time
//	outputs.go  messages become outputs, updates and clearings included
//	failure.go  why a cell failed, from what GoNB says
package execute
