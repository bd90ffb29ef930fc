package show

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/go-gota/gota/dataframe"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/numbers"
	"inertia/roleplay"
)

// Study is an opened and counted study, and what a cell does with it. The
// statistics behind it are those of its embedded analysis.Study.
type Study struct {
	*analysis.Study
	key  string // of the answers; empty where nothing is kept
	data *datasets.Dataset
}

// Open opens answers and counts them. Without a name, or with the name "", it is
// the study that comes with the program; else each name is a file or folder of
// answers, or a public data set that was fetched (see inertia datasets list).
// What is wrong with a name ends the cell.
//
//	study := show.Open("answers.csv")
func Open(names ...string) *Study {
	s, err := open(names)
	Check(err)
	return s
}

// OpenFirst opens the first of several data sets that is there; "" is the study
// that comes with the program, which always is. A name of which nothing is known
// is passed over only when it is a public data set that was not fetched.
func OpenFirst(names ...string) *Study {
	for _, n := range names {
		if isPublic(n) {
			if _, kept := datasets.Kept(n, datasets.FetchOptions{}); !kept && !exists(n) {
				continue
			}
		}
		return Open(n)
	}
	fail("none of %s is there; inertia datasets get NAME fetches a public data set", strings.Join(names, ", "))
	return nil
}

func open(names []string) (*Study, error) {
	names = slices.DeleteFunc(slices.Clone(names), func(n string) bool { return n == "" })
	p := startProgress("reading answers")
	defer p.stop()
	s := &Study{}
	var err error
	if len(names) == 0 {
		if s.data, err = roleplay.Bundled(); err == nil {
			s.key = keyOf("bundled")
		}
	} else {
		paths := make([]string, len(names))
		for i, n := range names {
			if paths[i], err = pathOf(n); err != nil {
				return nil, err
			}
		}
		if s.data, err = datasets.Open(paths, datasets.Options{}); err == nil {
			s.key = keyOf(paths, stampOf(paths))
			s.data = keptAnswers(s.data, s.key)
		}
	}
	if err != nil {
		return nil, err
	}
	s.data.Batches = nil
	s.data.Responses = p.counting(s.data.Responses)
	if s.Study, err = analysis.Tally(s.data, datasets.Instruments()); err != nil {
		return nil, err
	}
	s.MarkSimulated(roleplay.IsRespondent)
	return s, nil
}

// pathOf is the file or folder that a name means.
func pathOf(name string) (string, error) {
	if exists(name) {
		return name, nil
	}
	if path, kept := datasets.Kept(name, datasets.FetchOptions{}); kept {
		return path, nil
	}
	if isPublic(name) {
		return "", fmt.Errorf("the data set %s was not fetched yet; inertia datasets get %s fetches it", name, name)
	}
	here, _ := os.Getwd()
	message := fmt.Sprintf("%s: not there; a path is read from the notebook's folder, %s", name, here)
	if near, ok := nearest(name, filesHere()); ok {
		message += fmt.Sprintf("; did you mean %q?", near)
	}
	return "", errors.New(message)
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return !errors.Is(err, fs.ErrNotExist)
}

func isPublic(name string) bool {
	return slices.ContainsFunc(datasets.Registry(), func(s datasets.Source) bool { return s.Name == name })
}

// filesHere lists what a misspelt name may mean: files beside the notebook, and
// public data sets.
func filesHere() []string {
	var names []string
	entries, _ := os.ReadDir(".")
	for _, e := range entries {
		names = append(names, e.Name())
	}
	for _, s := range datasets.Registry() {
		names = append(names, s.Name)
	}
	return names
}

// Frame gives the answers as a gota frame, as analysis.Study does.
func (s *Study) Frame() dataframe.DataFrame {
	df := s.Study.Frame()
	remember(df.Names())
	return df
}

