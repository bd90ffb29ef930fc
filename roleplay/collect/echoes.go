package collect

import (
	"crypto/sha256"
	"sync"

	"inertia/roleplay/served"
)

// echoes remember what a parser model said of a text, so that equal texts, most of
// them a single letter, are asked once.
type echoes struct {
	mu  sync.Mutex
	all map[[16]byte]*echo
}

// echo is what was said of a text; reply is nil where nothing was. It is to be read
// once known is closed.
type echo struct {
	known chan struct{}
	reply *served.Reply
}

// of gives the echo of a prompt; first says that the caller has to ask.
func (e *echoes) of(prompt string) (at *echo, first bool) {
	sum := sha256.Sum256([]byte(prompt))
	k := [16]byte(sum[:16])
	e.mu.Lock()
	defer e.mu.Unlock()
	if at = e.all[k]; at != nil {
		return at, false
	}
	if e.all == nil {
		e.all = map[[16]byte]*echo{}
	}
	at = &echo{known: make(chan struct{})}
	e.all[k] = at
	return at, true
}

// readText has a text read, unless it was.
func (r *runner) readText(a *asked) {
	if r.ledger.Has(a.key) {
		r.count.have()
		return
	}
	at, first := r.echoes.of(a.prompt)
	if first {
		defer close(at.known)
		if reply, ok := r.ask(a, nil); ok {
			// Tokens were paid for once.
			at.reply = &served.Reply{Text: reply.Text, Truncated: reply.Truncated, Filtered: reply.Filtered}
		}
		return
	}
	<-at.known
	if at.reply != nil {
		r.keep(a, at.reply, 0)
	}
}
