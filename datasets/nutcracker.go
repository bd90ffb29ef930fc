package datasets

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// The runs of the paper: 200 role-plays an item, read by this parser model.
const (
	defaultRolePlays = 200
	defaultJudge     = "bedrock_claude3_haiku"
)

// nutcrackerTasks maps the runner's names of questionnaires to instruments.
var nutcrackerTasks = map[string]string{"mfq-30": "mfq30", "pvq-rr": "pvqrr"}

// nutcrackerRun is one folder of answers: a model asked one questionnaire,
// without persona or under the personas of a seed.
type nutcrackerRun struct {
	dir        string // relative to the root
	model      string
	instrument string
	baseline   bool
	seed       int64
	rolePlays  int      // answers an item; 1 for a baseline
	judges     []string // parser models there
}

// isNutcracker reports whether dir holds runs of the paper's own runner.
func isNutcracker(dir string) bool {
	_, err := nutcrackerRoot(dir)
	return err == nil
}

// nutcrackerRoot is the folder that holds base/ and persona/: dir, or runs/ in
// it.
func nutcrackerRoot(dir string) (string, error) {
	for _, root := range []string{filepath.Join(dir, "runs"), dir} {
		for _, kind := range []string{"persona", "base"} {
			found, _ := filepath.Glob(filepath.Join(root, kind, "*_*"))
			if slices.ContainsFunc(found, func(p string) bool { _, _, ok := splitTask(filepath.Base(p)); return ok }) {
				return root, nil
			}
		}
	}
	return "", fmt.Errorf("%s: no runs of the layout nutcracker; needs runs/persona/TASK_MODEL/seedS_ppqN/judged_by_JUDGE", dir)
}

func splitTask(name string) (instrument, model string, ok bool) {
	task, model, found := strings.Cut(name, "_")
	instrument, known := nutcrackerTasks[task]
	return instrument, model, found && known && model != ""
}

// openNutcracker opens what the paper's own runner leaves: persona runs at one
// number of role-plays an item and the baseline, as one parser model read them.
// Lines of records.jsonl are preferred; where only report.txt is there, it gives
// counts without personas and items.
func openNutcracker(dir string, o Options) (*Dataset, error) {
	root, err := nutcrackerRoot(dir)
	if err != nil {
		return nil, err
	}
	all, err := nutcrackerRuns(root, o.Models)
	if err != nil {
		return nil, err
	}
	return nutcrackerStudy{dir, root, all}.open(o)
}

// nutcrackerStudy is a folder of runs, listed once for all that is read from it.
type nutcrackerStudy struct {
	dir, root string
	runs      []nutcrackerRun
}

// open opens the runs that the options choose.
func (s nutcrackerStudy) open(o Options) (*Dataset, error) {
	dir, root := s.dir, s.root
	c, err := chooseNutcracker(dir, s.runs, o)
	if err != nil {
		return nil, err
	}
	ds := &Dataset{Name: filepath.Base(filepath.Clean(dir)), Layout: LayoutNutcracker, RolePlays: c.sizes, Judges: c.judges,
		Notices: c.notices, Personas: &Personas{}}
	if ds.Name == "runs" || ds.Name == "." {
		if abs, err := filepath.Abs(root); err == nil {
			ds.Name = filepath.Base(filepath.Dir(abs))
		}
	}
	var files []nutcrackerFile
	for _, run := range c.runs {
		f, err := findNutcrackerFile(root, run, c.judge)
		if err != nil {
			ds.Notices = append(ds.Notices, err.Error())
			continue
		}
		if f.judge != c.judge {
			ds.Notices = append(ds.Notices, fmt.Sprintf("%s: not read by %s, taken from %s", run.dir, c.judge, f.judge))
		}
		in := File{Name: f.name}
		if !o.NoChecksums {
			if in, err = readInputFile(nil, f.path, f.name); err != nil {
				return nil, err
			}
		}
		files = append(files, f)
		ds.Files = append(ds.Files, in)
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no records.jsonl or report.txt in any run; %s", dir, strings.Join(ds.Notices, "; "))
	}
	instruments := o.known()
	ds.Responses = func(yield func(Response, error) bool) {
		for _, f := range files {
			if !f.read(ds, instruments, yield) {
				return
			}
		}
	}
	also := o
	also.NoChecksums = true // the manifest is of ds
	ds.AtRolePlays = func(n int) (*Dataset, error) {
		at := also
		at.RolePlays = n
		return s.open(at)
	}
	ds.AtJudge = func(judge string) (*Dataset, error) {
		at := also
		at.Judge = judge
		return s.open(at)
	}
	return ds, nil
}

// nutcrackerChoice is which of the runs are read.
type nutcrackerChoice struct {
	runs    []nutcrackerRun
	sizes   []int    // numbers of role-plays there
	judges  []string // parser models of the baseline
	judge   string
	notices []string
}

