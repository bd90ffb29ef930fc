package bundle

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strconv"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report"
)

// Verified says what was found to be true.
type Verified struct {
	Files    int      // whose checksum is that of the manifest
	Numbers  int      // of the tables of measures, computed again
	Texts    int      // files of the report that, made again, have the same bytes
	Unlisted []string // files that the manifest does not know
	// OtherVersion is the version that wrote the bundle where it is not this one:
	// its numbers were computed again, its texts not written again.
	OtherVersion string
}

// A Difference is the first thing that is not as the bundle says.
type Difference struct{ Where, Why string }

func (d *Difference) Error() string { return d.Where + ": " + d.Why }

// Verify checks every file of a bundle against the manifest, then reads the data,
// computes every number again and writes the report again. The first thing that
// differs is returned as a *Difference; other errors mean that the bundle could
// not be checked.
//
// Numbers agree when they differ by at most 1e-9 of their size, as other machines
// round differently. version is that of this program, truths what it knows of
// simulated respondents.
func Verify(dir, version string, truths map[string]string) (*Verified, error) {
	m, err := report.ReadManifest(dir)
	if err != nil {
		return nil, err
	}
	v := &Verified{}
	if err := v.files(dir, m); err != nil {
		return v, err
	}
	study, o, err := reopen(dir, m)
	if err != nil {
		return v, err
	}
	o.Truths = truths
	paper, err := report.Build(study, o)
	if err != nil {
		return v, err
	}
	for _, t := range []struct {
		name string
		rows []analysis.Estimate
	}{{"tables/measures.csv", paper.Estimates}, {"tables/comparisons.csv", paper.Comparisons}} {
		if err := v.numbers(dir, t.name, t.rows); err != nil {
			return v, err
		}
	}
	if m.Draft != "" {
		d, err := report.ReadDraft(dir)
		if err != nil {
			return v, err
		}
		if _, err := paper.Discuss(d); err != nil {
			return v, err
		}
	}
	if m.Version != version {
		v.OtherVersion = m.Version
		return v, nil
	}
	return v, v.texts(m, paper)
}

// files holds the folder against the manifest.
func (v *Verified) files(dir string, m *report.Manifest) error {
	listed := map[string]bool{"manifest.json": true}
	for _, want := range m.Files {
		listed[want.Name] = true
		if !filepath.IsLocal(filepath.FromSlash(want.Name)) {
			return &Difference{want.Name, "the manifest names a file outside the bundle"}
		}
		have, err := report.DescribeFile(dir, want.Name)
		if errors.Is(err, fs.ErrNotExist) {
			return &Difference{want.Name, "the manifest lists it, and it is not there"}
		}
		if err != nil {
			return err
		}
		if have != want {
			return &Difference{want.Name, fmt.Sprintf("sha256 is %.16s… (%d bytes), the manifest says %.16s… (%d bytes)", have.SHA256, have.Bytes, want.SHA256, want.Bytes)}
		}
		v.Files++
	}
	return filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, p)
		if err == nil && !listed[filepath.ToSlash(name)] {
			v.Unlisted = append(v.Unlisted, filepath.ToSlash(name))
		}
		return err
	})
}

// reopen reads the bundle's data as the report read its input.
func reopen(dir string, m *report.Manifest) (*analysis.Study, report.Options, error) {
	o := m.BuildOptions()
	ins, err := readInstruments(filepath.Join(dir, instruments))
	if err != nil {
		return nil, o, err
	}
	count := func(folder string) (*datasets.Dataset, *analysis.Study, error) {
		ds, err := datasets.Open([]string{filepath.Join(dir, filepath.FromSlash(folder))}, datasets.Options{Instruments: ins, Weights: m.Options.Weights})
		if err != nil {
			return nil, nil, err
		}
		s, err := analysis.Tally(ds, ins)
		return ds, s, err
	}
	data, study, err := count(parquetFolder)
	if err != nil {
		return nil, o, err
	}
	_, plain, err := count(csvFolder)
	if err != nil {
		return nil, o, err
	}
	if err := sameAnswers(study, plain); err != nil {
		return nil, o, err
	}
	if study.Answers != m.Answers {
		return nil, o, &Difference{parquetFolder, fmt.Sprintf("holds %d answers, the manifest says %d", study.Answers, m.Answers)}
	}
	m.Describe(study)
	err = eachFolder(dir, readingsFolder, func(name, folder string) error {
		ds, err := datasets.Open([]string{filepath.Join(dir, filepath.FromSlash(folder))}, datasets.Options{Instruments: ins})
		if err != nil {
			return err
		}
		if ds.Layout == datasets.LayoutTally {
			ds = withBaselineOf(data, ds, name)
		}
		if o.Analysis.Readings == nil {
			o.Analysis.Readings = map[string]*datasets.Dataset{}
		}
		if err == nil && m.Layout == datasets.LayoutLong {
			standApart(ds, name)
		}
		o.Analysis.Readings[name] = ds
		return nil
	})
	if err != nil {
		return nil, o, err
	}
	return study, o, eachFolder(dir, rolePlaysFolder, func(name, folder string) error {
		n, err := strconv.Atoi(name)
		if err != nil {
			return fmt.Errorf("%s: %q is no number of role-plays", folder, name)
		}
		if o.RolePlays == nil {
			o.RolePlays = map[int]*analysis.Study{}
		}
		_, o.RolePlays[n], err = count(folder)
		return err
	})
}

