package analysis

import (
	"math"

	"inertia/datasets"
)

// countTable holds how often each persona of a block chose each option of each
// column, and how often its answer was missing, by reason. A row of cells asked at
// most once takes a byte an item; it gets full counts with its first second answer,
// or the first that names a dimension and no item.
type countTable struct {
	columns, K int
	items      int // columns below this are items
	rows       int
	once       [][]uint8   // pages of pageRows rows: a code an item, 0 = not asked
	many       []*manyRows // by row; nil, or past the end, where once says all
}

// manyRows is one row with a count for each code of each item, and of each dimension
// once one is counted: in bytes, or as float64 once a count is no whole number or
// above 255.
type manyRows struct {
	small []uint8
	full  []float64
}

// pageRows rows make a page, so that a growing table is never copied.
const pageRows = 512

// memoryPage is the least that a system maps at once.
const memoryPage = 4096

// codes is how many codes a cell can hold: the options and the reasons.
func (t *countTable) codes() int { return t.K + len(datasets.MissingReasons) }

// addRow adds an empty row and gives its number.
func (t *countTable) addRow() int {
	if t.rows%pageRows == 0 {
		page := make([]uint8, pageRows*t.items)
		for i := 0; i < len(page); i += memoryPage {
			page[i] = 0 // memory that is read first is mapped twice
		}
		t.once = append(t.once, page)
	}
	t.rows++
	return t.rows - 1
}

func (t *countTable) onceRow(row int) []uint8 {
	at := row % pageRows * t.items
	return t.once[row/pageRows][at : at+t.items]
}

// onceCode is the code of one cell of such a row; 0 = not asked.
func (t *countTable) onceCode(row, column int) uint8 {
	if column >= t.items {
		return 0
	}
	return t.onceRow(row)[column]
}

// askedOnce gives the codes of a row each of whose cells has at most one answer; nil for
// another row.
func (t *countTable) askedOnce(row int) []uint8 {
	if t.manyRow(row) != nil {
		return nil
	}
	return t.onceRow(row)
}

func (t *countTable) manyRow(row int) *manyRows {
	if row < len(t.many) {
		return t.many[row]
	}
	return nil
}

// add counts n answers with a code, from 0: option-1, or K and above for a
// reason.
func (t *countTable) add(row, column, code int, n float64) {
	many := t.manyRow(row)
	if many == nil {
		if n == 1 && column < t.items {
			if cell := &t.onceRow(row)[column]; *cell == 0 {
				*cell = uint8(code + 1)
				return
			}
		}
		many = t.spread(row)
	}
	if column >= t.items {
		many.widen(t.columns * t.codes())
	}
	many.add(column*t.codes()+code, n)
}

// spread gives a row full counts.
func (t *countTable) spread(row int) *manyRows {
	for len(t.many) <= row {
		t.many = append(t.many, make([]*manyRows, t.rows-len(t.many))...)
	}
	m := &manyRows{small: make([]uint8, t.items*t.codes())}
	for column, code := range t.onceRow(row) {
		if code > 0 {
			m.small[column*t.codes()+int(code)-1] = 1
		}
	}
	t.many[row] = m
	return m
}

// width is the number of counts.
func (m *manyRows) width() int { return len(m.small) + len(m.full) }

// widen makes room for n counts.
func (m *manyRows) widen(n int) {
	switch more := n - m.width(); {
	case more <= 0:
	case m.full != nil:
		m.full = append(m.full, make([]float64, more)...)
	default:
		m.small = append(m.small, make([]uint8, more)...)
	}
}

func (m *manyRows) add(i int, n float64) {
	if m.full == nil {
		if x := float64(m.small[i]) + n; x >= 0 && x <= math.MaxUint8 && x == math.Trunc(x) {
			m.small[i] = uint8(x)
			return
		}
		m.full = make([]float64, len(m.small))
		for j, x := range m.small {
			m.full[j] = float64(x)
		}
		m.small = nil
	}
	m.full[i] += n
}

// cell adds a cell's counts by code to out.
func (t *countTable) cell(row, column int, out []float64) {
	m := t.manyRow(row)
	lo := column * t.codes()
	switch {
	case m == nil:
		if code := t.onceCode(row, column); code > 0 {
			out[code-1]++
		}
	case lo >= m.width():
	case m.full != nil:
		addTo(out, m.full[lo:lo+t.codes()])
	default:
		for i, x := range m.small[lo : lo+t.codes()] {
			out[i] += float64(x)
		}
	}
}

// chosen reports whether an option was chosen in a cell.
func (t *countTable) chosen(row, column int) bool {
	m := t.manyRow(row)
	lo := column * t.codes()
	switch {
	case m == nil:
		return t.onceCode(row, column)-1 < uint8(t.K) // of 0, not asked, 255
	case lo >= m.width():
		return false
	case m.full != nil:
		return sum(m.full[lo:lo+t.K]) > 0
	}
	for _, n := range m.small[lo : lo+t.K] {
		if n > 0 {
			return true
		}
	}
	return false
}

// options gives a cell's option counts; it fills buf where that is long enough.
func (t *countTable) options(row, column int, buf []float64) []float64 {
	if cap(buf) < t.K {
		buf = make([]float64, t.K)
	}
	buf = buf[:t.K]
	clear(buf)
	m := t.manyRow(row)
	lo := column * t.codes()
	switch {
	case m == nil:
		if code := int(t.onceCode(row, column)); code > 0 && code <= t.K {
			buf[code-1] = 1
		}
	case lo >= m.width():
	case m.full != nil:
		copy(buf, m.full[lo:])
	default:
		for k, x := range m.small[lo : lo+t.K] {
			buf[k] = float64(x)
		}
	}
	return buf
}

// row gives a row's option counts, column*K + option-1. It fills buf where that is
// long enough.
func (t *countTable) row(row int, buf []float64) []float64 {
	if cap(buf) < t.columns*t.K {
		buf = make([]float64, t.columns*t.K)
	}
	buf = buf[:t.columns*t.K]
	clear(buf)
	t.addRowTo(buf, row)
	return buf
}

// addRowTo adds a row's option counts, column*K + option-1, to totals.
func (t *countTable) addRowTo(totals []float64, row int) {
	m := t.manyRow(row)
	if m == nil {
		for column, code := range t.onceRow(row) {
			if code > 0 && int(code) <= t.K {
				totals[column*t.K+int(code)-1]++
			}
		}
		return
	}
	for column := range m.width() / t.codes() {
		lo, sums := column*t.codes(), totals[column*t.K:]
		if m.full != nil {
			addTo(sums, m.full[lo:lo+t.K])
			continue
		}
		for k, x := range m.small[lo : lo+t.K] {
			sums[k] += float64(x)
		}
	}
}

// answered reports whether a row has an answer with an option.
func (t *countTable) answered(row int) bool {
	m := t.manyRow(row)
	if m == nil {
		for _, code := range t.onceRow(row) {
			if code > 0 && int(code) <= t.K {
				return true
			}
		}
		return false
	}
	return sum(t.row(row, nil)) > 0
}

// mostRepeats is the most answers with an option to one item of one row.
func (t *countTable) mostRepeats() int {
	most := 0
	var row []float64
	for i := range t.rows {
		if t.manyRow(i) == nil {
			if most == 0 && t.answered(i) {
				most = 1
			}
			continue
		}
		row = t.row(i, row)
		for column := range t.items {
			most = max(most, int(sum(row[column*t.K:(column+1)*t.K])+.5))
		}
	}
	return most
}
