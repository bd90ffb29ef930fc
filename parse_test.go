package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"inertia/roleplay/mockserver"
)

// A model's reading is made from the command line, told with its agreement, and
// counts where it is asked for.
func TestParserModelCommand(t *testing.T) {
	s, out := mock(t, mockserver.Options{}), filepath.Join(t.TempDir(), "study")
	if _, errs, code := inertia(t, asking(s.URL(), out)...); code != exitDone {
		t.Fatal(errs)
	}
	parser := mock(t, mockserver.Options{Answer: func([]byte) string { return "C" }})
	stdout, errs, code := inertia(t, "parse", out, "--parser-model", "org/p", "--base-url", parser.URL())
	if code != exitDone || !strings.Contains(errs, "600 of 600 texts read by org/p") || parser.Requests() > 12 {
		t.Fatalf("exit %d, %d requests, %q", code, parser.Requests(), errs)
	}
	for _, part := range []string{"rules and org/p, mfq30:", "percent agreement", "kappa quadratic", "standard error"} {
		if !strings.Contains(stdout, part) {
			t.Errorf("%q is not in\n%s", part, stdout)
		}
	}
	modal := func(judge string) string {
		stdout, errs, code := inertia(t, "measure", out, "--judge", judge, "--measures", "modal_share", "--resamples", "0", "--format", "csv")
		if code != exitDone {
			t.Fatalf("%s: %q", judge, errs)
		}
		return stdout
	}
	if read := modal("org_p"); !strings.Contains(read, "modal_share,,1,") || strings.Contains(modal("rules"), "modal_share,,1,") {
		t.Errorf("the model's reading, C throughout, does not count:\n%s", read)
	}
	if stdout, _, _ := inertia(t, "measure", out, "--measures", "parsers", "--format", "csv", "--resamples", "0"); !strings.Contains(stdout, "kappa,org_p ~ rules,") {
		t.Errorf("no kappa in\n%s", stdout)
	}
	if _, errs, code := inertia(t, "measure", out, "--judge", "nobody"); code != exitFailed || !strings.Contains(errs, "no reading by nobody; there are rules, org_p") {
		t.Errorf("exit %d, %q", code, errs)
	}
}

func TestParseSampleCommand(t *testing.T) {
	s := mock(t, mockserver.Options{Answer: func([]byte) string { return "A" }})
	sample := file(t, "sample.csv", "scale,text,option\nagreement,A,1\nagreement,Certainly B.,2\nno|yes,yes,2\nagreement,Perhaps.,\n")
	stdout, errs, code := inertia(t, "parse", "--sample", sample, "--parser-model", "p", "--base-url", s.URL())
	if code != exitDone {
		t.Fatalf("exit %d, %q", code, errs)
	}
	for _, part := range []string{"labels and rules, 6 options:\n  accuracy           1.000", "labels and rules, 2 options:", "labels and p, 6 options:\n  accuracy           0.333"} {
		if !strings.Contains(stdout, part) {
			t.Errorf("%q is not in\n%s", part, stdout)
		}
	}
	if _, err := os.Stat(filepath.Join(sample+".readings", "p.jsonl")); err != nil {
		t.Error(err)
	}
}

func TestParseWrongUse(t *testing.T) {
	for _, args := range [][]string{{"parse"}, {"parse", "a", "b"}, {"parse", "a", "--sample", "b"}, {"parse", "a", "--dry-run", "--parser-model", "m"}, {"parse", "a", "--parser-model", "m", "--temperature", "hot"}, {"parse", "a", "--parser-model", "m", "--max-cost", "1"}} {
		if _, errs, code := inertia(t, args...); code != exitUsage || errs == "" {
			t.Errorf("%v: exit %d, %q", args, code, errs)
		}
	}
	if _, errs, code := inertia(t, "parse", t.TempDir(), "--parser-model", "m", "--base-url", "http://127.0.0.1:1/v1"); code != exitFailed || !strings.Contains(errs, "study.json") {
		t.Errorf("no study: exit %d, %q", code, errs)
	}
}
