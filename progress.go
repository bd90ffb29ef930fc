package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"inertia/datasets"
)

// progress is a line on a terminal; elsewhere it is silent.
type progress struct {
	w       io.Writer
	printed bool
}

func newProgress(w io.Writer) *progress {
	p := &progress{}
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
	return ticking(w, func(since time.Duration) string { return fmt.Sprintf("%s: %d s", doing, int(since.Seconds())) })
}

// reading tells a terminal how much of the files has been read, how fast, and how
// long it will still take.
func reading(w io.Writer, p *datasets.Progress) (done func()) {
	if p == nil {
		return stage(w, "reading")
	}
	return ticking(w, func(since time.Duration) string {
		read, total := p.Read()
		rate := float64(read) / since.Seconds()
		text := fmt.Sprintf("reading: %d MB, %.0f MB/s", read>>20, rate/(1<<20))
		if total > read && rate > 0 {
			text += fmt.Sprintf(", %d %%, %d s left", 100*read/total, int(float64(total-read)/rate+.5))
		}
		return text
	})
}

// ticking shows a line on a terminal each second.
func ticking(w io.Writer, line func(since time.Duration) string) (done func()) {
	p := newProgress(w)
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
				fmt.Fprintf(p.w, "\r\x1b[K%s", line(time.Since(start)))
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

// done clears the line.
func (p *progress) done() {
	if p.printed {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}
