package report

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"

	"inertia/analysis"
	"inertia/datasets"
)

// ReadManifest reads the manifest of a report's folder.
func ReadManifest(dir string) (*Manifest, error) {
	path := filepath.Join(dir, "manifest.json")
	raw, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s: no manifest.json; needs a folder that inertia report wrote", dir)
	}
	if err != nil {
		return nil, err
	}
	m := &Manifest{}
	if err := json.Unmarshal(raw, m); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	if m.Program != Program {
		return nil, fmt.Errorf("%s: not a manifest of %s", path, Program)
	}
	return m, nil
}

// BuildOptions gives the options that the report was built with, but for the readings of
// parser models and the runs at other numbers of role-plays, which are data.
func (m *Manifest) BuildOptions() Options {
	a := m.Options
	o := Options{Formats: a.Formats, Version: m.Version, Command: m.Command, Style: a.Style, Engine: a.Engine, Authors: a.Authors, Date: a.Date, Analysis: analysis.Options{
		Measures: a.Measures, Scorings: a.Instruments, Resamples: a.Resamples, Permutations: a.Permutations, Seed: a.Seed, Level: a.Level, CI: a.CI, BySeed: a.BySeed}}
	for _, g := range a.Groups {
		o.Analysis.Groups = append(o.Analysis.Groups, analysis.Group(g))
	}
	for _, n := range a.Norms {
		norm := datasets.Norm{Group: n.Group, Instrument: n.Instrument, Dimension: n.Dimension, N: n.N, Answers: n.Answers, Shares: n.Shares, Mean: math.NaN(), SD: math.NaN()}
		if n.Mean != nil {
			norm.Mean = *n.Mean
		}
		if n.SD != nil {
			norm.SD = *n.SD
		}
		o.Analysis.Norms = append(o.Analysis.Norms, norm)
	}
	return o
}

// Describe gives a study, read from elsewhere, the name and origin that the
// manifest records.
func (m *Manifest) Describe(s *analysis.Study) {
	s.Name, s.Layout, s.Simulated = m.Study, m.Layout, m.Simulated
	s.Compared = m.Compared
	s.Notices, s.RejectedCount = m.Notices, m.SetAside
	s.Files, s.Rejected, s.Replications = nil, nil, m.Replications
	for _, f := range m.Inputs {
		s.Files = append(s.Files, datasets.File(f))
	}
	for _, r := range m.Rows {
		s.Rejected = append(s.Rejected, analysis.Rejected(r))
	}
}
