package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"inertia/report"
	"inertia/report/document"
	"inertia/report/figure"
	"inertia/report/lettering"
)

// reportFormats in the order in which they are written.
var reportFormats = []string{"md", "html", "pdf"}

// Widths that a figure can be laid out for, in cm.
const (
	leastFigureWidth = 5
	mostFigureWidth  = 50
)

// pageFlags say what a report looks like, and who signs it.
type pageFlags struct {
	out               string
	formats           []string
	style, engine     string
	figureWidth, font string
	authors           []string
	date              string
}

func (f *pageFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringVarP(&f.out, "out", "o", "inertia-report", "`FOLDER` to write")
	cmd.Flags().StringSliceVar(&f.formats, "formats", reportFormats, "formats of the report")
	section(cmd, "Pages", f.addLook)
}

func (f *pageFlags) addLook(fl *pflag.FlagSet) {
	fl.StringVar(&f.style, "style", document.Styles[0], "how the PDF is set: preprint (one column) or acl (two)")
	fl.StringVar(&f.engine, "engine", document.Engines[0], "what sets the PDF: go, or typst (to be installed), which makes tagged PDF/UA-1 and leaves its source, report.typ")
	fl.StringVar(&f.figureWidth, "figure-width", "auto", "width of the figures: auto (one column or two, as each needs), single, double, or centimetres; type keeps its size")
	fl.StringVar(&f.font, "font", "", "font `FILE` (TrueType) for letters that the program's fonts lack, such as Chinese, Arabic or emoji in names")
	fl.StringArrayVar(&f.authors, "author", nil, "`NAME` of an author under the title; give it once for each")
	fl.StringVar(&f.date, "date", "", "date under the title, printed as given (none when empty); --bundle wants the form 2026-11-25")
}

// options checks the flags and gives what they ask for, before anything is read or computed.
func (f *pageFlags) options() (report.Options, error) {
	o := report.Options{Formats: f.formats, Style: f.style, Engine: f.engine, Authors: f.authors, Date: f.date, Version: version, Truths: truths()}
	for _, format := range f.formats {
		if !slices.Contains(reportFormats, format) {
			return o, usagef("--formats %s: known are %s", format, strings.Join(reportFormats, ", "))
		}
	}
	if !slices.Contains(document.Styles, f.style) {
		return o, usagef("--style %s: known are %s", f.style, strings.Join(document.Styles, ", "))
	}
	if !slices.Contains(document.Engines, f.engine) {
		return o, usagef("--engine %s: known are %s", f.engine, strings.Join(document.Engines, ", "))
	}
	if f.engine == document.Engines[1] {
		if err := document.FindTypst(); err != nil {
			return o, err
		}
	}
	if f.out == "" {
		return o, usagef("--out needs the name of a folder")
	}
	var err error
	if o.FigureWidth, err = widthOfFigures(f.figureWidth); err != nil {
		return o, err
	}
	return o, otherFont(f.font, &o)
}

// widthOfFigures reads --figure-width as millimetres; 0 leaves it to each figure.
func widthOfFigures(s string) (float64, error) {
	switch s {
	case "auto":
		return 0, nil
	case "single":
		return figure.SingleColumn, nil
	case "double":
		return figure.DoubleColumn, nil
	}
	cm, err := strconv.ParseFloat(s, 64)
	if err != nil || !(cm >= leastFigureWidth && cm <= mostFigureWidth) {
		return 0, usagef("--figure-width %s: give auto, single, double or a number of centimetres from %d to %d", s, leastFigureWidth, mostFigureWidth)
	}
	return cm * 10, nil
}

// otherFont reads the font of --font into the options; none when no file is named.
func otherFont(file string, o *report.Options) error {
	if file == "" {
		return nil
	}
	data, err := os.ReadFile(file)
	if err != nil {
		return fmt.Errorf("--font: %w", err)
	}
	if o.Font, err = lettering.Parse(data); err != nil {
		return fmt.Errorf("--font %s: %w", file, err)
	}
	o.FontFile, err = report.DescribeFile(filepath.Dir(file), filepath.Base(file))
	return err
}
