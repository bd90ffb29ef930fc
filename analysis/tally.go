package analysis

import (
	"errors"
	"fmt"

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
	s.Name, s.Layout, s.Simulated, s.Files = ds.Name, ds.Layout, ds.Simulated, ds.Files
	s.Compared, s.Replications = ds.Compared, ds.Replications
	usable := 0
	t := tallier{study: s}
	for r, err := range ds.Responses {
		if err != nil {
			var bad *datasets.RowError
			if !errors.As(err, &bad) {
				return nil, err
			}
			s.reject(bad)
			continue
		}
		if err := t.add(&r); err != nil {
			s.reject(&datasets.RowError{File: r.File, Line: r.Line, Err: err})
			continue
		}
		if r.Option > 0 {
			usable++
		}
	}
	s.Notices = append(s.Notices, ds.Notices...)
	s.Personas = ds.Personas
	if usable == 0 {
		return nil, s.nothingUsable()
	}
	s.setAsideEmptyModels()
	if len(s.blocks) == 0 {
		return nil, fmt.Errorf("%s: no usable answer under a persona; rows with an empty persona are the baseline", s.Name)
	}
	return s, nil
}

func newStudy(instruments []*datasets.Instrument) *Study {
	s := &Study{Instruments: instruments, blocks: map[blockKey]*block{}, forms: map[string]*form{}}
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

func (s *Study) nothingUsable() error {
	if s.RejectedCount > 0 {
		r := s.Rejected[0]
		return fmt.Errorf("%s: no usable answer: %d rows set aside, the first at %s: %s", s.Name, s.RejectedCount, r.Where, r.Reason)
	}
	if s.Answers > 0 {
		return fmt.Errorf("%s: no usable answer: all %d are missing; check that the option column holds 1..K", s.Name, s.Answers)
	}
	return fmt.Errorf("%s: no answers in it; needs rows with persona, item and option", s.Name)
}

// setAsideEmptyModels drops a model none of whose persona answers is usable, and
// says so.
func (s *Study) setAsideEmptyModels() {
	for _, c := range s.Cells() {
		if c.Answers > 0 {
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
}

func total(m map[datasets.Missing]int) int {
	n := 0
	for _, c := range m {
		n += c
	}
	return n
}

// tallier remembers where the last answer went: answers come in runs of one
// model, one persona.
type tallier struct {
	study   *Study
	key     blockKey
	block   *block
	persona string
	row     int
	item    map[string]place
}

type place struct {
	form   *form
	column int
}

func (t *tallier) add(r *datasets.Response) error {
	at, err := t.place(r)
	if err != nil {
		return err
	}
	t.study.Answers += int(r.Weight() + .5)
	if at.column < 0 {
		return nil // a catch item is read, never scored
	}
	K := at.form.in.Options
	if r.Option < 0 || r.Option > K {
		return fmt.Errorf("option %d is outside 1..%d", r.Option, K)
	}
	key := blockKey{model: r.Model, variant: r.Variant, instrument: at.form.in.ID, seed: r.Seed, baseline: r.Baseline()}
	if key.variant == "" {
		key.variant = datasets.DefaultVariant
	}
	if key.baseline {
		key.seed = 0 // baseline answers have no seed and serve every seed
	}
	if t.block == nil || key != t.key {
		t.key, t.block = key, t.study.block(key, at.form, r.Pooled)
		t.persona, t.row = r.Persona, t.block.row(r.Persona)
	} else if r.Persona != t.persona {
		t.persona, t.row = r.Persona, t.block.row(r.Persona)
	}
	if r.Option == 0 {
		t.block.miss(at.column, r.Missing, r.Weight())
		return nil
	}
	t.block.rows[t.row][at.column*K+r.Option-1] += r.Weight()
	if r.Position > 0 {
		t.block.place(t.row, at.column, r.Position, r.Weight())
	}
	return nil
}

func (t *tallier) place(r *datasets.Response) (place, error) {
	if r.Item == "" {
		f, ok := t.study.forms[r.Instrument]
		if !ok {
			return place{}, fmt.Errorf("neither an item nor a dimension of a known instrument")
		}
		col, ok := f.index["\x00"+r.Dimension]
		if !ok {
			return place{}, fmt.Errorf("%s has no dimension %q", f.in.Short, r.Dimension)
		}
		return place{f, col}, nil
	}
	if p, ok := t.item[r.Item]; ok {
		return p, nil
	}
	if t.item == nil {
		t.item = map[string]place{}
	}
	for _, in := range t.study.Instruments {
		f := t.study.forms[in.ID]
		if f.catch[r.Item] {
			t.item[r.Item] = place{f, -1}
			return place{f, -1}, nil
		}
		if col, ok := f.index[r.Item]; ok {
			t.item[r.Item] = place{f, col}
			return place{f, col}, nil
		}
	}
	return place{}, fmt.Errorf("unknown item %q; name its instrument with --instrument FILE", r.Item)
}

func (s *Study) block(key blockKey, f *form, pooled bool) *block {
	b, ok := s.blocks[key]
	if !ok {
		b = &block{form: f, index: map[string]int{}, missing: make([]map[datasets.Missing]float64, len(f.columns))}
		s.blocks[key] = b
	}
	b.pooled = b.pooled || pooled
	return b
}

// place keeps where in the order an item was shown.
func (b *block) place(row, column, position int, n float64) {
	for len(b.positions) < len(b.rows) {
		b.positions = append(b.positions, make([]float64, b.form.items))
	}
	if column < b.form.items {
		b.positions[row][column] += n * float64(position)
	}
}

func (b *block) miss(column int, reason datasets.Missing, n float64) {
	if reason == datasets.Answered {
		reason = datasets.Unparsed
	}
	if b.missing[column] == nil {
		b.missing[column] = map[datasets.Missing]float64{}
	}
	b.missing[column][reason] += n
}
