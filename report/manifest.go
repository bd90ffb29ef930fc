package report

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"inertia/analysis"
	"inertia/datasets"
)

// Program marks a manifest, and with it a directory, as a report of ours.
const Program = "inertia"

// Manifest says what a report was made from and with: enough to make it again.
// It holds no time, absolute path or machine, so that equal runs give equal
// bytes.
type Manifest struct {
	Program   string          `json:"program"`
	Version   string          `json:"version"`
	Command   string          `json:"command"`
	Study     string          `json:"study"`
	Layout    string          `json:"layout"`
	Simulated []string        `json:"simulated"`          // models that are reference respondents and no language models
	Compared  *[2]string      `json:"compared,omitempty"` // two studies, where the answers are of two
	Inputs    []ManifestFile  `json:"inputs"`
	Options   ManifestOptions `json:"options"`
	Draft     string          `json:"draft_by,omitempty"` // the model that drafted the discussion; see DraftFile
	Answers   int             `json:"answers_read"`
	SetAside  int             `json:"rows_set_aside"`
	Notices   []string        `json:"notices"`
	Rows      []ManifestRow   `json:"first_rows_set_aside,omitempty"`
	Cells     []ManifestCell  `json:"cells"`
	// Replications say how often a server changed its answer to the same request.
	Replications []datasets.Replication `json:"replications,omitempty"`
	Files        []ManifestFile         `json:"files"` // of the report, manifest.json excepted
}

