package collect

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"inertia/roleplay/mockserver"
)

// A collector is killed at 20 moments, wherever it stands. In the end every question
// has one line, finished lines were never touched, and what was asked again is at
// most what was under way.
func TestKilledTwentyTimes(t *testing.T) {
	const concurrency, kills = 16, 20
	s := serve(t, mockserver.Options{Latency: 5 * time.Millisecond})
	e := &errand{URL: s.URL(), Dir: filepath.Join(t.TempDir(), "study"), Seeds: []int64{111, 333}, Personas: 90, BaselineRepeats: 20, Concurrency: concurrency}
	ledger := filepath.Join(e.Dir, LedgerName)
	rng := rand.New(rand.NewPCG(2026, 10))
	var before string
	killed := 0
	for killed < kills {
		cmd := e.child(t)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(15+rng.IntN(90)) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatalf("the run had ended before it was killed %d times: %v", killed, err)
		}
		_ = cmd.Wait() // killed: it says so
		killed++
		raw, err := os.ReadFile(ledger)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		whole := string(raw[:strings.LastIndexByte(string(raw), '\n')+1])
		if !strings.HasPrefix(whole, before) {
			t.Fatalf("after kill %d lines that were whole have changed", killed)
		}
		before = whole
	}
	o := e.options()
	partial := strings.Count(before, "\n")
	if last := e.run(t); last.answered == 0 || last.answered+partial != o.Design.Questions() {
		t.Fatalf("%d answers before the last run, %d in it", partial, last.answered)
	}
	complete(t, o)
	if !strings.HasPrefix(contents(t, e.Dir), before) {
		t.Error("the last run changed lines that were whole")
	}
	again := s.Requests() - o.Design.Questions()
	if again > kills*concurrency {
		t.Errorf("%d requests were sent again after %d kills with %d under way", again, kills, concurrency)
	}
	t.Logf("%d of %d answers before the last run, %d requests again", partial, o.Design.Questions(), again)
}
