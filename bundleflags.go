package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report"
	"inertia/report/bundle"
)

// bundleFlags say whether the data go with the report, and what only their author
// knows of them.
type bundleFlags struct {
	bundle bool
	about  bundle.Description
}

func (f *bundleFlags) add(fl *pflag.FlagSet) {
	fl.BoolVar(&f.bundle, "bundle", false, "put the data, a codebook and descriptions (Data Package, RO-Crate, CITATION.cff) beside the report, for inertia verify")
	fl.StringVar(&f.about.License, "license", "", "licence of the data as SPDX identifier, such as CC-BY-4.0, for --bundle")
}

// attach makes what adds the bundle to a report.
func (f *bundleFlags) attach(src *source, study *analysis.Study, o report.Options, stderr io.Writer) (func(*report.Paper) error, error) {
	f.about.Authors, f.about.Date = o.Authors, o.Date
	if err := f.about.Validate(); err != nil {
		return nil, usageError{err}
	}
	from := bundle.Source{Data: src.data, Readings: o.Analysis.Readings}
	for _, in := range src.instruments {
		if slices.ContainsFunc(in.Scorings, func(sc datasets.Scoring) bool { return slices.Contains(study.ScoringIDs(), sc.ID) }) {
			from.Instruments = append(from.Instruments, in)
		}
	}
	for _, n := range src.data.RolePlays {
		ds, err := src.data.AtRolePlays(n)
		if err != nil {
			return nil, err
		}
		if from.RolePlays == nil {
			from.RolePlays = map[int]*datasets.Dataset{}
		}
		from.RolePlays[n] = ds
	}
	if lacks := f.about.Lacks(); len(lacks) > 0 {
		var words []string
		for _, l := range lacks {
			words = append(words, fmt.Sprintf("%s (%s; %s)", l.What, l.Standard, l.Flag))
		}
		fmt.Fprintf(stderr, "inertia: notice: the bundle's descriptions are not valid yet, as they lack %s\n", strings.Join(words, ", "))
	}
	return func(p *report.Paper) error { return bundle.Attach(p, from, f.about) }, nil
}
