package datasets

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
)

// ratingComma stands between the fields of the layout's files.
const ratingComma comma = ','

// ratingColumns are the places of the columns of a file of ratings; -1 where one is
// not there.
type ratingColumns struct{ width, persona, question, repeat, rating, text int }

func newRatingColumns(header []string) ratingColumns {
	at := map[string]int{}
	for i, name := range header {
		at[name] = i + 1
	}
	return ratingColumns{len(header), at["persona_id"] - 1, at["question_id"] - 1, at["run_index"] - 1, at["rating"] - 1, at["response"] - 1}
}

// moralSusceptibilityItem maps question_id 1..30 (the questionnaire without its
// two catch items) to the item's number in the form.
func moralSusceptibilityItem(question int) int {
	switch {
	case question <= 5:
		return question
	case question <= 20:
		return question + 1
	}
	return question + 2
}

// moralSusceptibilityItems holds the item of each question_id.
var moralSusceptibilityItems = func() (items [31]string) {
	for q := 1; q < len(items); q++ {
		items[q] = fmt.Sprintf("mfq30-%02d", moralSusceptibilityItem(q))
	}
	return items
}()

// readRatings reads the files' rows on all cores and yields them in the files' order,
// as whole answers (texts) or as batches. What is wrong with a row, or ends a file
// early, comes as a row with an error.
func readRatings(files []moralSusceptibilityFile, q *questions, texts bool, yield func(*parsed) bool) {
	split := func(yield func(chunk) bool) {
		for i := range files {
			if !files[i].split(func(c chunk) bool { c.group = i; return yield(c) }) {
				return
			}
		}
	}
	inOrder(texts, split, func() func(chunk, *sink) {
		return newRatingParser(files, q, texts).parse
	}, yield)
}

// split cuts the file into chunks; goOn is false once no more is wanted.
func (f *moralSusceptibilityFile) split(yield func(chunk) bool) (goOn bool) {
	file, err := os.Open(f.path)
	if err != nil {
		return yield(chunk{err: err})
	}
	defer file.Close()
	head, err := readCSVHead(file)
	if err != nil {
		return yield(chunk{line: 1, err: err})
	}
	goOn = true
	splitRecords(head.body, 1+head.lines, ratingComma.recordsEnd, func(c chunk) bool {
		goOn = yield(c)
		return goOn
	})
	return goOn
}

// ratingParser turns records into rows; each goroutine has its own.
type ratingParser struct {
	files     []moralSusceptibilityFile
	questions *questions
	number    [31]int // of the question, by question_id; -1 where the item is unknown
	texts     bool    // take up the texts, which a tally does not need
	names     interned
	row       longRow
}

func newRatingParser(files []moralSusceptibilityFile, q *questions, texts bool) *ratingParser {
	p := &ratingParser{files: files, questions: q, texts: texts, names: interned{}}
	for id, item := range moralSusceptibilityItems {
		at, ok := q.items[item]
		if p.number[id] = at; !ok {
			p.number[id] = -1
		}
	}
	return p
}

// parse parses the records of a chunk and hands each on.
func (p *ratingParser) parse(c chunk, out *sink) {
	f, r := &p.files[c.group], &p.row
	r.Response = Response{Model: f.model, Variant: DefaultVariant, File: f.name}
	if c.err != nil {
		r.Line, r.err = c.line, c.err
		out.take(r)
		return
	}
	var fields [][]byte
	for data, line, lines := c.data, c.line, 0; len(data) > 0; line += lines {
		if !p.texts {
			if data, lines = p.plainRun(f, data, &out.batch); lines > 0 {
				continue
			}
		}
		r.clear(line)
		data, fields, lines, r.err = ratingComma.nextRecord(data, fields)
		if len(fields) == 1 && len(fields[0]) == 0 && r.err == nil {
			continue // an empty line
		}
		if r.err == nil && len(fields) != f.columns.width {
			r.err = fieldCount(len(fields), f.columns.width)
		}
		if r.err == nil {
			r.err = p.fill(r, f, fields)
		}
		out.take(r)
	}
}

// fill takes up a record: rating 0..5 is option 1..6, -1 a failure.
func (p *ratingParser) fill(r *longRow, f *moralSusceptibilityFile, fields [][]byte) error {
	at := &f.columns
	if !f.baseline {
		if id := fields[at.persona]; len(id) == 0 {
			return errors.New("no persona_id")
		} else if string(id) != r.Persona {
			r.Persona = p.names.of(id)
		}
	}
	question, ok := ratingNumber(fields[at.question])
	if !ok || question < 1 || question >= len(moralSusceptibilityItems) {
		return fmt.Errorf("question_id %q is not 1..30", clip(fields[at.question]))
	}
	r.Item = moralSusceptibilityItems[question]
	if r.Repeat, ok = ratingNumber(fields[at.repeat]); !ok || r.Repeat < 0 {
		return fmt.Errorf("run_index %q is not a number", clip(fields[at.repeat]))
	}
	rating, ok := ratingNumber(fields[at.rating])
	if !ok {
		v, err := strconv.ParseFloat(string(fields[at.rating]), 64)
		rating = int(v)
		ok = err == nil && v == float64(rating)
	}
	if !ok || rating < -1 || rating > 5 {
		return fmt.Errorf("rating %q is not 0..5, nor -1 for a failure", clip(fields[at.rating]))
	}
	var text []byte
	if at.text >= 0 {
		text = fields[at.text]
	}
	if p.texts {
		r.Text = string(bytes.ReplaceAll(text, []byte("\r\n"), []byte("\n")))
	}
	switch {
	case rating >= 0:
		r.Option = rating + 1
	case len(text) == 0:
		r.Missing = Transport
	default:
		r.Missing = Unparsed
	}
	if r.question = p.number[question]; r.question < 0 {
		return UnknownItem(r.Item)
	}
	if K := p.questions.options[r.question]; r.Option > K {
		return fmt.Errorf("option %d is outside 1..%d", r.Option, K)
	}
	return nil
}

// ratingNumber reads a whole number.
func ratingNumber(b []byte) (int, bool) {
	if n, ok := digits(b); ok {
		return int(n), true
	}
	n, err := strconv.Atoi(string(b))
	return n, err == nil
}
