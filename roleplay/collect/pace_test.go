package collect

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestPaceIsKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPace(120) // two a second
		began := time.Now()
		for range 20 {
			if err := p.wait(context.Background(), 1); err != nil {
				t.Fatal(err)
			}
		}
		// A second's worth at once and one at its time, then one each half second.
		if took := time.Since(began); took != 8500*time.Millisecond {
			t.Errorf("20 requests took %v", took)
		}
		p.correct(4) // the last one was larger than expected
		if err := p.wait(context.Background(), 1); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took != 11*time.Second {
			t.Errorf("after a correction: %v", took)
		}
		ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
		defer cancel()
		if err := p.wait(ctx, 1); err == nil {
			t.Error("a wait outlasted its context")
		}
	})
}

func TestNoPaceNeverWaits(t *testing.T) {
	p := newPace(0)
	if err := p.wait(context.Background(), 1e9); err != nil {
		t.Error(err)
	}
	p.correct(1)
}

func TestBackOffGrowsAndIsSpread(t *testing.T) {
	for try, want := range map[int]time.Duration{1: 200 * time.Millisecond, 2: 400 * time.Millisecond, 8: 25600 * time.Millisecond, 9: longestBackOff, 50: longestBackOff} {
		least, most, sum := time.Hour, time.Duration(0), time.Duration(0)
		for n := range 2000 {
			d := backOff(keyNumber(n), try, 0)
			least, most, sum = min(least, d), max(most, d), sum+d
		}
		if least < want/2 || most > want*3/2 || most-least < want*9/10 {
			t.Errorf("try %d: %v to %v around %v", try, least, most, want)
		}
		if mean := sum / 2000; mean < want*95/100 || mean > want*105/100 {
			t.Errorf("try %d: mean %v, want %v", try, mean, want)
		}
	}
	if d := backOff(keyNumber(1), 1, 7*time.Second); d < 7*time.Second || d > 8*time.Second {
		t.Errorf("asked to wait 7 s: %v", d)
	}
}
