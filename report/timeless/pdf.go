// Package timeless takes the time of writing out of files, so that the same
// input gives the same bytes.
package timeless

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"

	"inertia/report/pdfobjects"
)

var (
	creationDate = regexp.MustCompile(`/(CreationDate|ModDate)\s*\(D:[^)]*\)`)
	length       = regexp.MustCompile(`/Length \d+`)
)

// PDF takes every time out of a PDF written by tdewolff/canvas: the document's
// creation date, whose length depends on the time zone, and the moment at which
// each embedded font was cut down to its used glyphs. Objects keep their order
// and numbers; the table of their places is made anew.
func PDF(b []byte) ([]byte, error) {
	f, err := pdfobjects.Read(b)
	if err != nil {
		return nil, err
	}
	for i := range f.Objects {
		o := &f.Objects[i]
		if o.Text, err = withoutTime(o.Text); err != nil {
			return nil, fmt.Errorf("PDF object %d: %w", o.Number, err)
		}
	}
	return f.Bytes(), nil
}

// withoutTime cleans one object: a dictionary of its dates, a font of its time.
func withoutTime(obj []byte) ([]byte, error) {
	head, rest, isStream := bytes.Cut(obj, []byte("stream\n"))
	if !isStream {
		return creationDate.ReplaceAll(obj, nil), nil
	}
	at := bytes.LastIndex(rest, []byte("\nendstream"))
	if at < 0 || !bytes.Contains(head, []byte("FlateDecode")) {
		return obj, nil
	}
	z, err := zlib.NewReader(bytes.NewReader(rest[:at]))
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(z)
	if err != nil {
		return nil, err
	}
	if !isFont(data) {
		return obj, nil
	}
	if err := Font(data); err != nil {
		return nil, err
	}
	var packed bytes.Buffer
	w := zlib.NewWriter(&packed)
	if _, err := w.Write(data); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	out := length.ReplaceAll(head, fmt.Appendf(nil, "/Length %d", packed.Len()))
	out = append(append(out, "stream\n"...), packed.Bytes()...)
	return append(out, rest[at:]...), nil
}
