package collect

import (
	"bytes"
	"encoding/json"
	"fmt"
	"inertia/roleplay"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// provider answers batch files; the results come in reverse order.
func provider(t *testing.T, dir string, paths []string, answer func(n int, body string) string) string {
	t.Helper()
	var out []string
	asked := 0
	for _, path := range paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for line := range bytes.Lines(raw) {
			var r struct {
				CustomID string          `json:"custom_id"`
				Method   string          `json:"method"`
				URL      string          `json:"url"`
				Body     json.RawMessage `json:"body"`
			}
			if err := json.Unmarshal(line, &r); err != nil || r.Method != "POST" || r.URL != "/v1/chat/completions" {
				t.Fatalf("%s: %v", line, err)
			}
			if result := answer(asked, string(r.Body)); result != "" {
				out = append(out, fmt.Sprintf(`{"id":"r","custom_id":%q,%s}`, r.CustomID, result)+"\n")
			}
			asked++
		}
	}
	slices.Reverse(out)
	path := filepath.Join(dir, "results.jsonl")
	if err := os.WriteFile(path, []byte(strings.Join(out, "")), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

const good = `"response":{"status_code":200,"body":{"choices":[{"message":{"content":"C"},"finish_reason":"stop"}],"usage":{"prompt_tokens":9,"completion_tokens":1}}},"error":null`

func TestBatchThereAndBack(t *testing.T) {
	o := options(t, "https://api.example.org/v1")
	files, err := ExportBatch(o, BatchOptions{MostRequests: 300})
	if err != nil || files.Requests != 750 || len(files.Paths) != 3 {
		t.Fatalf("%+v, %v", files, err)
	}
	raw, err := os.ReadFile(files.Paths[0])
	if err != nil || bytes.Count(raw, []byte("\n")) != 300 || !bytes.Contains(raw, []byte(`"temperature":0,"seed":0,`)) {
		t.Errorf("first file: %d lines, %v", bytes.Count(raw, []byte("\n")), err)
	}
	results := provider(t, t.TempDir(), files.Paths, func(n int, _ string) string {
		switch n {
		case 0:
			return `"response":{"status_code":500,"body":{"error":{"message":"busy"}}},"error":null`
		case 1:
			return `"response":null,"error":{"code":"batch_expired","message":"not done in time"}`
		case 2:
			return `"response":{"status_code":200,"body":{"choices":[]}},"error":null`
		case 3:
			return "" // never came back
		case 4:
			return `"response":{"status_code":400,"body":{"error":{"message":"no","code":"content_filter"}}},"error":null`
		}
		return good
	})
	junk, err := os.OpenFile(results, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(junk, "{\"custom_id\":%q,%s}\nnot JSON\n{\"custom_id\":\"other\"}\n{\"custom_id\":", keyNumber(3), good)
	if err := junk.Close(); err != nil {
		t.Fatal(err)
	}
	found, err := ImportBatch(o, []string{results})
	if err != nil {
		t.Fatal(err)
	}
	if found.Answered != 746 || found.Failed != 3 || found.Left != 4 || found.Unknown != 1 || found.Had != 0 {
		t.Errorf("%+v", found)
	}
	for _, part := range []string{"500: busy", "not done in time", "without choices", "results.jsonl:751: not a result", "results.jsonl:753"} {
		if !strings.Contains(strings.Join(found.Notices, "\n"), part) {
			t.Errorf("%q is not in %q", part, found.Notices)
		}
	}
	if text := contents(t, o.Dir); strings.Count(text, `"missing":"refusal"`) != 1 || strings.Count(text, `"option":3`) != 745 {
		t.Errorf("answers:\n%s", text[:300])
	}
	// What failed goes into the next export, and what is there stays.
	files, err = ExportBatch(o, BatchOptions{})
	if err != nil || files.Requests != 4 || files.Had != 746 || len(files.Paths) != 1 {
		t.Fatalf("again: %+v, %v", files, err)
	}
	if _, err := os.Stat(filepath.Join(o.Dir, "batch", "requests-002.jsonl")); !os.IsNotExist(err) {
		t.Errorf("a file of the first export is left: %v", err)
	}
	before := contents(t, o.Dir)
	found, err = ImportBatch(o, []string{results, provider(t, t.TempDir(), files.Paths, func(int, string) string { return good })})
	if err != nil || found.Answered != 4 || found.Had != 746 || found.Left != 0 || found.Failed != 0 {
		t.Errorf("then %+v, %v", found, err)
	}
	if !strings.HasPrefix(contents(t, o.Dir), before) {
		t.Error("lines that were there have changed")
	}
	complete(t, o)
}

func TestBatchFilesAreSplitBySize(t *testing.T) {
	o := options(t, "https://api.example.org/v1")
	const most = 20_000
	files, err := ExportBatch(o, BatchOptions{MostBytes: most})
	if err != nil {
		t.Fatal(err)
	}
	lines := 0
	for _, path := range files.Paths {
		raw, err := os.ReadFile(path)
		if err != nil || len(raw) > most || len(raw) == 0 {
			t.Errorf("%s: %d bytes, %v", path, len(raw), err)
		}
		lines += bytes.Count(raw, []byte("\n"))
	}
	if lines != 750 || len(files.Paths) < 10 {
		t.Errorf("%d requests in %d files", lines, len(files.Paths))
	}
}

func TestDialogueIsNoBatch(t *testing.T) {
	o := options(t, "https://api.example.org/v1")
	o.Design.Variants = []string{roleplay.VariantItemsShuffled}
	if _, err := ExportBatch(o, BatchOptions{}); err == nil || !strings.Contains(err.Error(), "is a dialogue") {
		t.Errorf("%v", err)
	}
}
