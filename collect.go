package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"inertia/roleplay/collect"
	"inertia/roleplay/served"
)

// collectFlags say how a study is asked.
type collectFlags struct {
	design    designFlags
	server    serverFlags
	dryRun    bool
	pilot     int
	replicate int
	purse     purseFlags
}

func newCollect() *cobra.Command {
	var f collectFlags
	cmd := &cobra.Command{
		Use:   "collect --model M --base-url URL --out DIR",
		Short: "Ask a model behind an OpenAI-compatible server; run again to resume",
		Long: `Ask a model the items of a questionnaire under random personas and without one, and
keep every answer in a folder that report, measure, check and convert read:

  answers.jsonl     an answer a line, written before it counts
  personas.csv      the personas
  study.json        what was really asked
  unanswered.jsonl  questions given up in the last run, if any

Run the same command again to resume: nothing that was answered is asked again,
whatever ended the run before. The study of a folder may grow (more personas, seeds,
repeats, variants, questionnaires); model, parameters and wording stay.

The key comes from the environment variable OPENAI_API_KEY (or --key-env NAME), or
from a file (--key-file), and is written nowhere. It is sent to the server that
--base-url names. Servers other than this machine are asked over https, unless
--insecure is given.

A request that fails (no connection, 429, 5xx, a body that is no answer) is tried
again, waiting longer each time and as long as the server asks. What stays without
an answer is asked by the next run. An interrupt finishes the requests under way; a
second one ends at once, and loses those.

With --temperature 0 repeats differ only by the seed that is sent, and a server may
answer them all alike.

A price file is CSV with the columns model, prompt, completion: money for a million
tokens, in USD unless there is a column currency.`,
		Example: `  inertia collect --model gpt-4o-mini --out study --dry-run
  inertia collect --model gpt-4o-mini --out study --pilot 20 --prices prices.csv
  inertia collect --model gpt-4o-mini --out study --prices prices.csv --max-cost 5
  inertia collect --model google/gemma-3-270m --base-url http://localhost:8000/v1 --out study \
      --instrument mfq30 --personas 200 --seeds 111,333,555 --baseline-repeats 30 --logprobs
  inertia collect --model gpt-4o-mini --out study --replicate 100`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error { return f.run(cmd) },
	}
	fl := cmd.Flags()
	fl.BoolVar(&f.dryRun, "dry-run", false, "ask nothing: show the first prompts, and what asking would take")
	fl.IntVar(&f.pilot, "pilot", 0, "ask so many questions from all over the study, and say what the rest would take")
	fl.IntVar(&f.replicate, "replicate", 0, "ask so many questions twice, one and then many at a time, and say how often the answer changed")
	f.design.add(cmd)
	section(cmd, "Server and its limits", f.server.add)
	section(cmd, "Cost", f.purse.add)
	return cmd
}

func (f *collectFlags) run(cmd *cobra.Command) error {
	o, err := f.design.options()
	if err != nil {
		return err
	}
	if f.pilot < 0 || f.replicate < 0 {
		return usagef("--pilot and --replicate need to be 0 or more")
	}
	if err := f.purse.open(&o); err != nil {
		return err
	}
	o.Pilot = f.pilot
	client, err := f.server.client(&o)
	if err != nil {
		return err
	}
	defer client.Close()
	switch {
	case f.dryRun:
		return dryRun(cmd.OutOrStdout(), o)
	case f.replicate > 0:
		return replicate(cmd.Context(), cmd.OutOrStdout(), o, f.replicate)
	}
	return collectStudy(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr(), o)
}

// showProgress lets a run tell a terminal how far it is, until done is called.
func showProgress(stderr io.Writer, o *collect.Options) (done func()) {
	p := newProgress(stderr)
	if p.w != nil {
		o.Progress = func(at collect.Progress) {
			p.printed = true
			fmt.Fprintf(p.w, "\r\x1b[K%s", progressLine(at))
		}
	}
	return p.done
}

