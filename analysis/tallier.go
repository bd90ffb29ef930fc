package analysis

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"

	"inertia/datasets"
)

// tallier counts answers into a study. It remembers where the last answer went:
// answers come in runs of one model, one persona.
type tallier struct {
	study     *Study
	unit      unitRows
	item      map[string]place
	questions []place // by number in the batches
	stretches []stretch

	answers, usable float64 // read; with an option, catch items not among them

	probabilities bool // an answer counts by the probabilities of its options
}

// unitRows is where the answers of one respondent under one persona go: a row for
// each instrument.
type unitRows struct {
	model, variant, persona string
	seed                    int64
	pooled, baseline        bool
	person                  int32    // number of the persona's id; -1 = not asked for yet
	blocks                  []*block // of this model, variant and seed, as met
	rows                    []unitRow
}

type unitRow struct {
	form  *form
	block *block
	row   int
	fresh bool // nothing is counted in it yet
}

func (u *unitRow) codes() []uint8 { return u.block.counts.askedOnce(u.row) }

// place is what an item or a dimension belongs to; column is -1 for a catch item.
type place struct {
	form   *form
	column int
	err    error
}

func (t *tallier) addBatches(ds *datasets.Dataset) error {
	for _, q := range ds.Questions {
		t.questions = append(t.questions, t.find(q))
	}
	t.stretches = stretchesOf(t.questions)
	for b, err := range ds.Batches {
		if err != nil {
			return err
		}
		for i := range b.Units {
			u := &b.Units[i]
			t.enter(u.Model, u.Variant, u.Persona, u.Seed, u.Pooled)
			if t.probabilities {
				t.addShares(b, i)
				continue
			}
			t.addAnswers(b.Of(i))
			t.addSingles(b.SinglesOf(i))
			t.addSheet(b.SheetOf(i))
		}
		for _, bad := range b.Rejected {
			t.study.reject(bad)
		}
	}
	return nil
}

// addAnswers counts answers of the unit entered.
func (t *tallier) addAnswers(answers []datasets.Answer) {
	for i := range answers {
		a := &answers[i]
		at := &t.questions[a.Question]
		if a.N == 0 {
			continue
		}
		t.answers += a.N
		code := int(a.Code) - 1
		if reason, missing := a.Reason(); missing {
			code = at.form.in.Options + slices.Index(datasets.MissingReasons, reason)
		} else {
			t.usable += a.N
		}
		t.count(at, code, int(a.Position), a.N)
	}
}

// addSingles counts answers of the unit entered, each once. Most are the first of
// their cell, which only have to be written down.
func (t *tallier) addSingles(answers []datasets.Single) {
	var form *form
	var first []uint8 // the row of the unit where each cell has one answer; nil elsewhere
	for _, a := range answers {
		at := &t.questions[a.Question]
		if at.form != form && at.column >= 0 {
			form = at.form
			row := t.rowOf(form)
			first, row.fresh = row.codes(), false
		}
		code := int(a.Code) - 1
		if reason, missing := a.Reason(); missing {
			code = at.form.in.Options + slices.Index(datasets.MissingReasons, reason)
		} else if t.usable++; first != nil && at.column >= 0 && first[at.column] == 0 {
			first[at.column] = a.Code
			continue
		}
		if t.count(at, code, 0, 1); first != nil {
			first = t.rowOf(form).codes() // no more, once a cell has two answers
		}
	}
	t.answers += float64(len(answers))
}

func (t *tallier) addResponses(ds *datasets.Dataset) error {
	for r, err := range ds.Responses {
		if err == nil {
			err = t.add(&r)
			if err != nil {
				err = &datasets.RowError{File: r.File, Line: r.Line, Err: err}
			}
		}
		var bad *datasets.RowError
		if err != nil && !errors.As(err, &bad) {
			return err
		}
		if bad != nil {
			t.study.reject(bad)
		}
	}
	return nil
}

// add counts a whole answer.
func (t *tallier) add(r *datasets.Response) error {
	at, err := t.place(r)
	if err != nil {
		return err
	}
	K := at.form.in.Options
	if t.probabilities {
		return t.addExpected(r, &at, K)
	}
	if at.column >= 0 && (r.Option < 0 || r.Option > K) {
		return fmt.Errorf("option %d is outside 1..%d", r.Option, K)
	}
	n := r.Weight()
	t.answers += n
	code := r.Option - 1
	if r.Option == 0 {
		code = K + max(0, slices.Index(datasets.MissingReasons, cmp.Or(r.Missing, datasets.Unparsed)))
	} else {
		t.usable += n
	}
	t.enter(r.Model, r.Variant, r.Persona, r.Seed, r.Pooled)
	t.count(&at, code, r.Position, n)
	return nil
}

