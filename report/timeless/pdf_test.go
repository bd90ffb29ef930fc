package timeless

import (
	"bytes"
	"compress/zlib"
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

func file(stamp string, modified byte) []byte {
	var z bytes.Buffer
	w := zlib.NewWriter(&z)
	_, _ = w.Write(font(modified))
	_ = w.Close()
	bodies := []string{
		"<</Type/Catalog>>",
		"<</CreationDate(" + stamp + ")/Producer(x)>>",
		fmt.Sprintf("<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream\n", z.Len(), z.Bytes()),
		"<</Length 3>>stream\nabc\nendstream\n",
	}
	out := []byte("%PDF-1.7\n")
	places := make([]int, len(bodies))
	for _, i := range []int{2, 0, 1, 3} { // a writer numbers the catalog before it writes it
		places[i] = len(out)
		out = fmt.Appendf(out, "%d 0 obj\n%s\nendobj\n", i+1, bodies[i])
	}
	xref := len(out)
	out = fmt.Appendf(out, "xref\n0 %d\n0000000000 65535 f \n", len(bodies)+1)
	for _, p := range places {
		out = fmt.Appendf(out, "%010d 00000 n \n", p)
	}
	return fmt.Appendf(out, "trailer\n<</Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", xref)
}

func TestPDFForgetsWhenAndWhere(t *testing.T) {
	want, err := PDF(file("D:20260102030405Z", 9))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name, stamp string
		modified    byte
	}{
		{"another second", "D:20260102030406Z", 10},
		{"another zone, which makes the date longer", "D:20260102030405+0230", 9},
		{"no change", "D:20260102030405Z", 9},
	} {
		got, err := PDF(file(tc.stamp, tc.modified))
		if err != nil {
			t.Fatalf("%s: %v", tc.name, err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s shows in the bytes", tc.name)
		}
	}
	if bytes.Contains(want, []byte("Date")) {
		t.Error("a date is left")
	}
	again, err := PDF(want)
	if err != nil || !bytes.Equal(again, want) {
		t.Errorf("a second pass changes the file (%v)", err)
	}
	if _, err := pdfobjects.Read(want); err != nil {
		t.Errorf("the table sends to wrong places: %v", err)
	}
}

func TestBrokenPDFIsAnError(t *testing.T) {
	good := string(file("D:1", 1))
	for name, b := range map[string]string{
		"empty":           "",
		"not a PDF":       "hello",
		"table far away":  "xref\nstartxref\n99999\n%%EOF\n",
		"no trailer":      "xref\nstartxref\n0\n%%EOF\n",
		"cut off":         good[:len(good)-9],
		"entry elsewhere": good[:len(good)-200] + "xref\n0 2\n0000000003 00000 n \ntrailer\nstartxref\n" + fmt.Sprint(len(good)-200) + "\n%%EOF\n",
	} {
		if _, err := PDF([]byte(b)); err == nil {
			t.Errorf("%s: no error", name)
		}
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

func FuzzPDF(f *testing.F) {
	f.Add(file("D:20260102030405Z", 3))
	f.Fuzz(func(t *testing.T, b []byte) { _, _ = PDF(b) })
}
