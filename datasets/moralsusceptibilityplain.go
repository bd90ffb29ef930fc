package datasets

// plainRun adds the records that data begins with and that are plain in all they hold:
// no quotes, numbers of digits only, a rating that is none of a failure. They are
// nearly all of a large file. It stops at the first record that needs a closer look;
// lines is how many it added.
func (p *ratingParser) plainRun(f *moralSusceptibilityFile, data []byte, b *Batch) (rest []byte, lines int) {
	var u *Unit // the last one, where it is of this file
	if n := len(b.Units); n > 0 && b.Units[n-1].Model == f.model {
		u = &b.Units[n-1]
	}
	for len(data) > 0 {
		a, persona, n := p.plainAnswer(f, data)
		if n == 0 {
			break
		}
		if u == nil || u.Persona != string(persona) {
			b.open(Unit{Model: f.model, Variant: DefaultVariant, Persona: p.names.of(persona)})
			u = &b.Units[len(b.Units)-1]
		}
		b.Answers = append(b.Answers, a)
		u.end = len(b.Answers)
		data = data[min(n, len(data)):]
		lines++
	}
	return data, lines
}

// plainAnswer reads the record that data begins with, n bytes with its end; n is 0
// where it is not plain or not valid. The persona is empty in a baseline.
func (p *ratingParser) plainAnswer(f *moralSusceptibilityFile, data []byte) (a Answer, persona []byte, n int) {
	a.N = 1
	for column := range f.columns.width {
		start := n
		switch column {
		case f.columns.question, f.columns.repeat, f.columns.rating:
			x := 0
			for n < len(data) && n-start < 9 && data[n]-'0' <= 9 {
				x = 10*x + int(data[n]-'0')
				n++
			}
			if n == start {
				return a, nil, 0
			}
			switch column {
			case f.columns.question:
				if x >= len(p.number) || p.number[x] < 0 {
					return a, nil, 0
				}
				a.Question = uint16(p.number[x])
			case f.columns.repeat:
				a.Repeat = int32(x)
			default:
				if x > 5 {
					return a, nil, 0
				}
				a.Code = uint8(x + 1)
			}
		default:
			for n < len(data) && data[n] != ',' && data[n] != '\n' && data[n] != '\r' {
				if data[n] == '"' {
					return a, nil, 0
				}
				n++
			}
			if column == f.columns.persona && !f.baseline {
				if persona = data[start:n]; n == start {
					return a, nil, 0
				}
			}
		}
		if column+1 < f.columns.width {
			if n >= len(data) || data[n] != ',' {
				return a, nil, 0
			}
			n++
		}
	}
	if n+1 < len(data) && data[n] == '\r' {
		n++
	}
	if n < len(data) && data[n] != '\n' || int(a.Code) > p.questions.options[a.Question] {
		return a, nil, 0
	}
	return a, persona, n + 1
}
