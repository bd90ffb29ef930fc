package collect

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"inertia/datasets"
	"inertia/roleplay/mockserver"
)

func TestReplicateCountsChanges(t *testing.T) {
	var n atomic.Int64
	s := serve(t, mockserver.Options{Answer: func(body []byte) string {
		switch i := n.Add(1); {
		case i <= 40:
			return "A"
		case i <= 50:
			return "B" // another option
		case i <= 55:
			return "A." // the same option in another text
		}
		return "A"
	}})
	o := options(t, s.URL())
	o.Concurrency = 1 // so that the order of the answers is known
	collect(t, func() Options { p := o; p.Pilot = 1; return p }())
	n.Store(0)
	rep, err := Replicate(context.Background(), o, 40)
	if err != nil {
		t.Fatal(err)
	}
	if rep.Questions != 40 || rep.Text != 15 || rep.Option != 10 || rep.Unanswered != 0 {
		t.Errorf("%+v", rep)
	}
	if raw, err := os.ReadFile(filepath.Join(o.Dir, datasets.ReplicationName)); err != nil || !strings.Contains(string(raw), `"option": 10`) {
		t.Errorf("%s, %v", raw, err)
	}
}

func TestDeterministicServerDoesNotChange(t *testing.T) {
	s := serve(t, mockserver.Options{Faults: mockserver.Faults{Broken: .1}})
	o := options(t, s.URL())
	if err := os.MkdirAll(o.Dir, 0o755); err != nil {
		t.Fatal(err)
	}
	rep, err := Replicate(context.Background(), o, 50)
	if err != nil || rep.Questions != 50 || rep.Text != 0 || rep.Option != 0 || rep.Concurrency != [2]int{1, 64} {
		t.Errorf("%+v, %v", rep, err)
	}
}
