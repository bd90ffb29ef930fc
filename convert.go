package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"inertia/datasets"
	"inertia/roleplay/answer"
)

func newConvert() *cobra.Command {
	var data dataFlags
	var out string
	var readTexts bool
	cmd := &cobra.Command{
		Use:   "convert DATA... -o FILE",
		Short: "Write answers in the long layout: CSV, JSON lines or Parquet",
		Long: `Read answers in any layout and write them in the long one. The name of FILE says
the format: .csv, .jsonl or .parquet, also with .gz or .zst.

With --read-texts, answers that have a text (column text) and no option are read by the
rules of inertia parse: a letter or number of an option, its label, a sentence that
names one. Options are taken to have been shown in the order of their scale.`,
		Example: `  inertia convert runs/ -o answers.parquet
  inertia convert --read-texts texts.csv -o answers.csv`,
		Args: needData,
		RunE: func(cmd *cobra.Command, args []string) error {
			if out == "" {
				return usagef("needs -o FILE.csv, .jsonl or .parquet")
			}
			if data.weights != datasets.WeightsAnswers {
				return usagef("--weights: convert writes answers with their probabilities, not counts; see inertia tally")
			}
			data.noChecksums = true
			src, err := data.open(args, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			var texts *answer.TextsRead
			if readTexts {
				texts = answer.ReadTexts(src.data, src.instruments)
			}
			written, err := datasets.WriteLong(out, src.data)
			if err != nil {
				return err
			}
			if written.Rejected > 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "inertia: warning: %s set aside, the first at %v (see inertia check)\n", numbered(written.Rejected, "row"), written.First)
			}
			if readTexts {
				writeTextsRead(cmd.ErrOrStderr(), texts)
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "inertia: %s: %s written\n", out, numbered(written.Rows, "answer"))
			return nil
		},
	}
	section(cmd, "Data", data.add)
	cmd.Flags().BoolVar(&readTexts, "read-texts", false, "read the option of an answer from its text where it has none")
	cmd.Flags().StringVarP(&out, "out", "o", "", "`FILE` to write")
	return cmd
}

func writeTextsRead(w io.Writer, t *answer.TextsRead) {
	fmt.Fprintf(w, "inertia: %s read: %d name an option, %d none\n", numbered(t.Options+t.None, "text"), t.Options, t.None)
	if t.Unknown > 0 {
		fmt.Fprintf(w, "inertia: warning: %s not read: of the variant %s it is not known in which order options were shown\n", numbered(t.Unknown, "text"), datasets.ShuffledVariant)
	}
}
