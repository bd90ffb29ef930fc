package collect

import (
	"context"
	"testing"
)

// rounds lets windows of requests through and says how wide the gate is then.
func rounds(g *gate, n int, refused func(i int) bool) int {
	i := 0
	for range n {
		for range g.width() {
			g.enter()
			i++
			g.leave(refused(i))
		}
	}
	return g.width()
}

func TestGateNarrowsAndWidens(t *testing.T) {
	g := newGate(64)
	if g.width() != 64 {
		t.Fatalf("starts with %d", g.width())
	}
	if w := rounds(g, 10, func(int) bool { return false }); w != 64 {
		t.Errorf("without refusals: %d", w)
	}
	if w := rounds(g, 60, func(i int) bool { return i%7 == 0 }); w < 32 || w == 64 {
		t.Errorf("one in seven refused: %d, want most of 64", w)
	}
	if w := rounds(g, 60, func(i int) bool { return i%4 != 0 }); w > 12 || w < 2 {
		t.Errorf("three in four refused: %d, want a few", w)
	}
	if w := rounds(g, 60, func(int) bool { return true }); w != 1 {
		t.Errorf("everything refused: %d, want 1", w)
	}
	if w := rounds(g, 30, func(int) bool { return false }); w != 64 {
		t.Errorf("after the server has recovered: %d", w)
	}
}

func TestClosedGateLetsNobodyIn(t *testing.T) {
	g := newGate(1)
	ctx, cancel := context.WithCancel(context.Background())
	defer g.closeWith(ctx)()
	g.enter()
	waits := make(chan bool)
	go func() { waits <- g.enter() }()
	cancel()
	if <-waits {
		t.Error("let in")
	}
}
