package collect

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"sync"

	"inertia/datasets"
	"inertia/datasets/wholefile"
	"inertia/roleplay/served"
)

// Replicate asks n questions from all over the plan twice, and writes what it found
// into the study's folder. Dialogues are left out: in them one change brings the next.
func Replicate(ctx context.Context, o Options, n int) (*datasets.Replication, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	keys, err := newKeyer(o.Model, o.Parameters)
	if err != nil {
		return nil, err
	}
	var sample []*asked
	for j := range spread(o.Design.jobs(o.Shard), o.planned(), n) {
		if len(sample) == n || j.questions[0].position > 0 {
			continue
		}
		a, err := prepare(o.Wording, keys, o.Design.SamplingSeed, &j.questions[0])
		if err != nil {
			return nil, err
		}
		sample = append(sample, a)
	}
	if len(sample) == 0 {
		return nil, errors.New("nothing to ask twice; needs a variant that asks each item alone")
	}
	rep := &datasets.Replication{Model: o.Model, Concurrency: [2]int{1, o.Concurrency}}
	var texts [2][]*served.Reply
	for round, concurrency := range rep.Concurrency {
		if texts[round], err = o.askAll(ctx, sample, concurrency); err != nil {
			return nil, err
		}
	}
	o.compare(rep, sample, texts)
	return rep, wholefile.Write(filepath.Join(o.Dir, datasets.ReplicationName), func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", " ")
		return e.Encode(rep)
	})
}

// compare counts the answers that changed.
func (o *Options) compare(rep *datasets.Replication, sample []*asked, replies [2][]*served.Reply) {
	for i, a := range sample {
		one, two := replies[0][i], replies[1][i]
		if one == nil || two == nil {
			rep.Unanswered++
			continue
		}
		rep.Questions++
		if one.Text != two.Text {
			rep.Text++
		}
		if a.response(o.Model, one, o.Reading).Option != a.response(o.Model, two, o.Reading).Option {
			rep.Option++
		}
	}
}

// askAll asks a sample so many at a time; a reply is nil where a question was given up.
func (o *Options) askAll(ctx context.Context, sample []*asked, concurrency int) ([]*served.Reply, error) {
	replies := make([]*served.Reply, len(sample))
	ctx, halt := context.WithCancelCause(ctx)
	defer halt(nil)
	places := make(chan int)
	var all sync.WaitGroup
	for range concurrency {
		all.Go(func() {
			for i := range places {
				reply, err := o.askPatiently(ctx, sample[i])
				if err != nil {
					halt(err)
				}
				replies[i] = reply
			}
		})
	}
	for i := range sample {
		places <- i
	}
	close(places)
	all.Wait()
	return replies, context.Cause(ctx)
}

// askPatiently tries a question as often as a run does.
func (o *Options) askPatiently(ctx context.Context, a *asked) (*served.Reply, error) {
	req := a.request(o.Model, o.Parameters, nil)
	for try := 1; ctx.Err() == nil; try++ {
		reply, err := o.Client.Ask(ctx, req)
		var f *served.Failure
		switch {
		case err == nil:
			return reply, nil
		case !errors.As(err, &f):
			return nil, err
		case f.Kind == served.Denied:
			return nil, fmt.Errorf("%w; check the model's name, the base URL and the key", f)
		case !f.Again() || try == o.Tries:
			return nil, nil
		}
		if err := sleep(ctx, backOff(a.key, try, f.After)); err != nil {
			return nil, err
		}
	}
	return nil, ctx.Err()
}
