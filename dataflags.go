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
	"inertia/roleplay"
)

// dataFlags say which answers are read, and how.
type dataFlags struct {
	layout      string
	instruments []string
	wording     string
	models      []string
	rolePlays   int
	judge       string
	weights     string
	compare     bool
	noChecksums bool // no manifest will be made
}

func (f *dataFlags) add(fl *pflag.FlagSet) {
	fl.StringVar(&f.layout, "layout", datasets.LayoutAuto, "layout of DATA: auto, long, nutcracker, moral-susceptibility or tally")
	fl.StringSliceVar(&f.instruments, "instrument", nil, "questionnaire or scoring key (mfq30, pvqrr, pvqrr19, pvqrr4), or a FILE that describes one (default: from the item ids)")
	fl.StringVar(&f.wording, "wording", "", "`FILE` with the official wording of the items (CSV item,text and perhaps paraphrase, or JSON lines)")
	fl.StringSliceVar(&f.models, "models", nil, "only these models, comma-separated")
	fl.IntVar(&f.rolePlays, "role-plays", 0, "nutcracker: role-plays an item (default 200)")
	fl.BoolVar(&f.compare, "compare", false, "take two DATA as two studies, each model under the name of each; report and measure say what changed (folders are, unless they are shards of one)")
	fl.StringVar(&f.weights, "weights", datasets.WeightsAnswers, "how an answer counts: answers (as the option read) or probabilities (shared out by p1..pK and p_other: expected counts)")
	fl.StringVar(&f.judge, "judge", "", "parser model whose reading of the texts counts: of a collected study a name in its folder readings (default rules), of nutcracker a judge (default bedrock_claude3_haiku)")
}

// source is data as opened, and how to count it.
type source struct {
	data        *datasets.Dataset
	instruments []*datasets.Instrument
	scorings    []string // keys asked for by name; nil = the default ones
	models      []string // asked for by name; nil = all
	stderr      io.Writer
}

func (f *dataFlags) checkWeights() error {
	if !slices.Contains([]string{datasets.WeightsAnswers, datasets.WeightsProbabilities}, f.weights) {
		return usagef("--weights %s: known are %s, %s", f.weights, datasets.WeightsAnswers, datasets.WeightsProbabilities)
	}
	return nil
}

// open opens DATA; without DATA it is the bundled study.
func (f *dataFlags) open(args []string, stderr io.Writer) (*source, error) {
	s := &source{stderr: stderr, models: f.models}
	if !slices.Contains([]string{datasets.LayoutAuto, datasets.LayoutLong, datasets.LayoutNutcracker, datasets.LayoutMoralSusceptibility, datasets.LayoutTally}, f.layout) {
		return nil, usagef("unknown layout %q; known are auto, long, nutcracker, moral-susceptibility, tally", f.layout)
	}
	if err := f.checkWeights(); err != nil {
		return nil, err
	}
	if f.rolePlays < 0 {
		return nil, usagef("--role-plays %d: needs to be positive", f.rolePlays)
	}
	if err := f.readInstruments(s); err != nil {
		return nil, err
	}
	var err error
	if len(args) == 0 {
		s.data, err = roleplay.Bundled()
		if err == nil && len(f.models) > 0 {
			s.data.KeepModels(f.models)
		}
		if err == nil {
			s.data.Weights = f.weights // simulated answers have no probabilities, and are set aside
		}
		return s, err
	}
	o := datasets.Options{Layout: f.layout, Instruments: s.instruments, RolePlays: f.rolePlays, Judge: f.judge, Models: f.models, Weights: f.weights, NoChecksums: f.noChecksums}
	if f.compare && len(args) != 2 {
		return nil, usagef("--compare needs two DATA, and got %d", len(args))
	}
	if f.compare || datasets.AreStudies(args) {
		s.data, err = compared(args, o)
	} else {
		s.data, err = datasets.Open(args, o)
	}
	return s, err
}

// compared opens two data sets as two studies.
func compared(args []string, o datasets.Options) (*datasets.Dataset, error) {
	first, err := datasets.Open(args[:1], o)
	if err != nil {
		return nil, err
	}
	second, err := datasets.Open(args[1:], o)
	if err != nil {
		return nil, err
	}
	return datasets.Compare(first, second), nil
}

// readInstruments gathers the bundled questionnaires and the user's, and tells
// scoring keys from files.
func (f *dataFlags) readInstruments(s *source) error {
	s.instruments = datasets.Instruments()
	for _, name := range f.instruments {
		if slices.ContainsFunc(s.instruments, func(in *datasets.Instrument) bool { _, ok := in.Scoring(name); return ok }) {
			s.scorings = append(s.scorings, name)
			continue
		}
		if _, err := os.Stat(name); err != nil {
			return usagef("--instrument %s: neither a known questionnaire (mfq30, pvqrr, pvqrr19, pvqrr4) nor a file", name)
		}
		in, err := datasets.ReadInstrument(name)
		if err != nil {
			return err
		}
		s.instruments = append(slices.DeleteFunc(s.instruments, func(have *datasets.Instrument) bool { return have.ID == in.ID }), in)
		s.scorings = append(s.scorings, in.Scorings[0].ID)
	}
	if f.wording == "" {
		return nil
	}
	return f.importWording(s)
}

// importWording gives the items of the first instrument that fits the official
// text.
func (f *dataFlags) importWording(s *source) error {
	var first error
	for i, in := range s.instruments {
		official, err := datasets.ImportWording(in, f.wording)
		if err == nil {
			s.instruments[i] = official
			return nil
		}
		if first == nil {
			first = err
		}
	}
	return first
}

// tally counts the answers, with progress on a terminal.
func (s *source) tally() (*analysis.Study, error) {
	defer reading(s.stderr, s.data.Progress)()
	study, err := analysis.Tally(s.data, s.instruments)
	if err != nil {
		return nil, err
	}
	for _, id := range s.scorings {
		if !slices.Contains(study.ScoringIDs(), id) {
			return nil, fmt.Errorf("--instrument %s: no answers to it in %s; there are answers to %s", id, study.Name, strings.Join(study.ScoringIDs(), ", "))
		}
	}
	for _, model := range s.models {
		if s.data.Compared == nil && !slices.Contains(study.Models(), model) {
			return nil, fmt.Errorf("--models %s: no usable answer of it in %s; there are %s", model, study.Name, strings.Join(append(study.Models(), s.data.OtherModels...), ", "))
		}
	}
	study.MarkSimulated(roleplay.IsRespondent)
	return study, nil
}

// readings opens the same runs as each parser model read them; nil where there is
// one.
func (s *source) readings() (map[string]*datasets.Dataset, error) {
	if len(s.data.Judges) < 2 {
		return nil, nil
	}
	out := map[string]*datasets.Dataset{}
	for _, judge := range s.data.Judges {
		ds, err := s.data.AtJudge(judge)
		if err != nil {
			return nil, err
		}
		out[judge] = ds
	}
	return out, nil
}

// warn prints what the reader should know, each notice on a line.
func warn(stderr io.Writer, study *analysis.Study) {
	for _, n := range study.Notices {
		fmt.Fprintf(stderr, "inertia: notice: %s\n", n)
	}
	if study.RejectedCount > 0 {
		r := study.Rejected[0]
		fmt.Fprintf(stderr, "inertia: warning: %s set aside, the first at %s: %s (see inertia check)\n", numbered(study.RejectedCount, "row"), r.Where, r.Reason)
	}
}
