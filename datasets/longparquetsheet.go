package datasets

import "slices"

// leastSheet is how many answers make a sheet worth while.
const leastSheet = 16

// sheetOrder is the questions of a unit's rows, in their order, which most often is
// that of the unit before.
type sheetOrder struct {
	page      int     // of the item column in which the codes were
	items     []int32 // codes of the rows
	questions []uint16
	K         uint8 // least number of options among the questions
	asked     []bool
}

// takeSheet adds the rows from i to end, all of one unit, as a sheet of width
// questions; false where they make none.
func (g *groupRows) takeSheet(u Unit, i, end, width int, b *Batch) bool {
	if end-i < leastSheet || g.missing != nil && (g.missing.runEnd(i) < end || g.missing.at(i).odd || g.missing.at(i).whole > 0) {
		return false
	}
	items := g.item.codes[i:end]
	if o := &g.sheet; o.page != g.item.filled || !sameCodes(o.items, items) {
		if !o.learn(items, g.item.marks, width) {
			return false
		}
		o.page = g.item.filled
	}
	from := len(b.Sheets)
	b.Sheets = slices.Grow(b.Sheets, width)[:from+width]
	sheet := b.Sheets[from:]
	clear(sheet)
	if !g.sheet.fill(sheet, g.option.codes[i:end], g.option.options) {
		b.Sheets = b.Sheets[:from]
		return false
	}
	b.Sheets = b.Sheets[:from]
	u.kind, u.sheet = unitSheet, len(items)
	b.open(u)
	b.Sheets = b.Sheets[:from+width]
	b.Units[len(b.Units)-1].end = from + width
	return true
}

// sameCodes is slices.Equal, eight codes at a time.
func sameCodes(a, b []int32) bool {
	if len(a) != len(b) {
		return false
	}
	for len(a) >= 8 {
		x, y := a[:8:8], b[:8:8]
		if (x[0]^y[0])|(x[1]^y[1])|(x[2]^y[2])|(x[3]^y[3])|(x[4]^y[4])|(x[5]^y[5])|(x[6]^y[6])|(x[7]^y[7]) != 0 {
			return false
		}
		a, b = a[8:], b[8:]
	}
	return slices.Equal(a, b)
}

// learn takes up another order; false where a question is asked twice or is odd.
func (o *sheetOrder) learn(items []int32, marks []mark, width int) bool {
	o.page, o.K = 0, missingCodes
	o.items, o.questions = append(o.items[:0], items...), o.questions[:0]
	o.asked = slices.Grow(o.asked[:0], width)[:width]
	clear(o.asked)
	for _, item := range items {
		m := &marks[item]
		if m.odd || o.asked[m.number] {
			return false
		}
		o.asked[m.number], o.K = true, min(o.K, m.K)
		o.questions = append(o.questions, m.number)
	}
	return true
}

// fill writes the options down; false where one of them is none of every question.
func (o *sheetOrder) fill(sheet []uint8, codes []int32, options []uint8) bool {
	codes = codes[:len(o.questions)]
	for k, question := range o.questions {
		option := options[codes[k]]
		if option-1 >= o.K { // of 0, which is none, 255
			return false
		}
		sheet[question] = option
	}
	return true
}