func chooseNutcracker(dir string, all []nutcrackerRun, o Options) (nutcrackerChoice, error) {
	c := nutcrackerChoice{judge: o.Judge}
	var judgesOfPersonas []string
	for _, r := range all {
		if r.baseline {
			c.judges = append(c.judges, r.judges...)
		} else {
			c.sizes = append(c.sizes, r.rolePlays)
			judgesOfPersonas = append(judgesOfPersonas, r.judges...)
		}
	}
	if len(c.sizes) == 0 {
		return c, fmt.Errorf("%s: no persona runs there (runs/persona/TASK_MODEL/seedS_ppqN); nothing to measure", dir)
	}
	slices.Sort(c.sizes)
	slices.Sort(c.judges)
	c.sizes, c.judges = slices.Compact(c.sizes), slices.Compact(c.judges)
	if c.judge == "" {
		c.judge = defaultJudge
		if !slices.Contains(c.judges, c.judge) && !slices.Contains(judgesOfPersonas, c.judge) && len(judgesOfPersonas) > 0 {
			c.judge = slices.Min(judgesOfPersonas)
		}
	} else if !slices.Contains(c.judges, c.judge) && !slices.Contains(judgesOfPersonas, c.judge) {
		return c, fmt.Errorf("%s: nothing judged by %q; there are %s", dir, c.judge, strings.Join(c.judges, ", "))
	}
	n := o.RolePlays
	if n == 0 {
		n = defaultRolePlays
		if !slices.Contains(c.sizes, n) {
			n = c.sizes[len(c.sizes)-1]
			c.notices = append(c.notices, fmt.Sprintf("no runs of %d role-plays an item: those of %d are read", defaultRolePlays, n))
		}
	} else if !slices.Contains(c.sizes, n) {
		return c, fmt.Errorf("%s: no runs of %d role-plays an item; there are %v", dir, n, c.sizes)
	}
	for _, r := range all {
		if r.baseline || r.rolePlays == n {
			c.runs = append(c.runs, r)
		}
	}
	return c, nil
}

var seedFolder = regexp.MustCompile(`^seed(\d+)_ppq(\d+)$`)

// nutcrackerRuns lists the runs below root, baselines first, in the order of
// their names.
func nutcrackerRuns(root string, models []string) ([]nutcrackerRun, error) {
	var runs []nutcrackerRun
	for _, kind := range []string{"base", "persona"} {
		entries, err := os.ReadDir(filepath.Join(root, kind))
		if os.IsNotExist(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			instrument, model, ok := splitTask(e.Name())
			if !ok || len(models) > 0 && !slices.Contains(models, model) {
				continue
			}
			run := nutcrackerRun{dir: filepath.Join(kind, e.Name()), model: model, instrument: instrument, baseline: kind == "base", rolePlays: 1}
			if run.baseline {
				run.judges = judgesIn(filepath.Join(root, run.dir))
				runs = append(runs, run)
				continue
			}
			seeds, err := os.ReadDir(filepath.Join(root, run.dir))
			if err != nil {
				return nil, err
			}
			for _, s := range seeds {
				if m := seedFolder.FindStringSubmatch(s.Name()); m != nil {
					one := run
					one.dir = filepath.Join(run.dir, s.Name())
					one.seed, _ = strconv.ParseInt(m[1], 10, 64)
					one.rolePlays, _ = strconv.Atoi(m[2])
					one.judges = judgesIn(filepath.Join(root, one.dir))
					runs = append(runs, one)
				}
			}
		}
	}
	return runs, nil
}

func judgesIn(dir string) []string {
	var judges []string
	found, _ := os.ReadDir(dir) // of what cannot be read findNutcrackerFile tells
	for _, e := range found {
		if judge, ok := strings.CutPrefix(e.Name(), "judged_by_"); ok {
			judges = append(judges, judge)
		}
	}
	return judges
}

// nutcrackerFile is the file of a run that is read.
type nutcrackerFile struct {
	run        nutcrackerRun
	judge      string
	path, name string
	records    bool
}

// findNutcrackerFile prefers the judge asked for, and records over counts.
func findNutcrackerFile(root string, run nutcrackerRun, judge string) (nutcrackerFile, error) {
	judges := run.judges
	if slices.Contains(judges, judge) {
		judges = []string{judge}
	}
	for _, j := range judges {
		for _, base := range []string{"records.jsonl", "report.txt"} {
			name := filepath.Join(run.dir, "judged_by_"+j, base)
			path := filepath.Join(root, name)
			if st, err := os.Stat(path); err == nil && st.Mode().IsRegular() {
				return nutcrackerFile{run, j, path, filepath.ToSlash(name), base == "records.jsonl"}, nil
			}
		}
	}
	return nutcrackerFile{}, fmt.Errorf("%s: neither records.jsonl nor report.txt there: left out", filepath.ToSlash(run.dir))
}

func (f *nutcrackerFile) read(ds *Dataset, instruments []*Instrument, yield func(Response, error) bool) bool {
	if f.records {
		return f.readRecords(ds, instruments, yield)
	}
	return f.readReport(instruments, yield)
}

// response is what all answers of the file share.
func (f *nutcrackerFile) response(line int) Response {
	return Response{Model: f.run.model, Variant: DefaultVariant, Seed: f.run.seed, File: f.name, Line: line}
}
