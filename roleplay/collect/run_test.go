package collect

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"inertia/datasets"
	"inertia/roleplay"
	"inertia/roleplay/mockserver"
	"inertia/roleplay/served"
)

func serve(t testing.TB, o mockserver.Options) *mockserver.Server {
	t.Helper()
	s, err := mockserver.Start(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// options ask a small study of a server.
func options(t testing.TB, url string) Options {
	t.Helper()
	zero := 0.
	o := Options{Dir: filepath.Join(t.TempDir(), "study"), Program: "inertia test", Model: "mock", BaseURL: url, Design: DefaultDesign(), Concurrency: 64,
		Parameters: served.Parameters{Temperature: &zero, MaxTokens: 16}, Timeout: 20 * time.Second} // long, so that a busy machine is not taken for a server that hangs
	o.Design.Seeds, o.Design.Personas, o.Design.BaselineRepeats = []int64{111, 333}, 10, 5 // 750 questions
	client, err := served.New(served.Options{BaseURL: url, Connections: o.Concurrency, Timeout: o.Timeout})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(client.Close)
	o.Client = client
	return o
}

func collect(t testing.TB, o Options) *Result {
	t.Helper()
	res, err := Run(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return res
}

// complete checks that every question of the design has exactly one line.
func complete(t testing.TB, o Options) {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(o.Dir, LedgerName))
	if err != nil {
		t.Fatal(err)
	}
	keys, err := newKeyer(o.Model, o.Parameters)
	if err != nil {
		t.Fatal(err)
	}
	if err := o.complete(); err != nil {
		t.Fatal(err)
	}
	lines := map[Key]int{}
	for line := range strings.Lines(string(raw)) {
		k, ok := lineKey([]byte(line))
		if !ok {
			t.Fatalf("not a line: %q", line)
		}
		lines[k]++
	}
	n := 0
	for j := range o.Design.jobs(o.Shard) {
		for i := range j.questions {
			a, err := prepare(o.Wording, keys, o.Design.SamplingSeed, &j.questions[i])
			if err != nil {
				t.Fatal(err)
			}
			if n++; lines[a.key] != 1 {
				t.Fatalf("%s of persona %v has %d lines", a.Item.ID, a.Persona, lines[a.key])
			}
		}
	}
	if len(lines) != n {
		t.Errorf("%d questions have lines, %d were asked", len(lines), n)
	}
}

func TestRunAsksEverythingOnce(t *testing.T) {
	s := serve(t, mockserver.Options{})
	o := options(t, s.URL())
	res := collect(t, o)
	if res.Planned != 750 || res.Answered != 750 || !res.Complete() || res.Stopped != "" || len(res.Missing) > 0 {
		t.Errorf("%+v", res)
	}
	complete(t, o)
	if s.Requests() != 750 || s.Questions() != 750 {
		t.Errorf("%d requests, %d questions", s.Requests(), s.Questions())
	}
	before := contents(t, o.Dir)
	if res = collect(t, o); res.Had != 750 || res.Answered != 0 || !res.Complete() || s.Requests() != 750 {
		t.Errorf("again: %+v", res)
	}
	if contents(t, o.Dir) != before {
		t.Error("finished lines were touched")
	}
}

// A bad night: every fault at once, and nothing is lost or there twice.
func TestRunThroughAllFaults(t *testing.T) {
	s := serve(t, mockserver.Options{Faults: mockserver.All(), Seed: 7})
	o := options(t, s.URL())
	o.Timeout = 3 * time.Second
	client, err := served.New(served.Options{BaseURL: s.URL(), Connections: 64, Timeout: o.Timeout})
	if err != nil {
		t.Fatal(err)
	}
	o.Client = client
	res := collect(t, o)
	if !res.Complete() || res.Unanswered > 0 || res.Retries == 0 {
		t.Errorf("%+v", res)
	}
	complete(t, o)
	if s.AnsweredAgain() > 0 {
		t.Errorf("%d questions were answered twice", s.AnsweredAgain())
	}
}

func TestStudyCanGrowButNotMix(t *testing.T) {
	s := serve(t, mockserver.Options{})
	o := options(t, s.URL())
	collect(t, o)
	o.Design.Personas, o.Design.Variants = 12, []string{"default", "options-reversed"}
	res := collect(t, o)
	if want := 2*(150+2*12*30) - 750; res.Answered != want || res.Had != 750 {
		t.Errorf("grown: %+v, want %d new ones", res, want)
	}
	complete(t, o)
	warm := .7
	o.Parameters.Temperature = &warm
	if _, err := Run(context.Background(), o); err == nil || !strings.Contains(err.Error(), `another parameters ({"temperature":0,`) {
		t.Errorf("another temperature: %v", err)
	}
	study, err := ReadStudy(o.Dir)
	if err != nil || study.Personas != 12 || len(study.Variants) != 2 || len(study.Instruments[0].Items) != 32 || study.Parameters.Temperature == nil {
		t.Errorf("study %+v, %v", study, err)
	}
	ds, err := datasets.Open([]string{o.Dir}, datasets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if len(ds.Personas.Rows) != 24 || ds.Personas.Rows[0].Description == "" || len(ds.Notices) > 0 {
		t.Errorf("%d personas, notices %q", len(ds.Personas.Rows), ds.Notices)
	}
}

func TestInterruptedRunIsAPartialStudy(t *testing.T) {
	s := serve(t, mockserver.Options{Latency: 20 * time.Millisecond})
	o := options(t, s.URL())
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		for s.Answered() < 100 && ctx.Err() == nil {
			time.Sleep(time.Millisecond)
		}
		cancel()
	}()
	res, err := Run(ctx, o)
	if err != nil || res.Stopped != "interrupted" || res.Answered == 0 || res.Complete() {
		t.Fatalf("%+v, %v", res, err)
	}
	if s.Answered() != res.Answered {
		t.Errorf("%d answers were given and %d kept", s.Answered(), res.Answered)
	}
	if res = collect(t, o); !res.Complete() || s.AnsweredAgain() > 0 {
		t.Errorf("then %+v, %d again", res, s.AnsweredAgain())
	}
	complete(t, o)
}

func TestDialogueGoesOnWhereItStood(t *testing.T) {
	s := serve(t, mockserver.Options{})
	o := options(t, s.URL())
	o.Design.Variants, o.Design.Seeds, o.Design.Personas, o.Design.BaselineRepeats = []string{roleplay.VariantItemsShuffled}, []int64{5}, 3, 1
	whole := o
	whole.Dir += "-whole"
	collect(t, whole)
	o.Pilot, o.Concurrency = 50, 2
	if res := collect(t, o); res.Answered != 50 || res.Stopped == "" {
		t.Fatalf("%+v", res)
	}
	o.Pilot = 0
	if res := collect(t, o); !res.Complete() || res.Had != 50 {
		t.Fatalf("%+v", res)
	}
	complete(t, o)
	// The bodies were those of one go: each carries the history of its dialogue.
	if s.Questions() != 120 || s.Requests() != 240 {
		t.Errorf("%d bodies in %d requests", s.Questions(), s.Requests())
	}
}

func TestRunsThatEndEarly(t *testing.T) {
	price := &Price{Prompt: 1e3, Completion: 0, Currency: "EUR"} // .21 an answer of the mock server
	for _, c := range []struct {
		name    string
		server  mockserver.Options
		change  func(o *Options)
		stopped string // part of Result.Stopped
		err     string
	}{
		{"limit", mockserver.Options{}, func(o *Options) { o.Pilot = 20 }, "the pilot was all", ""},
		{"cost", mockserver.Options{Latency: time.Millisecond}, func(o *Options) { o.Price, o.MaxCost, o.Concurrency = price, 30, 4 }, "the limit on cost, 30.00 EUR", ""},
		{"key", mockserver.Options{Key: "sk-1"}, func(*Options) {}, "", "401: Incorrect API key"},
		{"every request refused", mockserver.Options{Reject: func([]byte) (int, string) { return 400, `{"error":{"message":"no such parameter"}}` }},
			func(*Options) {}, "", "in a row were given up, the last because the server answered 400: no such parameter (what a request holds is set by the flags"},
	} {
		s := serve(t, c.server)
		o := options(t, s.URL())
		c.change(&o)
		res, err := Run(context.Background(), o)
		if (err == nil) != (c.err == "") || err != nil && !strings.Contains(err.Error(), c.err) || !strings.Contains(res.Stopped, c.stopped) || c.err == "" && res.Stopped == "" {
			t.Errorf("%s: %+v, %v", c.name, res, err)
		}
		if spent := price.Of(res.Used); o.MaxCost > 0 && (spent > o.MaxCost || spent < .9*o.MaxCost) {
			t.Errorf("%s: %v spent", c.name, price.Of(res.Used))
		}
		if o.Pilot > 0 && res.Answered != o.Pilot {
			t.Errorf("%s: %d answers", c.name, res.Answered)
		}
	}
}

// A question that cannot be answered is missing until the next run, which asks it again.
func TestQuestionGivenUpIsAskedAgain(t *testing.T) {
	refuse := true
	s := serve(t, mockserver.Options{Reject: func(body []byte) (int, string) {
		if refuse && strings.Contains(string(body), "hurt in their feelings") {
			return 400, `{"error":{"message":"too delicate"}}`
		}
		return 0, ""
	}})
	o := options(t, s.URL())
	o.Design.Seeds, o.Concurrency = []int64{111}, 1
	res := collect(t, o)
	if res.Unanswered != 15 || res.Complete() || !strings.Contains(res.LastError, "too delicate") {
		t.Fatalf("%+v", res)
	}
	ds, err := datasets.Open([]string{o.Dir}, datasets.Options{})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r, err := range ds.Responses {
		if err != nil {
			t.Fatal(err)
		}
		if r.Missing == datasets.Transport {
			n++
		}
	}
	if n != 15 {
		t.Errorf("%d answers are missing", n)
	}
	refuse = false
	if res = collect(t, o); !res.Complete() || res.Answered != 15 {
		t.Errorf("then %+v", res)
	}
	if _, err := os.Stat(filepath.Join(o.Dir, UnansweredName)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("%s is still there: %v", UnansweredName, err)
	}
	complete(t, o)
}

// A disk that fills up ends the run with whole lines, from which the next one goes on.
func TestFullDiskEndsTheRun(t *testing.T) {
	s := serve(t, mockserver.Options{})
	o := options(t, s.URL())
	if err := o.complete(); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	keys, err := newKeyer(o.Model, o.Parameters)
	if err != nil {
		t.Fatal(err)
	}
	disk := &full{room: 100_000}
	ledger := newLedger(filepath.Join(o.Dir, LedgerName), disk)
	go ledger.syncing()
	r, err := start(context.Background(), o, ledger, keys)
	if err != nil {
		t.Fatal(err)
	}
	r.workers()
	res, err := r.end()
	if err == nil || !strings.Contains(err.Error(), "no space left on device; the ") || !strings.Contains(err.Error(), "run the same command again") {
		t.Fatalf("%+v, %v", res, err)
	}
	if n := strings.Count(disk.String(), "\n"); n != res.Answered || n == 0 || res.Complete() {
		t.Errorf("%d lines, %+v", n, res)
	}
	if err := os.WriteFile(filepath.Join(o.Dir, LedgerName), disk.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	if again := collect(t, o); !again.Complete() || again.Had != res.Answered || len(again.Notices) > 0 {
		t.Errorf("then %+v", again)
	}
	complete(t, o)
}

// A server that bears 8 at a time and is asked 64 at a time: the gate narrows, and
// every question has its answer.
func TestOverloadedServerIsAskedLess(t *testing.T) {
	s := serve(t, mockserver.Options{Capacity: 8, Latency: 2 * time.Millisecond})
	o := options(t, s.URL())
	res := collect(t, o)
	if !res.Complete() || res.Unanswered > 0 {
		t.Errorf("%+v", res)
	}
	complete(t, o)
	if res.Retries > 4*750 {
		t.Errorf("%d requests were refused for 750 questions", res.Retries)
	}
}

func TestNoServerIsToldSoon(t *testing.T) {
	defer func(was time.Duration) { patience = was }(patience)
	patience = 500 * time.Millisecond
	s := serve(t, mockserver.Options{Faults: mockserver.Faults{Dropped: 1}})
	o := options(t, s.URL())
	began := time.Now()
	res, err := Run(context.Background(), o)
	if err == nil || !strings.Contains(err.Error(), "no server answers at http://127.0.0.1:") || time.Since(began) > 2*patience {
		t.Errorf("%+v, %v after %v", res, err, time.Since(began))
	}
}

// Where nobody listens, and where a page answers, the address is in question.
func TestAWrongAddressIsTold(t *testing.T) {
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "\n<!doctype html><title>Log in</title>") }))
	defer page.Close()
	closed := httptest.NewServer(nil)
	closed.Close()
	for url, want := range map[string]string{
		closed.URL + "/v1": "no server answers at " + closed.URL + "/v1: ",
		page.URL:           "the body is not JSON, but text/html; charset=utf-8; is the base URL right, up to the version (.../v1)",
	} {
		o := options(t, url)
		o.Tries = 1
		if _, err := Run(context.Background(), o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %q", err, want)
		}
	}
}

