// Package timeless takes the time of writing out of files, so that the same
// input gives the same bytes.
package timeless

import (
	"bytes"
	"cmp"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
)

var (
	startXref    = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
	entry        = regexp.MustCompile(`(\d{10}) 00000 n `)
	creationDate = regexp.MustCompile(`/(CreationDate|ModDate)\s*\(D:[^)]*\)`)
	length       = regexp.MustCompile(`/Length \d+`)
)

var errForm = errors.New("PDF without the cross-reference table its writer ends it with")

// PDF takes every time out of a PDF written by tdewolff/canvas: the document's
// creation date, whose length depends on the time zone, and the moment at which
// each embedded font was cut down to its used glyphs. Objects keep their order
// and numbers; the table of their places is made anew.
func PDF(b []byte) ([]byte, error) {
	m := startXref.FindSubmatchIndex(b)
	if m == nil {
		return nil, errForm
	}
	xref, err := strconv.Atoi(string(b[m[2]:m[3]]))
	if err != nil || xref >= m[0] || !bytes.HasPrefix(b[xref:], []byte("xref\n")) {
		return nil, errForm
	}
	trailer := bytes.Index(b[xref:m[0]], []byte("trailer\n"))
	if trailer < 0 {
		return nil, errForm
	}
	objects, err := split(b, xref, b[xref:xref+trailer])
	if err != nil {
		return nil, err
	}
	first := xref
	if len(objects) > 0 {
		first = objects[0].from
	}
	out := append([]byte{}, b[:first]...)
	place := make([]int, len(objects))
	for _, o := range objects {
		place[o.number] = len(out)
		text, err := withoutTime(b[o.from:o.to])
		if err != nil {
			return nil, fmt.Errorf("PDF object %d: %w", o.number+1, err)
		}
		out = append(out, text...)
	}
	end := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, p := range place {
		out = fmt.Appendf(out, "%010d 00000 n \n", p)
	}
	out = append(out, b[xref+trailer:m[0]]...)
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", end), nil
}

// object is a numbered piece of the file; number counts from 0.
type object struct{ number, from, to int }

// split cuts the file into its objects, in the order of their places.
func split(b []byte, end int, table []byte) ([]object, error) {
	var objects []object
	for i, e := range entry.FindAllSubmatch(table, -1) {
		from, err := strconv.Atoi(string(e[1]))
		if err != nil || from >= end {
			return nil, errForm
		}
		objects = append(objects, object{number: i, from: from})
	}
	slices.SortFunc(objects, func(a, b object) int { return cmp.Compare(a.from, b.from) })
	for i := range objects {
		objects[i].to = end
		if i+1 < len(objects) {
			objects[i].to = objects[i+1].from
		}
		if o := objects[i]; !bytes.HasPrefix(b[o.from:o.to], fmt.Appendf(nil, "%d 0 obj\n", o.number+1)) {
			return nil, errForm
		}
	}
	return objects, nil
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
