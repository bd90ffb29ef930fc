package pdffonts

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strconv"

	"inertia/report/pdfobjects"
)

var (
	composite   = regexp.MustCompile(`/Subtype/Type0\b`)
	unicodeRef  = regexp.MustCompile(`/ToUnicode (\d+) 0 R`)
	programRef  = regexp.MustCompile(`/FontFile[23] (\d+) 0 R`)
	numbersRef  = regexp.MustCompile(`/CIDToGIDMap (\d+) 0 R`)
	fontName    = regexp.MustCompile(`/(BaseFont|FontName)/([^/<>\[\]() ]+)`)
	errForeign  = errors.New("PDF whose fonts are not those that were drawn")
	streamStart = []byte("stream\n")
)

// Mend puts fonts into the file that the recorder's writer wrote. Their streams are still to be packed.
func (r *Recorder) Mend(f *pdfobjects.File) error {
	byNumber := map[int]*pdfobjects.Object{}
	var fonts []*pdfobjects.Object
	for i := range f.Objects {
		o := &f.Objects[i]
		byNumber[o.Number] = o
		if !bytes.Contains(o.Text, streamStart) && composite.Match(o.Text) {
			fonts = append(fonts, o)
		}
	}
	slices.SortFunc(fonts, func(a, b *pdfobjects.Object) int { return a.Number - b.Number }) // numbered at first use
	if len(fonts) != len(r.fonts) {
		return errForeign
	}
	for i, o := range fonts {
		if err := r.fonts[i].into(o, byNumber); err != nil {
			return fmt.Errorf("font %s: %w", r.fonts[i].font.Name(), err)
		}
	}
	return nil
}

// into writes a font's streams anew.
func (f *used) into(o *pdfobjects.Object, byNumber map[int]*pdfobjects.Object) error {
	at := func(ref *regexp.Regexp) *pdfobjects.Object {
		m := ref.FindSubmatch(o.Text)
		if m == nil {
			return nil
		}
		n, _ := strconv.Atoi(string(m[1]))
		return byNumber[n]
	}
	texts, program, numbers := at(unicodeRef), at(programRef), at(numbersRef)
	if texts == nil || program == nil || numbers == nil {
		return errForeign
	}
	data, key, err := f.program()
	if err != nil {
		return err
	}
	subtype, order := "", "/CIDToGIDMap/Identity"
	if key == "/FontFile3" {
		subtype, order = "/Subtype/CIDFontType0C", "" // a font keyed by CID needs none
	}
	texts.Text, program.Text = stream("", toUnicode(f.texts)), stream(subtype, data)
	numbers.Text = []byte("null\nendobj\n")
	o.Text = numbersRef.ReplaceAll(o.Text, []byte(order))
	o.Text = fontName.ReplaceAll(o.Text, fmt.Appendf(nil, "/$1/%s+$2", f.tag()))
	return nil
}

// tag is the name of a subset: six capitals, other ones for other glyphs.
func (f *used) tag() string {
	h := fnv.New32a()
	for _, g := range f.glyphs.List() {
		binary.Write(h, binary.BigEndian, g)
	}
	n, tag := h.Sum32(), make([]byte, 6)
	for i := range tag {
		tag[i] = byte('A' + n%26)
		n /= 26
	}
	return string(tag)
}

func stream(subtype string, data []byte) []byte {
	return fmt.Appendf(nil, "<<%s/Length %d>>\nstream\n%s\nendstream\nendobj\n", subtype, len(data), data)
}
