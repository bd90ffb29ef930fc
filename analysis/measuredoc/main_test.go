package main

import (
	"os"
	"testing"

	"inertia/analysis"
)

func TestDocumentIsCurrent(t *testing.T) {
	raw, err := os.ReadFile("../../docs/measures.md")
	if err != nil {
		t.Fatal(err)
	}
	if string(raw) != document() {
		t.Error("docs/measures.md is not what the measures say; run go run ./analysis/measuredoc > docs/measures.md")
	}
}

// No measure is documented without formula, range, undefined case and source.
func TestMeasuresAreDescribed(t *testing.T) {
	seen := map[string]bool{}
	for _, m := range analysis.MeasureInfos() {
		if m.Formula == "" || m.Definition == "" || m.Range == "" || m.Undefined == "" || m.Source == "" || m.Group == "" || m.Title == "" {
			t.Errorf("%s: %+v", m.Name, m)
		}
		if seen[m.Name] {
			t.Errorf("%s is there twice", m.Name)
		}
		seen[m.Name] = true
	}
}
