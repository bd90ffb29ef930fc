package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A real model's answers counted by the probabilities it gave the options: the report
// says so, promises no floor, and its bundle is verified.
func TestAnswersCountedByProbabilities(t *testing.T) {
	out := filepath.Join(t.TempDir(), "out")
	if _, errs, code := inertia(t, "report", "--models", "gemma-3-270m", "--weights", "probabilities", "--resamples", "100", "--permutations", "99", "--formats", "md", "--bundle", "--out", out); code != exitDone {
		t.Fatal(errs)
	}
	text, err := os.ReadFile(filepath.Join(out, "report.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"Its counts are expected ones", "**Expected counts.**", "expected counts hold no single answers"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the report does not say %q", want)
		}
	}
	for _, no := range []string{"with its floor", "A small baseline", "NaN"} {
		if strings.Contains(string(text), no) {
			t.Errorf("the report says %q", no)
		}
	}
	manifest, err := os.ReadFile(filepath.Join(out, "manifest.json"))
	if err != nil || !strings.Contains(string(manifest), `"weights": "probabilities"`) {
		t.Errorf("the manifest does not tell the weights (%v)", err)
	}
	if got, errs, code := inertia(t, "verify", out); code != exitDone || !strings.Contains(got, "the same when computed again") {
		t.Errorf("verify: %s%s", got, errs)
	}
	plain := file(t, "plain.csv", "persona,item,option\n1,mfq30-01,2\n")
	if _, errs, code := inertia(t, "measure", "--weights", "probabilities", plain); code != exitFailed || !strings.Contains(errs, "no columns p1..pK") {
		t.Errorf("code %d: %s", code, errs)
	}
}
