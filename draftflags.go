package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/pflag"

	"inertia/report"
	"inertia/roleplay/collect"
	"inertia/roleplay/served"
)

const (
	draftTries  = 5
	draftTokens = 4000
)

// draftFlags say whether a model drafts the discussion, and which.
type draftFlags struct {
	draft          bool
	model, baseURL string
	server         serverFlags
}

func (f *draftFlags) add(fl *pflag.FlagSet) {
	f.server = serverFlags{concurrency: 1, tries: draftTries}
	fl.BoolVar(&f.draft, "draft", false, "let a model draft a discussion from the estimates; sentences with other numbers are struck")
	fl.StringVar(&f.model, "model", "", "model that drafts, by the name its server knows")
	fl.StringVar(&f.baseURL, "base-url", "https://api.openai.com/v1", "its server, up to the version in its address")
	fl.StringVar(&f.server.keyEnv, "key-env", "OPENAI_API_KEY", "environment variable that holds its key")
	fl.StringVar(&f.server.keyFile, "key-file", "", "`FILE` that holds its key and nothing else")
	fl.BoolVar(&f.server.insecure, "insecure", false, "allow http:// to a host other than this machine")
	fl.DurationVar(&f.server.timeout, "timeout", 5*time.Minute, "longest wait for the draft")
}

// check refuses a draft by nobody.
func (f *draftFlags) check() error {
	if f.draft && f.model == "" {
		return usagef("--draft needs --model, the model that drafts")
	}
	return nil
}

// discuss has the discussion drafted and put into the paper.
func (f *draftFlags) discuss(ctx context.Context, p *report.Paper, stderr io.Writer) error {
	client, err := f.server.client(&collect.Options{BaseURL: f.baseURL})
	if err != nil {
		return err
	}
	defer client.Close()
	rules, facts := p.DraftPrompt()
	zero, seed := 0.0, int64(0)
	reply, err := askAgain(ctx, client, &served.Request{Model: f.model, Messages: []served.Message{served.System(rules), served.User(facts)},
		Parameters: served.Parameters{Temperature: &zero, Seed: &seed, MaxTokens: draftTokens}})
	if err != nil {
		return fmt.Errorf("no draft by %s: %w; leave --draft out to write the report without one", f.model, err)
	}
	struck, err := p.Discuss(report.Draft{Model: f.model, Text: reply.Text})
	if len(struck) > 0 {
		fmt.Fprintf(stderr, "inertia: notice: struck from the draft: %s, the first because %s; all are in %s\n", numbered(len(struck), "sentence"), struck[0].Why, report.DraftFile)
	}
	return err
}

// askAgain asks, and asks again where that can help.
func askAgain(ctx context.Context, client *served.Client, r *served.Request) (*served.Reply, error) {
	wait := 200 * time.Millisecond
	for try := 1; ; try++ {
		reply, err := client.Ask(ctx, r)
		var failure *served.Failure
		if err == nil || try == draftTries || !errors.As(err, &failure) || !failure.Again() {
			return reply, err
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(max(wait, failure.After)):
		}
		wait *= 2
	}
}
