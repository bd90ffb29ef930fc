package show

import (
	"fmt"
	"iter"
	"sync/atomic"
	"time"

	"github.com/janpfeifer/gonb/gonbui"

	"inertia/datasets"
	"inertia/report/numbers"
)

// progress tells the reader of a cell that work goes on: a line that is there
// only while it does, and only when it takes long.
type progress struct {
	what     string
	begun    time.Time
	n        atomic.Int64
	quit     chan struct{}
	finished chan struct{}
}

const (
	progressAfter = 2 * time.Second
	progressEvery = 500 * time.Millisecond
)

// startProgress begins to tell of work; stop ends it. Outside a notebook it says
// nothing.
func startProgress(what string) *progress {
	p := &progress{what: what, begun: time.Now(), quit: make(chan struct{}), finished: make(chan struct{})}
	if !gonbui.IsNotebook {
		close(p.finished)
		return p
	}
	go p.tell()
	return p
}

func (p *progress) tell() {
	defer close(p.finished)
	wait := progressAfter
	id := ""
	for {
		select {
		case <-p.quit:
			if id != "" {
				bundle{html: " "}.emitAs(id) // nothing of it stays
			}
			return
		case <-time.After(wait):
		}
		if id == "" {
			id = "progress " + gonbui.UniqueId()
		}
		p.line().emitAs(id)
		wait = progressEvery
	}
}

func (p *progress) line() bundle {
	text := fmt.Sprintf("%s … %d s", p.what, int(time.Since(p.begun).Seconds()))
	if n := p.n.Load(); n > 0 {
		text = fmt.Sprintf("%s … %s in %d s", p.what, numbers.Count(int(n)), int(time.Since(p.begun).Seconds()))
	}
	return bundle{html: "<p><small>" + escaped(text) + "</small></p>"}
}

func (p *progress) stop() {
	close(p.quit)
	<-p.finished
}

// counting counts answers while they are read.
func (p *progress) counting(read iter.Seq2[datasets.Response, error]) iter.Seq2[datasets.Response, error] {
	return func(yield func(datasets.Response, error) bool) {
		for r, err := range read {
			p.n.Add(1)
			if !yield(r, err) {
				return
			}
		}
	}
}
