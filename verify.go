package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"inertia/report/bundle"
)

func newVerify() *cobra.Command {
	return &cobra.Command{
		Use:   "verify BUNDLE",
		Short: "Compute every number of a report's bundle again",
		Long: `Check a folder that inertia report --bundle wrote: every file against its sha256,
every number of its tables of measures against the data (up to 1e-9 of its size, as
machines round differently), and, where this version wrote it, every text, table
and figure byte by byte. The first thing that differs is named; exit code 1.`,
		Example: "  inertia report answers.csv --bundle --out study && inertia verify study",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("needs one BUNDLE: a folder that inertia report --bundle wrote")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			done := stage(cmd.ErrOrStderr(), "computing again")
			v, err := bundle.Verify(args[0], version, truths())
			done()
			var differs *bundle.Difference
			if errors.As(err, &differs) {
				return fmt.Errorf("%s differs: %w", args[0], err)
			}
			if err != nil {
				return err
			}
			w := cmd.OutOrStdout()
			fmt.Fprintf(w, "%s: %s with the checksum of the manifest, %s the same when computed again", args[0], numbered(v.Files, "file"), numbered(v.Numbers, "number"))
			if v.OtherVersion == "" {
				fmt.Fprintf(w, ", %s with the same bytes when written again\n", numbered(v.Texts, "file"))
			} else {
				fmt.Fprintf(w, "; texts and figures were not written again, as inertia %s wrote them\n", v.OtherVersion)
			}
			for _, name := range v.Unlisted {
				fmt.Fprintf(cmd.ErrOrStderr(), "inertia: notice: %s is not in the manifest; nothing is said of it\n", name)
			}
			return nil
		},
	}
}
