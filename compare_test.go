package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Two folders are two studies: the report says what changed, and verify finds it
// again.
func TestReportOfTwoStudies(t *testing.T) {
	dir := t.TempDir()
	var folders []string
	for _, name := range []string{"spring", "autumn"} {
		folder := filepath.Join(dir, name)
		if err := os.Mkdir(folder, 0o755); err != nil {
			t.Fatal(err)
		}
		seeds := map[string]string{"spring": "1,2", "autumn": "1,3"}[name]
		if _, errs, code := inertia(t, "simulate", "--respondents", "paper-like", "--personas", "12", "--seeds", seeds, "--baseline", "12", "-o", filepath.Join(folder, "answers.csv")); code != exitDone {
			t.Fatal(errs)
		}
		folders = append(folders, folder)
	}
	out := filepath.Join(dir, "report")
	args := append([]string{"report", "--out", out, "--formats", "md", "--resamples", "200", "--permutations", "99", "--bundle"}, folders...)
	if _, errs, code := inertia(t, args...); code != exitDone {
		t.Fatal(errs)
	}
	text, err := os.ReadFile(filepath.Join(out, "report.md"))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"What changed", "Change of inertia of the MFQ-30 between the studies", "paper-like (spring)", "paper-like (autumn)", "Between the studies, ",
		"**All answers are simulated**", "one reference respondent in two studies", "Both values are of the 12 personas that answered in both studies"} {
		if !strings.Contains(string(text), want) {
			t.Errorf("the report lacks %q", want)
		}
	}
	if got, errs, code := inertia(t, "verify", out); code != exitDone || !strings.Contains(got, "the same when computed again") {
		t.Errorf("verify: %s%s", got, errs)
	}
	if _, errs, code := inertia(t, "measure", "--compare", folders[0]); code != exitUsage || !strings.Contains(errs, "--compare needs two DATA, and got 1") {
		t.Error(errs)
	}
}

func TestVerifyNamesWhatDiffers(t *testing.T) {
	out := filepath.Join(t.TempDir(), "report")
	if _, errs, code := inertia(t, "report", "--out", out, "--formats", "md", "--resamples", "0", "--bundle", "--author", "A. Lovelace", "--license", "CC0-1.0", "--date", "2026-11-25", small(t)); code != exitDone || strings.Contains(errs, "lack") {
		t.Fatal(errs)
	}
	if err := os.WriteFile(filepath.Join(out, "tables", "measures.csv"), nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, errs, code := inertia(t, "verify", out); code != exitFailed || !strings.Contains(errs, "tables/measures.csv: sha256 is") {
		t.Error(code, errs)
	}
	if _, errs, code := inertia(t, "report", "--out", out, "--formats", "md", "--resamples", "0", "--bundle", small(t)); code != exitDone || strings.Count(errs, "not valid yet") != 1 ||
		!strings.Contains(errs, "license (RO-Crate 1.2; --license CC-BY-4.0), date of publication (RO-Crate 1.2; --date 2026-11-25), author (CITATION.cff; --author") {
		t.Error(code, errs)
	}
	if _, errs, code := inertia(t, "verify"); code != exitUsage || !strings.Contains(errs, "needs one BUNDLE") {
		t.Error(code, errs)
	}
	if _, errs, code := inertia(t, "report", "--bundle", "--date", "today", "--out", out, small(t)); code != exitUsage || !strings.Contains(errs, `date "today"`) {
		t.Error(code, errs)
	}
}
