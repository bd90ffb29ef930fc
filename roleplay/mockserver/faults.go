package mockserver

import (
	"fmt"
	"net/http"
	"time"
)

// Faults are shares of requests, 0..1, that go wrong in each way.
type Faults struct {
	Limited    float64 // 429
	Broken     float64 // 500
	Cut        float64 // half a body, then the connection is closed
	Hang       float64 // no answer until the client gives up
	Malformed  float64 // status 200 with what is no JSON
	Empty      float64 // status 200 with an empty body
	Choiceless float64 // a completion without choices
	Huge       float64 // 20 MB
	WrongType  float64 // an HTML page with status 200
	Dropped    float64 // the connection is closed without a word
}

// All is every fault at once, in the proportions of a bad night.
func All() Faults {
	return Faults{Limited: .10, Broken: .05, Cut: .02, Hang: .01, Malformed: .01, Empty: .01, Choiceless: .01, Huge: .002, WrongType: .01, Dropped: .01}
}

// HugeBytes is the size of a body that is too large.
const HugeBytes = 20 << 20

// fault is one way to go wrong.
type fault func(s *Server, w http.ResponseWriter, r *http.Request)

// pick chooses the fault that a number 0..1 falls on; nil = none.
func (f *Faults) pick(u float64) fault {
	for _, way := range []struct {
		share float64
		fault fault
	}{
		{f.Limited, limited}, {f.Broken, broken}, {f.Cut, cut}, {f.Hang, hang}, {f.Malformed, text("application/json", `{"id": "x", "choices": [}`)},
		{f.Empty, text("application/json", "")}, {f.Choiceless, text("application/json", `{"id":"x","choices":[]}`)}, {f.Huge, huge},
		{f.WrongType, text("text/html", "<html><body>Bad gateway</body></html>")}, {f.Dropped, dropped},
	} {
		if u < way.share {
			return way.fault
		}
		u -= way.share
	}
	return nil
}

func limited(s *Server, w http.ResponseWriter, _ *http.Request) {
	if s.o.RetryAfter != "" {
		w.Header().Set("Retry-After", s.o.RetryAfter)
	}
	text429(w)
}

func text429(w http.ResponseWriter) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusTooManyRequests)
	fmt.Fprint(w, `{"error":{"message":"too many requests","type":"requests","code":"rate_limit_exceeded"}}`)
}

func broken(_ *Server, w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusInternalServerError)
	// As careless servers do, the request's headers are repeated.
	fmt.Fprintf(w, `{"error":{"message":"internal error; request had %s"}}`, r.Header.Get("Authorization"))
}

func cut(_ *Server, w http.ResponseWriter, _ *http.Request) {
	whole := completion("A", "")
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Length", fmt.Sprint(len(whole)))
	_, _ = w.Write(whole[:len(whole)/2])
	panic(http.ErrAbortHandler)
}

func dropped(*Server, http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }

func hang(s *Server, _ http.ResponseWriter, r *http.Request) {
	select {
	case <-r.Context().Done():
	case <-s.closing:
	case <-time.After(5 * time.Minute):
	}
	panic(http.ErrAbortHandler)
}

func text(contentType, body string) fault {
	return func(_ *Server, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, body)
	}
}

// huge sends a body that begins like an answer and does not end.
func huge(_ *Server, w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprint(w, `{"choices":[{"message":{"content":"`)
	piece := make([]byte, 1<<16)
	for i := range piece {
		piece[i] = 'A'
	}
	for range HugeBytes / len(piece) {
		if _, err := w.Write(piece); err != nil {
			return
		}
	}
	fmt.Fprint(w, `"}}]}`)
}
