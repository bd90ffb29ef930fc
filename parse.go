package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/roleplay/answer"
	"inertia/roleplay/collect"
)

// parseFlags say whose reading is made, and of what.
type parseFlags struct {
	dry         bool
	sample      string
	instruments []string
	model       string
	baseURL     string
	parameters  parameterFlags
	server      serverFlags
	purse       purseFlags
}

func newParse() *cobra.Command {
	var f parseFlags
	cmd := &cobra.Command{
		Use:   "parse DIR | parse --sample FILE",
		Short: "Read the texts of a collected study again, by rules or by a model",
		Long: `Read every text of a study again by the present rules and say what changes. Texts
stay as they are; a line's option and reason change where the reading does. The file
is replaced when the new one is whole.

With --parser-model, ask a model which option each text chooses and say how far it
agrees with the rules: the share alike, Cohen's kappa plain and weighted, with their
standard errors. Whatever is not one letter of the options is unparsed. Its readings
are kept in DIR/readings, the answers stay as they are; run again to resume. What
counts in report, measure, check and convert is the reading by the rules, unless
--judge NAME takes another: the file's name in DIR/readings.

With --sample, read texts that a person has labelled, and say how far rules and model
agree with the labels. The file is CSV: scale (the name of a questionnaire's scale, or
the labels with | between them), text, option (place among the labels; empty = none),
missing (refusal or unparsed). What a model said of it is kept in FILE.readings.

Key, limits and prices are as for inertia collect.`,
		Example: `  inertia parse study --dry-run
  inertia parse study
  inertia parse study --parser-model gpt-4o-mini
  inertia report study --judge gpt-4o-mini --measures paper,parsers
  inertia parse --sample labelled.csv --parser-model gpt-4o-mini`,
		RunE: func(cmd *cobra.Command, args []string) error { return f.run(cmd, args) },
	}
	fl := cmd.Flags()
	fl.BoolVar(&f.dry, "dry-run", false, "change nothing, only say what would change")
	fl.StringVar(&f.sample, "sample", "", "`FILE` of texts labelled by hand, in place of a study")
	fl.StringSliceVar(&f.instruments, "instrument", nil, "`FILE` of a further questionnaire whose scales the sample names")
	fl.StringVar(&f.model, "parser-model", "", "model that reads the texts, by the name its server knows")
	fl.StringVar(&f.baseURL, "base-url", "https://api.openai.com/v1", "its server, up to the version in its address")
	section(cmd, "How a request is made", func(fl *pflag.FlagSet) { f.parameters.add(fl, 16) })
	section(cmd, "Server and its limits", f.server.add)
	section(cmd, "Cost", f.purse.add)
	return cmd
}

func (f *parseFlags) run(cmd *cobra.Command, args []string) error {
	switch {
	case f.sample == "" && len(args) != 1:
		return usagef("parse needs the folder of one study, or --sample FILE")
	case f.sample != "" && len(args) > 0:
		return usagef("parse reads a study or a --sample, not both")
	case f.dry && (f.sample != "" || f.model != ""):
		return usagef("--dry-run is for reading a study by the rules: a model's reading and a sample's change no answer")
	case f.sample != "":
		return f.runSample(cmd)
	case f.model != "":
		return f.runModel(cmd, args[0])
	}
	r, err := collect.Reparse(args[0], answer.Read, f.dry)
	if err != nil {
		return err
	}
	writeReparsed(cmd.OutOrStdout(), r)
	return nil
}

func writeReparsed(out io.Writer, r *collect.Reparsed) {
	fmt.Fprintf(out, "%s read again, %d changed", numbered(r.Answers, "answer"), r.Changed)
	table := make([][]float64, len(r.Table))
	for i, row := range r.Table {
		for _, n := range row {
			table[i] = append(table[i], float64(n))
		}
	}
	if kappa := analysis.CohenKappa(table, analysis.Unweighted); kappa == kappa {
		fmt.Fprintf(out, "; Cohen's kappa with the former reading %.3f", kappa)
	}
	fmt.Fprintln(out)
	for _, e := range r.Examples {
		fmt.Fprintln(out, "  "+e)
	}
}

