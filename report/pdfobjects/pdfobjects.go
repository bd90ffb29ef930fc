// Package pdfobjects takes a PDF written by tdewolff/canvas apart into its objects, so that they can be changed and others added, and
// puts it together again.
package pdfobjects

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"

	"inertia/report/packed"
)

var (
	startXref = regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`)
	entry     = regexp.MustCompile(`(\d{10}) 00000 n `)
	size      = regexp.MustCompile(`/Size \d+`)
	length    = regexp.MustCompile(`/Length \d+`)
)

// ErrForm says that a file is none that canvas wrote.
var ErrForm = errors.New("PDF without the cross-reference table its writer ends it with")

// File is a PDF as its objects.
type File struct {
	Objects []Object // in the order of their places
	head    []byte
	trailer []byte
}

// Object is a numbered piece of a file, counted from 1: all between "1 0 obj\n" and the next one.
type Object struct {
	Number int
	Text   []byte
}

// Read takes a file apart. The objects' texts are parts of b.
func Read(b []byte) (*File, error) {
	m := startXref.FindSubmatchIndex(b)
	if m == nil {
		return nil, ErrForm
	}
	xref, err := strconv.Atoi(string(b[m[2]:m[3]]))
	if err != nil || xref >= m[0] || !bytes.HasPrefix(b[xref:], []byte("xref\n")) {
		return nil, ErrForm
	}
	trailer := bytes.Index(b[xref:m[0]], []byte("trailer\n"))
	if trailer < 0 {
		return nil, ErrForm
	}
	f := &File{trailer: b[xref+trailer : m[0]]}
	first, err := f.split(b, xref, b[xref:xref+trailer])
	if err != nil {
		return nil, err
	}
	f.head = b[:first]
	return f, nil
}

// split cuts the file into its objects and gives the place of the first.
func (f *File) split(b []byte, end int, table []byte) (int, error) {
	type place struct{ number, from int }
	var places []place
	for i, e := range entry.FindAllSubmatch(table, -1) {
		from, err := strconv.Atoi(string(e[1]))
		if err != nil || from >= end {
			return 0, ErrForm
		}
		places = append(places, place{i + 1, from})
	}
	slices.SortFunc(places, func(a, b place) int { return cmp.Compare(a.from, b.from) })
	for i, p := range places {
		to := end
		if i+1 < len(places) {
			to = places[i+1].from
		}
		text, ok := bytes.CutPrefix(b[p.from:to], fmt.Appendf(nil, "%d 0 obj\n", p.number))
		if !ok {
			return 0, ErrForm
		}
		f.Objects = append(f.Objects, Object{p.number, text})
	}
	if len(places) == 0 {
		return end, nil
	}
	return places[0].from, nil
}

// Add puts an object at the end and gives its number. Text is a dictionary or another value, without a stream.
func (f *File) Add(text string) int {
	n := len(f.Objects) + 1
	f.Objects = append(f.Objects, Object{n, []byte(text + "\nendobj\n")})
	return n
}

// Pack makes the streams smaller that are not yet.
func (f *File) Pack() {
	for i := range f.Objects {
		o := &f.Objects[i]
		head, rest, isStream := bytes.Cut(o.Text, []byte("stream\n"))
		end := bytes.LastIndex(rest, []byte("\nendstream"))
		if !isStream || end < 0 || bytes.Contains(head, []byte("/Filter")) {
			continue
		}
		data := packed.Zlib(rest[:end])
		text := length.ReplaceAll(head, fmt.Appendf(nil, "/Filter/FlateDecode/Length %d", len(data)))
		o.Text = slices.Concat(text, []byte("stream\n"), data, rest[end:])
	}
}

// Bytes is the file with a new table of the places of its objects.
func (f *File) Bytes() []byte {
	out := append([]byte{}, f.head...)
	place := make([]int, len(f.Objects)+1)
	for _, o := range f.Objects {
		place[o.Number] = len(out)
		out = fmt.Appendf(out, "%d 0 obj\n", o.Number)
		out = append(out, o.Text...)
	}
	end := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(place))
	for _, p := range place[1:] {
		out = fmt.Appendf(out, "%010d 00000 n \n", p)
	}
	out = append(out, size.ReplaceAll(f.trailer, fmt.Appendf(nil, "/Size %d", len(place)))...)
	return fmt.Appendf(out, "startxref\n%d\n%%%%EOF\n", end)
}
