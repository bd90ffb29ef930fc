package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"inertia/datasets"
)

func newTally() *cobra.Command {
	var data dataFlags
	var out, engine string
	cmd := &cobra.Command{
		Use:   "tally DATA... -o FILE | --sql ENGINE",
		Short: "Count answers: to merge, to move, or to let an engine count them",
		Long: `Count how often each persona chose each option of each item, and write the counts
(.csv, .jsonl or .parquet). Every other command reads them as it reads answers.
DATA may itself be tallies, which add up: shards that hold different answers can be
counted apart, anywhere. With --weights probabilities the counts are expected ones:
an answer is shared out by the probabilities of its options.

--sql prints the query by which an engine counts the DATA named: files of the long
layout for spark and duckdb, tables for bigquery and trino, which have all columns
of the layout (and with --weights probabilities p1 to pK and p_other). Its result,
saved as Parquet or CSV, is a tally.`,
		Example: `  inertia tally answers-*.parquet -o tally.parquet
  inertia tally monday.csv tuesday.csv -o both.csv
  inertia tally --sql duckdb "answers/*.parquet" > tally.sql`,
		Args: needData,
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case engine != "" && out != "":
				return usagef("-o and --sql: the query is printed, the engine writes; give one")
			case engine != "":
				return printSQL(cmd, &data, engine, args)
			case out == "":
				return usagef("needs -o FILE.csv, .jsonl or .parquet, or --sql ENGINE")
			}
			data.noChecksums = true
			src, err := data.open(args, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			study, err := src.tally()
			if err != nil {
				return err
			}
			warn(cmd.ErrOrStderr(), study)
			rows, err := datasets.WriteTally(out, study.MostOptions(), study.Personas, study.Counts())
			if err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "inertia: %s: %d cells of %d answers written\n", out, rows, study.Answers)
			return nil
		},
	}
	section(cmd, "Data", data.add)
	cmd.Flags().StringVarP(&out, "out", "o", "", "`FILE` to write")
	cmd.Flags().StringVar(&engine, "sql", "", "print the query for an `ENGINE`: "+strings.Join(datasets.Engines, ", "))
	return cmd
}

func printSQL(cmd *cobra.Command, data *dataFlags, engine string, args []string) error {
	s := &source{}
	if err := data.checkWeights(); err != nil {
		return err
	}
	if err := data.readInstruments(s); err != nil {
		return err
	}
	query, err := datasets.TallySQL(engine, args, s.instruments, data.weights)
	if err != nil {
		return usageError{err}
	}
	_, err = fmt.Fprint(cmd.OutOrStdout(), query)
	return err
}
