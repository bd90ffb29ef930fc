package datasets

import (
	"fmt"

	"github.com/parquet-go/parquet-go"
)

// groupRows is a stretch of a row group, by column; nil for a column that is not
// there.
type groupRows struct {
	model, variant, seed, persona, pooled *columnReader
	item, dimension, instrument           *columnReader
	repeat, position, option, missing     *columnReader
	counts                                []*columnReader
	who                                   []*columnReader
}

func newGroupRows(columns []*columnReader) *groupRows {
	g := &groupRows{}
	at := map[columnKind]**columnReader{columnModel: &g.model, columnVariant: &g.variant, columnSeed: &g.seed, columnPersona: &g.persona,
		columnPooled: &g.pooled, columnItem: &g.item, columnDimension: &g.dimension, columnInstrument: &g.instrument, columnRepeat: &g.repeat,
		columnPosition: &g.position, columnOption: &g.option, columnMissing: &g.missing}
	for _, c := range columns {
		if c.kind == columnCount {
			g.counts = append(g.counts, c)
			continue
		}
		*at[c.kind] = c
		switch c.kind {
		case columnModel, columnVariant, columnSeed, columnPersona, columnPooled:
			g.who = append(g.who, c)
		}
	}
	return g
}

var noField field

// at is the field of row i; what a column that is not there stands for, without
// one.
func (c *columnReader) at(i int) *field {
	if c == nil {
		return &noField
	}
	return &c.fields[c.codes[i]]
}

// parseColumns reads a row group by columns. A stretch in which a row is not as it
// should be is read again row by row, which finds out what is wrong.
func (p *longParser) parseColumns(group parquet.RowGroup, line int, out *sink) error {
	columns := p.columnReaders(group)
	defer func() {
		for _, c := range columns {
			c.pages.Close()
		}
	}()
	rows := newGroupRows(columns)
	const stretch = 1 << 13
	for start := int64(0); start < group.NumRows(); {
		n := int(min(stretch, group.NumRows()-start))
		for _, c := range columns {
			if err := c.need(n); err != nil {
				return err
			}
			if len(c.codes) < n {
				return fmt.Errorf("corrupt Parquet data: a column ends after %d rows", start+int64(len(c.codes)))
			}
		}
		units, answers := len(out.batch.Units), len(out.batch.Answers)
		if !p.takeRows(rows, n, &out.batch) {
			out.batch.Units, out.batch.Answers = out.batch.Units[:units], out.batch.Answers[:answers]
			if err := p.parseRows(group, start, int64(n), line+int(start), out); err != nil {
				return err
			}
		}
		for _, c := range columns {
			c.codes = c.codes[:copy(c.codes, c.codes[n:])]
		}
		if start += int64(n); len(out.batch.Answers) >= portion {
			out.flush()
		}
	}
	return nil
}

// takeRows adds n rows to a batch; false when one of them is odd.
func (p *longParser) takeRows(g *groupRows, n int, b *Batch) bool {
	for i := range n {
		if i == 0 || !g.sameUnit(i) {
			u, odd := p.unit(g, i)
			if odd {
				return false
			}
			u.Start = len(b.Answers)
			b.Units = append(b.Units, u)
		}
		item, repeat, position := g.item.at(i), g.repeat.at(i), g.position.at(i)
		question := item.whole
		if question < 0 && p.header.tally {
			question = p.questions.dimension(g.instrument.at(i).text, g.dimension.at(i).text)
		}
		if item.odd || question < 0 || repeat.odd || position.odd {
			return false
		}
		if p.header.tally {
			if !p.takeCounts(g, i, question, b) {
				return false
			}
			continue
		}
		option, missing := g.option.at(i), g.missing.at(i)
		code := option.whole
		if option.odd || missing.odd || code > p.questions.options[question] || code > 0 && missing.whole > 0 {
			return false
		}
		if code == 0 {
			if code = missing.whole; code == 0 {
				code = int(MissingCode(Unparsed))
			}
		}
		b.Answers = append(b.Answers, Answer{Question: uint16(question), Code: uint8(code), Repeat: int32(repeat.whole), Position: int32(position.whole), N: 1})
	}
	return true
}

func (p *longParser) takeCounts(g *groupRows, i, question int, b *Batch) bool {
	for _, c := range g.counts {
		f := c.at(i)
		if f.odd {
			return false
		}
		if f.count == 0 {
			continue
		}
		code := c.index + 1
		if code > p.questions.options[question] && code < missingCodes {
			return false
		}
		b.Answers = append(b.Answers, Answer{Question: uint16(question), Code: uint8(code), N: f.count})
	}
	return true
}

// sameUnit reports whether row i is of the same respondent and persona as the row
// before.
func (g *groupRows) sameUnit(i int) bool {
	for _, c := range g.who {
		if c.codes[i] != c.codes[i-1] {
			return false
		}
	}
	return true
}

func (p *longParser) unit(g *groupRows, i int) (u Unit, odd bool) {
	u = Unit{Model: p.model, Variant: p.variant, Seed: p.seed}
	for _, c := range g.who {
		f := c.at(i)
		odd = odd || f.odd
		switch c.kind {
		case columnModel:
			u.Model = f.text
		case columnVariant:
			u.Variant = f.text
		case columnSeed:
			u.Seed = int64(f.whole)
		case columnPersona:
			u.Persona = f.text
		case columnPooled:
			u.Pooled = f.whole == 1
		}
	}
	return u, odd || u.Pooled && u.Persona != ""
}
