package datasets

import (
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
)

// byColumn reports whether a tally may read the file by columns: whether there is
// no column of which each value has to be looked at that a tally does not need.
func (p *longParser) byColumn() bool {
	for _, c := range p.header.columns {
		switch c.kind {
		case columnP, columnPOther, columnLatency, columnPromptTokens, columnCompletionTokens, columnAt, columnAttribute:
			return false
		}
	}
	return true
}

// field is a distinct value of a column as taken up: a text, or a number (of an
// item: of its question).
type field struct {
	text  string
	whole int
	count float64
	odd   bool // the row has to be looked at whole
}

// columnReader reads one column of a row group: the number of each row's value
// among the distinct ones.
type columnReader struct {
	longColumn
	pages  parquet.Pages
	fields []field // the first stands for no value
	codes  []int32 // of the rows read and not yet used
	parser *longParser

	dictionary parquet.Dictionary
	known      map[string]int32 // values outside a dictionary
}

func (p *longParser) columnReaders(group parquet.RowGroup) []*columnReader {
	var out []*columnReader
	for i, c := range p.header.columns {
		switch c.kind {
		case columnUnknown, columnText, columnRequest:
			continue
		}
		r := &columnReader{longColumn: c, pages: group.ColumnChunks()[i].Pages(), parser: p}
		r.fields = append(r.fields, r.field(parquet.NullValue()))
		out = append(out, r)
	}
	return out
}

// field takes a value up as a row of it alone would.
func (c *columnReader) field(v parquet.Value) field {
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

// need reads on until n rows are there, or the column ends.
func (c *columnReader) need(n int) error {
	for len(c.codes) < n {
		page, err := c.pages.ReadPage()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("corrupt Parquet data: %w", err)
		}
		err = c.take(page)
		parquet.Release(page)
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *columnReader) take(page parquet.Page) error {
	d := page.Dictionary()
	if d == nil || d != c.dictionary && len(c.fields) > 1 {
		return c.takePlain(page)
	}
	if d != c.dictionary {
		c.dictionary, c.fields = d, c.fields[:1]
		for i := range d.Len() {
			c.fields = append(c.fields, c.field(d.Index(int32(i))))
		}
	}
	data := page.Data()
	indexes := data.Int32()
	levels := page.DefinitionLevels()
	if len(levels) == 0 {
		for _, i := range indexes {
			c.codes = append(c.codes, i+1)
		}
		return nil
	}
	at := 0
	for _, level := range levels {
		code := int32(0)
		if level > 0 {
			code = indexes[at] + 1
			at++
		}
		c.codes = append(c.codes, code)
	}
	return nil
}

// takePlain numbers the values of a page without a dictionary.
func (c *columnReader) takePlain(page parquet.Page) error {
	if c.known == nil {
		c.known = map[string]int32{}
	}
	values, buf := page.Values(), make([]parquet.Value, 1024)
	var key []byte
	for {
		n, err := values.ReadValues(buf)
		for _, v := range buf[:n] {
			code := int32(0)
			if !v.IsNull() {
				key = v.AppendBytes(key[:0])
				var ok bool
				if code, ok = c.known[string(key)]; !ok {
					code = int32(len(c.fields))
					c.known[string(key)] = code
					c.fields = append(c.fields, c.field(v))
				}
			}
			c.codes = append(c.codes, code)
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("corrupt Parquet data: %w", err)
		}
	}
}
