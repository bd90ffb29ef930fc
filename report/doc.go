// Package report writes a study up as a paper.
//
// Estimates and the study's own counts flow in; a directory with the text in
// Markdown, HTML and PDF, its figures and its tables flows out. Read the files
// in this order:
//
//  1. package numbers: the one place where a number is rounded for a person
//  2. tidy.go, tidytable.go: the tidy table as CSV, JSON and text
//  3. writer.go, compare.go, order.go, nature.go, respondents.go: what every section
//     reads: estimates by address, what is compared, who leads, who is simulated
//  4. sentence.go, resultsentence.go, tables.go, published.go: words and tables made of
//     estimates
//  5. one file a section: abstract.go, introduction.go, data.go, measures.go, results.go
//     (maintable.go, distance.go, agreement.go, moves.go), changes.go, limits.go,
//     reproduce.go, references.go, appendix.go; depth.go and, for each further group,
//     servernoise.go, parsers.go, judges.go, contrasts.go, permeability.go,
//     components.go, reliability.go, structure.go, norms.go, plan.go
//  6. pictures.go, picturesdesign.go: the figures; figuredata.go: their numbers
//  7. sections.go, lostrefs.go, build.go: the sections put together, some left out
//  8. draft.go, draftcheck.go, draftfile.go: a discussion by a model, held to the numbers
//  9. paper.go, manifest.go, readmanifest.go, replace.go, lacking.go: the directory
//
// No number is typed into a sentence: each is a formatted field of one
// analysis.Estimate, or a count of the study's own records.
package report
