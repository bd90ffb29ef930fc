package main

import (
	"math"
	"os"
	"testing"
)

// What each respondent is known to be, a measure must say.
func TestTheoryIsMeasured(t *testing.T) {
	rows, err := measured()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range theories {
		e, ok := find(rows, c.respondent, c.dimension, c.measure, c.contrast)
		if !ok {
			t.Errorf("no row %s %s %s %q", c.respondent, c.dimension, c.measure, c.contrast)
			continue
		}
		if !(math.Abs(e.Value-c.value) <= c.tolerance+1e-12) {
			t.Errorf("%s, %s of %s %s is %.4f, theory says %.4f (%s)", c.respondent, c.measure, c.dimension, c.contrast, e.Value, c.value, c.why)
		}
	}
}

func TestDocumentIsCurrent(t *testing.T) {
	rows, err := measured()
	if err != nil {
		t.Fatal(err)
	}
	have, err := os.ReadFile("../../docs/known-groups.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(have) != document(rows) {
		t.Error("docs/known-groups.md is not what is measured; run go run ./roleplay/knowngroups > docs/known-groups.md")
	}
}
