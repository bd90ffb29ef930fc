// Package show is what a notebook's cells are written with: it opens a study,
// measures it, and shows tables, figures, frames and sentences.
//
// What flows in: the name of a data set, estimates, frames, figures. What flows
// out: one display message each, which carries HTML (with SVG where there is a
// picture), Markdown and plain text, so that JupyterLab, VS Code, an export and
// a terminal each take the form that they can show. Run outside a notebook,
// the plain text goes to standard output.
//
// A cell is a program of its own: it is compiled and run anew each time. What is
// dear (counting answers, measuring) is therefore kept in GoNB's cache under a
// key made of the input files, the options and the program's sources, so that
// nothing stale is ever shown.
//
// An error ends the cell with one message that says what is wrong and, for a
// name that is not there, which name is nearest.
//
// Read the files in this order:
//
//  1. check.go, nearest.go: how a cell fails
//  2. bundle.go, grid.go: one message, three forms
//  3. rows.go, table.go, frame.go, figure.go, sentence.go: what can be shown
//  4. study.go, answers.go, measure.go, picture.go, picturedata.go: from a file's name to estimates and
//     figures
//  5. cache.go, progress.go, explore.go: what makes cells quick, patient and
//     interactive
package show
