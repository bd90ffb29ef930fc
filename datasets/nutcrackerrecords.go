package datasets

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strconv"
)

// nutcrackerAttributes are the persona columns of the authors' records, in the
// order and spelling of their runner.
var nutcrackerAttributes = []string{"sex", "age", "coutry_of_origin", "country_of_residence", "income_level", "marrital_status", "have_children",
	"education_level", "employment_status", "occupation_group", "ethnic_group", "religious_denomination"}

// maxRecordLine bounds a line of records.jsonl, so that a broken file cannot
// take all memory.
const maxRecordLine = 16 << 20

type nutcrackerRecord struct {
	Question *int           `json:"question_number"`
	Persona  map[string]any `json:"persona"`
	Index    *int           `json:"persona_idx"`
	Judged   []string       `json:"judge_interpretation"`
	Text     string         `json:"model_response"`
}

// readRecords gives an answer a line of records.jsonl. Each persona_idx is a
// persona of its own; one drawn twice counts twice, with a notice.
func (f *nutcrackerFile) readRecords(ds *Dataset, instruments []*Instrument, yield func(Response, error) bool) bool {
	i := slices.IndexFunc(instruments, func(in *Instrument) bool { return in.ID == f.run.instrument })
	if i < 0 {
		return yield(Response{}, &RowError{File: f.name, Err: fmt.Errorf("answers to %s, which is not among the instruments", f.run.instrument)})
	}
	file, err := os.Open(f.path)
	if err != nil {
		return yield(Response{}, &RowError{File: f.name, Err: err})
	}
	defer file.Close()
	seen := personaCollector{ds: ds, run: &f.run, known: ds.Personas.Index(), ids: map[string]bool{}}
	defer seen.notice(f.name)
	lines := bufio.NewReaderSize(file, 1<<16)
	for n := 1; ; n++ {
		line, err := readBounded(lines, maxRecordLine)
		if len(bytes.TrimSpace(line)) > 0 {
			r, bad := f.record(line, n, instruments[i], &seen)
			if bad != nil {
				bad = &RowError{File: f.name, Line: n, Err: bad}
			}
			if !yield(r, bad) {
				return false
			}
		}
		if err == io.EOF {
			return true
		}
		if err != nil {
			return yield(Response{}, &RowError{File: f.name, Line: n, Err: err})
		}
	}
}

func readBounded(r *bufio.Reader, limit int) ([]byte, error) {
	var line []byte
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part...)
		if !errors.Is(err, bufio.ErrBufferFull) {
			return line, err
		}
		if len(line) > limit {
			return nil, fmt.Errorf("line of more than %d bytes; is this a JSON-lines file?", limit)
		}
	}
}

func (f *nutcrackerFile) record(line []byte, n int, in *Instrument, seen *personaCollector) (Response, error) {
	r := f.response(n)
	var rec nutcrackerRecord
	if err := json.Unmarshal(line, &rec); err != nil {
		return r, fmt.Errorf("not a record: %w", err)
	}
	if rec.Question == nil {
		return r, errors.New("no question_number")
	}
	item := slices.IndexFunc(in.Items, func(it Item) bool { return it.Number == *rec.Question })
	if item < 0 {
		return r, fmt.Errorf("question_number %d is not in %s", *rec.Question, in.Short)
	}
	r.Item, r.Text = in.Items[item].ID, rec.Text
	if !f.run.baseline {
		if rec.Index == nil {
			return r, errors.New("no persona_idx; needed to tell the personas apart")
		}
		r.Persona = strconv.Itoa(*rec.Index)
		seen.add(r.Persona, rec.Persona)
	}
	if len(rec.Judged) == 1 && len(rec.Judged[0]) == 1 && rec.Judged[0][0] >= 'A' && rec.Judged[0][0] < byte('A'+in.Options) {
		r.Option = int(rec.Judged[0][0]-'A') + 1
	} else {
		r.Missing = Unparsed
	}
	return r, nil
}

// personaCollector adds the personas of a file to the data set, once each.
type personaCollector struct {
	ds    *Dataset
	run   *nutcrackerRun
	known map[PersonaKey]*Persona // before this file
	ids   map[string]bool         // of this file
	drawn map[string]int          // how often a description was drawn
}

func (c *personaCollector) add(id string, fields map[string]any) {
	if c.ids[id] {
		return
	}
	c.ids[id] = true
	p := Persona{ID: id, Seed: c.run.seed, Attributes: map[string]string{}}
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		text := attributeText(fields[name])
		if name == "description" {
			p.Description = text
			continue
		}
		p.Attributes[name] = text
		c.addAttribute(name)
	}
	if c.drawn == nil {
		c.drawn = map[string]int{}
	}
	key, _ := json.Marshal(p.Attributes) // keys come sorted
	c.drawn[string(key)+p.Description]++
	if c.known[PersonaKey{p.Seed, p.ID}] == nil && len(fields) > 0 {
		c.ds.Personas.Rows = append(c.ds.Personas.Rows, p)
	}
}

func (c *personaCollector) addAttribute(name string) {
	have := &c.ds.Personas.Attributes
	if slices.Contains(*have, name) {
		return
	}
	rank := func(a string) int {
		if i := slices.Index(nutcrackerAttributes, a); i >= 0 {
			return i
		}
		return len(nutcrackerAttributes)
	}
	*have = append(*have, name)
	slices.SortStableFunc(*have, func(a, b string) int { return rank(a) - rank(b) })
}

func (c *personaCollector) notice(file string) {
	twice := 0
	for _, n := range c.drawn {
		twice += n - 1
	}
	if twice > 0 {
		c.ds.Notices = append(c.ds.Notices, fmt.Sprintf("%s: %d personas repeat the attributes of another; each draw counts", file, twice))
	}
}

func attributeText(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case float64:
		return strconv.FormatFloat(x, 'g', -1, 64)
	}
	return fmt.Sprint(v)
}
