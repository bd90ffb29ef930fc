package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/plaintext"
)

func newCheck() *cobra.Command {
	var data dataFlags
	cmd := &cobra.Command{
		Use:   "check DATA...",
		Short: "Say what is in a data set and what is wrong with it",
		Long: `Read a data set and say what is in it: models, seeds, personas, items, answers,
what is missing and why, and every row that was set aside, with its place.`,
		Example: "  inertia check answers.csv",
		Args:    needData,
		RunE: func(cmd *cobra.Command, args []string) error {
			data.noChecksums = true
			src, err := data.open(args, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			study, err := src.tally()
			if err != nil {
				return err
			}
			return writeCheck(cmd.OutOrStdout(), study)
		},
	}
	section(cmd, "Data", data.add)
	return cmd
}

func needData(_ *cobra.Command, args []string) error {
	if len(args) == 0 {
		return usagef("needs DATA: a file or folder of answers")
	}
	return nil
}

// shownName is how much of a name check shows, in cells of the terminal.
const shownName = 60

func writeCheck(w io.Writer, s *analysis.Study) error {
	fmt.Fprintf(w, "%s: layout %s, %s, %s\n\n", s.Name, s.Layout, numbered(len(s.Files), "file"), numbered(s.Answers, "answer"))
	columns := []plaintext.Column{{Head: "model"}, {Head: "variant"}, {Head: "seeds"}, {Head: "personas", Right: true}, {Head: "items", Right: true},
		{Head: "repeats", Right: true}, {Head: "answers", Right: true}, {Head: "missing", Right: true}, {Head: "baseline", Right: true}}
	var rows [][]string
	for _, c := range s.Cells() {
		rows = append(rows, []string{plaintext.Short(c.Model, shownName), plaintext.Short(c.Variant, shownName), seeds(c.Seeds), count(c.PersonasKnown, c.Personas),
			count(c.ItemsKnown, c.Items), fmt.Sprint(c.Repeats), fmt.Sprint(c.Answers), missing(c.Missing), fmt.Sprint(c.BaselineAnswers)})
	}
	if err := plaintext.WriteTable(w, columns, rows); err != nil {
		return err
	}
	if len(s.Replications) > 0 {
		fmt.Fprintln(w, "\nDoes the server repeat itself?")
	}
	for _, r := range s.Replications {
		fmt.Fprintf(w, "  %s: %s\n", plaintext.Printable(r.Model), repeats(r))
	}
	if len(s.Notices) > 0 {
		fmt.Fprintln(w, "\nNotices")
	}
	for _, n := range s.Notices {
		fmt.Fprintf(w, "  %s\n", plaintext.Printable(n))
	}
	if s.RejectedCount > 0 {
		fmt.Fprintf(w, "\nRows set aside: %d\n", s.RejectedCount)
	}
	for _, r := range s.Rejected {
		fmt.Fprintf(w, "  %s: %s\n", plaintext.Printable(r.Where), plaintext.Printable(r.Reason))
	}
	if more := s.RejectedCount - len(s.Rejected); more > 0 {
		fmt.Fprintf(w, "  and %d more\n", more)
	}
	return nil
}

// repeats says how often a server changed its answer.
func repeats(r datasets.Replication) string {
	share := func(n int) float64 { return 100 * float64(n) / float64(r.Questions) }
	s := fmt.Sprintf("%d questions were asked twice with the same seed, %d and %d at a time: the text changed in %d (%.1f %%), the option in %d (%.1f %%)",
		r.Questions, r.Concurrency[0], r.Concurrency[1], r.Text, share(r.Text), r.Option, share(r.Option))
	if r.Unanswered > 0 {
		s += fmt.Sprintf("; %d more had no answer", r.Unanswered)
	}
	return s
}

func seeds(list []int64) string {
	parts := make([]string, len(list))
	for i, s := range list {
		parts[i] = fmt.Sprint(s)
	}
	return strings.Join(parts, " ")
}

func count(known bool, n int) string {
	if !known {
		return "unknown"
	}
	return fmt.Sprint(n)
}

func missing(by map[datasets.Missing]int) string {
	var parts []string
	for _, reason := range datasets.MissingReasons {
		if n := by[reason]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, reason))
		}
	}
	if parts == nil {
		return "0"
	}
	return strings.Join(parts, ", ")
}
