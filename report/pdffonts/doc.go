// Package pdffonts makes the fonts inside a PDF written by tdewolff/canvas right: of each font the glyphs that are used, uncut and in
// their order, and for each glyph the text that it stands for, so that text in any form of its letters is found, read aloud and copied.
//
// A Recorder stands between what draws and canvas's writer and keeps which glyphs of which font stand for what (recorder.go). When all
// pages are drawn it closes the writer and puts fonts of its own making into the file (mend.go): PostScript outlines by cff.go, the
// tables of texts by tounicode.go.
//
// The writer's own way is not used for this: it loses the outlines of some glyphs, stops with a panic for some sets of glyphs, and
// leaves without text the forms that no character has, as that of an f before an i.
package pdffonts
