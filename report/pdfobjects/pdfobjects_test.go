package pdfobjects

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"testing"
)

// file has two objects whose order is not that of their numbers.
func file() []byte {
	b := []byte("%PDF-1.7\n")
	two := len(b)
	b = append(b, "2 0 obj\n<</A 1>>\nendobj\n"...)
	one := len(b)
	b = append(b, "1 0 obj\n<</Type/Catalog>>\nendobj\n"...)
	xref := len(b)
	b = fmt.Appendf(b, "xref\n0 3\n0000000000 65535 f \n%010d 00000 n \n%010d 00000 n \n", one, two)
	return fmt.Appendf(b, "trailer\n<</Root 1 0 R/Size 3>>\nstartxref\n%d\n%%%%EOF\n", xref)
}

func TestReadAndWriteGiveTheSameBytes(t *testing.T) {
	f, err := Read(file())
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(f.Bytes(), file()) {
		t.Errorf("got\n%s\nwant\n%s", f.Bytes(), file())
	}
}

func TestAddedObjectsAreFound(t *testing.T) {
	f, err := Read(file())
	if err != nil {
		t.Fatal(err)
	}
	if n := f.Add("<</B 2>>"); n != 3 {
		t.Fatalf("the new object has number %d, want 3", n)
	}
	again, err := Read(f.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	if last := again.Objects[2]; last.Number != 3 || string(last.Text) != "<</B 2>>\nendobj\n" {
		t.Errorf("the last object is %d %q", last.Number, last.Text)
	}
	if !bytes.Contains(f.Bytes(), []byte("/Size 4")) {
		t.Errorf("the trailer does not count it: %s", f.Bytes())
	}
}

func TestStreamsArePackedOnce(t *testing.T) {
	f, err := Read(file())
	if err != nil {
		t.Fatal(err)
	}
	text := bytes.Repeat([]byte("0 0 m 1 1 l\nendstream\n"), 100)
	f.Objects[0].Text = fmt.Appendf(nil, "<</Length %d>>stream\n%s\nendstream\nendobj\n", len(text), text)
	f.Pack()
	once := f.Bytes()
	head, rest, _ := bytes.Cut(f.Objects[0].Text, []byte("stream\n"))
	data, ok := bytes.CutSuffix(rest, []byte("\nendstream\nendobj\n"))
	if want := fmt.Sprintf("<</Filter/FlateDecode/Length %d>>", len(data)); !ok || string(head) != want {
		t.Errorf("the stream begins with %s, want %s", head, want)
	}
	z, err := zlib.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(z); err != nil || !bytes.Equal(got, text) {
		t.Errorf("unpacked: %q, error %v", got, err)
	}
	if f.Pack(); !bytes.Equal(f.Bytes(), once) {
		t.Error("a second pass packs what is packed")
	}
}

func TestOtherFilesAreAnError(t *testing.T) {
	for name, b := range map[string][]byte{"empty": nil, "text": []byte("hello"), "cut off": file()[:80], "place elsewhere": bytes.Replace(file(), []byte("0000000009"), []byte("0000000010"), 1)} {
		if _, err := Read(b); !errors.Is(err, ErrForm) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add(file())
	f.Fuzz(func(t *testing.T, b []byte) {
		if got, err := Read(b); err == nil {
			got.Bytes()
		}
	})
}