// standApart gives the answers of a reading places of their own: in the bundle every
// reading has a file of the same name, and an answer from the same place would be no
// second reading of it.
func standApart(ds *datasets.Dataset, name string) {
	all := ds.Responses
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		all(func(r datasets.Response, err error) bool {
			r.File = name + "/" + r.File
			return yield(r, err)
		})
	}
}

// withBaselineOf is the data with the baseline as another parser model read it,
// whose name tells its counts from those that all readings share.
func withBaselineOf(data, reading *datasets.Dataset, name string) *datasets.Dataset {
	ds := *data
	ds.Batches = nil
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		for i, part := range []*datasets.Dataset{data, reading} {
			for r, err := range part.Responses {
				if err == nil && r.Baseline() == (i == 0) {
					continue
				}
				if i == 1 {
					r.File = name
				}
				if !yield(r, err) {
					return
				}
			}
		}
	}
	return &ds
}

// sameAnswers holds the CSV file against the Parquet file: the same cells, and the
// same values of measures that look at options, items and personas.
func sameAnswers(a, b *analysis.Study) error {
	differ := &Difference{csvFolder, "holds other answers than " + parquetFolder}
	if !reflect.DeepEqual(a.Cells(), b.Cells()) {
		return differ
	}
	o := analysis.DefaultOptions()
	o.Measures, o.Resamples = []string{"inertia", "jsd", "profile", "persona_share", "item_share"}, 0
	var tables [2]bytes.Buffer
	for i, s := range []*analysis.Study{a, b} {
		rows, err := analysis.Measure(s, o)
		if err != nil {
			return err
		}
		if err := report.WriteTidyCSV(&tables[i], rows); err != nil {
			return err
		}
	}
	if !bytes.Equal(tables[0].Bytes(), tables[1].Bytes()) {
		return differ
	}
	return nil
}

// eachFolder calls visit for the folders in a folder of the bundle, which may not
// be there.
func eachFolder(dir, within string, visit func(name, folder string) error) error {
	entries, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(within)))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := visit(e.Name(), path.Join(within, e.Name())); err != nil {
			return err
		}
	}
	return nil
}

func readInstruments(folder string) ([]*datasets.Instrument, error) {
	files, err := fs.Glob(os.DirFS(folder), "*.json") // the folder's name is no pattern
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("%s: no questionnaire; needs a folder that inertia report --bundle wrote", folder)
	}
	var out []*datasets.Instrument
	for _, f := range files {
		in, err := datasets.ReadInstrument(filepath.Join(folder, f))
		if err != nil {
			return nil, err
		}
		out = append(out, in)
	}
	// The bundled questionnaires come first, as they did when the report was made.
	bundled := datasets.Instruments()
	rank := func(in *datasets.Instrument) int {
		if i := slices.IndexFunc(bundled, func(b *datasets.Instrument) bool { return b.ID == in.ID }); i >= 0 {
			return i
		}
		return len(bundled)
	}
	slices.SortStableFunc(out, func(a, b *datasets.Instrument) int { return rank(a) - rank(b) })
	return out, nil
}

// numbers holds a tidy table against its rows computed again.
func (v *Verified) numbers(dir, name string, rows []analysis.Estimate) error {
	stored, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) && len(rows) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	var fresh bytes.Buffer
	if err := report.WriteTidyCSV(&fresh, rows); err != nil {
		return err
	}
	n, err := sameTable(name, stored, fresh.Bytes())
	v.Numbers += n
	return err
}

// texts writes the report again and holds every file of it against the manifest.
func (v *Verified) texts(m *report.Manifest, paper *report.Paper) error {
	work, err := os.MkdirTemp("", "inertia-verify-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	again := filepath.Join(work, "report")
	if err := paper.Write(again); err != nil {
		return err
	}
	fresh, err := report.ReadManifest(again)
	if err != nil {
		return err
	}
	want := map[string]report.ManifestFile{}
	for _, f := range m.Files {
		want[f.Name] = f
	}
	for _, f := range fresh.Files {
		if want[f.Name] != f {
			return &Difference{f.Name, "written again from the data, it has other bytes"}
		}
		v.Texts++
	}
	return nil
}
