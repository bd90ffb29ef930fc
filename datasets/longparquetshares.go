package datasets

import (
	"fmt"
	"io"
	"math"

	"github.com/parquet-go/parquet-go"
)

// chanceColumn reads a column of probabilities of a row group.
type chanceColumn struct {
	longColumn
	parser *longParser
	place  int // of the column in the file
	pages  parquet.Pages
	values []float64 // of the rows not yet used; NaN where none is told
	read   []float64 // the page's
	buffer []parquet.Value
}

// chanceColumns gives the columns of probabilities, where answers count by them.
func (p *longParser) chanceColumns() []*chanceColumn {
	if !p.probabilities {
		return nil
	}
	var out []*chanceColumn
	for i, c := range p.header.columns {
		if c.isChance() {
			out = append(out, &chanceColumn{longColumn: c, parser: p, place: i, buffer: make([]parquet.Value, 1024)})
		}
	}
	return out
}

// open goes on to another row group.
func (c *chanceColumn) open() (err error) {
	c.pages, err = c.parser.pages.pages(c.place)
	c.values = nil
	return err
}

func (c *chanceColumn) close() {
	if c.pages != nil {
		c.pages.Close()
		c.pages = nil
	}
}

func (c longColumn) isChance() bool { return c.kind == columnP || c.kind == columnPOther }

// fill reads the next page where no row is left; false at the end of the column.
func (c *chanceColumn) fill() (bool, error) {
	for len(c.values) == 0 {
		page, err := c.pages.ReadPage()
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("corrupt Parquet data: %w", err)
		}
		c.read = c.read[:0]
		for from, err := page.Values(), error(nil); err == nil; {
			var n int
			n, err = from.ReadValues(c.buffer)
			for i := range c.buffer[:n] {
				x := math.NaN()
				if v := &c.buffer[i]; !v.IsNull() {
					x = v.Double()
				}
				c.read = append(c.read, x)
			}
			if err != nil && err != io.EOF {
				return false, fmt.Errorf("corrupt Parquet data: %w", err)
			}
		}
		parquet.Release(page)
		c.values = c.read
	}
	return true, nil
}

// takeShares adds the shares of row i, whose answer has a code, as the row alone
// would tell them; false where it is odd.
func (p *longParser) takeShares(g *groupRows, i, question int, code uint8, b *Batch) bool {
	r := &p.row
	r.P, r.POther, r.Missing, r.err = r.P[:0], 0, Answered, nil
	if code >= missingCodes {
		r.Missing = MissingReasons[code-missingCodes]
	}
	for _, c := range g.chances {
		switch x := c.values[i]; {
		case math.IsNaN(x):
		case math.IsInf(x, 0):
			return false
		case c.kind == columnPOther:
			r.POther = x
		default:
			r.setChance(c.index, x)
		}
	}
	if r.share(p.questions.options[question]); r.err != nil {
		return false
	}
	b.addShares(r)
	return true
}
