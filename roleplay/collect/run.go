package collect

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"sync"
	"time"

	"inertia/datasets"
	"inertia/roleplay"
	"inertia/roleplay/answer"
	"inertia/roleplay/served"
)

// Asker answers one request; a *served.Client is one.
type Asker interface {
	Ask(ctx context.Context, r *served.Request) (*served.Reply, error)
}

// Options say what is asked, of whom, and how fast.
type Options struct {
	Dir        string
	Program    string // name and version, for the study
	Model      string
	BaseURL    string // for the study; without a key
	Design     Design
	Parameters served.Parameters
	Wording    Wording // the default template when nil
	Reading    Reading // answer.Read when nil
	Client     Asker

	Concurrency       int // requests under way at a time; 64 when 0
	Tries             int // of one question; 10 when 0
	RequestsPerMinute float64
	TokensPerMinute   float64
	Timeout           time.Duration // of the client: answers near to it narrow the gate
	Shard             Shard
	Pilot             int    // ask so many questions from all over the plan, then stop; 0 = ask all
	Price             *Price // nil = unknown
	MaxCost           float64
	Progress          func(Progress) // called now and then from one goroutine
}

// Result says how a run ended.
type Result struct {
	Planned    int // questions of this run
	Had        int // of them answered by earlier runs
	Answered   int // by this run, missing ones with them
	Missing    map[datasets.Missing]int
	Unanswered int    // tried and given up: the next run tries again
	Retries    int    // requests beyond the first of a question
	LastError  string // of a question given up
	Used       Usage  // of the whole study
	Stopped    string // why the run ended early; empty when all was asked
	Took       time.Duration
	Notices    []string
}

// Complete reports whether every question of the plan has its answer.
func (r *Result) Complete() bool { return r.Had+r.Answered == r.Planned }

func (o *Options) complete() error {
	if err := o.Design.Validate(); err != nil {
		return err
	}
	if o.Model == "" {
		return errors.New("no model; name one as its server does")
	}
	if o.Concurrency <= 0 {
		o.Concurrency = 64
	}
	if o.Tries <= 0 {
		o.Tries = defaultTries
	}
	if o.Wording == nil {
		o.Wording = roleplay.DefaultTemplate()
	}
	if o.Reading == nil {
		o.Reading = answer.Read
	}
	if o.MaxCost > 0 && o.Price == nil {
		return errors.New("a limit on the cost needs the model's price; name a price file")
	}
	return nil
}

// study is what the run adds to its folder's study.json.
func (o *Options) study() *Study {
	shard := ""
	if o.Shard.N > 1 {
		shard = fmt.Sprintf("%d/%d", o.Shard.I, o.Shard.N)
	}
	s := &Study{Program: o.Program, Model: o.Model, Template: o.Wording.Text(), Parameters: o.Parameters, SamplingSeed: o.Design.SamplingSeed,
		Seeds: o.Design.Seeds, Personas: o.Design.Personas, Repeats: o.Design.Repeats, BaselineRepeats: o.Design.BaselineRepeats,
		Variants: o.Design.Variants, Instruments: o.Design.Instruments, Shard: shard}
	if o.BaseURL != "" {
		s.Servers = []string{served.Public(o.BaseURL)}
	}
	return s
}

// open gives what a study's questions are told by, and its ledger.
func (o *Options) open() (*keyer, *Ledger, error) {
	keys, err := newKeyer(o.Model, o.Parameters)
	if err != nil {
		return nil, nil, err
	}
	ledger, err := OpenLedger(o.Dir)
	return keys, ledger, err
}

// Run asks what the folder does not hold yet. When ctx ends, requests under way are
// finished and kept, and no new ones are sent. The result is good also with an
// error: it says how far the run came.
func Run(ctx context.Context, o Options) (*Result, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	keys, ledger, err := o.open()
	if err != nil {
		return nil, err
	}
	r, err := start(ctx, o, ledger, keys)
	if err != nil {
		return nil, errors.Join(err, ledger.Close())
	}
	r.workers()
	return r.end()
}

// runner is a run under way.
type runner struct {
	Options
	ctx    context.Context // ends when no new request is to be sent
	halt   context.CancelCauseFunc
	ledger *Ledger
	keys   *keyer
	gate   *gate
	rate   *pace
	tokens *pace
	count  counts
	began  time.Time

	planMu sync.Mutex
	next   func() (job, bool)
	close  func()

	unanswered string  // file of questions given up; empty = none is kept
	echoes     *echoes // of texts that are read; nil where questions are asked
}

