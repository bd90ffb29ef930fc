package collect

import (
	"io"
	"maps"
	"sync"

	"inertia/datasets"
	"inertia/datasets/wholefile"
	"inertia/roleplay/served"
)

// UnansweredName is the file of questions that were given up in the last run, as
// missing answers. The next run removes it and asks them again.
const UnansweredName = "unanswered.jsonl"

// counts is how far a run has come.
type counts struct {
	mu       sync.Mutex
	planned  int
	had      int
	admitted int  // questions that were begun
	full     bool // one more was refused
	answered int
	missing  map[datasets.Missing]int
	retries  int
	flying   int
	heard    bool // a server answered something, be it an error
	inARow   int  // given up since the last answer
	last     string
	lines    []byte // of those given up
	givenUp  int
}

func (c *counts) have() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.had++
}

// admit begins a question, unless the limit is reached.
func (c *counts) admit(limit int) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.full = c.full || limit > 0 && c.admitted >= limit
	if !c.full {
		c.admitted++
	}
	return !c.full
}

// enough reports whether the limit is reached.
func (c *counts) enough() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.full
}

// launched counts a request that is sent and says how many are under way.
func (c *counts) launched() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.flying++
	return c.flying
}

func (c *counts) landed() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.flying--
}

func (c *counts) retry(f *served.Failure) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.retries++
	c.last = f.Error()
	c.heard = c.heard || f.Kind != served.Unreached
}

func (c *counts) heardOf() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.heard
}

func (c *counts) answer(m datasets.Missing) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.answered++
	c.heard, c.inARow = true, 0
	if m != datasets.Answered {
		c.missing[m]++
	}
}

// giveUp keeps the line of a question given up and says how many were in a row.
func (c *counts) giveUp(r *datasets.Response, shown []int, f *served.Failure) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.inARow++
	c.givenUp++
	c.last = f.Error()
	c.heard = c.heard || f.Kind != served.Unreached
	c.lines = appendLine(c.lines, r, shown, 0)
	return c.inARow
}

func (c *counts) writeUnanswered(path string) error {
	if len(c.lines) == 0 {
		return nil
	}
	return wholefile.Write(path, func(w io.Writer) error {
		_, err := w.Write(c.lines)
		return err
	})
}

func (c *counts) result() *Result {
	c.mu.Lock()
	defer c.mu.Unlock()
	res := &Result{Planned: c.planned, Had: c.had, Answered: c.answered, Missing: maps.Clone(c.missing), Unanswered: c.givenUp, Retries: c.retries}
	if c.givenUp > 0 {
		res.LastError = c.last
	}
	return res
}
