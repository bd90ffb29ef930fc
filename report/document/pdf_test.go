package document

import (
	"bytes"
	"os"
	"testing"
)

func TestPDFIsWritten(t *testing.T) {
	var b bytes.Buffer
	if err := WritePDF(&b, sample()); err != nil {
		t.Fatal(err)
	}
	if !bytes.HasPrefix(b.Bytes(), []byte("%PDF-")) || b.Len() < 20000 {
		t.Errorf("%d bytes that begin with %q", b.Len(), b.Bytes()[:8])
	}
	if path := os.Getenv("INERTIA_PDF"); path != "" {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