// Only is the study with some of its models, or asked in some of the ways:
// column is "model" or "variant". A name that is not there ends the cell with
// the nearest.
func (s *Study) Only(column string, names ...string) *Study {
	part, err := s.only(column, names)
	Check(err)
	return part
}

func (s *Study) only(column string, names []string) (*Study, error) {
	known := map[string][]string{"model": s.Models(), "variant": s.Variants()}[column]
	if known == nil {
		return nil, unknownName("column", column, []string{"model", "variant"})
	}
	for _, n := range names {
		if !slices.Contains(known, n) {
			return nil, unknownName(column, n, known)
		}
	}
	part := *s
	part.Study = s.Part(func(model, variant string) bool {
		return slices.Contains(names, map[string]string{"model": model, "variant": variant}[column])
	})
	part.key = keyOf(s.key, column, names)
	return &part, nil
}

// Model is the model of that name; "" is the one to begin with: the respondent
// made after the paper's models where it is there, else the first. A name that is
// not there ends the cell with the nearest.
func (s *Study) Model(name string) string {
	models := s.Models()
	switch paperLike := roleplay.NewPaperLike().Name(); {
	case name == "" && slices.Contains(models, paperLike):
		return paperLike
	case name == "":
		return models[0]
	case !slices.Contains(models, name):
		Check(unknownName("model", name, models))
	}
	return name
}

// Dimension is the dimension of that name; a name that is not there ends the cell
// with the nearest.
func (s *Study) Dimension(name string) string {
	if known := s.Dimensions(); !slices.Contains(known, name) {
		Check(unknownName("dimension", name, known))
	}
	return name
}

// Dimensions lists the dimensions of the study's first instrument.
func (s *Study) Dimensions() []string {
	var names []string
	for _, d := range s.scoring().Dimensions {
		names = append(names, d.Name)
	}
	return names
}

// scoring is the default key of the study's first instrument.
func (s *Study) scoring() *datasets.Scoring { return s.Scorings()[0] }

// variant is the way of asking that figures show: the default where it is there.
func (s *Study) variant() string { return s.Variants()[0] }

// Contents shows what the study holds: a row for each model and way of asking.
func (s *Study) Contents(caption ...string) { s.contents(caption).bundle().emit() }

func (s *Study) contents(caption []string) *grid {
	g := &grid{caption: strings.Join(caption, " "), columns: []gridColumn{{head: "model"}, {head: "variant"}, {head: "seeds"}, {head: "personas", right: true},
		{head: "items", right: true}, {head: "answers", right: true}, {head: "missing", right: true}, {head: "baseline answers", right: true}}}
	unknown := false
	for _, c := range s.Cells() {
		var seeds []string
		for _, seed := range c.Seeds {
			seeds = append(seeds, fmt.Sprint(seed))
		}
		missing := 0
		for _, n := range c.Missing {
			missing += n
		}
		unknown = unknown || !c.PersonasKnown || !c.ItemsKnown
		g.rows = append(g.rows, []string{c.Model, c.Variant, strings.Join(seeds, ", "), known(c.Personas), known(c.Items), numbers.Count(c.Answers), numbers.Count(missing), numbers.Count(c.BaselineAnswers)})
	}
	if unknown {
		g.notes = append(g.notes, "A dash: the files hold counts that do not tell personas or items apart.")
	}
	if s.RejectedCount > 0 {
		g.notes = append(g.notes, fmt.Sprintf("%s set aside, the first at %s: %s", some(s.RejectedCount, "row"), s.Rejected[0].Where, s.Rejected[0].Reason))
	}
	g.notes = append(g.notes, s.Notices[:min(len(s.Notices), listed)]...)
	return g
}

// Count counts the answers of a data set that was not read from files, such as
// simulated ones. Nothing of it is kept.
func Count(ds *datasets.Dataset) *Study {
	counted, err := analysis.Tally(ds, datasets.Instruments())
	return &Study{Study: Must(counted, err), data: ds}
}
