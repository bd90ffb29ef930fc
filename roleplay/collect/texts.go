package collect

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"

	"inertia/datasets"
	"inertia/roleplay"
	"inertia/roleplay/answer"
)

// said is a text of a study, with what its reading needs.
type said struct {
	Request, Model, Variant, Persona, Item, Shown, Text, Missing string
	Seed                                                         int64
	Repeat                                                       int
	Position                                                     *int
	Option                                                       *int

	instrument string
	labels     []string // in the order shown
	shown      []int
}

// key is that of a reading of the text.
func (s *said) key() Key { return Key(datasets.ReadingKey(s.Request, s.Text)) }

// readable reports whether there is a text that may name an option.
func (s *said) readable() bool {
	return (&datasets.Response{Text: s.Text, Missing: datasets.Missing(s.Missing)}).Readable()
}

// asked is the text as a question to a parser model.
func (s *said) asked() *asked {
	q := &question{Question: roleplay.Question{Item: &datasets.Item{ID: s.Item}, Variant: s.Variant, Repeat: s.Repeat}}
	if s.Persona != "" {
		q.Persona = &datasets.Persona{Seed: s.Seed, ID: s.Persona}
	}
	if s.Position != nil {
		q.position = *s.Position
	}
	return &asked{question: q, key: s.key(), shown: s.shown, labels: s.labels, prompt: readingPrompt(s.Text, s.labels), seed: new(int64), respondent: s.Model}
}

// studyTexts goes through the readable texts of a study. A last line without its end
// belongs to a run under way and is left to the next reading.
func studyTexts(dir string, study *Study) iter.Seq2[*said, error] {
	path := filepath.Join(dir, LedgerName)
	return func(yield func(*said, error) bool) {
		file, err := os.Open(path)
		if err != nil {
			yield(nil, err)
			return
		}
		defer file.Close()
		body := bufio.NewReaderSize(file, 1<<18)
		for n := 1; ; n++ {
			line, _, err := readLine(body)
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(nil, fmt.Errorf("%s:%d: %w", path, n, err))
				return
			}
			s := &said{}
			if !bytes.HasPrefix(line, []byte(lineStart)) || json.Unmarshal(line, s) != nil {
				continue // none of ours
			}
			if s.instrument, s.labels, s.shown, err = study.shown(s.Item, s.Shown); err != nil {
				yield(nil, fmt.Errorf("%s:%d: %w", path, n, err))
				return
			}
			if s.readable() && !yield(s, nil) {
				return
			}
		}
	}
}

// sampleTexts are the texts of a sample, each named by its line.
func sampleTexts(sample []answer.Labelled) iter.Seq2[*said, error] {
	return func(yield func(*said, error) bool) {
		for _, l := range sample {
			if s := sampleText(&l); s.readable() && !yield(s, nil) {
				return
			}
		}
	}
}

// sampleText is one of them. Its key tells apart equal texts of two lines.
func sampleText(l *answer.Labelled) *said {
	item := fmt.Sprintf("line-%d", l.Line)
	s := &said{Request: fmt.Sprintf("%s %q", item, l.Labels), Model: "sample", Variant: datasets.DefaultVariant, Item: item, Repeat: 1, Text: l.Text, labels: l.Labels}
	for place := range l.Labels {
		s.shown = append(s.shown, place+1)
	}
	return s
}
