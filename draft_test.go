package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"inertia/roleplay/mockserver"
)

// A model drafts the discussion through a server that fails at first; what it
// invents is struck, and the bundle is verified with the draft in it.
func TestReportWithADraft(t *testing.T) {
	var prompt string
	calls := 0
	server, err := mockserver.Start(mockserver.Options{
		Reject: func([]byte) (int, string) {
			if calls++; calls == 1 {
				return 503, "busy"
			}
			return 0, ""
		},
		Answer: func(body []byte) string {
			prompt = string(body)
			return "Personas move these respondents. Inertia rose by 77.7 points.\n\nThis agrees with earlier work [@lee2026]."
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	out := filepath.Join(t.TempDir(), "report")
	t.Setenv("OPENAI_API_KEY", "sk-of-a-test")
	_, errs, code := inertia(t, "report", "--draft", "--model", "writer-1", "--base-url", server.URL(), "--out", out, "--formats", "md", "--resamples", "0", "--bundle",
		"--author", "A. Lovelace", "--license", "CC0-1.0", "--date", "2026-11-25", small(t))
	if code != exitDone || !strings.Contains(errs, "struck from the draft: 1 sentence, the first because 77.7") {
		t.Fatal(code, errs)
	}
	if !strings.Contains(prompt, "Inertia") || !strings.Contains(prompt, `"temperature":0`) {
		t.Errorf("asked %.300s", prompt)
	}
	text, err := os.ReadFile(filepath.Join(out, "report.md"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "Drafted by a model.") || !strings.Contains(string(text), "Personas move these respondents.") {
		t.Error("the report lacks the draft")
	}
	if got, errs, code := inertia(t, "verify", out); code != exitDone {
		t.Error(got, errs)
	}
	if _, errs, code := inertia(t, "report", "--draft"); code != exitUsage || !strings.Contains(errs, "--draft needs --model") {
		t.Error(code, errs)
	}
}
