package show

import (
	"errors"

	"inertia/datasets"
)

// answers are a data set's answers in a form to be kept: what counting needs of
// each, without its text.
type answers struct {
	Responses []datasets.Response
	Rejected  []rejection
	Personas  *datasets.Personas
	Notices   []string
}

// rejection is a row that was set aside.
type rejection struct {
	File   string
	Line   int
	Reason string
}

// keptMost is the most answers that are kept; more are read anew each time.
const keptMost = 2_000_000

// keptAnswers is the data set with its answers from the cache where they are
// there; else reading them through keeps them.
func keptAnswers(ds *datasets.Dataset, key string) *datasets.Dataset {
	s := storage()
	if key == "" || s == nil {
		return ds
	}
	ds.Batches = nil // answers are kept, not batches of them
	if stored, err := load[answers](s, key); err == nil {
		ds.Personas, ds.Notices, ds.Responses = stored.Personas, stored.Notices, stored.replay
		return ds
	}
	read := ds.Responses
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		var a answers
		whole := true
		for r, err := range read {
			whole = whole && a.add(r, err)
			if !yield(r, err) {
				return
			}
		}
		if !whole {
			return
		}
		a.Personas, a.Notices = ds.Personas, ds.Notices
		if s.Save(key, a) != nil {
			_ = s.ResetKey(key) // half a file would only be read in vain
		}
	}
	return ds
}

func (a *answers) replay(yield func(datasets.Response, error) bool) {
	for _, r := range a.Rejected {
		if !yield(datasets.Response{}, &datasets.RowError{File: r.File, Line: r.Line, Err: errors.New(r.Reason)}) {
			return
		}
	}
	for _, r := range a.Responses {
		if !yield(r, nil) {
			return
		}
	}
}

// add takes an answer in; false when the reading failed or there are too many.
func (a *answers) add(r datasets.Response, err error) bool {
	if err != nil {
		var row *datasets.RowError
		if !errors.As(err, &row) {
			return false
		}
		a.Rejected = append(a.Rejected, rejection{row.File, row.Line, row.Err.Error()})
		return true
	}
	a.Responses = append(a.Responses, datasets.Response{Model: r.Model, Variant: r.Variant, Seed: r.Seed, Persona: r.Persona, Item: r.Item, Dimension: r.Dimension,
		Instrument: r.Instrument, Pooled: r.Pooled, Position: r.Position, Option: r.Option, Missing: r.Missing, N: r.N, File: r.File, Line: r.Line})
	return len(a.Responses) <= keptMost
}
