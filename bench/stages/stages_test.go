// Package stages_test times each stage of a report on the same made-up study: reading
// it as CSV and as Parquet, counting, measuring, resampling, drawing, and the report
// as a whole. bench/stages.sh runs it and prints benchstat's table.
package stages_test

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report"
)

var (
	times = flag.Int("times", 1, "personas, in multiples of the paper's 200 a seed")
	work  = flag.String("work", "", "folder that keeps the study from run to run; a passing one when empty")
)

// five are the measures of docs/benchmarks.md.
var five = []string{"inertia", "jsd", "top2_adjacent", "modal_share", "profile"}

func TestMain(m *testing.M) {
	flag.Parse()
	if *work == "" {
		dir, err := os.MkdirTemp("", "inertia-stages-")
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		*work = dir
		code := m.Run()
		os.RemoveAll(dir)
		os.Exit(code)
	}
	os.Exit(m.Run())
}

// study is the answers as CSV and as Parquet, and how many there are.
var study = sync.OnceValues(func() (made struct {
	csv, parquet string
	answers      int
}, err error) {
	made.csv = filepath.Join(*work, fmt.Sprintf("%dx.csv", *times))
	made.parquet = filepath.Join(*work, fmt.Sprintf("%dx-own.parquet", *times))
	if _, err := os.Stat(made.csv); err != nil {
		out, err := exec.Command("go", "run", "inertia/bench/generate", "-times", fmt.Sprint(*times), "-o", made.csv).CombinedOutput()
		if err != nil {
			return made, fmt.Errorf("%w\n%s", err, out)
		}
	}
	ds, err := open(made.csv)
	if err != nil {
		return made, err
	}
	if _, err := os.Stat(made.parquet); err != nil {
		if _, err := datasets.WriteLong(made.parquet, ds); err != nil {
			return made, err
		}
	}
	made.answers, err = read(made.csv)
	return made, err
})

func open(path string) (*datasets.Dataset, error) {
	return datasets.Open([]string{path}, datasets.Options{NoChecksums: true})
}

// read reads a file in the form that is counted, and counts nothing but answers.
func read(path string) (answers int, err error) {
	ds, err := open(path)
	if err != nil {
		return 0, err
	}
	for b, err := range ds.Batches {
		if err != nil {
			return 0, err
		}
		answers += b.Size()
	}
	return answers, nil
}

func counted(path string) (*analysis.Study, error) {
	ds, err := open(path)
	if err != nil {
		return nil, err
	}
	return analysis.Tally(ds, datasets.Instruments())
}

// each times do. For a stage that goes through all answers, it says how many a
// second that is; answers is 0 for one that does not.
func each(b *testing.B, answers int, do func() error) {
	b.ReportAllocs()
	for b.Loop() {
		if err := do(); err != nil {
			b.Fatal(err)
		}
	}
	if answers > 0 {
		b.ReportMetric(float64(answers)*float64(b.N)/b.Elapsed().Seconds(), "answers/s")
	}
}

func BenchmarkStage(b *testing.B) {
	made, err := study()
	if err != nil {
		b.Fatal(err)
	}
	s, err := counted(made.csv)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("read-csv", func(b *testing.B) {
		each(b, made.answers, func() error { _, err := read(made.csv); return err })
	})
	b.Run("read-parquet", func(b *testing.B) {
		each(b, made.answers, func() error { _, err := read(made.parquet); return err })
	})
	b.Run("tally", func(b *testing.B) { // from batches that are in memory
		ds, err := held(made.csv)
		if err != nil {
			b.Fatal(err)
		}
		each(b, made.answers, func() error { _, err := analysis.Tally(ds, datasets.Instruments()); return err })
	})
	measure := func(measures []string, resamples int) func(*testing.B) {
		o := analysis.DefaultOptions()
		o.Measures, o.Resamples = measures, resamples
		return func(b *testing.B) {
			each(b, 0, func() error { _, err := analysis.Measure(s, o); return err })
		}
	}
	b.Run("measure", measure(five, 0))
	b.Run("resample", measure(five, 2000))
	b.Run("measure-table", measure(analysis.DefaultOptions().Measures, 2000))
	paper, err := report.Build(s, report.DefaultOptions())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("figures", func(b *testing.B) {
		each(b, 0, func() error { return draw(paper) })
	})
	b.Run("report", func(b *testing.B) { // from counts to files
		out := filepath.Join(b.TempDir(), "report")
		each(b, 0, func() error {
			p, err := report.Build(s, report.DefaultOptions())
			if err != nil {
				return err
			}
			return p.Write(out)
		})
	})
}

// draw makes the files of every figure.
func draw(p *report.Paper) error {
	for _, f := range p.Figures {
		for _, as := range []func() ([]byte, error){f.SVG, f.PDF, func() ([]byte, error) { return f.PNG(200) }} {
			if _, err := as(); err != nil {
				return err
			}
		}
	}
	return nil
}

// held is a data set whose batches were read before. A batch is good until the next
// one is asked for, so these are copies.
func held(path string) (*datasets.Dataset, error) {
	ds, err := open(path)
	if err != nil {
		return nil, err
	}
	var all []*datasets.Batch
	for b, err := range ds.Batches {
		if err != nil {
			return nil, err
		}
		units := slices.Clone(b.Units)
		for i := range units {
			u := &units[i]
			u.Model, u.Variant, u.Persona = strings.Clone(u.Model), strings.Clone(u.Variant), strings.Clone(u.Persona)
		}
		all = append(all, &datasets.Batch{Units: units, Answers: slices.Clone(b.Answers), Singles: slices.Clone(b.Singles), Sheets: slices.Clone(b.Sheets)})
	}
	ds.Batches = func(yield func(*datasets.Batch, error) bool) {
		for _, b := range all {
			if !yield(b, nil) {
				return
			}
		}
	}
	return ds, nil
}
