package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"inertia/datasets"
)

func newConvert() *cobra.Command {
	var data dataFlags
	var out string
	cmd := &cobra.Command{
		Use:   "convert DATA... -o FILE",
		Short: "Write answers in the long layout: CSV, JSON lines or Parquet",
		Long: `Read answers in any layout and write them in the long one. The name of FILE says
the format: .csv, .jsonl or .parquet, also with .gz or .zst.`,
		Example: "  inertia convert runs/ -o answers.parquet",
		Args:    needData,
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
			written, err := datasets.WriteLong(out, src.data)
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "inertia: %s: %s written\n", out, numbered(written.Rows, "answer"))
			return nil
		},
	}
	section(cmd, "Data", data.add)
	cmd.Flags().StringVarP(&out, "out", "o", "", "`FILE` to write")
	return cmd
}
