// Package render writes an executed notebook as a page to read: one HTML file that
// loads nothing from the network, or Markdown with its pictures in a folder beside it.
// Outputs are trusted, since they come from the reader's own run; a content security
// policy in the page still keeps every one of them from loading anything.
//
// The files, in reading order:
//
//	files.go      formats, and files that appear only when they are whole
//	html.go       the page: cells in order
//	htmloutput.go an output on the page
//	prose.go      Markdown cells as HTML: pictures taken in, links between notebooks
//	mathinline.go formulas of Markdown cells as MathML
//	highlight.go  Go code with its words marked
//	markdown.go   the notebook as Markdown
//	terminal.go   text as a terminal would leave it
package render
