package report

import (
	"bytes"
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"inertia/report/document"
)

//go:embed references.bib
var referencesBib []byte

// bibliography lists every work that a report may cite; only cited ones are printed.
var bibliography = sync.OnceValue(func() []document.Reference {
	works, err := document.ReadBibTeX(bytes.NewReader(referencesBib))
	if err != nil {
		panic(err) // the file is part of the program
	}
	return works
})

// cite cites works within brackets: "(Lee et al., 2026)".
func cite(keys ...string) document.Inline { return document.Cite(keys) }

// citeText cites a work as a part of the sentence: "Lee et al. (2026)".
func citeText(key string) document.Inline { return document.CiteText(key) }

// source cites a measure's source, in words where the work is not listed.
func source(name string) []document.Inline {
	if name == "" || name == "this program" {
		return nil
	}
	for _, w := range bibliography() {
		if w.Key == name || strings.HasPrefix(name, spelled(w)) || strings.HasPrefix(name, etAl(w)) {
			return document.T(" ", cite(w.Key))
		}
	}
	return document.T(" (" + name + ")")
}

// spelled is how a measure names a work as its source: "Lee, Lee and Cho (2026)", without accents.
func spelled(w document.Reference) string { return plainLetters(list(w.Names)) + " (" + w.Year + ")" }

// etAl is the same for works of many authors: "Costa et al. (2025)".
func etAl(w document.Reference) string {
	return plainLetters(w.Names[0]) + " et al. (" + w.Year + ")"
}

// plainLetters takes accents away.
func plainLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFD.String(s))
}
