package datasets

import (
	"fmt"
	"slices"
)

// longReader joins the rows of all files: it numbers repeats, finds duplicates
// and gathers persona attributes.
type longReader struct {
	ds        *Dataset
	questions *questions
	known     map[PersonaKey]bool // personas with a row in ds.Personas
}

func newLongReader(ds *Dataset, q *questions) *longReader {
	r := &longReader{ds: ds, questions: q, known: map[PersonaKey]bool{}}
	for k := range ds.Personas.Index() {
		r.known[k] = true
	}
	return r
}

// batches reads the file. An answer that a later row of its key contradicts is taken
// back by a batch at the end; where answers count by probabilities, it is found before.
func (r *longReader) batches(f *longFile, yield func(*Batch, error) bool) bool {
	if err := f.readOnce(); err != nil {
		yield(nil, err)
		return false
	}
	keys, take := newKeyTable(f.header.repeat, r.questions), (*keyTable).take
	if f.header.repeat && f.probabilities { // sums of fractions do not get back what they were
		if err := r.lookThrough(f, keys); err != nil {
			yield(nil, err)
			return false
		}
		take = (*keyTable).settle
	}
	goOn := true
	f.parse(r.questions, false, func(p *parsed) bool {
		take(keys, &p.batch)
		for i := range p.batch.Units {
			u := &p.batch.Units[i]
			r.addPersona(f.header, PersonaKey{u.Seed, u.Persona}, u.attributes)
		}
		goOn = yield(&p.batch, nil)
		return goOn
	})
	if goOn && len(keys.again) > 0 && !f.probabilities {
		goOn = yield(keys.corrections(), nil)
	}
	if goOn {
		r.tellDuplicates(f, keys)
	}
	return goOn
}

// responses reads whole answers. Where repeats are numbered the file is looked
// through first, so that an answer which a later row contradicts is known to be.
func (r *longReader) responses(f *longFile, yield func(Response, error) bool) bool {
	if err := f.readOnce(); err != nil {
		yield(Response{}, err)
		return false
	}
	keys := newKeyTable(f.header.repeat, r.questions)
	if f.header.repeat {
		if err := r.lookThrough(f, keys); err != nil {
			yield(Response{}, err)
			return false
		}
	}
	goOn := true
	f.parse(r.questions, true, func(p *parsed) bool {
		for i := range p.rows {
			row := &p.rows[i]
			if row.err != nil {
				goOn = yield(Response{File: row.err.File, Line: row.err.Line}, row.err)
			} else if keys.keep(&row.Response) {
				r.addPersona(f.header, PersonaKey{row.Seed, row.Persona}, row.attributes)
				goOn = yield(row.Response, nil)
			}
			if !goOn {
				return false
			}
		}
		return true
	})
	if goOn {
		r.tellDuplicates(f, keys)
	}
	return goOn
}

// lookThrough reads the file for keys that come again.
func (r *longReader) lookThrough(f *longFile, keys *keyTable) error {
	if f.pipe != nil && f.spooled == nil {
		return errReadOnce
	}
	f.parse(r.questions, false, func(p *parsed) bool {
		keys.take(&p.batch)
		return true
	})
	return nil
}

func (r *longReader) tellDuplicates(f *longFile, keys *keyTable) {
	if keys.equal > 0 {
		r.notice(fmt.Sprintf("%s: %d rows repeat another exactly (same repeat): counted once", f.name, keys.equal))
	}
	if keys.conflicting > 0 {
		r.notice(fmt.Sprintf("%s: %d rows contradict another of the same repeat: set aside as missing (duplicate)", f.name, keys.conflicting))
	}
}

// notice tells a thing once, however often the answers are read.
func (r *longReader) notice(text string) {
	if !slices.Contains(r.ds.Notices, text) {
		r.ds.Notices = append(r.ds.Notices, text)
	}
}

// addPersona takes up the attributes in the columns persona.NAME.
func (r *longReader) addPersona(h *longHeader, key PersonaKey, attributes []string) {
	if len(h.attributes) == 0 || key.ID == "" || r.known[key] {
		return
	}
	r.known[key] = true
	p := Persona{ID: key.ID, Seed: key.Seed, Attributes: map[string]string{}}
	for i, name := range h.attributes {
		p.Attributes[name] = attributes[i]
		if !slices.Contains(r.ds.Personas.Attributes, name) {
			r.ds.Personas.Attributes = append(r.ds.Personas.Attributes, name)
		}
	}
	r.ds.Personas.Rows = append(r.ds.Personas.Rows, p)
}
