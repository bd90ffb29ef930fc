package datasets

import (
	"fmt"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// groupRows is a stretch of a row group, by column; nil for a column that is not
// there. It is used for one row group after another.
type groupRows struct {
	all                                   []*columnReader
	model, variant, seed, persona, pooled *columnReader
	item, dimension, instrument           *columnReader
	repeat, position, option, missing     *columnReader
	counts                                []*columnReader
	who                                   []*columnReader // say who answered
	sheet                                 sheetOrder
	chances                               []*chanceColumn
}

func newGroupRows(columns []*columnReader, chances []*chanceColumn) *groupRows {
	g := &groupRows{all: columns, chances: chances}
	at := map[columnKind]**columnReader{columnModel: &g.model, columnVariant: &g.variant, columnSeed: &g.seed, columnPersona: &g.persona,
		columnPooled: &g.pooled, columnItem: &g.item, columnDimension: &g.dimension, columnInstrument: &g.instrument, columnRepeat: &g.repeat,
		columnPosition: &g.position, columnOption: &g.option, columnMissing: &g.missing}
	for _, c := range columns {
		switch c.kind {
		case columnCount:
			g.counts = append(g.counts, c)
			continue
		case columnAttribute:
			g.who = append(g.who, c)
			continue
		case columnModel, columnVariant, columnSeed, columnPersona, columnPooled:
			g.who = append(g.who, c)
		}
		*at[c.kind] = c
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

// stretchRows are taken up at once, at most, and handed on: so many stay in the cache.
const stretchRows = 1 << 14

// stretch reads on until each column has a page with rows left, and gives how many
// rows all of them have.
func (g *groupRows) stretch(left int64) (int, error) {
	n := int(min(left, stretchRows))
	for _, c := range g.all {
		more, err := c.fill()
		if err != nil {
			return 0, err
		}
		if !more {
			return 0, fmt.Errorf("corrupt Parquet data: a column ends %d rows early", left)
		}
		n = min(n, len(c.codes))
	}
	for _, c := range g.chances {
		more, err := c.fill()
		if err != nil {
			return 0, err
		}
		if !more {
			return 0, fmt.Errorf("corrupt Parquet data: a column ends %d rows early", left)
		}
		n = min(n, len(c.values))
	}
	return n, nil
}

// parseColumns reads a row group by columns. A stretch in which a row is not as it
// should be is read again row by row, which finds out what is wrong.
func (p *longParser) parseColumns(group parquet.RowGroup, line int, out *sink) error {
	if p.rows == nil {
		p.rows = newGroupRows(p.columnReaders(), p.chanceColumns())
	}
	g := p.rows
	defer g.close()
	if err := g.open(); err != nil {
		return err
	}
	var odd *rowReader
	defer func() {
		if odd != nil {
			odd.rows.Close()
		}
	}()
	for start, rows := int64(0), group.NumRows(); start < rows; {
		n, err := g.stretch(rows - start)
		if err != nil {
			return err
		}
		before := out.batch.mark()
		if !p.takeRows(g, n, &out.batch) {
			out.batch.backTo(before)
			if odd == nil {
				if odd, err = p.rowReader(group); err != nil {
					return err
				}
			}
			if err := p.parseRows(odd, start, int64(n), line+int(start), out); err != nil {
				return err
			}
		}
		g.advance(n)
		if start += int64(n); out.batch.filled() >= stretchRows {
			out.flush()
		}
	}
	return nil
}

// advance lets n rows go.
func (g *groupRows) advance(n int) {
	for _, c := range g.all {
		c.codes, c.run = c.codes[n:], c.run-n
	}
	for _, c := range g.chances {
		c.values = c.values[n:]
	}
}

// open goes on to another row group.
func (g *groupRows) open() error {
	for _, c := range g.all {
		if err := c.open(); err != nil {
			return err
		}
	}
	for _, c := range g.chances {
		if err := c.open(); err != nil {
			return err
		}
	}
	return nil
}

func (g *groupRows) close() {
	for _, c := range g.all {
		c.close()
	}
	for _, c := range g.chances {
		c.close()
	}
}

// takeRows adds n rows to a batch; false when one of them is odd.
func (p *longParser) takeRows(g *groupRows, n int, b *Batch) bool {
	single := !p.probabilities && g.repeat == nil && g.position == nil && !p.header.tally && g.option != nil && g.item != nil
	for i := 0; i < n; {
		end := g.sameUnit(i, n)
		u, odd := p.unit(g, i)
		if odd {
			return false
		}
		if single && g.takeSheet(u, i, end, len(p.questions.items), b) {
			i = end
			continue
		}
		if single {
			u.kind = unitSingles
		}
		b.open(u)
		whole := false
		switch {
		case single:
			whole = g.takeSingles(i, end, b)
		case p.header.tally:
			whole = p.takeCounts(g, i, end, b)
		default:
			whole = p.takeAnswers(g, i, end, b)
		}
		if !whole {
			return false
		}
		i = end
	}
	return true
}

// takeSingles adds the rows of one unit, of which item and option are all there is.
func (g *groupRows) takeSingles(i, end int, b *Batch) bool {
	items, options := g.item.codes[i:end], g.option.codes[i:end]
	from := len(b.Singles)
	b.Singles = slices.Grow(b.Singles, len(items))[:from+len(items)]
	out := b.Singles[from:]
	for k, item := range items {
		question, option := &g.item.marks[item], &g.option.marks[options[k]]
		code := uint8(option.number)
		if question.odd || option.odd || code > question.K {
			return false
		}
		if code == 0 || g.missing != nil {
			missing := g.missing.at(i + k)
			switch {
			case missing.odd || code > 0 && missing.whole > 0:
				return false
			case code == 0 && missing.whole > 0:
				code = uint8(missing.whole)
			case code == 0:
				code = MissingCode(Unparsed)
			}
		}
		out[k] = Single{question.number, code}
	}
	b.Units[len(b.Units)-1].end = len(b.Singles)
	return true
}

// takeAnswers adds the rows of one unit.
func (p *longParser) takeAnswers(g *groupRows, i, end int, b *Batch) bool {
	for ; i < end; i++ {
		item, repeat, position, option, missing := g.item.at(i), g.repeat.at(i), g.position.at(i), g.option.at(i), g.missing.at(i)
		question, code := item.whole, option.whole
		if item.odd || question < 0 || repeat.odd || position.odd || option.odd || missing.odd ||
			code > p.questions.options[question] || code > 0 && missing.whole > 0 {
			return false
		}
		if code == 0 {
			if code = missing.whole; code == 0 {
				code = int(MissingCode(Unparsed))
			}
		}
		b.give(Answer{Question: uint16(question), Code: uint8(code), Repeat: int32(repeat.whole), Position: int32(position.whole), N: 1})
		if p.probabilities && !p.takeShares(g, i, question, uint8(code), b) {
			return false
		}
	}
	return true
}

// takeCounts adds the rows of one unit of a tally.
func (p *longParser) takeCounts(g *groupRows, i, end int, b *Batch) bool {
	for ; i < end; i++ {
		item := g.item.at(i)
		question := item.whole
		if question < 0 {
			question = p.questions.dimension(g.instrument.at(i).text, g.dimension.at(i).text)
		}
		if item.odd || question < 0 {
			return false
		}
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
			b.give(Answer{Question: uint16(question), Code: uint8(code), N: f.count})
		}
	}
	return true
}
