package bundle

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"

	"inertia/datasets"
	"inertia/report"
)

// Source is the data behind a report.
type Source struct {
	Data        *datasets.Dataset
	Instruments []*datasets.Instrument // those with answers
	// Readings holds the same answers as each parser model read them, RolePlays the
	// same runs at other numbers of role-plays an item; nil where there is one.
	Readings  map[string]*datasets.Dataset
	RolePlays map[int]*datasets.Dataset
}

// Description is what only the author of a study knows of it. Every field may be
// empty; the descriptions are then no valid ones yet, as Lacks tells.
type Description struct {
	Authors []string // "Given Family" or an organisation
	License string   // SPDX identifier, such as "CC-BY-4.0"
	Date    string   // of publication, "2026-11-25"
}

var (
	isDate    = regexp.MustCompile(`^\d{4}(-\d\d(-\d\d)?)?$`)
	isLicense = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9.+-]*$`)
)

// Validate reports a date or a licence that no reader of the descriptions would
// understand.
func (d Description) Validate() error {
	if d.Date != "" && !isDate.MatchString(d.Date) {
		return fmt.Errorf("date %q: needs the form 2026-11-25", d.Date)
	}
	if d.License != "" && !isLicense.MatchString(d.License) {
		return fmt.Errorf("licence %q: needs an SPDX identifier, such as CC-BY-4.0", d.License)
	}
	return nil
}

// Lack is what a standard requires and a description does not tell, and the flag of
// inertia report that tells it.
type Lack struct{ What, Standard, Flag string }

// Lacks names what the descriptions cannot be valid without.
func (d Description) Lacks() []Lack {
	var out []Lack
	if d.License == "" {
		out = append(out, Lack{"license", "RO-Crate 1.2", "--license CC-BY-4.0"})
	}
	if d.Date == "" {
		out = append(out, Lack{"date of publication", "RO-Crate 1.2", "--date 2026-11-25"})
	}
	if len(d.Authors) == 0 {
		out = append(out, Lack{"author", "CITATION.cff", `--author "A. Author"`})
	}
	return out
}

// Attach adds the bundle to the report: when the paper is written, its folder gets
//
//	data/csv, data/parquet    the answers, or counts where there are no answers; personas
//	data/readings             the same as other parser models read it
//	data/role-plays           the same runs at other numbers of role-plays
//	instruments               the questionnaires with their scoring
//	codebook.csv              what every column means
//	datapackage.json          Data Package v2
//	ro-crate-metadata.json    RO-Crate 1.2
//	CITATION.cff              how to cite it
func Attach(p *report.Paper, src Source, d Description) error {
	if err := d.Validate(); err != nil {
		return err
	}
	p.Attach(func(dir string) error {
		b := &builder{dir: dir, src: src, about: d, title: p.Document.Title, study: p.Manifest.Study, version: p.Manifest.Version}
		for _, step := range []func() error{b.data, func() error { return WriteInstruments(dir, src.Instruments) }, b.codebook, b.citation, b.dataPackage, b.crate} {
			if err := step(); err != nil {
				return err
			}
		}
		return nil
	})
	return nil
}

// builder adds to one folder.
type builder struct {
	dir                   string
	src                   Source
	about                 Description
	title, study, version string
	answers               string // the file that Verify reads
}

func (b *builder) path(name string) string { return filepath.Join(b.dir, filepath.FromSlash(name)) }

// put writes a file below the folder.
func (b *builder) put(name string, content []byte) error {
	path := b.path(name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, content, 0o666)
}

// has reports whether the folder holds the file.
func (b *builder) has(name string) bool {
	_, err := os.Stat(b.path(name))
	return !errors.Is(err, os.ErrNotExist)
}
