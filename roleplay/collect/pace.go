package collect

import (
	"context"
	"sync"
	"time"
)

// pace lets through so much a minute, evenly, with a second's worth at once.
type pace struct {
	mu    sync.Mutex
	every time.Duration // one unit
	next  time.Time     // when the next unit is due
}

// newPace is nil for no limit; a nil pace never waits.
func newPace(perMinute float64) *pace {
	if perMinute <= 0 {
		return nil
	}
	return &pace{every: time.Duration(float64(time.Minute) / perMinute)}
}

// wait waits until n units are free and takes them.
func (p *pace) wait(ctx context.Context, n float64) error {
	if p == nil {
		return nil
	}
	p.mu.Lock()
	now := time.Now()
	if p.next.Before(now) {
		p.next = now
	}
	due := p.next.Add(-time.Second)
	p.next = p.next.Add(time.Duration(n * float64(p.every)))
	p.mu.Unlock()
	return sleep(ctx, due.Sub(now))
}

// correct gives back, or takes, what an estimate was wrong by.
func (p *pace) correct(n float64) {
	if p == nil {
		return
	}
	p.mu.Lock()
	p.next = p.next.Add(time.Duration(n * float64(p.every)))
	p.mu.Unlock()
}

// sleep waits, unless ctx ends first.
func sleep(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