// enter takes up the answers of one respondent under one persona.
func (t *tallier) enter(model, variant, persona string, seed int64, pooled bool) {
	if variant == "" {
		variant = datasets.DefaultVariant
	}
	u := &t.unit
	baseline := persona == "" && !pooled
	if baseline {
		seed = 0 // baseline answers have no seed and serve every seed
	}
	if u.seed != seed || u.model != model || u.variant != variant || u.pooled != pooled || u.baseline != baseline {
		*u = unitRows{model, variant, persona, seed, pooled, baseline, -1, u.blocks[:0], u.rows[:0]}
	} else if u.persona != persona {
		u.persona, u.person, u.rows = persona, -1, u.rows[:0]
	}
}

// rowOf gives the unit's row for an instrument.
func (t *tallier) rowOf(f *form) *unitRow {
	for i := range t.unit.rows {
		if t.unit.rows[i].form == f {
			return &t.unit.rows[i]
		}
	}
	u := &t.unit
	if u.person < 0 {
		u.person = t.study.ids.number(u.persona)
	}
	b := t.blockOf(f)
	before := b.size()
	row := b.row(u.person)
	u.rows = append(u.rows, unitRow{f, b, row, row == before})
	return &u.rows[len(u.rows)-1]
}

// blockOf gives the block of the unit for an instrument.
func (t *tallier) blockOf(f *form) *block {
	u := &t.unit
	for _, b := range u.blocks {
		if b.form == f {
			return b
		}
	}
	b := t.study.block(blockKey{u.model, u.variant, f.in.ID, u.seed, u.baseline}, f, u.pooled)
	u.blocks = append(u.blocks, b)
	return b
}

// count adds n answers with a code (option-1, or K and above for a reason).
func (t *tallier) count(at *place, code, position int, n float64) {
	if at.column < 0 {
		return // a catch item is read, never scored
	}
	to := t.rowOf(at.form)
	to.fresh = false
	to.block.counts.add(to.row, at.column, code, n)
	if code >= at.form.in.Options {
		to.block.miss(at.column, datasets.MissingReasons[code-at.form.in.Options], n)
	} else if position > 0 {
		to.block.place(to.row, at.column, position, n)
	}
}

func (t *tallier) place(r *datasets.Response) (place, error) {
	if r.Item == "" {
		p := t.find(datasets.Question{Instrument: r.Instrument, Dimension: r.Dimension})
		return p, p.err
	}
	p, ok := t.item[r.Item]
	if !ok {
		p = t.find(datasets.Question{Item: r.Item})
		if t.item == nil {
			t.item = map[string]place{}
		}
		t.item[r.Item] = p
	}
	return p, p.err
}

// find looks for what a question belongs to.
func (t *tallier) find(q datasets.Question) place {
	if q.Item == "" {
		f, ok := t.study.forms[q.Instrument]
		if !ok {
			return place{err: errors.New("neither an item nor a dimension of a known instrument")}
		}
		col, ok := f.index["\x00"+q.Dimension]
		if !ok {
			return place{err: fmt.Errorf("%s has no dimension %q", f.in.Short, q.Dimension)}
		}
		return place{f, col, nil}
	}
	for _, in := range t.study.Instruments {
		f := t.study.forms[in.ID]
		if f.catch[q.Item] {
			return place{f, -1, nil}
		}
		if col, ok := f.index[q.Item]; ok {
			return place{f, col, nil}
		}
	}
	return place{err: datasets.UnknownItem(q.Item)}
}

func (s *Study) block(key blockKey, f *form, pooled bool) *block {
	b, ok := s.blocks[key]
	if !ok {
		b = &block{form: f, seed: key.seed, ids: s.ids, counts: countTable{columns: len(f.columns), items: f.items, K: f.in.Options},
			missing: make([]map[datasets.Missing]float64, len(f.columns))}
		b.order, b.total = sync.OnceValue(b.inNaturalOrder), sync.OnceValue(b.counts.sum)
		s.blocks[key] = b
	}
	b.pooled = b.pooled || pooled
	return b
}

// place keeps where in the order an item was shown.
func (b *block) place(row, column, position int, n float64) {
	for len(b.positions) < b.size() {
		b.positions = append(b.positions, make([]float64, b.form.items))
	}
	if column < b.form.items {
		b.positions[row][column] += n * float64(position)
	}
}

func (b *block) miss(column int, reason datasets.Missing, n float64) {
	if b.missing[column] == nil {
		b.missing[column] = map[datasets.Missing]float64{}
	}
	b.missing[column][reason] += n
}
