package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"inertia/roleplay/mockserver"
)

func mock(t *testing.T, o mockserver.Options) *mockserver.Server {
	t.Helper()
	s, err := mockserver.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// asking are the arguments of a small study.
func asking(url, out string, more ...string) []string {
	return append([]string{"collect", "--model", "m", "--base-url", url, "--out", out, "--instrument", "mfq30", "--personas", "4", "--seeds", "111,333",
		"--baseline-repeats", "12", "--repeats", "1", "--variants", "default", "--temperature", "0", "--concurrency", "16"}, more...)
}

func TestCollectedStudyIsData(t *testing.T) {
	s, out := mock(t, mockserver.Options{}), filepath.Join(t.TempDir(), "study")
	_, errs, code := inertia(t, asking(s.URL(), out)...)
	if code != exitDone || !strings.Contains(errs, "600 of 600 questions answered, 600 of them in this run") {
		t.Fatalf("exit %d, %q", code, errs)
	}
	if stdout, errs, code := inertia(t, "check", out); code != exitDone || !strings.Contains(stdout, "111 333         8     30        1      240        0       360") {
		t.Errorf("check: exit %d, %q, %q", code, stdout, errs)
	}
	if stdout, errs, code := inertia(t, "measure", "--resamples", "0", "--format", "csv", out); code != exitDone || !strings.Contains(stdout, "js_floor") {
		t.Errorf("measure: exit %d, %q", code, errs)
	}
	csv := filepath.Join(t.TempDir(), "answers.csv")
	if _, errs, code := inertia(t, "convert", out, "-o", csv); code != exitDone || !strings.Contains(errs, "600 answers written") {
		t.Errorf("convert: exit %d, %q", code, errs)
	}
	began := time.Now()
	if _, errs, code := inertia(t, asking(s.URL(), out)...); code != exitDone || s.Requests() != 600 || time.Since(began) > time.Second {
		t.Errorf("again: exit %d, %d requests, %v, %q", code, s.Requests(), time.Since(began), errs)
	}
}

func TestCollectDryRunAsksNothing(t *testing.T) {
	s, dir := mock(t, mockserver.Options{}), t.TempDir()
	out := filepath.Join(dir, "study")
	prices := file(t, "prices.csv", "model,prompt,completion\nm,0.15,0.60\n")
	stdout, errs, code := inertia(t, asking(s.URL(), out, "--dry-run", "--prices", prices, "--baseline-repeats", "1")...)
	if code != exitDone || s.Requests() != 0 {
		t.Fatalf("exit %d, %d requests, %q", code, s.Requests(), errs)
	}
	for _, part := range []string{"without a persona, mfq30-01 ==", "persona 1, mfq30-01 ==", `"temperature": 0`, `"seed": 0`, "requests    270, 270 of them", "cost        about 0.0",
		"1 answers an item of MFQ-30: chance alone would make the JS distance about 0.40"} {
		if !strings.Contains(stdout, part) {
			t.Errorf("%q is not in\n%s", part, stdout)
		}
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

func TestCollectPilotAndReplicate(t *testing.T) {
	s, out := mock(t, mockserver.Options{}), filepath.Join(t.TempDir(), "study")
	stdout, errs, code := inertia(t, asking(s.URL(), out, "--pilot", "20")...)
	if code != exitDone || s.Requests() != 20 || !strings.Contains(stdout, "600, 580 of them") || !strings.Contains(stdout, "about 121800 to read, 580 to write (as the answers") {
		t.Errorf("pilot: exit %d, %d requests, %q, %q", code, s.Requests(), stdout, errs)
	}
	stdout, errs, code = inertia(t, asking(s.URL(), out, "--replicate", "10")...)
	if code != exitDone || !strings.Contains(stdout, "10 questions were asked twice with the same seed, 1 and 16 at a time: the text changed in 0 (0.0 %)") {
		t.Errorf("replicate: exit %d, %q, %q", code, stdout, errs)
	}
}

func TestCollectInterrupted(t *testing.T) {
	s, out := mock(t, mockserver.Options{Latency: 20 * time.Millisecond}), filepath.Join(t.TempDir(), "study")
	ctx, cancel := context.WithTimeout(context.Background(), 80*time.Millisecond)
	defer cancel()
	var stdout, errs bytes.Buffer
	if code := run(ctx, asking(s.URL(), out), &stdout, &errs); code != exitInterrupted || !strings.Contains(errs.String(), "stopped: interrupted; run the same command again to go on") {
		t.Errorf("exit %d, %q", code, errs.String())
	}
	if _, errs, code := inertia(t, asking(s.URL(), out)...); code != exitDone || s.AnsweredAgain() > 0 {
		t.Errorf("then exit %d, %d again, %q", code, s.AnsweredAgain(), errs)
	}
}

func TestCollectWrongUse(t *testing.T) {
	good := asking("http://127.0.0.1:1/v1", t.TempDir())
	for _, c := range []struct {
		name string
		args []string
		want string
	}{
		{"nothing", []string{"collect"}, "needs --model"},
		{"no TLS", append(good, "--base-url", "http://gpu7:8000/v1"), "without TLS"},
		{"password", append(good, "--base-url", "https://me:pw@host/v1"), "holds a name or password"},
		{"temperature", append(good, "--temperature", "warm"), "--temperature warm: neither a number nor none"},
		{"variant", append(good, "--variants", "upside-down"), `unknown variant "upside-down"`},
		{"seed", append(good, "--seeds", "1,1"), "seed 1 is there twice"},
		{"instrument", append(good, "--instrument", "mfq31"), "neither a known questionnaire"},
		{"shard", append(good, "--shard", "5/4"), "needs the form i/n"},
		{"cost", append(good, "--max-cost", "3"), "--max-cost needs the model's price"},
		{"structured", append(good, "--structured", "xml"), "known are none, vllm, json-schema"},
		{"extra", append(good, "--extra", "[1]"), "--extra: not a JSON object"},
		{"batch", []string{"batch", "send"}, "known are export and import"},
		{"batch import", []string{"batch", "import", "x.jsonl"}, "needs --out DIR"},
	} {
		_, errs, code := inertia(t, c.args...)
		if code != exitUsage || !strings.Contains(errs, c.want) || strings.Contains(errs, "pw@") {
			t.Errorf("%s: exit %d, %q does not say %q", c.name, code, errs, c.want)
		}
	}
}

func TestBatchCommands(t *testing.T) {
	out := filepath.Join(t.TempDir(), "study")
	args := append([]string{"batch", "export"}, asking("https://api.example.org/v1", out)[1:]...)
	args = args[:len(args)-2] // --concurrency is no matter of a file
	template := file(t, "prompt.txt", "{{.Persona}} {{.Item}} {{range .Options}}{{.Letter}}) {{.Label}} {{end}}")
	stdout, errs, code := inertia(t, append(args, "--max-requests", "400", "--template", template)...)
	if code != exitDone || strings.Count(stdout, "requests-") != 2 || !strings.Contains(errs, "600 requests in 2 files") {
		t.Fatalf("export: exit %d, %q, %q", code, stdout, errs)
	}
	raw, err := os.ReadFile(filepath.Join(out, "batch", "requests-001.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	results := file(t, "results.jsonl", "")
	var lines []byte
	for line := range bytes.Lines(raw) {
		id, _, _ := bytes.Cut(line, []byte(`,"method"`))
		lines = append(append(lines, id...), `,"response":{"status_code":200,"body":{"choices":[{"message":{"content":"D"}}]}},"error":null}`+"\n"...)
	}
	if err := os.WriteFile(results, lines, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, errs, code := inertia(t, "batch", "import", "--out", out, results); code != exitFailed || !strings.Contains(errs, "another template") {
		t.Errorf("import without the template: exit %d, %q", code, errs)
	}
	if _, errs, code := inertia(t, "batch", "import", "--out", out, "--template", template, results); code != exitDone || !strings.Contains(errs, "400 answers taken, 0 were there, 0 failed, 0 belong to no question of this study; 200 questions") {
		t.Errorf("import: exit %d, %q", code, errs)
	}
	if stdout, errs, code := inertia(t, "check", out); code != exitDone || !strings.Contains(stdout, "400 answers") {
		t.Errorf("check: exit %d, %q, %q", code, stdout, errs)
	}
}

// Whatever goes wrong, the key stands in nothing that is printed or kept.
func TestKeyIsNowhere(t *testing.T) {
	const key = "sk-5e1f00c4-do-not-tell"
	t.Setenv("OPENAI_API_KEY", key)
	echo := func(body []byte) (int, string) {
		return 400, `{"error":{"message":"refused; your key was ` + key + `"}}`
	}
	var all strings.Builder
	for name, o := range map[string]mockserver.Options{
		"right key, all faults": {Key: key, Faults: mockserver.Faults{Broken: .3, Cut: .1, Malformed: .1, Dropped: .1}},
		"wrong key":             {Key: "another"},
		"key in every answer":   {Answer: func([]byte) string { return "A" }, Reject: echo},
	} {
		s, out := mock(t, o), filepath.Join(t.TempDir(), "study")
		for _, more := range [][]string{{"--dry-run"}, {"--pilot", "5", "--tries", "3"}, {"--tries", "2"}, {"--replicate", "3", "--tries", "3"}} {
			stdout, errs, _ := inertia(t, asking(s.URL(), out, more...)...)
			all.WriteString(stdout + errs)
		}
		stdout, errs, _ := inertia(t, "parse", out, "--parser-model", "p", "--base-url", s.URL(), "--tries", "3")
		all.WriteString(stdout + errs)
		err := filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			raw, err := os.ReadFile(path)
			all.Write(raw)
			return err
		})
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	text := all.String()
	if strings.Contains(text, "sk-5e1f") {
		at := strings.Index(text, "sk-5e1f")
		t.Errorf("the key is told: ...%s...", text[max(0, at-200):at+20])
	}
	for _, part := range []string{"refused; your key was ***", "401: Incorrect API key provided: Bearer ***", `"option":`} {
		if !strings.Contains(text, part) {
			t.Errorf("the failures did not come about: no %q", part)
		}
	}
}
