package datasets

import (
	"fmt"
	"io"
	"math"
	"slices"

	"github.com/parquet-go/parquet-go"
)

// byColumn reports whether a tally may read the file by columns: whether there is
// no column of which each value has to be looked at that a tally does not need.
func (p *longParser) byColumn() (bool, error) {
	for i, c := range p.header.columns {
		switch c.kind {
		case columnAt:
			return false, nil
		case columnP, columnPOther:
			if p.probabilities {
				if p.pages.chunks[i].Type().Kind() != parquet.Double {
					return false, nil
				}
				continue
			}
			if ok, err := p.finite(i); !ok {
				return false, err
			}
		case columnLatency, columnPromptTokens, columnCompletionTokens:
			if ok, err := p.finite(i); !ok {
				return false, err
			}
		}
	}
	return true, nil
}

// finite reports whether a column holds numbers, all of them finite, so that a row
// cannot be wrong for it.
func (p *longParser) finite(column int) (bool, error) {
	switch p.pages.chunks[column].Type().Kind() {
	case parquet.Int32, parquet.Int64:
		return true, nil
	case parquet.Double:
	default:
		return false, nil
	}
	pages, err := p.pages.pages(column)
	if err != nil {
		return false, err
	}
	defer pages.Close()
	values := make([]parquet.Value, 1024)
	for {
		page, err := pages.ReadPage()
		if err != nil {
			return err == io.EOF, nil
		}
		for from := page.Values(); ; {
			n, err := from.ReadValues(values)
			for _, v := range values[:n] {
				if !v.IsNull() && math.IsInf(v.Double(), 0) {
					return false, nil
				}
			}
			if err != nil {
				break
			}
		}
		parquet.Release(page)
	}
}

// field is a distinct value of a column as taken up: a text, or a number (of an
// item: of its question).
type field struct {
	text  string
	whole int
	count float64
	odd   bool // the row has to be looked at whole
}

// columnReader reads one column of a row group, where each row is the number of its
// value among the distinct ones. Parquet keeps most columns so, as indexes into a
// dictionary; what a value means is then found out once for each row group.
type columnReader struct {
	longColumn
	parser *longParser
	place  int // of the column in the file
	pages  parquet.Pages

	page   parquet.Page // behind codes
	codes  []int32      // of the rows not yet used: each a place among the fields
	run    int          // where the codes that are equal from some row on end
	fields []field
	marks  []mark // of fields, where the column is item or option
	filled int    // pages read

	options []uint8 // of fields, where the column is option; 0 = none, or to be looked at

	dictionary parquet.Dictionary
	indexed    []field // the values of the dictionary, and none
	plain      []field // none, and the values that came outside a dictionary
	known      map[string]int32
	buffer     []int32
}

// mark is what a single answer needs to know of a value, in few bytes.
type mark struct {
	number uint16 // question, or option
	K      uint8  // options of the question
	odd    bool
}

func (p *longParser) columnReaders() []*columnReader {
	var out []*columnReader
	for i, c := range p.header.columns {
		switch c.kind {
		case columnUnknown, columnText, columnRequest, columnP, columnPOther, columnLatency, columnPromptTokens, columnCompletionTokens:
			continue
		}
		out = append(out, &columnReader{longColumn: c, place: i, parser: p})
	}
	return out
}

// open goes on to another row group.
func (c *columnReader) open() (err error) {
	c.pages, err = c.parser.pages.pages(c.place)
	c.codes, c.run, c.dictionary, c.known = nil, 0, nil, nil
	return err
}

// field takes a value up as a row of it alone would.
func (c *columnReader) field(v parquet.Value) field {
	if c.isText() && v.Kind() == parquet.ByteArray && len(v.ByteArray()) > 0 {
		return field{text: string(v.ByteArray())}
	}
	r := c.parser.begin(0)
	if !v.IsNull() {
		c.parser.setValue(r, c.longColumn, v)
	}
	f := field{odd: r.err != nil}
	switch c.kind {
	case columnModel:
		f.text = r.Model
	case columnVariant:
		f.text = r.Variant
	case columnPersona:
		f.text = r.Persona
	case columnInstrument:
		f.text = r.Instrument
	case columnDimension:
		f.text = r.Dimension
	case columnAttribute:
		f.text = r.attributes[c.index]
	case columnItem:
		f.whole, f.odd = r.question, f.odd || r.question < 0 && r.Item != ""
	case columnSeed:
		f.whole = int(r.Seed)
	case columnRepeat:
		f.whole, f.odd = r.Repeat, f.odd || r.Repeat < 1 || r.Repeat > 1<<30
	case columnPosition:
		f.whole, f.odd = r.Position, f.odd || r.Position < 0 || r.Position > 1<<30
	case columnOption:
		f.whole, f.odd = r.Option, f.odd || r.Option < 0 || r.Option >= missingCodes
	case columnMissing:
		f.whole = int(MissingCode(r.Missing))
		f.odd = f.odd || r.Missing != Answered && MissingReasons[f.whole-missingCodes] != r.Missing
		if r.Missing == Answered {
			f.whole = 0
		}
	case columnPooled:
		if r.Pooled {
			f.whole = 1
		}
	case columnCount:
		if len(r.counts) > 0 {
			f.count = r.counts[0].n
		}
	}
	return f
}

