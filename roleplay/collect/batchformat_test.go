package collect

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The bounds that OpenAI's reference of the batch endpoint tells, which Azure's repeats:
// a file of JSON lines, 50,000 requests and 200 MB at most; a line has custom_id (its own
// in the file, 64 characters at most), method POST, the endpoint's path, and the
// endpoint's body, all of one model. vLLM's run-batch reads the same four fields, and
// answers no request that asks for a stream.
func TestBatchFileFormat(t *testing.T) {
	o := options(t, "https://api.example.org/v1")
	files, err := ExportBatch(o, BatchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, path := range files.Paths {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if len(raw) > 200_000_000 || bytes.Count(raw, []byte("\n")) > 50_000 || !utf8.Valid(raw) || raw[len(raw)-1] != '\n' {
			t.Errorf("%s: %d bytes, %d lines", path, len(raw), bytes.Count(raw, []byte("\n")))
		}
		for line := range bytes.Lines(raw) {
			var fields map[string]json.RawMessage
			var request struct {
				ID     string `json:"custom_id"`
				Method string `json:"method"`
				URL    string `json:"url"`
				Body   struct {
					Model    string `json:"model"`
					Stream   bool   `json:"stream"`
					Messages []struct{ Role, Content string }
				} `json:"body"`
			}
			if err := json.Unmarshal(line, &fields); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			if err := json.Unmarshal(line, &request); err != nil {
				t.Fatalf("%s: %v", line, err)
			}
			if len(fields) != 4 || request.Method != "POST" || request.URL != "/v1/chat/completions" || request.Body.Model != o.Model || request.Body.Stream {
				t.Fatalf("%s", line)
			}
			if id := request.ID; id == "" || len(id) > 64 || seen[id] {
				t.Fatalf("custom_id %q: seen %t", id, seen[id])
			}
			seen[request.ID] = true
			for _, m := range request.Body.Messages {
				if !slices.Contains([]string{"system", "user"}, m.Role) || m.Content == "" {
					t.Fatalf("%+v", m)
				}
			}
			if len(request.Body.Messages) == 0 {
				t.Fatal("no messages")
			}
		}
	}
	if len(seen) != files.Requests || files.Requests == 0 {
		t.Errorf("%d requests, %d told", len(seen), files.Requests)
	}
}

// Results as vLLM's run-batch writes them: every field, those without a value as null;
// an error is a text, or the body of its server.
func TestResultsOfRunBatch(t *testing.T) {
	o := options(t, "https://api.example.org/v1")
	files, err := ExportBatch(o, BatchOptions{})
	if err != nil {
		t.Fatal(err)
	}
	results := provider(t, t.TempDir(), files.Paths, func(n int, _ string) string {
		switch n {
		case 0:
			return `"response":{"status_code":400,"request_id":"vllm-batch-1","body":null},"error":"the prompt is too long"`
		case 1:
			return `"response":{"status_code":404,"request_id":"vllm-batch-2","body":null},"error":{"error":{"message":"the model is not there","type":"NotFoundError","param":null,"code":404}}`
		case 2:
			return `"response":{"status_code":400,"request_id":"vllm-batch-3","body":null},"error":{"object":"error","message":"an older server","type":"BadRequestError","param":null,"code":400}`
		}
		return `"response":{"status_code":200,"request_id":"vllm-batch-4","body":{"id":"chatcmpl-1","object":"chat.completion","created":1700000000,"model":"m","choices":[{"index":0,` +
			`"message":{"role":"assistant","content":"C","refusal":null,"annotations":null,"audio":null,"function_call":null,"tool_calls":[],"reasoning":null},` +
			`"logprobs":null,"finish_reason":"stop","stop_reason":null,"token_ids":null}],"service_tier":null,"system_fingerprint":null,` +
			`"usage":{"prompt_tokens":9,"total_tokens":10,"completion_tokens":1,"prompt_tokens_details":null},"prompt_logprobs":null,"prompt_token_ids":null,"kv_transfer_params":null}},"error":null`
	})
	found, err := ImportBatch(o, []string{results})
	if err != nil {
		t.Fatal(err)
	}
	if found.Answered != files.Requests-3 || found.Failed != 3 || found.Left != 3 {
		t.Errorf("%+v", found)
	}
	for _, part := range []string{"400: the prompt is too long", "404: the model is not there", "400: an older server"} {
		if !strings.Contains(strings.Join(found.Notices, "\n"), part) {
			t.Errorf("%q is not in %q", part, found.Notices)
		}
	}
	if text := contents(t, o.Dir); strings.Count(text, `"option":3`) != files.Requests-3 {
		t.Errorf("answers in %s:\n%s", filepath.Base(o.Dir), text[:300])
	}
}
