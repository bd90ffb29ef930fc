package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"inertia/datasets"
	"inertia/roleplay"
)

func newSimulate() *cobra.Command {
	var out string
	var instruments, respondents, variants []string
	var seeds []int64
	var personas, baseline int
	cmd := &cobra.Command{
		Use:   "simulate -o FILE",
		Short: "Write the answers of reference respondents with known truth",
		Long: `Ask reference respondents, whose nature is known, what a model would be asked:
every item under the personas of every seed, and without a persona.

Respondents:
` + respondentList() + `
A file of their answers tells them by their names alone: measure and report take a
model with the name of a reference respondent to be simulated, and say so.

Without flags these are the simulated answers of the bundled study.`,
		Example: `  inertia simulate -o answers.csv
  inertia simulate --respondents random,constant --personas 50 --seeds 1,2 -o small.parquet`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return usagef("needs -o FILE.csv, .jsonl or .parquet")
			}
			if personas < 1 || baseline < 0 || len(seeds) == 0 {
				return usagef("needs at least one persona and one seed, and no negative number of baseline repeats")
			}
			o := roleplay.SimulateOptions{Seeds: seeds, Personas: personas, BaselineRepeats: baseline, Variants: variants}
			for _, id := range instruments {
				in, ok := datasets.InstrumentByID(id)
				if !ok {
					return usagef("--instrument %s: known are mfq30 and pvqrr", id)
				}
				o.Instruments = append(o.Instruments, in)
			}
			for _, name := range respondents {
				r, ok := roleplay.RespondentByName(name)
				if !ok {
					return usagef("--respondents %s: see inertia simulate --help for the names", name)
				}
				o.Respondents = append(o.Respondents, r)
			}
			ds, err := roleplay.Simulate(o)
			if err != nil {
				return usageError{err}
			}
			written, err := datasets.WriteLong(out, ds)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "inertia: %s: %s written\n", out, numbered(written.Rows, "simulated answer"))
			return nil
		},
	}
	d := roleplay.DefaultSimulateOptions()
	fl := cmd.Flags()
	fl.StringVarP(&out, "out", "o", "", "`FILE` to write")
	fl.StringSliceVar(&instruments, "instrument", []string{"mfq30"}, "questionnaires: mfq30, pvqrr")
	fl.StringSliceVar(&respondents, "respondents", respondentNames(), "reference respondents")
	fl.StringSliceVar(&variants, "variants", d.Variants, "how items are asked: default, options-reversed, paraphrased")
	fl.Int64SliceVar(&seeds, "seeds", d.Seeds, "`NUMBERS` of the persona draws, comma-separated")
	fl.IntVar(&personas, "personas", d.Personas, "personas a seed")
	fl.IntVar(&baseline, "baseline", d.BaselineRepeats, "baseline repeats an item")
	return cmd
}

func respondentNames() []string {
	var names []string
	for _, r := range roleplay.Respondents() {
		names = append(names, r.Name())
	}
	return names
}

func respondentList() string {
	var b strings.Builder
	for _, r := range roleplay.Respondents() {
		fmt.Fprintf(&b, "  %-16s %s\n", r.Name(), r.Truth())
	}
	return b.String()
}
