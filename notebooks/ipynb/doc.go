// Package ipynb is the format of Jupyter notebooks (nbformat 4): read, changed and
// written so that what is not understood is kept, in the byte layout of Jupyter itself.
//
// The files, in reading order:
//
//	notebook.go    notebook, cell, metadata
//	output.go      what a cell put out
//	text.go        text as the format stores it: one string or a list of lines
//	read.go        reading, with errors that name the cell
//	write.go       writing
//	parameters.go  values set from outside, in a cell injected after the parameters
//	declared.go    the variables of a parameters cell, read as Go
package ipynb
