package analysis

// stretch is questions, by number in the batches, whose columns in a form follow each
// other as they do.
type stretch struct {
	form                *form
	question, column, n int
}

// stretchesOf finds the longest ones, form by form; catch items are in none.
func stretchesOf(questions []place) []stretch {
	var out []stretch
	for q, at := range questions {
		if at.err != nil || at.column < 0 || at.column >= at.form.items {
			continue
		}
		if n := len(out); n > 0 {
			last := &out[n-1]
			if last.form == at.form && last.question+last.n == q && last.column+last.n == at.column {
				last.n++
				continue
			}
		}
		out = append(out, stretch{at.form, q, at.column, 1})
	}
	return out
}

// addSheet counts a sheet of the unit entered: the option of each question, 0 for one
// not asked. Where the unit was not met before, it is its row.
func (t *tallier) addSheet(options []uint8, answers int) {
	t.answers += float64(answers)
	t.usable += float64(answers)
	for at := 0; at < len(t.stretches) && options != nil; {
		end := at
		asked := false
		for end < len(t.stretches) && t.stretches[end].form == t.stretches[at].form {
			s := &t.stretches[end]
			asked = asked || anyAsked(options[s.question:s.question+s.n])
			end++
		}
		if asked {
			t.addStretches(t.stretches[at:end], options)
		}
		at = end
	}
}

func anyAsked(options []uint8) bool {
	for _, o := range options {
		if o != 0 {
			return true
		}
	}
	return false
}

// addStretches counts the part of a sheet that belongs to one form.
func (t *tallier) addStretches(stretches []stretch, options []uint8) {
	row := t.rowOf(stretches[0].form)
	codes := row.codes()
	whole := row.fresh && codes != nil
	for _, s := range stretches {
		part := options[s.question : s.question+s.n]
		if whole {
			copy(codes[s.column:], part)
			continue
		}
		for i, option := range part {
			if option > 0 {
				t.count(&t.questions[s.question+i], int(option)-1, 0, 1)
			}
		}
	}
	row.fresh = false
}
