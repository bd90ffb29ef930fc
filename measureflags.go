package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/datasets/csvtable"
)

// measureFlags say what is computed.
type measureFlags struct {
	measures     string
	resamples    int
	permutations int
	seed         int64
	level        float64
	ci           string
	by           string
	groups       string
	norms        string
}

func (f *measureFlags) add(fl *pflag.FlagSet) {
	d := analysis.DefaultOptions()
	fl.StringVar(&f.measures, "measures", "paper", "measures or groups of them, comma-separated; see docs/measures.md")
	fl.IntVar(&f.resamples, "resamples", d.Resamples, "resamples of personas for the intervals; 0 = none")
	fl.IntVar(&f.permutations, "permutations", d.Permutations, "permutations behind each p-value of attributes, differences and places")
	fl.Int64Var(&f.seed, "seed", d.Seed, "seed of every random draw")
	fl.Float64Var(&f.level, "level", d.Level, "confidence level")
	fl.StringVar(&f.ci, "ci", d.CI, "interval: bca (of the shares of the largest options: logit), percentile or normal")
	fl.StringVar(&f.by, "by", "", "\"seed\": a row a seed in place of one over all seeds")
	fl.StringVar(&f.groups, "groups", "", "`FILE` (group_id,persona_id) that fixes personas and groups for robustness and susceptibility")
	fl.StringVar(&f.norms, "norms", "", "`FILE` (group,dimension,mean,sd,n or p1..pK) of how people answered, for the measures of the group norms")
}

func (f *measureFlags) options(s *source) (analysis.Options, error) {
	o := analysis.Options{Resamples: f.resamples, Permutations: f.permutations, Seed: f.seed, Level: f.level, CI: f.ci, BySeed: f.by == "seed", Scorings: s.scorings}
	var err error
	if o.Measures, err = analysis.ParseMeasures(f.measures); err != nil {
		return o, usageError{err}
	}
	switch {
	case f.by != "" && f.by != "seed":
		return o, usagef("--by %s: known is seed", f.by)
	case f.resamples < 0:
		return o, usagef("--resamples %d: needs 0 (none) or more; 2000 is usual", f.resamples)
	case f.permutations < 99:
		return o, usagef("--permutations %d: needs at least 99; 2999 is usual", f.permutations)
	case f.level <= 0 || f.level >= 1:
		return o, usagef("--level %v is outside 0..1; 0.95 is usual", f.level)
	case !slices.Contains(analysis.IntervalMethods(), f.ci):
		return o, usagef("--ci %s: known are %s", f.ci, strings.Join(analysis.IntervalMethods(), ", "))
	}
	if f.groups != "" {
		if o.Groups, err = readGroups(f.groups); err != nil {
			return o, err
		}
	}
	if f.norms != "" {
		o.Norms, err = datasets.ReadNorms(f.norms)
	}
	return o, err
}

// readStudy opens DATA and counts it, says what should be known about it, and
// gathers what is to be computed.
func readStudy(data *dataFlags, measure *measureFlags, args []string, stderr io.Writer) (*source, *analysis.Study, analysis.Options, error) {
	src, err := data.open(args, stderr)
	if err != nil {
		return nil, nil, analysis.Options{}, err
	}
	options, err := measure.options(src)
	if err != nil {
		return nil, nil, options, err
	}
	study, err := src.tally()
	if err != nil {
		return nil, nil, options, err
	}
	warn(stderr, study)
	return src, study, options, nil
}

// readGroups reads a CSV file with the columns group_id and persona_id.
func readGroups(path string) ([]analysis.Group, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	table, err := csvtable.New(file, path, "group_id", "persona_id")
	if err != nil {
		return nil, err
	}
	var groups []analysis.Group
	for row, err := range table.Rows() {
		if err != nil {
			return nil, err
		}
		id := row.Get("group_id")
		i := slices.IndexFunc(groups, func(x analysis.Group) bool { return x.ID == id })
		if i < 0 {
			i = len(groups)
			groups = append(groups, analysis.Group{ID: id})
		}
		groups[i].Personas = append(groups[i].Personas, row.Get("persona_id"))
	}
	if len(groups) < 2 {
		return nil, fmt.Errorf("%s: %d groups; susceptibility needs at least 2", path, len(groups))
	}
	return groups, nil
}
