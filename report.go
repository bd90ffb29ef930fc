package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"inertia/analysis"
	"inertia/report"
	"inertia/report/document"
	"inertia/roleplay"
)

// reportFormats in the order in which they are written.
var reportFormats = []string{"md", "html", "pdf"}

func newReport() *cobra.Command {
	var data dataFlags
	var measure measureFlags
	var out, figureWidth string
	var b bundleFlags
	var d draftFlags
	var formats, authors []string
	var style, engine, date, font string
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
			for _, f := range formats {
				if !slices.Contains(reportFormats, f) {
					return usagef("--formats %s: known are %s", f, strings.Join(reportFormats, ", "))
				}
			}
			if !slices.Contains(document.Styles, style) {
				return usagef("--style %s: known are %s", style, strings.Join(document.Styles, ", "))
			}
			if !slices.Contains(document.Engines, engine) {
				return usagef("--engine %s: known are %s", engine, strings.Join(document.Engines, ", "))
			}
			if engine == document.Engines[1] {
				if err := document.FindTypst(); err != nil {
					return err
				}
			}
			if err := d.check(); err != nil {
				return err
			}
			mm, err := widthOfFigures(figureWidth)
			if err != nil {
				return err
			}
			if out == "" {
				return usagef("--out needs the name of a folder")
			}
			src, study, options, err := readStudy(&data, &measure, args, cmd.ErrOrStderr())
			if err != nil {
				return err
			}
			o := report.Options{Analysis: options, Formats: formats, Version: version, Command: commandLine(cmd, args)}
			o.FigureWidth = mm
			if err := otherFont(font, &o); err != nil {
				return err
			}
			o.Style, o.Engine, o.Authors, o.Date = style, engine, authors, date
			o.Truths = truths()
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
			if err := writeReport(study, o, additions, out, cmd.ErrOrStderr()); err != nil {
				return err
			}
			fmt.Fprintf(cmd.OutOrStdout(), "%s\n", out)
			for _, f := range formats {
				fmt.Fprintf(cmd.OutOrStdout(), "  %s\n", filepath.Join(out, "report."+f))
			}
			return nil
		},
	}
	data.add(cmd)
	measure.add(cmd)
	b.add(cmd)
	d.add(cmd)
	cmd.Flags().StringVar(&out, "out", "inertia-report", "folder to write")
	cmd.Flags().StringVar(&figureWidth, "figure-width", "auto", "width of the figures: auto (one column or two, as each needs), single, double, or centimetres; type keeps its size")
	cmd.Flags().StringSliceVar(&formats, "formats", reportFormats, "formats of the report")
	cmd.Flags().StringVar(&style, "style", document.Styles[0], "how the PDF is set: preprint (one column) or acl (two)")
	cmd.Flags().StringVar(&engine, "engine", document.Engines[0], "what sets the PDF: go, or typst (to be installed), which makes tagged PDF/UA-1 and leaves its source, report.typ")
	cmd.Flags().StringVar(&font, "font", "", "font file (TrueType) for letters that the program's fonts lack, such as Chinese, Arabic or emoji in names")
	cmd.Flags().StringArrayVar(&authors, "author", nil, "author under the title; give it once for each")
	cmd.Flags().StringVar(&date, "date", "", "date under the title, printed as given (none when empty); --bundle wants the form 2026-11-25")
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
	studies := map[int]*analysis.Study{}
	if len(s.data.RolePlays) < 2 {
		return nil, nil
	}
	p := newProgress(s.stderr, "numbers of role-plays read")
	defer p.done()
	for _, n := range s.data.RolePlays {
		ds, err := s.data.AtRolePlays(n)
		if err != nil {
			return nil, err
		}
		if studies[n], err = analysis.Tally(ds, s.instruments); err != nil {
			return nil, err
		}
		p.step()
	}
	return studies, nil
}

// commandLine is the command that makes the report again: the options that
// change it, and data by their base names.
func commandLine(cmd *cobra.Command, args []string) string {
	parts := []string{"inertia", cmd.Name()}
	cmd.Flags().Visit(func(f *pflag.Flag) {
		if f.Name == "out" {
			return
		}
		value := f.Value.String()
		if list, ok := f.Value.(interface{ GetSlice() []string }); ok {
			value = strings.Join(list.GetSlice(), ",")
		}
		if slices.Contains([]string{"groups", "norms", "wording"}, f.Name) {
			value = filepath.Base(value)
		}
		parts = append(parts, "--"+f.Name, quoteArg(value))
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
