package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"inertia/analysis"
	"inertia/roleplay/answer"
	"inertia/roleplay/collect"
)

func newParse() *cobra.Command {
	var dry bool
	cmd := &cobra.Command{
		Use:   "parse DIR",
		Short: "Read the texts of a collected study again, without asking again",
		Long: `Read every text of a study again by the present rules and say what changes. Texts
stay as they are; a line's option and reason change where the reading does. The file
is replaced when the new one is whole.`,
		Example: `  inertia parse study --dry-run
  inertia parse study`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("parse needs the folder of one study")
			}
			r, err := collect.Reparse(args[0], answer.Read, dry)
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			fmt.Fprintf(out, "%d answers read again, %d changed", r.Answers, r.Changed)
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
			return nil
		},
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "change nothing, only say what would change")
	return cmd
}
