package datasets

import (
	"encoding/binary"
	"math"
	"slices"
	"strconv"

	"github.com/parquet-go/parquet-go/compress/zstd"
	"github.com/parquet-go/parquet-go/encoding/rle"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// packed is how pages are compressed: numbers of few bits have little left to find.
var packed = &zstd.Codec{Level: zstd.SpeedFastest}

// parquetColumn is a column of the row group that is being written: numbers of values in
// a dictionary, or, of column kind 'f', the values themselves.
type parquetColumn struct {
	name             string
	kind             byte
	optional         bool
	values           valueNumbers
	gathered, handed *columnRows

	dictionary []byte // its page, once the row group ends
	pages      []byte // of rows
	size       int64  // of all pages, unpacked
	rows       int64
	nulls      int64

	levels, encoded, body, page []byte // scratch
	codes                       []int32
}

// columnRows are the rows of a page.
type columnRows struct {
	codes   []int32 // pageRows long; none for no value
	numbers []float64
	counted []int // rows that are not 0, in a column of counts
}

const none = -1

func newParquetColumn(name string, kind byte, counted bool) *parquetColumn {
	c := &parquetColumn{name: name, kind: kind, optional: !counted}
	for _, rows := range []**columnRows{&c.gathered, &c.handed} {
		*rows = &columnRows{codes: make([]int32, pageRows)}
	}
	c.begin()
	return c
}

// begin goes on to another row group. Counts are 0 at first, which is number 0.
func (c *parquetColumn) begin() {
	c.values.begin()
	if !c.optional {
		c.values.ofCount(0)
		c.values.ofCount(1)
	}
	c.dictionary, c.pages, c.size, c.rows, c.nulls = c.dictionary[:0], c.pages[:0], 0, 0, 0
}

// set sets a row's value, told as a text; none where that is empty.
func (c *parquetColumn) set(row int, text string) {
	switch {
	case text == "":
		c.gathered.codes[row] = none
	case c.kind == 'f':
		x, _ := strconv.ParseFloat(text, 64) // written by decimal
		c.gathered.codes[row] = 0
		c.gathered.numbers = append(c.gathered.numbers, x)
	default:
		c.gathered.codes[row] = c.values.ofText(text, c.kind)
	}
}

// count sets a row's count, which is 0 else.
func (c *parquetColumn) count(row int, n float64) {
	v := c.gathered
	v.counted = append(v.counted, row)
	if v.codes[row] = 1; n != 1 {
		v.codes[row] = c.values.ofCount(n)
	}
}

// turn hands the rows gathered on, and makes room for others.
func (c *parquetColumn) turn() {
	c.gathered, c.handed = c.handed, c.gathered
	v := c.gathered
	for _, row := range v.counted {
		v.codes[row] = 0
	}
	v.counted, v.numbers = v.counted[:0], v.numbers[:0]
}

var (
	levelEncoding = rle.Encoding{BitWidth: 1}
	codeEncoding  rle.DictionaryEncoding
)

// writePage makes a page of the rows handed on: for each whether it has a value, then
// the numbers of values.
func (c *parquetColumn) writePage(n int) (err error) {
	codes := c.handed.codes[:n]
	c.body = c.body[:0]
	if c.optional {
		c.levels, c.codes = slices.Grow(c.levels[:0], n)[:n], c.codes[:0]
		for i, code := range codes {
			c.levels[i] = 0
			if code != none {
				c.levels[i], c.codes = 1, append(c.codes, code)
			}
		}
		c.nulls += int64(n - len(c.codes))
		codes = c.codes
		if c.encoded, err = levelEncoding.EncodeLevels(c.encoded, c.levels); err != nil {
			return err
		}
		c.body = binary.LittleEndian.AppendUint32(c.body, uint32(len(c.encoded)))
		c.body = append(c.body, c.encoded...)
	}
	encoding := format.RLEDictionary
	if c.kind == 'f' && c.optional {
		encoding = format.Plain
		for _, x := range c.handed.numbers {
			c.body = binary.LittleEndian.AppendUint64(c.body, math.Float64bits(x))
		}
	} else {
		if c.encoded, err = codeEncoding.EncodeInt32(c.encoded, codes); err != nil {
			return err
		}
		c.body = append(c.body, c.encoded...)
	}
	c.rows += int64(n)
	c.pages, err = c.addPage(c.pages, format.PageHeader{Type: format.DataPage, DataPageHeader: thrift.New(format.DataPageHeader{
		NumValues: int32(n), Encoding: encoding, DefinitionLevelEncoding: format.RLE, RepetitionLevelEncoding: format.RLE})})
	return err
}

// addPage adds a page of the body made, after its head.
func (c *parquetColumn) addPage(to []byte, head format.PageHeader) (_ []byte, err error) {
	if c.page, err = packed.Encode(c.page, c.body); err != nil {
		return nil, err
	}
	head.UncompressedPageSize, head.CompressedPageSize = int32(len(c.body)), int32(len(c.page))
	raw, err := thrift.Marshal(new(thrift.CompactProtocol), &head)
	if err != nil {
		return nil, err
	}
	c.size += int64(len(raw) + len(c.body))
	return append(append(to, raw...), c.page...), nil
}

// end makes the page of the dictionary, which comes first, and tells where the column
// is when the file goes on at a byte.
func (c *parquetColumn) end(at int64) (m format.ColumnMetaData, err error) {
	m = format.ColumnMetaData{Type: format.Double, PathInSchema: []string{c.name}, Codec: format.Zstd, NumValues: c.rows, Encoding: []format.Encoding{format.Plain, format.RLE}}
	switch c.kind {
	case 'i':
		m.Type = format.Int64
	case 's':
		m.Type = format.ByteArray
	}
	if c.kind != 'f' || !c.optional {
		m.Encoding = append(m.Encoding, format.RLEDictionary)
		c.body = append(c.body[:0], c.values.plain...)
		c.dictionary, err = c.addPage(c.dictionary, format.PageHeader{Type: format.DictionaryPage,
			DictionaryPageHeader: thrift.New(format.DictionaryPageHeader{NumValues: c.values.n, Encoding: format.Plain})})
		if err != nil {
			return m, err
		}
		m.DictionaryPageOffset = at
	}
	m.DataPageOffset = at + int64(len(c.dictionary))
	m.TotalCompressedSize, m.TotalUncompressedSize = int64(len(c.dictionary)+len(c.pages)), c.size
	m.Statistics.NullCount = c.nulls
	if c.name == "model" || c.kind == 'i' { // others help nobody to find rows
		m.Statistics.MinValue, m.Statistics.MaxValue = c.values.bounds(c.kind)
	}
	return m, nil
}

// valueNumbers numbers the values of a column as they come. One is most often that of the
// row before, or the one that came after that the last time.
type valueNumbers struct {
	n       int32
	plain   []byte // all values, as a dictionary holds them
	numbers map[string]int32
	texts   []string
	last    int32
	counts  map[float64]int32
}

func (v *valueNumbers) begin() {
	v.n, v.plain, v.texts, v.last = 0, v.plain[:0], v.texts[:0], 0
	clear(v.numbers)
	clear(v.counts)
}

// ofText is the number of a text, or of the whole number that it tells.
func (v *valueNumbers) ofText(text string, kind byte) int32 {
	for next := v.last; next < min(v.last+2, v.n); next++ {
		if v.texts[next] == text {
			v.last = next
			return next
		}
	}
	n, ok := v.numbers[text]
	if !ok {
		if v.numbers == nil {
			v.numbers = map[string]int32{}
		}
		if n = v.n; kind == 'i' {
			x, _ := strconv.ParseInt(text, 10, 64) // written by whole
			v.plain = binary.LittleEndian.AppendUint64(v.plain, uint64(x))
		} else {
			v.plain = append(binary.LittleEndian.AppendUint32(v.plain, uint32(len(text))), text...)
		}
		v.numbers[text], v.texts = n, append(v.texts, text)
		v.n++
	}
	v.last = n
	return n
}

// ofCount is the number of a count.
func (v *valueNumbers) ofCount(x float64) int32 {
	n, ok := v.counts[x]
	if !ok {
		if v.counts == nil {
			v.counts = map[float64]int32{}
		}
		n = v.n
		v.counts[x], v.plain = n, binary.LittleEndian.AppendUint64(v.plain, math.Float64bits(x))
		v.n++
	}
	return n
}

// bounds are the least and the greatest of the values.
func (v *valueNumbers) bounds(kind byte) (least, greatest []byte) {
	if v.n == 0 {
		return nil, nil
	}
	if kind == 's' {
		return []byte(slices.Min(v.texts)), []byte(slices.Max(v.texts))
	}
	var all []int64
	for b := range slices.Chunk(v.plain, 8) {
		all = append(all, int64(binary.LittleEndian.Uint64(b)))
	}
	whole := func(x int64) []byte { return binary.LittleEndian.AppendUint64(nil, uint64(x)) }
	return whole(slices.Min(all)), whole(slices.Max(all))
}
