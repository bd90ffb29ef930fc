package analysis

import (
	"fmt"
	"slices"
	"strings"

	"inertia/datasets"
)

// maxRejected is how many set-aside rows are kept with place and reason; the
// rest are counted.
const maxRejected = 100

// Tally reads all answers of a data set and counts them. A broken row is kept
// as a record and does not stop the reading. It is an error when no usable
// answer is left.
func Tally(ds *datasets.Dataset, instruments []*datasets.Instrument) (*Study, error) {
	s := newStudy(instruments)
	s.Compared, s.Replications = ds.Compared, ds.Replications
	s.Name, s.Layout, s.Simulated = ds.Name, ds.Layout, slices.Clone(ds.Simulated)
	t := &tallier{study: s, probabilities: ds.Weights == datasets.WeightsProbabilities}
	s.Weights = ds.Weights
	var err error
	if ds.Batches != nil {
		err = t.addBatches(ds)
	} else {
		err = t.addResponses(ds)
	}
	if err != nil {
		return nil, err
	}
	s.Files = ds.Files // of a pipe, known by now
	s.Notices = append(s.Notices, ds.Notices...)
	s.Personas = ds.Personas
	s.Answers = int(t.answers + .5)
	if t.usable <= 0 {
		return nil, s.nothingUsable(ds.OtherModels)
	}
	for key := range s.blocks {
		if key.model == MeanModel {
			return nil, fmt.Errorf("%s: a model is named %s, which stands for the mean over models in every table; rename it", s.Name, MeanModel)
		}
	}
	s.setAsideEmptyModels()
	if len(s.blocks) == 0 {
		return nil, fmt.Errorf("%s: no usable answer under a persona; rows with an empty persona are the baseline", s.Name)
	}
	return s, nil
}

func newStudy(instruments []*datasets.Instrument) *Study {
	s := &Study{Instruments: instruments, ids: &personIDs{numbers: map[string]int32{}}, blocks: map[blockKey]*block{}, forms: map[string]*form{}}
	for _, in := range instruments {
		s.forms[in.ID] = newForm(in)
	}
	return s
}

func (s *Study) reject(e *datasets.RowError) {
	s.RejectedCount++
	if len(s.Rejected) < maxRejected {
		where := e.File
		if e.Line > 0 {
			where = fmt.Sprintf("%s:%d", e.File, e.Line)
		}
		s.Rejected = append(s.Rejected, Rejected{where, e.Err.Error()})
	}
}

// nothingUsable says why; other are models that were there and not asked for.
func (s *Study) nothingUsable(other []string) error {
	if s.RejectedCount > 0 {
		r := s.Rejected[0]
		rows := "rows"
		if s.RejectedCount == 1 {
			rows = "row"
		}
		return fmt.Errorf("%s: no usable answer: %d %s set aside, the first at %s: %s", s.Name, s.RejectedCount, rows, r.Where, r.Reason)
	}
	if s.Answers > 0 {
		return fmt.Errorf("%s: no usable answer: all %d are missing; %s", s.Name, s.Answers, s.whyMissing())
	}
	if len(other) > 0 {
		return fmt.Errorf("%s: no answers of the models asked for; there are %s", s.Name, strings.Join(other, ", "))
	}
	return fmt.Errorf("%s: no answers in it; needs rows with persona, item and option", s.Name)
}

// whyMissing says what most answers under a persona lack, and what helps.
func (s *Study) whyMissing() string {
	lost := map[datasets.Missing]int{}
	most := datasets.Unparsed // as where only the baseline was asked
	for _, c := range s.Cells() {
		for reason, n := range c.Missing {
			lost[reason] += n
		}
	}
	for _, reason := range datasets.MissingReasons {
		if lost[reason] > lost[most] {
			most = reason
		}
	}
	help := map[datasets.Missing]string{
		datasets.Refusal:   "most were refused: ask without --variants unforced, or another model",
		datasets.Unparsed:  "most name no option: a file's option column holds 1..K, and inertia convert --read-texts finds options in texts; of a model that was asked, look at some texts (a base model wants a --template, --structured holds any to the options)",
		datasets.Truncated: "most were cut off by the limit on tokens: ask with a larger --max-tokens, or hold answers to the options with --structured",
		datasets.Transport: "most never came from the server: ask again",
		datasets.Duplicate: "most contradict another answer of the same persona, item and repeat: give each its number in the column repeat",
	}
	return help[most]
}

// setAsideEmptyModels drops a model none of whose persona answers is usable, and
// says so.
func (s *Study) setAsideEmptyModels() {
	var kept []Cell
	for _, c := range s.Cells() {
		if c.Answers > 0 {
			kept = append(kept, c)
			continue
		}
		if c.BaselineAnswers > 0 {
			s.Notices = append(s.Notices, fmt.Sprintf("%s (%s): baseline only, no answer under a persona: set aside", c.Model, c.Variant))
		} else {
			s.Notices = append(s.Notices, fmt.Sprintf("%s (%s): no usable answer (%d missing): set aside", c.Model, c.Variant, total(c.Missing)+c.BaselineMissing))
		}
		for _, k := range s.sortedKeys() {
			if k.model == c.Model && k.variant == c.Variant {
				delete(s.blocks, k)
			}
		}
	}
	s.cells = kept
}

func total(m map[datasets.Missing]int) int {
	n := 0
	for _, c := range m {
		n += c
	}
	return n
}