// ManifestFile is a file that was read or written.
type ManifestFile struct {
	Name   string `json:"name"`
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// ManifestRow is a row that was set aside.
type ManifestRow struct {
	Where  string `json:"where"`
	Reason string `json:"reason"`
}

// ManifestOptions are the options that change a number or the look.
type ManifestOptions struct {
	Measures     []string        `json:"measures"`
	Weights      string          `json:"weights,omitempty"` // how an answer counted, where not as the option read
	Instruments  []string        `json:"instruments"`
	Resamples    int             `json:"resamples"`
	Permutations int             `json:"permutations"`
	Seed         int64           `json:"seed"`
	Level        float64         `json:"level"`
	CI           string          `json:"ci"`
	BySeed       bool            `json:"by_seed"`
	Groups       []ManifestGroup `json:"groups,omitempty"`
	Norms        []ManifestNorm  `json:"norms,omitempty"`
	Formats      []string        `json:"formats"`
	Style        string          `json:"style"`
	Engine       string          `json:"engine,omitempty"`
	Font         *ManifestFile   `json:"font,omitempty"` // for characters that the program's fonts lack
	Authors      []string        `json:"authors,omitempty"`
	Date         string          `json:"date,omitempty"`
	Sections     []string        `json:"sections,omitempty"`
	OwnSections  []string        `json:"own_sections,omitempty"` // their headings
}

// ManifestNorm is a norm that was given, its scores counted from 1.
type ManifestNorm struct {
	Group      string    `json:"group"`
	Instrument string    `json:"instrument,omitempty"`
	Dimension  string    `json:"dimension"`
	Mean       *float64  `json:"mean,omitempty"`
	SD         *float64  `json:"sd,omitempty"`
	N          int       `json:"n"`
	Answers    int       `json:"answers,omitempty"`
	Shares     []float64 `json:"shares,omitempty"`
}

func manifestNorm(n datasets.Norm) ManifestNorm {
	out := ManifestNorm{Group: n.Group, Instrument: n.Instrument, Dimension: n.Dimension, N: n.N, Answers: n.Answers, Shares: n.Shares}
	if !math.IsNaN(n.Mean) {
		out.Mean, out.SD = &n.Mean, &n.SD
	}
	return out
}

// ManifestGroup is a group of personas that was given.
type ManifestGroup struct {
	ID       string   `json:"id"`
	Personas []string `json:"personas"`
}

// ManifestCell says what was there for one model asked in one way.
type ManifestCell struct {
	Model           string         `json:"model"`
	Variant         string         `json:"variant"`
	Seeds           []string       `json:"seeds"`
	Personas        *int           `json:"personas"` // null when not known
	Items           *int           `json:"items"`    // null when not known
	Answers         int            `json:"answers"`
	Missing         map[string]int `json:"missing"`
	BaselineAnswers int            `json:"baseline_answers"`
	BaselineMissing int            `json:"baseline_missing"`
}

func newManifest(s *analysis.Study, o Options) Manifest {
	m := Manifest{Program: Program, Version: o.Version, Command: o.Command, Study: s.Name, Layout: s.Layout, Simulated: append([]string{}, s.Simulated...), Compared: s.Compared,
		Inputs: []ManifestFile{}, Answers: s.Answers, SetAside: s.RejectedCount, Notices: append([]string{}, s.Notices...), Replications: s.Replications}
	for _, f := range s.Files {
		m.Inputs = append(m.Inputs, ManifestFile(f))
	}
	for _, r := range s.Rejected[:min(shownRejected, len(s.Rejected))] {
		m.Rows = append(m.Rows, ManifestRow(r))
	}
	a := o.Analysis
	m.Options = ManifestOptions{Measures: a.Measures, Instruments: a.Scorings, Resamples: a.Resamples, Permutations: a.Permutations, Seed: a.Seed, Level: a.Level, CI: a.CI, BySeed: a.BySeed, Formats: o.Formats,
		Style: o.Style, Engine: o.Engine, Authors: o.Authors, Date: o.Date, Sections: o.Sections, OwnSections: headings(o.Own)}
	if s.Weights != datasets.WeightsAnswers {
		m.Options.Weights = s.Weights
	}
	if o.Font != nil {
		m.Options.Font = &o.FontFile
	}
	if a.Scorings == nil {
		for _, sc := range s.Scorings() {
			m.Options.Instruments = append(m.Options.Instruments, sc.ID)
		}
	}
	for _, g := range a.Groups {
		m.Options.Groups = append(m.Options.Groups, ManifestGroup(g))
	}
	for _, n := range a.Norms {
		m.Options.Norms = append(m.Options.Norms, manifestNorm(n))
	}
	for _, c := range s.Cells() {
		m.Cells = append(m.Cells, manifestCell(c))
	}
	return m
}

func manifestCell(c analysis.Cell) ManifestCell {
	out := ManifestCell{Model: c.Model, Variant: c.Variant, Seeds: []string{}, Answers: c.Answers, Missing: map[string]int{},
		BaselineAnswers: c.BaselineAnswers, BaselineMissing: c.BaselineMissing}
	for _, s := range c.Seeds {
		out.Seeds = append(out.Seeds, strconv.FormatInt(s, 10))
	}
	for _, r := range datasets.MissingReasons {
		if c.Missing[r] > 0 {
			out.Missing[string(r)] = c.Missing[r]
		}
	}
	if c.PersonasKnown {
		out.Personas = &c.Personas
	}
	if c.ItemsKnown {
		out.Items = &c.Items
	}
	return out
}

// bytes is the manifest as JSON, listing the files of the folder.
func (m Manifest) bytes(dir string) ([]byte, error) {
	var err error
	if m.Files, err = ListFiles(dir); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(m); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// ListFiles describes every file below dir, in the order of their names.
func ListFiles(dir string) ([]ManifestFile, error) {
	files := []ManifestFile{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		f, err := DescribeFile(dir, filepath.ToSlash(name))
		files = append(files, f)
		return err
	})
	slices.SortFunc(files, func(a, b ManifestFile) int { return strings.Compare(a.Name, b.Name) })
	return files, err
}

// DescribeFile gives size and sha256 of a file below dir; name has slashes.
func DescribeFile(dir, name string) (ManifestFile, error) {
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(name)))
	if err != nil {
		return ManifestFile{}, err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	if err != nil {
		return ManifestFile{}, err
	}
	return ManifestFile{Name: name, SHA256: hex.EncodeToString(h.Sum(nil)), Bytes: n}, nil
}
