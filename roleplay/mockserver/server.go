package mockserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// Options say how the server behaves. The zero value answers at once and without
// a fault.
type Options struct {
	Latency    time.Duration
	Faults     Faults
	Seed       uint64 // of the faults
	RetryAfter string // header of a 429; none when empty
	Capacity   int    // requests at a time before it says 429; 0 = any number
	Key        string // the key it wants; any when empty
	// Answer gives the text for a request's body; a letter A..F when nil.
	Answer func(body []byte) string
	// Reject answers a request with a status and body of its own when the status
	// is not 0.
	Reject func(body []byte) (status int, text string)
}

// Server counts what it is asked. Requests with equal bodies are one question.
type Server struct {
	o        Options
	url      string
	http     *http.Server
	closing  chan struct{}
	requests atomic.Int64
	answered atomic.Int64
	flying   atomic.Int64
	most     atomic.Int64

	mu     sync.Mutex
	asked  map[uint64]int32 // by hash of the body
	served map[uint64]int32
}

// Start listens on a free port of loopback.
func Start(o Options) (*Server, error) { return StartAt("127.0.0.1:0", o) }

// StartAt listens on an address.
func StartAt(address string, o Options) (*Server, error) {
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, err
	}
	s := &Server{o: o, url: "http://" + l.Addr().String() + "/v1", closing: make(chan struct{}),
		asked: map[uint64]int32{}, served: map[uint64]int32{}}
	s.http = &http.Server{Handler: http.HandlerFunc(s.handle)}
	go func() {
		if err := s.http.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			panic(fmt.Sprintf("mock server on %s: %v", l.Addr(), err))
		}
	}()
	return s, nil
}

// URL is the base URL.
func (s *Server) URL() string { return s.url }

// Close ends the server and what hangs in it.
func (s *Server) Close() {
	close(s.closing)
	_ = s.http.Shutdown(context.Background())
}

// Requests is how many were received.
func (s *Server) Requests() int { return int(s.requests.Load()) }

// Answered is how many were answered without a fault.
func (s *Server) Answered() int { return int(s.answered.Load()) }

// MostInFlight is the largest number of requests at one time.
func (s *Server) MostInFlight() int { return int(s.most.Load()) }

// Questions is how many different bodies were received.
func (s *Server) Questions() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.asked)
}

// AnsweredAgain is how many answers went to questions that had been answered.
func (s *Server) AnsweredAgain() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, times := range s.served {
		n += int(times) - 1
	}
	return n
}

// handle answers one request.
func (s *Server) handle(w http.ResponseWriter, r *http.Request) {
	s.requests.Add(1)
	now := s.flying.Add(1)
	defer s.flying.Add(-1)
	for most := s.most.Load(); now > most && !s.most.CompareAndSwap(most, now); most = s.most.Load() {
	}
	body := make([]byte, 0, max(r.ContentLength, 512))
	body, err := readAll(r.Body, body)
	if err != nil {
		return
	}
	if s.o.Key != "" && r.Header.Get("Authorization") != "Bearer "+s.o.Key {
		http.Error(w, `{"error":{"message":"Incorrect API key provided: `+r.Header.Get("Authorization")+`"}}`, http.StatusUnauthorized)
		return
	}
	hash := hashOf(body)
	s.mu.Lock()
	s.asked[hash]++
	times := s.asked[hash]
	s.mu.Unlock()
	if s.o.Capacity > 0 && now > int64(s.o.Capacity) {
		limited(s, w, r)
		return
	}
	if s.o.Latency > 0 {
		time.Sleep(s.o.Latency)
	}
	if f := s.o.Faults.pick(uniform(s.o.Seed ^ hash ^ uint64(times)<<32)); f != nil {
		f(s, w, r)
		return
	}
	if s.o.Reject != nil {
		if status, text := s.o.Reject(body); status != 0 {
			w.Header().Set("Content-Type", "application/json")
			w.WriteHeader(status)
			fmt.Fprint(w, text)
			return
		}
	}
	s.mu.Lock()
	s.served[hash]++
	s.mu.Unlock()
	s.answered.Add(1)
	s.reply(w, body, hash)
}

// reply answers with a completion.
func (s *Server) reply(w http.ResponseWriter, body []byte, hash uint64) {
	answer := string(rune('A' + hash>>32%6))
	if s.o.Answer != nil {
		answer = s.o.Answer(body)
	}
	raw := completion(answer, logprobsFor(body, answer))
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", strconv.Itoa(len(raw)))
	_, _ = w.Write(raw)
}

// hashOf is FNV-1a: the same in every process.
func hashOf(body []byte) uint64 {
	h := uint64(14695981039346656037)
	for _, b := range body {
		h = (h ^ uint64(b)) * 1099511628211
	}
	return h
}

// uniform turns a number into one of 0..1 as SplitMix64 does, so that the tries of one
// question are independent of each other.
func uniform(x uint64) float64 {
	for range 2 {
		x += 0x9e3779b97f4a7c15
		x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
		x = (x ^ x>>27) * 0x94d049bb133111eb
		x ^= x >> 31
	}
	return float64(x>>11) / (1 << 53)
}

func readAll(r io.Reader, into []byte) ([]byte, error) {
	for {
		if len(into) == cap(into) {
			into = append(into, 0)[:len(into)]
		}
		n, err := r.Read(into[len(into):cap(into)])
		into = into[:len(into)+n]
		if err == io.EOF {
			return into, nil
		}
		if err != nil {
			return into, err
		}
	}
}

// completion is a server's answer with a text and, where asked for, the
// log-probabilities of its first token.
func completion(answer, logprobs string) []byte {
	quoted, _ := json.Marshal(answer) // a string always can be
	if logprobs == "" {
		logprobs = "null"
	}
	return fmt.Appendf(nil, `{"id":"chatcmpl-0","object":"chat.completion","created":1700000000,"model":"mock","choices":[{"index":0,"message":{"role":"assistant","content":%s},"logprobs":%s,"finish_reason":"stop"}],"usage":{"prompt_tokens":210,"completion_tokens":1,"total_tokens":211},"system_fingerprint":"mock"}`, quoted, logprobs)
}

// logprobsFor gives .75 to the answer and .25 to a word that is no option.
func logprobsFor(body []byte, answer string) string {
	var asked struct {
		Logprobs bool `json:"logprobs"`
	}
	if json.Unmarshal(body, &asked) != nil || !asked.Logprobs {
		return ""
	}
	quoted, _ := json.Marshal(answer)
	return fmt.Sprintf(`{"content":[{"token":%[1]s,"logprob":-0.2876820724517809,"top_logprobs":[{"token":%[1]s,"logprob":-0.2876820724517809},{"token":"The","logprob":-1.3862943611198906}]}]}`, quoted)
}
