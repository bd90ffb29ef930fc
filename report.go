package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"inertia/analysis"
	"inertia/report"
	"inertia/roleplay"
)

func newReport() *cobra.Command {
	var data dataFlags
	var measure measureFlags
	var pages pageFlags
	var b bundleFlags
	var d draftFlags
	cmd := &cobra.Command{
		Use:   "report [DATA...]",
		Short: "Write the paper-style report",
		Long: `Write a report of the answers as a paper: text, tables and figures in Markdown,
HTML and PDF, with every figure and table as a file of its own. Without DATA, the
report of the bundled study: a real model beside simulated reference respondents.`,
		Example: `  inertia report
  inertia report answers.csv --out my-report
  inertia report path/to/moral-value-bias --formats pdf --style acl --author "A. Author"`,
		RunE: func(cmd *cobra.Command, args []string) error {
			o, err := pages.options()
			if err != nil {
				return err
			}
			if err := d.check(); err != nil {
				return err
			}
			src, study, options, err := readStudy(&data, &measure, args, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			o.Analysis, o.Command = options, commandLine(cmd, args)
			if o.RolePlays, err = src.atRolePlays(); err != nil {
				return err
			}
			if o.Analysis.Readings, err = src.readings(); err != nil {
				return err
			}
			var additions []func(*report.Paper) error
			if d.draft {
				additions = append(additions, func(p *report.Paper) error { return d.discuss(cmd.Context(), p, cmd.ErrOrStderr()) })
			}
			if b.bundle {
				bundled, err := b.attach(src, study, o, cmd.ErrOrStderr())
				if err != nil {
					return err
				}
				additions = append(additions, bundled)
			}
			if err := writeReport(study, o, additions, pages.out, cmd.ErrOrStderr()); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s\n", pages.out)
			for _, f := range pages.formats {
				fmt.Fprintf(cmd.OutOrStdout(), "  %s\n", filepath.Join(pages.out, "report."+f))
			}
			return nil
		},
	}
	pages.add(cmd)
	section(cmd, "Data", data.add)
	section(cmd, "Measures", measure.add)
	section(cmd, "Bundle", b.add)
	section(cmd, "Draft by a model", d.add)
	return cmd
}

// truths says what is known of the reference respondents.
func truths() map[string]string {
	known := map[string]string{}
	for _, r := range roleplay.Respondents() {
		known[r.Name()] = r.Truth()
	}
	return known
}

func writeReport(study *analysis.Study, o report.Options, additions []func(*report.Paper) error, out string, stderr io.Writer) error {
	done := stage(stderr, "measuring")
	paper, err := report.Build(study, o)
	done()
	if err != nil {
		return err
	}
	for _, add := range additions {
		if err := add(paper); err != nil {
			return err
		}
	}
	if lacking := paper.Lacking(); lacking != "" {
		fmt.Fprintf(stderr, "inertia: notice: %s\n", lacking)
	}
	defer stage(stderr, "writing")()
	return paper.Write(out)
}

// atRolePlays counts the same runs at every number of role-plays that is there.
func (s *source) atRolePlays() (map[int]*analysis.Study, error) {
	sizes := s.data.RolePlays
	if len(sizes) < 2 {
		return nil, nil
	}
	defer stage(s.stderr, "reading other numbers of role-plays")()
	counted, errs := make([]*analysis.Study, len(sizes)), make([]error, len(sizes))
	var wg sync.WaitGroup
	for i, n := range sizes {
		wg.Go(func() {
			ds, err := s.data.AtRolePlays(n)
			if err == nil {
				counted[i], err = analysis.Tally(ds, s.instruments)
			}
			errs[i] = err
		})
	}
	wg.Wait()
	studies := map[int]*analysis.Study{}
	for i, n := range sizes {
		studies[n] = counted[i]
	}
	return studies, errors.Join(errs...)
}

// commandLine is the command that makes the report again: the options that
// change it, and data by their base names.
func commandLine(cmd *cobra.Command, args []string) string {
	parts := []string{"inertia", cmd.Name()}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Name == "out" {
			return
		}
		values := []string{f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			values = list.GetSlice()
			if f.Value.Type() != "stringArray" { // several with commas, not one flag each
				values = []string{strings.Join(values, ",")}
			}
		}
		if f.Value.Type() == "bool" { // a word after it would be read as data
			parts = append(parts, "--"+f.Name)
			if values[0] != f.NoOptDefVal {
				parts[len(parts)-1] += "=" + values[0]
			}
			return
		}
		for _, value := range values {
			if slices.Contains([]string{"groups", "norms", "wording", "font", "key-file"}, f.Name) {
				value = filepath.Base(value)
			}
			parts = append(parts, "--"+f.Name, quoteArg(value))
		}
	})
	for _, a := range args {
		parts = append(parts, quoteArg(filepath.Base(filepath.Clean(a))))
	}
	return strings.Join(parts, " ")
}

// quoteArg quotes what a shell would split.
func quoteArg(s string) string {
	if s != "" && !strings.ContainsAny(s, " \t\n'\"\\$`*?[]{}()<>|&;#~!") {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
