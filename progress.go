package main

import (
	"fmt"
	"io"
	"os"
	"time"
)

// progress counts steps on a terminal once a second has passed; elsewhere it is
// silent.
type progress struct {
	w       io.Writer
	what    string
	n       int
	next    time.Time
	printed bool
}

func newProgress(w io.Writer, what string) *progress {
	p := &progress{what: what, next: time.Now().Add(time.Second)}
	if f, ok := w.(*os.File); ok {
		if st, err := f.Stat(); err == nil && st.Mode()&os.ModeCharDevice != 0 {
			p.w = w
		}
	}
	return p
}

// stage tells a terminal what is being done, when it takes longer than a second;
// the function it returns ends that.
func stage(w io.Writer, doing string) (done func()) {
	p := newProgress(w, "")
	if p.w == nil {
		return func() {}
	}
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		start := time.Now()
		tick := time.NewTicker(time.Second)
		defer tick.Stop()
		for {
			select {
			case <-tick.C:
				p.printed = true
				fmt.Fprintf(p.w, "\r%s: %d s", doing, int(time.Since(start).Seconds()))
			case <-stop:
				return
			}
		}
	}()
	return func() {
		close(stop)
		<-stopped
		p.done()
	}
}

// step counts one; the clock is asked only now and then.
func (p *progress) step() {
	p.n++
	if p.w == nil || p.n%4096 != 0 || time.Now().Before(p.next) {
		return
	}
	p.next = time.Now().Add(200 * time.Millisecond)
	p.printed = true
	fmt.Fprintf(p.w, "\r%d %s", p.n, p.what)
}

// done clears the line.
func (p *progress) done() {
	if p.printed {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