// collectStudy asks, and says how it went.
func collectStudy(ctx context.Context, stdout, stderr io.Writer, o collect.Options) error {
	done := showProgress(stderr, &o)
	res, err := collect.Run(ctx, o)
	done()
	if res == nil {
		return err
	}
	for _, n := range res.Notices {
		fmt.Fprintf(stderr, "inertia: notice: %s\n", n)
	}
	fmt.Fprintf(stderr, "inertia: %s: %d of %s answered, %d of them in this run in %s%s\n", o.Dir, res.Had+res.Answered, numbered(res.Planned, "question"), res.Answered,
		res.Took.Round(100*time.Millisecond), collectDetails(o, res))
	if res.LastError != "" {
		fmt.Fprintf(stderr, "inertia: warning: given up: %s, the last because %s\n", numbered(res.Unanswered, "question"), res.LastError)
	}
	switch {
	case err != nil:
		return err
	case o.Pilot > 0:
		return dryRunSummary(stdout, o)
	case res.Complete():
		return nil
	case res.Stopped != "":
		return fmt.Errorf("stopped: %s; run the same command again to go on", res.Stopped)
	}
	return errors.New("not every question has an answer; run the same command again to ask the rest")
}

func collectDetails(o collect.Options, res *collect.Result) string {
	var b strings.Builder
	if len(res.Missing) > 0 {
		fmt.Fprintf(&b, "; missing %s", missing(res.Missing))
	}
	if res.Retries > 0 {
		fmt.Fprintf(&b, "; sent again after a failure: %s", numbered(res.Retries, "request"))
	}
	if o.Price != nil {
		fmt.Fprintf(&b, "; the study has cost %s", o.Price.Money(o.Price.Of(res.Used)))
	}
	return b.String()
}

func progressLine(p collect.Progress) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d answered, %.1f/s", p.Had+p.Answered, p.Planned, p.Rate)
	if p.Left > 0 {
		fmt.Fprintf(&b, ", %s left", p.Left.Round(time.Second))
	}
	fmt.Fprintf(&b, ", %d at a time", p.Width)
	if p.Cost != "" {
		fmt.Fprintf(&b, ", %s", p.Cost)
	}
	if p.Retries > 0 {
		fmt.Fprintf(&b, ", %d sent again (%.60s)", p.Retries, p.LastError)
	}
	return b.String()
}

// dryRun shows the first prompts and what asking would take.
func dryRun(w io.Writer, o collect.Options) error {
	e, err := collect.Dry(o, func(q collect.Shown) {
		who := "without a persona"
		if q.Persona != "" {
			who = "persona " + q.Persona
		}
		fmt.Fprintf(w, "== %s, %s, %s ==\n%s\n\n-- sent as --\n%s\n\n", q.Variant, who, q.Item, q.Prompt, q.Body)
	})
	if err != nil {
		return err
	}
	writeEstimate(w, o, e)
	return nil
}

func dryRunSummary(w io.Writer, o collect.Options) error {
	e, err := collect.Dry(o, func(collect.Shown) {})
	if err != nil {
		return err
	}
	writeEstimate(w, o, e)
	return nil
}

func writeEstimate(w io.Writer, o collect.Options, e *collect.Estimate) {
	fmt.Fprintf(w, "%s at %s\n", o.Model, served.Public(o.BaseURL))
	fmt.Fprintf(w, "requests    %d, %d of them without an answer yet\n", e.Questions, e.Left)
	how := "guessed from the length of the prompts; --pilot 20 measures it"
	if e.Measured {
		how = "as the answers that are there"
	}
	fmt.Fprintf(w, "tokens      about %d to read, %d to write (%s)\n", e.Prompt, e.Completion, how)
	if o.Price != nil {
		fmt.Fprintf(w, "cost        about %s\n", o.Price.Money(o.Price.Of(collect.Usage{Prompt: e.Prompt, Completion: e.Completion})))
	} else {
		fmt.Fprintln(w, "cost        unknown; name a price file with --prices")
	}
	for _, in := range o.Design.Instruments {
		floor := collect.ExpectedFloor(in, o.Design.BaselineRepeats)
		if math.IsNaN(floor) {
			fmt.Fprintf(w, "baseline    none: %s has no distance to it\n", in.Short)
			continue
		}
		fmt.Fprintf(w, "baseline    %d answers an item of %s: chance alone would make the JS distance about %.2f", o.Design.BaselineRepeats, in.Short, floor)
		if one := collect.ExpectedFloor(in, 1); o.Design.BaselineRepeats != 1 {
			fmt.Fprintf(w, " (one answer an item: about %.2f)", one)
		}
		fmt.Fprintln(w)
	}
}

// replicate asks a sample twice and says how often the answer changed.
func replicate(ctx context.Context, w io.Writer, o collect.Options, n int) error {
	rep, err := collect.Replicate(ctx, o, n)
	if err != nil {
		return err
	}
	if rep.Questions == 0 {
		return fmt.Errorf("none of %s was answered twice", numbered(rep.Unanswered, "question"))
	}
	fmt.Fprintln(w, repeats(*rep))
	return nil
}