// start makes the folder's files and gets ready to ask.
func start(ctx context.Context, o Options, ledger *Ledger, keys *keyer) (*runner, error) {
	if err := o.settle(ledger); err != nil {
		return nil, err
	}
	planned := o.planned()
	r := newRunner(ctx, o, ledger, planned, spread(o.Design.jobs(o.Shard), planned, o.Pilot))
	r.keys, r.unanswered = keys, filepath.Join(o.Dir, UnansweredName)
	return r, nil
}

// newRunner is a runner that does so many jobs.
func newRunner(ctx context.Context, o Options, ledger *Ledger, planned int, jobs iter.Seq[job]) *runner {
	r := &runner{Options: o, ledger: ledger, gate: newGate(o.Concurrency), rate: newPace(o.RequestsPerMinute), tokens: newPace(o.TokensPerMinute), began: time.Now()}
	r.count.planned, r.count.missing = planned, map[datasets.Missing]int{}
	ledger.expect(planned)
	r.ctx, r.halt = context.WithCancelCause(ctx)
	r.next, r.close = iter.Pull(jobs)
	return r
}

// settle writes what is asked into the folder, joined with what it holds.
func (o *Options) settle(ledger *Ledger) error {
	study := o.study()
	have, err := ReadStudy(o.Dir)
	if err != nil {
		return err
	}
	switch {
	case have != nil:
		if study, err = study.join(have, filepath.Join(o.Dir, StudyName)); err != nil {
			return err
		}
	case ledger.Len() > 0:
		return fmt.Errorf("%s: there are answers and no %s; restore it, or give another folder", o.Dir, StudyName)
	}
	if err := study.write(o.Dir); err != nil {
		return err
	}
	// What was given up before is tried again, and must not be counted beside its answer.
	if err := os.Remove(filepath.Join(o.Dir, UnansweredName)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// columns is how many columns p1..pK an answer has.
func (o *Options) columns() int {
	if o.Parameters.TopLogprobs == 0 {
		return 0
	}
	return o.Design.Options()
}

// planned counts the questions of the run.
func (o *Options) planned() int {
	if o.Shard.N < 2 {
		return o.Design.Questions()
	}
	n := 0
	for j := range o.Design.jobs(o.Shard) {
		n += len(j.questions)
	}
	return n
}

// spread takes pieces from all over a plan, enough for n questions; all of it when n
// is 0.
func spread(jobs iter.Seq[job], planned, n int) iter.Seq[job] {
	if n <= 0 {
		return jobs
	}
	every, seen := max(1, planned/n), 0
	return func(yield func(job) bool) {
		for j := range jobs {
			from := seen
			if seen += len(j.questions); from/every != seen/every && !yield(j) {
				return
			}
		}
	}
}

// waiting is how many questions may wait for their next try beside each request
// under way, so that failures do not leave the server idle.
const waiting = 3

// workers asks until the plan or the context ends.
func (r *runner) workers() {
	stopGate := r.gate.closeWith(r.ctx)
	defer stopGate()
	stopProgress := r.progressing()
	defer stopProgress()
	var all sync.WaitGroup
	for range r.Concurrency * (1 + waiting) {
		all.Go(func() {
			for {
				j, ok := r.take()
				if !ok || r.ctx.Err() != nil || r.count.enough() {
					return
				}
				r.do(j)
			}
		})
	}
	all.Wait()
}

// take gives the next piece of the plan.
func (r *runner) take() (job, bool) {
	r.planMu.Lock()
	defer r.planMu.Unlock()
	return r.next()
}

// end closes the study and says how it went.
func (r *runner) end() (*Result, error) {
	r.close()
	cause := context.Cause(r.ctx)
	r.halt(nil)
	err := r.ledger.Close()
	res := r.count.result()
	res.Used, res.Notices, res.Took = r.ledger.Used(), r.ledger.Notices, time.Since(r.began)
	if r.unanswered != "" {
		err = cmp.Or(err, r.count.writeUnanswered(r.unanswered))
	}
	var stop stopError
	switch {
	case cause == nil:
		if r.Pilot > 0 && !res.Complete() {
			res.Stopped = "the pilot was all that was asked for"
		}
	case errors.As(cause, &stop):
		res.Stopped = stop.Error()
	case errors.Is(cause, context.Canceled), errors.Is(cause, context.DeadlineExceeded):
		res.Stopped = "interrupted"
	case err == nil:
		err = cause
	}
	return res, err
}

// stopError ends a run early but in good order.
type stopError struct{ error }

func stopf(format string, args ...any) error { return stopError{fmt.Errorf(format, args...)} }
