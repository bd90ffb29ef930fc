package main

import (
	"io"

	"github.com/spf13/cobra"

	"inertia/analysis"
	"inertia/report"
)

func newMeasure() *cobra.Command {
	var data dataFlags
	var measure measureFlags
	var format string
	cmd := &cobra.Command{
		Use:   "measure [DATA...]",
		Short: "Print the numbers of the report as one tidy table",
		Long: `Print every measure of every model and dimension, with its interval, as one tidy
table on standard output. Without DATA, the bundled study.`,
		Example: `  inertia measure answers.csv
  inertia measure --measures inertia,jsd --format csv answers.csv > measures.csv
  inertia measure --by seed --resamples 0 --format csv path/to/moral-value-bias`,
		RunE: func(cmd *cobra.Command, args []string) error {
			writers := map[string]func(io.Writer, []analysis.Estimate) error{
				"table": report.WriteTidyTable, "csv": report.WriteTidyCSV, "json": report.WriteTidyJSON,
			}
			write, ok := writers[format]
			if !ok {
				return usagef("--format %s: known are table, csv, json", format)
			}
			data.noChecksums = true
			src, study, options, err := readStudy(&data, &measure, args, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			if options.Readings, err = src.readings(); err != nil {
				return err
			}
			done := stage(cmd.ErrOrStderr(), "measuring")
			rows, err := analysis.Measure(study, options)
			done()
			if err != nil {
				return err
			}
			return write(cmd.OutOrStdout(), rows)
		},
	}
	section(cmd, "Data", data.add)
	section(cmd, "Measures", measure.add)
	cmd.Flags().StringVar(&format, "format", "table", "table, csv or json")
	return cmd
}
