package datasets

import (
	"slices"
	"strconv"

	"github.com/parquet-go/parquet-go"
)

// writtenAtOnce rows are handed to a column at once.
const writtenAtOnce = 1 << 10

// parquetColumn is a column's rows that are not yet written.
type parquetColumn struct {
	to               *parquet.ColumnWriter
	place            int
	gathered, handed *columnValues
	one              parquet.Value // what most counts are
}

func newParquetColumn(to *parquet.ColumnWriter, place int) *parquetColumn {
	c := &parquetColumn{to: to, place: place}
	none := parquet.DoubleValue(0).Level(0, 0, place)
	c.gathered, c.handed, c.one = newColumnValues(none), newColumnValues(none), parquet.DoubleValue(1).Level(0, 0, place)
	return c
}

// count sets a count of a row, which is 0 else.
func (c *parquetColumn) count(row int, n float64) {
	v := c.gathered
	v.counted = append(v.counted, row)
	if v.values[row] = c.one; n != 1 {
		v.values[row] = parquet.DoubleValue(n).Level(0, 0, c.place)
	}
}

// hand writes n rows.
func (c *parquetColumn) hand(n int) error {
	_, err := c.to.WriteRowValues(c.handed.values[:n])
	c.handed.begin(n)
	return err
}

// columnValues is room for the values of a column that are handed to it at once. What
// most rows hold stands there already: none counted, or one text for long.
type columnValues struct {
	values  []parquet.Value // writtenAtOnce long
	none    parquet.Value
	counted []int // rows that are not none, in a column of counts
	same    bool  // every value is the first, beyond the rows set too
	varied  bool  // some value set is not the first
}

func newColumnValues(none parquet.Value) *columnValues {
	return &columnValues{values: slices.Repeat([]parquet.Value{none}, writtenAtOnce), none: none}
}

// set sets the text of a row; rows are set in order.
func (v *columnValues) set(row int, x parquet.Value) {
	if v.same && x == v.values[0] {
		return
	}
	v.same, v.values[row] = false, x
	v.varied = v.varied || x != v.values[0]
}

// begin makes room again, when n rows were written.
func (v *columnValues) begin(n int) {
	v.same = v.same || !v.varied && n == len(v.values)
	v.varied = false
	for _, row := range v.counted {
		v.values[row] = v.none
	}
	v.counted = v.counted[:0]
}

// textValues makes texts values of a column. One is most often that of the row before,
// or the one that came after that the last time.
type textValues struct {
	kind   byte // of the column, and its place
	column int
	last   *textValue // nil before the first
	known  []textValue
	places map[string]int // of texts among the known
	at     int            // of the last of the known that came
}

type textValue struct {
	text  string
	value parquet.Value
}

// mostKnown is how many different texts of a column are kept.
const mostKnown = 256

func (t *textValues) of(text string) parquet.Value {
	switch next := t.at + 1; {
	case t.last != nil && t.last.text == text:
	case next < len(t.known) && t.known[next].text == text:
		t.at, t.last = next, &t.known[next]
	default:
		t.last = t.find(text)
	}
	return t.last.value
}

func (t *textValues) find(text string) *textValue {
	at, ok := t.places[text]
	if ok {
		t.at = at
		return &t.known[at]
	}
	value, defined := parquet.NullValue(), 0
	if text != "" {
		value, defined = parquetValue(t.kind, text), 1
	}
	found := textValue{text, value.Level(0, defined, t.column)}
	if len(t.known) == mostKnown {
		return &found
	}
	if t.known == nil {
		t.known, t.places = make([]textValue, 0, mostKnown), map[string]int{}
	}
	t.at, t.places[text] = len(t.known), len(t.known)
	t.known = append(t.known, found)
	return &t.known[t.at]
}

func parquetValue(kind byte, text string) parquet.Value {
	switch kind {
	case 'i':
		n, _ := strconv.ParseInt(text, 10, 64) // written by whole
		return parquet.Int64Value(n)
	case 'f':
		v, _ := strconv.ParseFloat(text, 64) // written by decimal
		return parquet.DoubleValue(v)
	}
	return parquet.ByteArrayValue([]byte(text))
}
