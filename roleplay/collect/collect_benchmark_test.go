package collect

import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	openai "github.com/sashabaranov/go-openai"

	"inertia/roleplay/mockserver"
)

// BenchmarkCollect asks a study at concurrency 64 in a process of its own, the
// durable ledger included. One operation is a whole study:
//
//	go test ./roleplay/collect -run - -bench Collect -benchtime 1x
func BenchmarkCollect(b *testing.B) {
	for _, c := range []struct {
		name     string
		server   mockserver.Options
		personas int // a seed; three seeds, 30 items, 2 baseline repeats
	}{
		{"50ms", mockserver.Options{Latency: 50 * time.Millisecond}, 66},
		{"50ms-and-all-faults", mockserver.Options{Latency: 50 * time.Millisecond, Faults: mockserver.All()}, 66},
		{"0ms", mockserver.Options{}, 66},
		{"0ms", mockserver.Options{}, 6666},
	} {
		questions := 30 * (2 + 3*c.personas)
		b.Run(fmt.Sprintf("%s,questions=%d", c.name, questions), func(b *testing.B) {
			s := serve(b, c.server)
			for b.Loop() {
				e := &errand{URL: s.URL(), Dir: filepath.Join(b.TempDir(), "study"), Seeds: []int64{111, 333, 555}, Personas: c.personas, BaselineRepeats: 2, Concurrency: 64, Timeout: 2 * time.Second}
				first := e.run(b)
				if first.answered != questions || s.Questions() != questions {
					b.Fatalf("%d answers and %d questions of %d", first.answered, s.Questions(), questions)
				}
				again := e.run(b)
				if again.answered != 0 {
					b.Fatalf("%d questions were asked again", again.answered)
				}
				b.ReportMetric(float64(questions)/first.took.Seconds(), "requests/s")
				b.ReportMetric(float64(first.peakKB)/1024, "MB")
				b.ReportMetric(again.took.Seconds(), "s/again")
				b.ReportMetric(float64(again.peakKB)/1024, "MB/again")
			}
			if n := s.AnsweredAgain(); n > 0 && c.server.Faults == (mockserver.Faults{}) && b.N == 1 {
				b.Fatalf("%d questions were answered twice", n)
			}
		})
	}
}

// BenchmarkBareClient is the least that any client does: a request and its answer
// decoded, and a line in a buffered file. What BenchmarkCollect takes beyond it are
// the plan, the words, the keys and the durable ledger.
func BenchmarkBareClient(b *testing.B) {
	s := serve(b, mockserver.Options{})
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	file, err := os.Create(filepath.Join(b.TempDir(), "answers.jsonl"))
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	var mu sync.Mutex
	out := bufio.NewWriter(file)
	var next atomic.Int64
	var all sync.WaitGroup
	for range 64 {
		all.Go(func() {
			for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
				body := fmt.Sprintf(`{"model":"mock","temperature":0,"messages":[{"role":"user","content":"question %d %s"}]}`, n, strings.Repeat("x", 900))
				res, err := client.Post(s.URL()+"/chat/completions", "application/json", strings.NewReader(body))
				if err != nil {
					b.Error(err)
					return
				}
				var answer openai.ChatCompletionResponse
				err = json.NewDecoder(res.Body).Decode(&answer)
				res.Body.Close()
				if err != nil || len(answer.Choices) == 0 {
					b.Errorf("%v", err)
					return
				}
				mu.Lock()
				fmt.Fprintf(out, "{\"n\":%d,\"text\":%q}\n", n, answer.Choices[0].Message.Content)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	if err := out.Flush(); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "requests/s")
}
