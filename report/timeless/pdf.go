// Package timeless takes the time of writing out of files, so that the same
// input gives the same bytes.
package timeless

import (
	"bytes"
	"regexp"

	"inertia/report/pdfobjects"
)

var creationDate = regexp.MustCompile(`/(CreationDate|ModDate)\s*\(D:[^)]*\)`)

// PDF takes the document's dates, whose length depends on the time zone, out of
// a PDF written by tdewolff/canvas. The fonts in it have a time of their own:
// see Font.
func PDF(f *pdfobjects.File) {
	for i := range f.Objects {
		if o := &f.Objects[i]; !bytes.Contains(o.Text, []byte("stream\n")) {
			o.Text = creationDate.ReplaceAll(o.Text, nil)
		}
	}
}
