package main

import (
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"inertia/datasets"
)

const llamaFolder = "roleplay/testdata/llama"

// llama is the address of a server of Gemma 3 270M: the one that INERTIA_LLAMA_URL
// names, or one set up in the folder that INERTIA_LLAMA names. Neither is set by
// default, as setting up compiles llama.cpp for minutes.
func llama(t *testing.T) string {
	t.Helper()
	if url := os.Getenv("INERTIA_LLAMA_URL"); url != "" {
		return url
	}
	folder := os.Getenv("INERTIA_LLAMA")
	if folder == "" {
		t.Skipf("no real model is asked: run INERTIA_LLAMA=FOLDER go test . -run TestRealModel -timeout 30m, which sets up llama.cpp and Gemma 3 270M in FOLDER, "+
			"or sh %s/setup.sh FOLDER 8093 and then INERTIA_LLAMA_URL=http://127.0.0.1:8093/v1 go test . -run TestRealModel", llamaFolder)
	}
	const port = "8094"
	cmd := exec.Command("sh", filepath.Join(llamaFolder, "setup.sh"), folder, port)
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		_ = cmd.Process.Kill() // setup.sh has become the server
	})
	url := "http://127.0.0.1:" + port + "/v1"
	for {
		select {
		case err := <-ended:
			t.Fatalf("%s/setup.sh ended before its server answered: %v; it needs python3 with venv, a C++ compiler and PyPI", llamaFolder, err)
		case <-time.After(time.Second):
		}
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/models", nil)
		if err != nil {
			t.Fatal(err)
		}
		answer, err := http.DefaultClient.Do(req)
		cancel()
		if err == nil {
			answer.Body.Close()
			return url
		}
	}
}

// A real model is asked what the bundled study asked it, and answers alike: all that
// may differ is what another processor rounds.
func TestRealModelAnswersAsInTheBundledStudy(t *testing.T) {
	url, out := llama(t), filepath.Join(t.TempDir(), "study")
	stdout, errs, code := inertia(t, "collect", "--model", "gemma-3-270m", "--base-url", url, "--out", out, "--instrument", "mfq30", "--personas", "1", "--seeds", "111",
		"--template", filepath.Join(llamaFolder, "continue.tmpl"), "--baseline-repeats", "1", "--variants", "default,options-reversed", "--temperature", "0",
		"--logprobs", "--max-tokens", "16", "--stop", "\n", "--concurrency", "1")
	if code != exitDone || !strings.Contains(errs, "120 of 120 questions answered") {
		t.Fatalf("exit %d, %q, %q", code, stdout, errs)
	}
	fresh, err := datasets.Open([]string{out}, datasets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	bundled, err := datasets.BundledStudy("gemma-3-270m", datasets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	before := map[string]datasets.Response{}
	for r, err := range bundled.Responses {
		if err != nil {
			t.Fatal(err)
		}
		before[r.Request] = r
	}
	n, same := 0, 0
	for r, err := range fresh.Responses {
		if err != nil {
			t.Fatal(err)
		}
		was, ok := before[r.Request]
		if !ok {
			t.Fatalf("%s, %s, persona %q is no question of the bundled study: the wording or the parameters have changed", r.Item, r.Variant, r.Persona)
		}
		if n++; r.Text == was.Text && r.Option == was.Option {
			same++
		}
		if r.Persona != "" && len(r.P) != 6 {
			t.Errorf("%s, %s: no probabilities", r.Item, r.Variant)
		}
	}
	t.Logf("%d of %d answers are those of the bundled study", same, n)
	if n != 120 || same < 114 {
		t.Errorf("%d of %d answers are those of the bundled study, want at least 114 of 120", same, n)
	}
}
