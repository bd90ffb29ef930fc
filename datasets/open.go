package datasets

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Layout names for Options.Layout.
const (
	LayoutAuto                = "auto"
	LayoutLong                = "long"
	LayoutNutcracker          = "nutcracker"
	LayoutMoralSusceptibility = "moral-susceptibility"
	LayoutTally               = "tally"
)

// Options say how to open data. The zero value detects the layout and reads
// every model.
type Options struct {
	Layout      string        // LayoutAuto when empty
	Instruments []*Instrument // known instruments; the bundled ones when nil
	RolePlays   int           // nutcracker: role-plays an item, 200 when 0
	Judge       string        // parser model; for nutcracker "bedrock_claude3_haiku" when empty, for a collected study RulesReader
	Models      []string      // keep only these; all when empty
	Weights     string        // WeightsAnswers when empty, or WeightsProbabilities
	NoChecksums bool          // leave size and sha256 of long files out, which only a manifest needs
}

// known lists the instruments to read with: those given, else the bundled ones.
func (o *Options) known() []*Instrument {
	if o.Instruments == nil {
		return Instruments()
	}
	return o.Instruments
}

// stdin is what "-" stands for.
const stdin = "/dev/stdin"

// Open opens files or folders of answers; the layout is detected unless Options
// names one.
func Open(paths []string, o Options) (*Dataset, error) {
	if len(paths) == 0 {
		return nil, errors.New("no data named; needs a file or a folder of answers")
	}
	paths = slices.Clone(paths)
	for i, p := range paths {
		if p == "-" {
			paths[i], p = stdin, stdin
		}
		if p == "" {
			return nil, errors.New("the name of a file or folder is empty; a command within $() that should have given it may have failed")
		}
		if _, err := os.Stat(p); errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("%s: not there; check the path", p)
		} else if err != nil {
			return nil, err
		}
	}
	layout := o.Layout
	if layout == "" || layout == LayoutAuto {
		var err error
		if layout, err = detectLayout(paths); err != nil {
			return nil, err
		}
	}
	switch o.Weights {
	case "", WeightsAnswers:
	case WeightsProbabilities:
		if err := o.probabilitiesIn(layout); err != nil {
			return nil, err
		}
	default:
		return nil, fmt.Errorf("unknown weights %q; known are %s, %s", o.Weights, WeightsAnswers, WeightsProbabilities)
	}
	switch layout {
	case LayoutNutcracker:
		if len(paths) > 1 {
			return nil, fmt.Errorf("%s: the layout %s is one folder, and %d paths were given", paths[1], layout, len(paths))
		}
		return openNutcracker(paths[0], o)
	case LayoutMoralSusceptibility:
		return openMoralSusceptibility(paths, o)
	case LayoutLong, LayoutTally:
		return openLong(paths, o)
	}
	return nil, fmt.Errorf("unknown layout %q; known are %s, %s, %s, %s, %s", layout, LayoutAuto, LayoutLong, LayoutNutcracker, LayoutMoralSusceptibility, LayoutTally)
}

// detectLayout looks at folders first, then at the headers of CSV files.
func detectLayout(paths []string) (string, error) {
	if len(paths) == 1 && isNutcracker(paths[0]) {
		return LayoutNutcracker, nil
	}
	files, err := longFiles(paths)
	if err != nil {
		return "", err
	}
	for _, f := range files {
		if strings.HasSuffix(f, ".csv") && !isPipe(f) {
			header, err := csvHeader(f)
			if err != nil {
				return "", err
			}
			if isMoralSusceptibility(header) {
				return LayoutMoralSusceptibility, nil
			}
		}
	}
	return LayoutLong, nil
}

// personasName is the table of personas that lies beside answers.
const personasName = "personas.csv"

// longFiles replaces folders by the files of answers in them.
func longFiles(paths []string) ([]string, error) {
	var out []string
	for _, p := range paths {
		st, err := os.Stat(p)
		if err != nil {
			return nil, err
		}
		if !st.IsDir() {
			out = append(out, p)
			continue
		}
		entries, err := os.ReadDir(p)
		if err != nil {
			return nil, err
		}
		n := len(out)
		for _, e := range entries {
			if e.IsDir() && strings.Contains(e.Name(), "=") { // a partition
				inside, err := longFiles([]string{filepath.Join(p, e.Name())})
				if err != nil {
					return nil, err
				}
				out = append(out, inside...)
				continue
			}
			if format, _ := fileFormat(e.Name()); format != "" && !e.IsDir() && e.Name() != personasName {
				out = append(out, filepath.Join(p, e.Name()))
			}
		}
		if len(out) == n {
			return nil, fmt.Errorf("%s: no answers in this folder; needs files .csv, .tsv, .jsonl or .parquet (also .gz, .zst), or runs of the layout %s", p, LayoutNutcracker)
		}
	}
	return slices.Compact(out), nil
}

// fileFormat tells "csv" (also of a .tsv), "jsonl" or "parquet" and the compression
// "gz" or "zst" from a file's name; the format is empty when the name says nothing.
func fileFormat(name string) (format, compression string) {
	for _, c := range []string{"gz", "zst"} {
		if base, ok := strings.CutSuffix(name, "."+c); ok {
			name, compression = base, c
		}
	}
	switch filepath.Ext(name) {
	case ".csv", ".tsv":
		return "csv", compression
	case ".jsonl", ".parquet":
		return filepath.Ext(name)[1:], compression
	}
	return "", ""
}

// withoutEndings is a file's name without what fileFormat reads in it.
func withoutEndings(name string) string {
	for _, c := range []string{".gz", ".zst"} {
		name = strings.TrimSuffix(name, c)
	}
	return strings.TrimSuffix(name, filepath.Ext(name))
}
