// Package report writes a study up as a paper.
//
// Estimates and the study's own counts flow in; a directory with the text in
// Markdown, HTML and PDF, its figures and its tables flows out. Read the files
// in this order:
//
//  1. package numbers: the one place where a number is rounded for a person
//  2. tidy.go, tidytable.go: the tidy table as CSV, JSON and text
//  3. sentence.go, tables.go: words and tables made of estimates
//  4. one file a section: abstract.go, introduction.go, data.go, measures.go,
//     results.go, servernoise.go, parsers.go, moves.go, limits.go, reproduce.go, references.go
//  5. pictures.go: the figures
//  6. build.go: the sections put together
//  7. paper.go, manifest.go: the directory
//
// No number is typed into a sentence: each is a formatted field of one
// analysis.Estimate, or a count of the study's own records.
package report
