package datasets

import (
	"bytes"
	"slices"
)

// plainColumns lists what follows the columns that say who answered, where this is
// an answer in numbers and no more; nil elsewhere.
func (h *longHeader) plainColumns() []columnKind {
	var kinds []columnKind
	for _, c := range h.columns[h.lead():] {
		switch c.kind {
		case columnItem, columnOption, columnRepeat, columnPosition:
			kinds = append(kinds, c.kind)
		default:
			return nil
		}
	}
	return kinds
}

// plainRun parses the records at the beginning of data that begin as the record
// before did (lead) and are plain in all they hold: an item that is known, numbers of
// digits only. They are nearly all of a large file. It stops at the first record that
// needs a closer look; lines is how many it parsed.
func (p *longParser) plainRun(data, lead []byte, b *Batch) (rest []byte, lines int) {
	single := len(p.plain) == 2 // item and option
	if single {
		p.openSingles(b)
	}
	for bytes.HasPrefix(data, lead) {
		a, n := p.plainAnswer(data[len(lead):])
		if n == 0 {
			break
		}
		if single {
			b.Singles = append(b.Singles, Single{a.Question, a.Code})
		} else {
			b.Answers = append(b.Answers, a)
		}
		data = data[min(len(lead)+n, len(data)):]
		lines++
	}
	if u := &b.Units[len(b.Units)-1]; single {
		u.end = len(b.Singles)
	} else {
		u.end = len(b.Answers)
	}
	return data, lines
}

// openSingles begins a unit of single answers, of who answered the record before.
func (p *longParser) openSingles(b *Batch) {
	if u := b.Units[len(b.Units)-1]; u.kind != unitSingles {
		u.kind = unitSingles
		b.open(u)
	}
}

// plainAnswer reads an answer up to the end of its record, n bytes; n is 0 where it
// is not plain or not valid.
func (p *longParser) plainAnswer(data []byte) (a Answer, n int) {
	question, option, repeat := -1, 0, 1
	sep := byte(p.header.comma)
	a.N = 1
	for i, kind := range p.plain {
		field := data[n:]
		if kind == columnItem {
			next := p.follows[p.item]
			id := p.questions.list[next].Item
			if len(field) > len(id) && string(field[:len(id)]) == id && (field[len(id)] == sep || field[len(id)] <= '\r') {
				question, n = next, n+len(id)
			} else if question, field = p.itemAt(field); question < 0 {
				return a, 0
			} else {
				n += len(field)
			}
		} else {
			x, digits := 0, 0
			for digits < len(field) && digits < 9 && field[digits]-'0' <= 9 {
				x = 10*x + int(field[digits]-'0')
				digits++
			}
			if digits == 0 {
				return a, 0
			}
			n += digits
			switch kind {
			case columnOption:
				option = x
			case columnRepeat:
				repeat = x
				a.Repeat = int32(x)
			default:
				a.Position = int32(x)
			}
		}
		if i+1 < len(p.plain) {
			if n >= len(data) || data[n] != sep {
				return a, 0
			}
			n++
		}
	}
	if n+1 < len(data) && data[n] == '\r' {
		n++
	}
	if n < len(data) && data[n] != '\n' || option == 0 || option > p.questions.options[question] || repeat == 0 {
		return a, 0
	}
	p.follows[p.item], p.item = question, question
	a.Question, a.Code = uint16(question), uint8(option)
	return a, n + 1
}

// itemAt looks up the item in the field that data begins with; question is -1 when it
// is unknown.
func (p *longParser) itemAt(data []byte) (question int, field []byte) {
	end := slices.IndexFunc(data, func(c byte) bool { return c == byte(p.header.comma) || c == '\r' || c == '\n' })
	if end < 0 {
		return -1, nil
	}
	if at, ok := p.questions.items[string(data[:end])]; ok {
		return at, data[:end]
	}
	return -1, nil
}
