package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"inertia/datasets"
	"inertia/report/plaintext"
)

func newDatasets() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "datasets",
		Short:   "Public data sets, fetched and checked on request",
		Example: "  inertia datasets list\n  inertia datasets get lee-2026",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usagef("unknown command %q; known are list and get", args[0])
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newDatasetsList(), newDatasetsGet())
	return cmd
}

func newDatasetsList() *cobra.Command {
	return &cobra.Command{
		Use:   "list",
		Short: "List the public data sets that can be fetched",
		Args:  noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			var rows [][]string
			for _, s := range datasets.Registry() {
				rows = append(rows, []string{s.Name, fmt.Sprint(len(s.Files)), s.Revision[:min(7, len(s.Revision))], s.License, s.Title})
			}
			columns := []plaintext.Column{{Head: "name"}, {Head: "files", Right: true}, {Head: "revision"}, {Head: "license"}, {Head: "title"}}
			return plaintext.WriteTable(cmd.OutOrStdout(), columns, rows)
		},
	}
}

func newDatasetsGet() *cobra.Command {
	var dir string
	cmd := &cobra.Command{
		Use:   "get NAME",
		Short: "Download a public data set into the cache, and check it",
		Long: `Download the files of a public data set, check each by its sha256, and print the
folder they are in. A download that was cut off is taken up where it stopped.`,
		Example: "  inertia datasets get lee-2026\n  inertia report \"$(inertia datasets get lee-2026)\"",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usagef("needs one NAME; see inertia datasets list")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			path, err := datasets.Fetch(cmd.Context(), args[0], datasets.FetchOptions{Dir: dir})
			if err != nil {
				return err
			}
			fmt.Fprintln(cmd.OutOrStdout(), path)
			return nil
		},
	}
	cmd.Flags().StringVar(&dir, "dir", "", "`FOLDER` to keep it in (default: the user's cache)")
	return cmd
}