// runModel has a model read a study's texts and sets it beside the rules.
func (f *parseFlags) runModel(cmd *cobra.Command, dir string) error {
	err := f.ask(cmd, dir, collect.ReadStudyTexts)
	list, cerr := collect.CompareReaders(dir, f.model, answer.Read)
	if cerr != nil {
		return errors.Join(err, cerr)
	}
	writeAgreements(cmd.OutOrStdout(), "rules", f.model, list)
	return err
}

// runSample sets rules and model beside the labels of a sample.
func (f *parseFlags) runSample(cmd *cobra.Command) error {
	instruments := datasets.Instruments()
	for _, path := range f.instruments {
		in, err := datasets.ReadInstrument(path)
		if err != nil {
			return err
		}
		instruments = append(instruments, in)
	}
	sample, err := answer.ReadSample(f.sample, instruments)
	if err != nil {
		return err
	}
	folder := f.sample + ".readings"
	if f.model != "" {
		err = f.ask(cmd, folder, func(ctx context.Context, o collect.Options) (*collect.Result, error) {
			return collect.ReadSampleTexts(ctx, o, folder, sample)
		})
	}
	byRules, byModel, cerr := collect.CompareSample(folder, f.model, sample, answer.Read)
	if cerr != nil {
		return errors.Join(err, cerr)
	}
	writeAgreements(cmd.OutOrStdout(), "labels", "rules", byRules)
	if f.model != "" {
		writeAgreements(cmd.OutOrStdout(), "labels", f.model, byModel)
	}
	return err
}

// ask has the parser model read what it has not read yet, and says how that went.
func (f *parseFlags) ask(cmd *cobra.Command, dir string, read func(context.Context, collect.Options) (*collect.Result, error)) error {
	o := collect.Options{Dir: dir, Program: "inertia " + version, Model: f.model, BaseURL: f.baseURL}
	var err error
	if o.Parameters, err = f.parameters.parameters(); err != nil {
		return err
	}
	if err := f.purse.open(&o); err != nil {
		return err
	}
	client, err := f.server.client(&o)
	if err != nil {
		return err
	}
	defer client.Close()
	stderr := cmd.ErrOrStderr()
	done := showProgress(stderr, &o)
	res, err := read(cmd.Context(), o)
	done()
	if res == nil {
		return err
	}
	for _, n := range res.Notices {
		fmt.Fprintf(stderr, "inertia: notice: %s\n", n)
	}
	fmt.Fprintf(stderr, "inertia: %s: %d of %d texts read by %s, %d of them in this run in %s%s\n", dir, res.Had+res.Answered, res.Planned, f.model, res.Answered, res.Took.Round(100*time.Millisecond), collectDetails(o, res))
	switch {
	case err != nil || res.Complete():
		return err
	case res.Stopped != "":
		return fmt.Errorf("stopped: %s; run the same command again to go on", res.Stopped)
	case res.LastError != "":
		return fmt.Errorf("not every text was read, the last because %s; run the same command again to read the rest", res.LastError)
	}
	return errors.New("not every text was read; run the same command again to read the rest")
}

// writeAgreements says how far two readings agree.
func writeAgreements(w io.Writer, a, b string, list []*collect.Agreement) {
	for _, one := range list {
		c := analysis.Confusion{A: a, B: b, Counts: one.Table}
		fmt.Fprintf(w, "%s and %s, %s:", a, b, one.Of)
		for _, e := range c.Estimates("", .95) {
			if e.Measure == "judge_overlap" {
				continue
			}
			name := strings.ReplaceAll(e.Measure, "_", " ")
			switch {
			case e.Value != e.Value:
				fmt.Fprintf(w, "\n  %-18s undefined: %s", name, e.Note)
			case e.Measure == "percent_agreement":
				if a == "labels" {
					name = "accuracy"
				}
				fmt.Fprintf(w, "\n  %-18s %.3f [%.3f, %.3f]  of %d texts, missing counted", name, e.Value, e.Low, e.High, e.Answers)
			default:
				fmt.Fprintf(w, "\n  %-18s %.3f, standard error %.3f, of %d texts with an option in both", name, e.Value, e.SE, e.Answers)
			}
		}
		fmt.Fprintln(w)
		for _, x := range one.Examples {
			fmt.Fprintln(w, "    "+x)
		}
	}
}
