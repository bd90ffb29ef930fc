package datasets

import (
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// moralSusceptibilityColumns must all be there; persona_id too, unless the file
// is a baseline (NAME_self.csv).
var moralSusceptibilityColumns = []string{"question_id", "run_index", "rating"}

// isMoralSusceptibility reports whether a CSV header is that of Costa et al.'s
// released answers.
func isMoralSusceptibility(header []string) bool {
	return !slices.ContainsFunc(moralSusceptibilityColumns, func(c string) bool { return !slices.Contains(header, c) })
}

// openMoralSusceptibility opens the answers released by Costa et al. 2025: a
// CSV a model (persona_id, question_id 1..30, run_index, rating 0..5 or -1 for a
// failure), NAME_self.csv being the same model without persona. Folders stand
// for their CSV files; CSV files of another shape are left out with a notice.
func openMoralSusceptibility(paths []string, o Options) (*Dataset, error) {
	files, notices, err := moralSusceptibilityFiles(paths, o.Models)
	if err != nil {
		return nil, err
	}
	ds := &Dataset{Name: moralSusceptibilityName(paths), Layout: LayoutMoralSusceptibility, Notices: notices}
	for _, f := range files {
		in := File{Name: f.name}
		if !o.NoChecksums {
			if in, err = readInputFile(nil, f.path, f.name); err != nil {
				return nil, err
			}
		}
		ds.Files = append(ds.Files, in)
	}
	if err := ds.readDescriptions(filepath.Join(filepath.Dir(files[0].path), "personas.json")); err != nil {
		return nil, err
	}
	q := newQuestions(o.known())
	ds.Questions = q.list
	ds.Responses = func(yield func(Response, error) bool) {
		readRatings(files, q, true, func(p *parsed) bool {
			for i := range p.rows {
				row := &p.rows[i]
				if row.err != nil && !yield(Response{File: row.err.File, Line: row.err.Line}, row.err) || row.err == nil && !yield(row.Response, nil) {
					return false
				}
			}
			return true
		})
	}
	ds.Batches = func(yield func(*Batch, error) bool) {
		readRatings(files, q, false, func(p *parsed) bool { return yield(&p.batch, nil) })
	}
	return ds, nil
}

func moralSusceptibilityName(paths []string) string {
	if len(paths) == 1 {
		return filepath.Base(filepath.Clean(paths[0]))
	}
	if abs, err := filepath.Abs(paths[0]); err == nil {
		return filepath.Base(filepath.Dir(abs))
	}
	return filepath.Base(paths[0])
}

type moralSusceptibilityFile struct {
	path, name, model string
	baseline          bool
	columns           ratingColumns
}

// moralSusceptibilityFiles sorts the paths into answers and the rest, adds
// baselines beside their models, and gives models in natural order.
func moralSusceptibilityFiles(paths, models []string) ([]moralSusceptibilityFile, []string, error) {
	var files []moralSusceptibilityFile
	var notices []string
	for _, p := range expandCSV(paths) {
		f := moralSusceptibilityFile{path: p, name: filepath.Base(p)}
		f.model, f.baseline = strings.CutSuffix(strings.TrimSuffix(f.name, ".csv"), "_self")
		if len(models) > 0 && !slices.Contains(models, f.model) {
			continue
		}
		header, err := csvHeader(p)
		if err != nil {
			return nil, nil, err
		}
		if !isMoralSusceptibility(header) || !f.baseline && !slices.Contains(header, "persona_id") {
			notices = append(notices, fmt.Sprintf("%s: not answers of the layout %s: left out", f.name, LayoutMoralSusceptibility))
			continue
		}
		f.columns = newRatingColumns(header)
		if !slices.ContainsFunc(files, func(g moralSusceptibilityFile) bool { return g.path == f.path }) {
			files = append(files, f)
		}
	}
	if len(files) == 0 {
		return nil, nil, fmt.Errorf("%s: no answers of the layout %s; needs the columns persona_id, question_id, run_index, rating",
			strings.Join(paths, ", "), LayoutMoralSusceptibility)
	}
	return files, notices, nil
}

// expandCSV replaces folders by their CSV files and adds NAME_self.csv where it
// lies beside NAME.csv.
func expandCSV(paths []string) []string {
	var out []string
	add := func(p string) {
		if p = filepath.Clean(p); !slices.Contains(out, p) {
			out = append(out, p)
		}
	}
	for _, p := range paths {
		if st, err := os.Stat(p); err == nil && st.IsDir() {
			inside, _ := filepath.Glob(filepath.Join(p, "*.csv"))
			for _, f := range inside {
				add(f)
			}
			continue
		}
		add(p)
		self := strings.TrimSuffix(p, ".csv") + "_self.csv"
		if _, err := os.Stat(self); err == nil {
			add(self)
		}
	}
	return out
}

func csvHeader(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	header, err := csv.NewReader(f).Read()
	if err == io.EOF {
		return nil, nil
	}
	var broken *csv.ParseError
	if errors.As(err, &broken) {
		return nil, nil // not a CSV header, so not this layout
	}
	return header, err
}

// readDescriptions takes the persona descriptions, an array whose index is the
// persona id, where the file is there.
func (ds *Dataset) readDescriptions(path string) error {
	raw, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	var texts []string
	if err := json.Unmarshal(raw, &texts); err != nil {
		ds.Notices = append(ds.Notices, fmt.Sprintf("personas.json: not a list of descriptions (%v): left out", err))
		return nil
	}
	ds.Personas = &Personas{}
	for i, t := range texts {
		ds.Personas.Rows = append(ds.Personas.Rows, Persona{ID: strconv.Itoa(i), Description: t})
	}
	return nil
}
