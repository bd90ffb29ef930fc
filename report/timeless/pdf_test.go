package timeless

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"testing"

	"inertia/report/pdfobjects"
)

// font is a file of one table "head" and four bytes of glyphs.
func font(modified byte) []byte {
	head := make([]byte, 54)
	head[27], head[35] = 7, modified
	b := []byte{0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0}
	b = append(b, "glyf\x00\x00\x00\x00\x00\x00\x00\x2c\x00\x00\x00\x04"...)
	b = append(b, "head\x00\x00\x00\x00\x00\x00\x00\x30\x00\x00\x00\x36"...)
	b = append(b, 1, 2, 3, 4)
	return append(append(b, head...), 0, 0)
}

// file is a PDF whose objects are not in the order of their numbers.
func file(t *testing.T, stamp string) *pdfobjects.File {
	t.Helper()
	bodies := []string{
		"<</Type/Catalog>>",
		"<</CreationDate(" + stamp + ")/Producer(x)>>",
		"<</Length 26>>stream\n/ModDate(D:20260102030405)\nendstream\n",
	}
	out := []byte("%PDF-1.7\n")
	places := make([]int, len(bodies))
	for _, i := range []int{2, 0, 1} { // a writer numbers the catalog before it writes it
		places[i] = len(out)
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", i+1, bodies[i])
	}
	xref := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(bodies)+1)
	for _, p := range places {
		out = fmt.Appendf(out, "%010d 00000 n \n", p)
	}
	f, err := pdfobjects.Read(fmt.Appendf(out, "trailer\n<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", xref))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPDFForgetsWhenAndWhere(t *testing.T) {
	timeless := func(stamp string) []byte {
		f := file(t, stamp)
		PDF(f)
		return f.Bytes()
	}
	want := timeless("D:20260102030405Z")
	for name, stamp := range map[string]string{
		"another second": "D:20260102030406Z",
		"another zone, which makes the date longer": "D:20260102030405+0230",
		"no change": "D:20260102030405Z",
	} {
		if !bytes.Equal(timeless(stamp), want) {
			t.Errorf("%s shows in the bytes", name)
		}
	}
	if bytes.Contains(want, []byte("CreationDate")) {
		t.Error("the date is left")
	}
	if !bytes.Contains(want, []byte("/ModDate(D:20260102030405)")) {
		t.Error("a stream was changed")
	}
	again, err := pdfobjects.Read(want)
	if err != nil {
		t.Fatalf("the table sends to wrong places: %v", err)
	}
	if PDF(again); !bytes.Equal(again.Bytes(), want) {
		t.Error("a second pass changes the file")
	}
}

// A font's words, its sum included, add up to the number in the standard.
func TestSumsOfTheFont(t *testing.T) {
	b := font(9)
	if err := Font(b); err != nil {
		t.Fatal(err)
	}
	if got := sum(b); got != 0xB1B0AFBA {
		t.Errorf("the file adds up to %#x, want 0xB1B0AFBA", got)
	}
	head := bytes.Clone(b[0x30 : 0x30+54])
	clear(head[8:12])
	if got := binary.BigEndian.Uint32(b[12+16+4:]); got != sum(head) {
		t.Errorf("the table adds up to %#x, the directory says %#x", sum(head), got)
	}
	for name, b := range map[string][]byte{
		"empty": nil, "no tables": {0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, "cut off": font(1)[:40], "head cut off": font(1)[:60],
	} {
		if err := Font(b); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
