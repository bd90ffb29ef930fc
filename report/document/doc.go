// Package document holds a paper as a tree and writes it as Markdown, as one HTML file and as PDF.
//
// What flows in: a Document, built from blocks (headings, paragraphs, lists, formulas, tables, figures) and inline text. Text in the
// tree is plain: it is escaped by the writer, never by the caller, so that a model's or a persona's name can hold anything.
// What flows out: bytes, the same ones for the same tree.
//
// Reading order:
//
//  1. document.go, table.go, inline.go: the tree.
//  2. check.go: what a tree must hold before it is written.
//  3. number.go, reference.go: numbers of sections, tables, figures and formulas and the form of citations, given once and used by every writer;
//     bibtex.go reads a bibliography.
//  4. tex.go, texplain.go, mathml.go: the small part of TeX in which formulas are written, as a tree of its own.
//  5. markdown*.go, html*.go, tablecsv.go, tabletex.go: the writers.
//     typst.go, typsttable.go, typstmath.go and typstrun.go write Typst and have it compiled.
//  6. pdf.go, pdfstyle.go, pdffont.go: the PDF; pdftext.go, pdfword.go, pdfline.go and linebreak.go set text, pdfblock.go, pdftable.go, pdffigure.go and
//     pdfmath.go the other blocks, pdfpage.go, pdffill.go, pdfsearch.go and pdfcolumn.go put all on pages, pdffinish.go adds links and bookmarks.
package document