func TestLogprobsAndStructuredChoice(t *testing.T) {
	var body string
	s := serve(t, mockserver.Options{Answer: func(raw []byte) string { body = string(raw); return `{"answer":"B"}` }})
	o := options(t, s.URL())
	o.Parameters.TopLogprobs, o.Parameters.Choice, o.Pilot, o.Concurrency = 5, served.ChoiceJSONSchema, 1, 1
	collect(t, o)
	for _, part := range []string{`"enum":["A","B","C","D","E","F"]`, `"temperature":0,"seed":0,"max_tokens":16,"logprobs":true,"top_logprobs":5`} {
		if !strings.Contains(body, part) {
			t.Errorf("%s is not in %s", part, body)
		}
	}
	if line := contents(t, o.Dir); !strings.Contains(line, `"option":2,"missing":"","text":"{\"answer\":\"B\"}","p1":0,`) {
		t.Errorf("line %s", line)
	}
}

func TestShardsMakeTheWhole(t *testing.T) {
	s := serve(t, mockserver.Options{})
	o := options(t, s.URL())
	o.Design.Variants = []string{"default", roleplay.VariantItemsShuffled}
	total := 0
	for i := range 3 {
		part := o
		part.Shard = Shard{i + 1, 3}
		part.Dir = filepath.Join(t.TempDir(), "shard")
		res := collect(t, part)
		if !res.Complete() || res.Planned == 0 || res.Planned > 1000 {
			t.Errorf("shard %d: %+v", i+1, res)
		}
		complete(t, part)
		total += res.Planned
	}
	// A dialogue's first question is in the same words as when it is asked alone.
	if dialogues := 5 + 2*10; total != 1500 || s.AnsweredAgain() != dialogues {
		t.Errorf("%d questions, %d twice", total, s.AnsweredAgain())
	}
}
