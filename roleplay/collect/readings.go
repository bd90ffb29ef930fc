package collect

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"inertia/datasets"
	"inertia/datasets/wholefile"
	"inertia/roleplay/answer"
	"inertia/roleplay/served"
)

// noOption is what a parser model answers where a text chooses no single option.
const noOption = "0"

const readingQuestion = `Someone was asked a question and had to choose one of these options:

%s
The reply stands between the lines of equals signs.

==========
%s
==========

Which option does the reply choose? Answer with its letter only. Answer ` + noOption + ` if it chooses none, chooses several, or does not say. Do not guess, and do not answer the question yourself.`

// readingPrompt asks a parser model which of the labels a text chooses.
func readingPrompt(text string, labels []string) string {
	var options strings.Builder
	for i, letter := range letters(len(labels)) {
		fmt.Fprintf(&options, "%s. %s\n", letter, labels[i])
	}
	return fmt.Sprintf(readingQuestion, options.String(), text)
}

// letterOnly reads a parser model's answer: one letter of an option, and nothing else
// is taken for one.
func letterOnly(text string, labels []string) (place int, missing datasets.Missing) {
	s := strings.ToUpper(strings.Trim(answer.AfterReasoning(text), " \t\r\n.:*_\"'`()[]"))
	if len(s) == 1 && s[0] >= 'A' && int(s[0]-'A') < len(labels) {
		return int(s[0]-'A') + 1, datasets.Answered
	}
	return 0, datasets.Unparsed
}

// ReaderName is the name of a parser model as its files have it.
func ReaderName(model string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._", r) {
			return r
		}
		return '_'
	}, model)
}

// ReadStudyTexts asks a parser model, o.Model, which option each text of the study in
// o.Dir chooses. What it says is kept in the study's folder of readings, a line a
// text, beside answers that stay as they are; what was read is not asked again. Equal
// texts are asked once a run.
func ReadStudyTexts(ctx context.Context, o Options) (*Result, error) {
	study, err := readStudyThere(o.Dir)
	if err != nil {
		return nil, err
	}
	return readTexts(ctx, o, filepath.Join(o.Dir, datasets.ReadingsFolder), studyTexts(o.Dir, study))
}

// ReadSampleTexts asks the same of a sample's texts; folder keeps what the model said.
func ReadSampleTexts(ctx context.Context, o Options, folder string, sample []answer.Labelled) (*Result, error) {
	return readTexts(ctx, o, folder, sampleTexts(sample))
}

func readTexts(ctx context.Context, o Options, folder string, texts iter.Seq2[*said, error]) (*Result, error) {
	if o.Model == "" {
		return nil, errors.New("no parser model; name one as its server does")
	}
	o.Design = DefaultDesign() // its bounds are not used: what is asked are the texts
	o.Reading, o.Pilot = letterOnly, 0
	if err := o.complete(); err != nil {
		return nil, err
	}
	planned := 0
	for _, err := range texts {
		if err != nil {
			return nil, err
		}
		planned++
	}
	path := filepath.Join(folder, ReaderName(o.Model)+".jsonl")
	ledger, err := openLedger(path)
	if err != nil {
		return nil, err
	}
	if err := o.settleReader(strings.TrimSuffix(path, ".jsonl") + ".json"); err != nil {
		return nil, errors.Join(err, ledger.Close())
	}
	var broken error
	r := newRunner(ctx, o, ledger, planned, func(yield func(job) bool) {
		for s, err := range texts {
			if err != nil {
				broken = err
				return
			}
			if !yield(job{text: s.asked()}) {
				return
			}
		}
	})
	r.echoes = &echoes{}
	r.workers()
	res, err := r.end()
	return res, errors.Join(err, broken)
}

// ReaderRecord says how a parser model was asked.
type ReaderRecord struct {
	Program    string            `json:"program"`
	Parser     string            `json:"parser"`
	Servers    []string          `json:"servers"`
	Prompt     string            `json:"prompt"`
	Parameters served.Parameters `json:"parameters"`
}

// settleReader writes how the parser model is asked, and refuses to go on with what
// was asked otherwise.
func (o *Options) settleReader(path string) error {
	record := ReaderRecord{Program: o.Program, Parser: o.Model, Prompt: readingQuestion, Parameters: o.Parameters}
	if o.BaseURL != "" {
		record.Servers = []string{served.Public(o.BaseURL)}
	}
	raw, err := os.ReadFile(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
	case err != nil:
		return err
	default:
		var have ReaderRecord
		if err := json.Unmarshal(raw, &have); err != nil {
			return fmt.Errorf("%s: not the record of a parser model: %w", path, err)
		}
		if have.Parser != record.Parser || have.Prompt != record.Prompt || encoded(have.Parameters) != encoded(record.Parameters) {
			return fmt.Errorf("%s: these texts were read by %s with other words or parameters (%s); ask as then, or remove %s and the file beside it to have all read anew",
				path, have.Parser, encoded(have.Parameters), filepath.Base(path))
		}
		record.Servers = union(have.Servers, record.Servers)
	}
	return wholefile.Write(path, func(w io.Writer) error {
		e := json.NewEncoder(w)
		e.SetIndent("", " ")
		return e.Encode(record)
	})
}
