package collect

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"inertia/datasets"
	"inertia/roleplay/answer"
)

// Agreement sets two readings of the same texts side by side.
type Agreement struct {
	// Of is the questionnaire, or the number of options of a sample's scale.
	Of string
	// Table counts the first's readings (rows) by the second's: options 1..K, then
	// missing.
	Table [][]float64
	// Examples are the first texts that they read differently.
	Examples []string
}

// agreements gathers one Agreement a questionnaire.
type agreements struct{ list []*Agreement }

func (g *agreements) add(of string, options int, a, b int, where, text string) {
	i := slices.IndexFunc(g.list, func(x *Agreement) bool { return x.Of == of })
	if i < 0 {
		i = len(g.list)
		x := &Agreement{Of: of}
		for range options + 1 {
			x.Table = append(x.Table, make([]float64, options+1))
		}
		g.list = append(g.list, x)
	}
	x, last := g.list[i], func(option int) int {
		if option == 0 {
			return options
		}
		return option - 1
	}
	x.Table[last(a)][last(b)]++
	if a != b && len(x.Examples) < shownExamples {
		x.Examples = append(x.Examples, fmt.Sprintf("%s: %s, %s: %q", where, readingWord(a, "none"), readingWord(b, "none"), shortened(text)))
	}
}

// readBy is what a parser model read, by key; empty where it read nothing yet.
func readBy(folder, model string) (map[[16]byte]datasets.Reading, error) {
	readings, err := datasets.ReadReadings(filepath.Join(folder, ReaderName(model)+".jsonl"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return readings, err
}

// CompareReaders sets what the rules read in a study's texts (rows) beside what a
// parser model read, for each questionnaire. Texts that it has not read are left out.
func CompareReaders(dir, model string, rules Reading) ([]*Agreement, error) {
	study, err := readStudyThere(dir)
	if err != nil {
		return nil, err
	}
	readings, err := readBy(filepath.Join(dir, datasets.ReadingsFolder), model)
	if err != nil {
		return nil, err
	}
	var g agreements
	for s, err := range studyTexts(dir, study) {
		if err != nil {
			return nil, err
		}
		if there, ok := readings[s.key()]; ok {
			place, _ := rules(unwrapped(s.Text), s.labels)
			option := 0
			if place > 0 {
				option = s.shown[place-1]
			}
			g.add(s.instrument, len(s.shown), option, there.Option, s.Item, s.Text)
		}
	}
	return g.list, nil
}

// CompareSample sets the labels of a sample (rows) beside what the rules read and,
// where model names one, beside what a parser model read, for each number of options.
// A text without words is missing to all.
func CompareSample(folder, model string, sample []answer.Labelled, rules Reading) (byRules, byModel []*Agreement, err error) {
	readings, err := readBy(folder, model)
	if err != nil {
		return nil, nil, err
	}
	var r, m agreements
	for _, l := range sample {
		of, where := fmt.Sprintf("%d options", len(l.Labels)), fmt.Sprintf("line %d", l.Line)
		place, _ := rules(l.Text, l.Labels)
		r.add(of, len(l.Labels), l.Option, place, where, l.Text)
		if model == "" {
			continue
		}
		s := sampleText(&l)
		there, ok := readings[s.key()]
		if ok || !s.readable() {
			m.add(of, len(l.Labels), l.Option, there.Option, where, l.Text)
		}
	}
	return r.list, m.list, nil
}
