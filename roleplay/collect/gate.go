package collect

import (
	"context"
	"sync"
)

// gate bounds how many requests are under way. It starts wide open, narrows with
// the share of requests that the server refused or was about to leave unanswered,
// and widens again step by step:
//
//	allowed <- allowed (1 - refused/2) + step, after every `allowed` requests
//
// so that a server that refuses everything is left with a few requests at a time,
// and one that fails now and then keeps most of them.
type gate struct {
	mu      sync.Mutex
	free    *sync.Cond
	most    float64
	allowed float64
	flying  int
	ended   int // requests since the last change
	refused int // of them
	closed  bool
}

func newGate(most int) *gate {
	g := &gate{most: float64(most), allowed: float64(most)}
	g.free = sync.NewCond(&g.mu)
	return g
}

// closeWith lets nobody in any more once ctx is done.
func (g *gate) closeWith(ctx context.Context) (stop func() bool) {
	return context.AfterFunc(ctx, func() {
		g.mu.Lock()
		g.closed = true
		g.mu.Unlock()
		g.free.Broadcast()
	})
}

// enter waits for a place; false when the gate is closed.
func (g *gate) enter() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for !g.closed && g.flying >= int(g.allowed) {
		g.free.Wait()
	}
	if g.closed {
		return false
	}
	g.flying++
	return true
}

// leave gives the place back and tells how the request went.
func (g *gate) leave(refused bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.flying--
	g.ended++
	if refused {
		g.refused++
	}
	before := int(g.allowed)
	if g.ended >= before {
		share := float64(g.refused) / float64(g.ended)
		g.allowed = max(1, min(g.most, g.allowed*(1-share/2)+max(1, g.most/20)))
		if share == 1 { // nothing gets through: no widening
			g.allowed = max(1, float64(before)/2)
		}
		g.ended, g.refused = 0, 0
	}
	for range max(1, int(g.allowed)-before+1) {
		g.free.Signal()
	}
}

// width is how many requests may be under way.
func (g *gate) width() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return int(g.allowed)
}
