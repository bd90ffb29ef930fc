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

// moralSusceptibilityItem maps question_id 1..30 (the questionnaire without its
// two catch items) to the item's number in the form.
func moralSusceptibilityItem(question int) int {
	switch {
	case question <= 5:
		return question
	case question <= 20:
		return question + 1
	}
	return question + 2
}

// moralSusceptibilityItems holds the item of each question_id.
var moralSusceptibilityItems = func() (items [31]string) {
	for q := 1; q < len(items); q++ {
		items[q] = fmt.Sprintf("mfq30-%02d", moralSusceptibilityItem(q))
	}
	return items
}()

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
	ds.Responses = func(yield func(Response, error) bool) {
		for i := range files {
			for r, err := range files[i].read {
				if !yield(r, err) {
					return
				}
			}
		}
	}
	q := newQuestions(o.known())
	ds.Questions = q.list
	ds.Batches = func(yield func(*Batch, error) bool) { batchFiles(files, q, yield) }
	return ds, nil
}

// batchFiles reads files on all cores, and yields their answers in the files' order.
func batchFiles(files []moralSusceptibilityFile, q *questions, yield func(*Batch, error) bool) {
	each := func(next func(chunk) bool) {
		for i := range files {
			if !next(chunk{group: i}) {
				return
			}
		}
	}
	reader := func() func(chunk, *sink) {
		return func(c chunk, out *sink) {
			for r, err := range files[c.group].read {
				row := longRow{Response: r}
				var bad *RowError
				if question, known := q.items[r.Item]; errors.As(err, &bad) {
					row.File, row.Line, row.err = bad.File, bad.Line, bad.Err
				} else if row.question = question; !known {
					row.err = unknownItem(r.Item)
				} else if K := q.options[question]; r.Option > K {
					row.err = fmt.Errorf("option %d is outside 1..%d", r.Option, K)
				}
				if out.take(&row); len(out.batch.Answers) == portionAnswers && !out.flush() {
					return
				}
			}
		}
	}
	inOrder(false, each, reader, func(p *parsed) bool { return yield(&p.batch, nil) })
}

// portionAnswers are handed on together.
const portionAnswers = 4096

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

// read reads the file; what is wrong is a RowError.
func (f *moralSusceptibilityFile) read(yield func(Response, error) bool) {
	bad := func(line int, err error) bool {
		return yield(Response{}, &RowError{File: f.name, Line: line, Err: err})
	}
	file, err := os.Open(f.path)
	if err != nil {
		bad(0, err)
		return
	}
	defer file.Close()
	rows := csv.NewReader(file)
	rows.ReuseRecord = true
	header, err := rows.Read()
	if err != nil {
		bad(1, err)
		return
	}
	col := map[string]int{}
	for i, h := range header {
		col[h] = i
	}
	personaColumn, hasPersona := col["persona_id"]
	textColumn, hasText := col["response"]
	question, repeat, rating := col["question_id"], col["run_index"], col["rating"]
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return
		}
		line, _ := rows.FieldPos(0)
		var broken *csv.ParseError
		if errors.As(err, &broken) {
			if !bad(broken.Line, broken.Err) {
				return
			}
			continue
		}
		if err != nil {
			bad(line, err)
			return
		}
		r := Response{Model: f.model, Variant: DefaultVariant, File: f.name, Line: line}
		if hasPersona && !f.baseline {
			r.Persona = row[personaColumn]
		}
		if hasText {
			r.Text = row[textColumn]
		}
		if err := f.fill(&r, row[question], row[repeat], row[rating]); err != nil {
			if !bad(line, err) {
				return
			}
			continue
		}
		if !yield(r, nil) {
			return
		}
	}
}

// fill parses question, repeat and rating: 0..5 is option 1..6, -1 a failure.
func (f *moralSusceptibilityFile) fill(r *Response, question, repeat, rating string) error {
	if !f.baseline && r.Persona == "" {
		return errors.New("no persona_id")
	}
	q, err := strconv.Atoi(question)
	if err != nil || q < 1 || q > 30 {
		return fmt.Errorf("question_id %q is not 1..30", question)
	}
	r.Item = moralSusceptibilityItems[q]
	if r.Repeat, err = strconv.Atoi(repeat); err != nil || r.Repeat < 0 {
		return fmt.Errorf("run_index %q is not a number", repeat)
	}
	v, err := strconv.ParseFloat(rating, 64)
	if err != nil || v != float64(int(v)) || v < -1 || v > 5 {
		return fmt.Errorf("rating %q is not 0..5, nor -1 for a failure", rating)
	}
	switch {
	case v >= 0:
		r.Option = int(v) + 1
	case r.Text == "":
		r.Missing = Transport
	default:
		r.Missing = Unparsed
	}
	return nil
}
