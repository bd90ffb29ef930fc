package document

import (
	"bytes"
	"os"
	"regexp"
	"testing"
)

// The PDF of the sample: how many pages, bookmarks, and links that all lead somewhere.
func TestPDFIsWritten(t *testing.T) {
	pages := map[string]int{"preprint": 8, "acl": 5}
	for _, style := range Styles {
		var b bytes.Buffer
		if err := WritePDF(&b, styled(style)); err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(b.Bytes(), []byte("%PDF-")) || b.Len() < 20000 {
			t.Errorf("%s: %d bytes that begin with %q", style, b.Len(), b.Bytes()[:8])
		}
		if got := len(regexp.MustCompile(`/Type/Page\b[^s]`).FindAll(b.Bytes(), -1)); got != pages[style] {
			t.Errorf("%s: %d pages, want %d", style, got, pages[style])
		}
		for _, want := range []string{"/Type/Outlines", "/PageMode/UseOutlines", "/Lang(en)", "/Dest["} {
			if !bytes.Contains(b.Bytes(), []byte(want)) {
				t.Errorf("%s: no %s", style, want)
			}
		}
		if bytes.Contains(b.Bytes(), []byte("/URI(#")) {
			t.Errorf("%s: a link to a place within the document leads nowhere", style)
		}
		if path := os.Getenv("INERTIA_PDF"); path != "" {
			if err := os.WriteFile(path+"-"+style+".pdf", b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// Whatever is cited, referred to or noted in the sample has a place to lead to.
func TestEveryLinkWithinThePDFHasAPlace(t *testing.T) {
	p, err := layOut(sample())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.draw(); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"sec-data", "tab-main", "tab-long", "fig-heat", "fig-wide", "eq-h", "tab-more", "ref.1", "ref.2", "foot.1", "foot.1.mark", "foot.2"} {
		if _, ok := p.places[id]; !ok {
			t.Errorf("nothing is at %s", id)
		}
	}
}
