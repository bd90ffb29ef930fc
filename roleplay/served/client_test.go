package served_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"inertia/roleplay/mockserver"
	"inertia/roleplay/served"
)

const secret = "sk-test-4f7a9c21"

func key(t *testing.T) served.Key {
	t.Helper()
	t.Setenv("SERVED_TEST_KEY", secret)
	k, err := served.KeyFromEnvironment("SERVED_TEST_KEY")
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func clientOf(t *testing.T, url string) *served.Client {
	t.Helper()
	c, err := served.New(served.Options{BaseURL: url, Key: key(t), Timeout: 300 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func ask(c *served.Client) (*served.Reply, error) {
	return c.Ask(context.Background(), &served.Request{Model: "m", Messages: []served.Message{served.User("hello")}, Parameters: served.Parameters{TopLogprobs: 5}})
}

func TestReply(t *testing.T) {
	s, err := mockserver.Start(mockserver.Options{Key: secret, Answer: func([]byte) string { return "B" }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	r, err := ask(clientOf(t, s.URL()))
	if err != nil || r.Text != "B" || r.Truncated || r.PromptTokens != 210 || r.CompletionTokens != 1 || r.Fingerprint != "mock" {
		t.Fatalf("%+v, %v", r, err)
	}
	if len(r.Candidates) != 2 || r.Candidates[0].Token != "B" || math.Abs(r.Candidates[0].Probability-.75) > 1e-12 {
		t.Errorf("candidates %v", r.Candidates)
	}
}

// Every fault of the mock server is sorted as one that asking again can mend.
func TestFaultsAreWorthAnotherTry(t *testing.T) {
	for _, c := range []struct {
		name   string
		faults mockserver.Faults
		kind   served.Kind
	}{
		{"429", mockserver.Faults{Limited: 1}, served.Limited},
		{"500", mockserver.Faults{Broken: 1}, served.Broken},
		{"cut", mockserver.Faults{Cut: 1}, served.Unreached},
		{"hang", mockserver.Faults{Hang: 1}, served.Unreached},
		{"malformed", mockserver.Faults{Malformed: 1}, served.Malformed},
		{"empty", mockserver.Faults{Empty: 1}, served.Malformed},
		{"without choices", mockserver.Faults{Choiceless: 1}, served.Malformed},
		{"20 MB", mockserver.Faults{Huge: 1}, served.Malformed},
		{"HTML", mockserver.Faults{WrongType: 1}, served.Malformed},
		{"dropped", mockserver.Faults{Dropped: 1}, served.Unreached},
	} {
		s, err := mockserver.Start(mockserver.Options{Faults: c.faults, RetryAfter: "3"})
		if err != nil {
			t.Fatal(err)
		}
		_, err = ask(clientOf(t, s.URL()))
		var f *served.Failure
		if !errors.As(err, &f) || f.Kind != c.kind || !f.Again() {
			t.Errorf("%s: %v of kind %v", c.name, err, f)
		} else if c.kind == served.Limited && f.After != 3*time.Second {
			t.Errorf("%s: asks to wait %v", c.name, f.After)
		}
		if err != nil && (strings.Contains(err.Error(), secret) || strings.Contains(err.Error(), "127.0.0.1")) {
			t.Errorf("%s: the message tells too much: %v", c.name, err)
		}
		s.Close()
	}
}

func TestLargeBodyIsNotKept(t *testing.T) {
	s, err := mockserver.Start(mockserver.Options{Faults: mockserver.Faults{Huge: 1}})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	c := clientOf(t, s.URL())
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for range 20 {
		if _, err := ask(c); err == nil {
			t.Fatal("a body of 20 MB was taken for an answer")
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if grown := after.TotalAlloc - before.TotalAlloc; grown > 20*mockserver.HugeBytes/2 {
		t.Errorf("20 bodies of 20 MB took %d MB of allocations", grown>>20)
	}
	if after.HeapAlloc > before.HeapAlloc+mockserver.HugeBytes/2 {
		t.Errorf("%d MB are kept", (after.HeapAlloc-before.HeapAlloc)>>20)
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct {
		name       string
		status     int
		body, want string
		kind       served.Kind
	}{
		{"OpenAI's form", 400, `{"error":{"message":"bad temperature","type":"invalid_request_error","code":null}}`, "400: bad temperature", served.Rejected},
		{"FastAPI's form", 422, `{"detail":[{"msg":"field required"}]}`, `422: [{"msg":"field required"}]`, served.Rejected},
		{"a plain error", 400, `{"error":"no such field"}`, "400: no such field", served.Rejected},
		{"text", 400, "no\x1b[31m such\n thing", "400: no [31m such thing", served.Rejected},
		{"nothing", 400, "", "400: (without a word)", served.Rejected},
		{"key", 401, `{"error":{"message":"Incorrect API key provided: ` + secret + `."}}`, "401: Incorrect API key provided: ***.", served.Denied},
		{"key at the cut", 401, strings.Repeat("x", 295) + secret, "xxx***", served.Denied},
		{"model", 404, `{"error":{"message":"The model m does not exist"}}`, "does not exist", served.Denied},
		{"no money", 429, `{"error":{"message":"You exceeded your quota","code":"insufficient_quota"}}`, "quota", served.Denied},
		{"filter", 400, `{"error":{"message":"filtered","code":"content_filter"}}`, "filtered", served.Filtered},
		{"moderation", 403, `{"error":{"message":"your input was flagged"}}`, "flagged", served.Filtered},
		{"elsewhere", 307, "", "base URL: https://other.example.org/v1", served.Denied},
	} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			if c.status == 307 {
				w.Header().Set("Location", "https://other.example.org/v1?key="+secret)
			}
			w.WriteHeader(c.status)
			fmt.Fprint(w, c.body)
		}))
		_, err := ask(clientOf(t, s.URL))
		var f *served.Failure
		if !errors.As(err, &f) || f.Kind != c.kind || f.Again() || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
		if err != nil && strings.Contains(err.Error(), "sk-test") {
			t.Errorf("%s: the key is told: %v", c.name, err)
		}
		s.Close()
	}
}

func TestRepliesThatAreNoPlainAnswer(t *testing.T) {
	for _, c := range []struct {
		name, body string
		check      func(r *served.Reply) bool
	}{
		{"cut by a limit", `{"choices":[{"message":{"content":"I thi"},"finish_reason":"length"}]}`, func(r *served.Reply) bool { return r.Truncated && r.Text == "I thi" }},
		{"cut before a word", `{"choices":[{"message":{"content":null},"finish_reason":"length"}]}`, func(r *served.Reply) bool { return r.Truncated }},
		{"withheld", `{"choices":[{"message":{},"finish_reason":"content_filter"}]}`, func(r *served.Reply) bool { return r.Filtered }},
		{"declined", `{"choices":[{"message":{"content":null,"refusal":"I cannot"},"finish_reason":"stop"}]}`, func(r *served.Reply) bool { return r.Filtered && r.Text == "I cannot" }},
		{"an empty text", `{"choices":[{"message":{"content":""},"finish_reason":"stop"}]}`, func(r *served.Reply) bool { return r.Text == "" && !r.Filtered }},
		{"blank tokens first", `{"choices":[{"message":{"content":"\n A"},"logprobs":{"content":[{"token":"\n","top_logprobs":[{"token":"\n","logprob":0}]},{"token":" A","top_logprobs":[{"token":" A","logprob":-1},{"token":"B","logprob":-9999}]}]}}]}`,
			func(r *served.Reply) bool {
				return len(r.Candidates) == 2 && r.Candidates[0].Token == " A" && r.Candidates[1].Probability == 0
			}},
	} {
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Type", "application/json; charset=utf-8")
			fmt.Fprint(w, c.body)
		}))
		if r, err := ask(clientOf(t, s.URL)); err != nil || !c.check(r) {
			t.Errorf("%s: %+v, %v", c.name, r, err)
		}
		s.Close()
	}
}

// A letter that is a key to a local server is no secret, and stands in every message.
func TestAShortKeyHidesNothing(t *testing.T) {
	t.Setenv("SERVED_TEST_LETTER", "x")
	k, err := served.KeyFromEnvironment("SERVED_TEST_LETTER")
	if err != nil {
		t.Fatal(err)
	}
	if got := k.Scrub("max_tokens is too large"); got != "max_tokens is too large" {
		t.Errorf("%q", got)
	}
	if got := key(t).Scrub("key " + secret); got != "key ***" {
		t.Errorf("%q", got)
	}
}

// An answer that repeats the key is kept without it; a word that a local server takes
// for a key may be an answer.
func TestKeyInAnAnswer(t *testing.T) {
	s, err := mockserver.Start(mockserver.Options{Answer: func([]byte) string { return "A " + secret }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if r, err := ask(clientOf(t, s.URL())); err != nil || r.Text != "A ***" {
		t.Errorf("%+v, %v", r, err)
	}
	t.Setenv("SERVED_TEST_WORD", "A")
	k, err := served.KeyFromEnvironment("SERVED_TEST_WORD")
	if err != nil {
		t.Fatal(err)
	}
	c, err := served.New(served.Options{BaseURL: s.URL(), Key: k})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	if r, err := ask(c); err != nil || r.Text != "A "+secret {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestKeyIsNeverPrinted(t *testing.T) {
	k := key(t)
	c := clientOf(t, "https://h/v1")
	if text := fmt.Sprintf("%v %+v %#v %s %q %v %v %+v %#v", k, k, k, k, k, struct{ Key served.Key }{k}, c, c, c); strings.Contains(text, "sk-test") {
		t.Errorf("printed: %s", text)
	}
	for _, c := range []struct{ name, text, want string }{
		{"empty", "\n", "the file is empty"},
		{"two lines", "sk-test\nmore", "not a key"},
		{"not ASCII", "sk-test-ä", "not a key"},
	} {
		path := filepath.Join(t.TempDir(), "key")
		if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := served.KeyFromFile(path); err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "sk-test") {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