// isText reports whether every text is a value of the column.
func (c *columnReader) isText() bool {
	switch c.kind {
	case columnModel, columnVariant, columnPersona, columnInstrument, columnDimension, columnAttribute:
		return true
	}
	return false
}

// fill reads the next page where no row is left; false at the end of the column.
func (c *columnReader) fill() (bool, error) {
	for len(c.codes) == 0 {
		c.release()
		page, err := c.pages.ReadPage()
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("corrupt Parquet data: %w", err)
		}
		c.page, c.run = page, 0
		c.filled++
		if err := c.take(); err != nil {
			return false, err
		}
		c.mark()
	}
	return true, nil
}

func (c *columnReader) release() {
	if c.page != nil {
		parquet.Release(c.page)
		c.page = nil
	}
}

func (c *columnReader) close() {
	c.release()
	if c.pages != nil {
		c.pages.Close()
		c.pages = nil
	}
}

// take numbers the values of the page.
func (c *columnReader) take() error {
	d := c.page.Dictionary()
	if d == nil {
		return c.takePlain()
	}
	if d != c.dictionary {
		c.dictionary = d
		c.learn(d)
	}
	c.fields = c.indexed
	data := c.page.Data()
	indexes, none := data.Int32(), int32(len(c.indexed)-1)
	if c.page.NumNulls() == 0 {
		c.codes = indexes
		if d.Len() == 1 {
			c.run = len(indexes)
		}
		return nil
	}
	levels := c.page.DefinitionLevels()
	c.buffer = slices.Grow(c.buffer[:0], len(levels))[:len(levels)]
	at := 0
	for i, level := range levels {
		code := none
		if level > 0 {
			code = indexes[at]
			at++
		}
		c.buffer[i] = code
	}
	c.codes = c.buffer
	return nil
}

// learn takes up the values of a dictionary, and none.
func (c *columnReader) learn(d parquet.Dictionary) {
	c.indexed = slices.Grow(c.indexed[:0], d.Len()+1)
	if c.isText() && d.Type().Kind() == parquet.ByteArray {
		values := d.Page().Data()
		all, ends := values.ByteArray()
		texts := string(all) // one for all of them
		for i := range d.Len() {
			f := field{text: texts[ends[i]:ends[i+1]]}
			if f.text == "" {
				f = c.field(d.Index(int32(i)))
			}
			c.indexed = append(c.indexed, f)
		}
	} else {
		for i := range d.Len() {
			c.indexed = append(c.indexed, c.field(d.Index(int32(i))))
		}
	}
	c.indexed = append(c.indexed, c.field(parquet.NullValue()))
}

// takePlain numbers the values of a page without a dictionary.
func (c *columnReader) takePlain() error {
	if c.known == nil {
		c.known = map[string]int32{}
		c.plain = append(c.plain[:0], c.field(parquet.NullValue()))
	}
	values, buf := c.page.Values(), make([]parquet.Value, 1024)
	var key []byte
	c.buffer = c.buffer[:0]
	for {
		n, err := values.ReadValues(buf)
		for i, v := range buf[:n] {
			code := int32(0)
			switch {
			case v.IsNull():
			case i > 0 && parquet.Equal(v, buf[i-1]):
				code = c.buffer[len(c.buffer)-1]
			default:
				key = v.AppendBytes(key[:0])
				var ok bool
				if code, ok = c.known[string(key)]; !ok {
					code = int32(len(c.plain))
					c.known[string(key)] = code
					c.plain = append(c.plain, c.field(v))
				}
			}
			c.buffer = append(c.buffer, code)
		}
		if err == io.EOF {
			c.codes, c.fields = c.buffer, c.plain
			return nil
		}
		if err != nil {
			return fmt.Errorf("corrupt Parquet data: %w", err)
		}
	}
}

// mark says in few bytes what the fields of an item or option are.
func (c *columnReader) mark() {
	if c.kind != columnItem && c.kind != columnOption {
		return
	}
	c.marks = slices.Grow(c.marks[:0], len(c.fields))
	for i := range c.fields {
		f := &c.fields[i]
		m := mark{odd: f.odd || f.whole < 0}
		if !m.odd {
			if m.number = uint16(f.whole); c.kind == columnItem {
				m.K = uint8(c.parser.questions.options[f.whole])
			}
		}
		c.marks = append(c.marks, m)
	}
	if c.kind == columnOption {
		c.options = c.options[:0]
		for i := range c.marks {
			c.options = append(c.options, uint8(c.marks[i].number))
		}
	}
}
