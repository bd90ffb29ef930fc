package datasets

import (
	"fmt"
	"iter"
	"slices"
)

// Dataset is a set of answers, streamed: nothing holds all raw text in memory.
type Dataset struct {
	Name   string // shown to a person, such as the file's or folder's name
	Layout string // "long", "nutcracker", "moral-susceptibility", "tally"
	// Simulated names the models that are reference respondents and no language
	// models.
	Simulated []string
	// Compared names the two studies that the answers come from; nil where they are
	// one. See Compare.
	Compared *[2]string
	Files    []File
	// Personas holds attributes where they are known before the answers are
	// read (personas.csv); readers of layouts whose rows carry the attributes
	// add to it while reading.
	Personas *Personas
	// Notices are things to tell the reader that set nothing aside: an unknown
	// column, a file left out, a persona drawn twice.
	Notices []string
	// Replications say how often a server changed its answer to the same request,
	// where a collected study holds that.
	Replications []Replication
	// Weights says how an answer counts: WeightsProbabilities, or as one answer.
	Weights string
	// Responses streams the answers. An error of type *RowError is a row that
	// was set aside: reading goes on. Any other error ends the file it names.
	Responses iter.Seq2[Response, error]
	// Batches streams the same answers in the form in which they are counted
	// fastest, and Questions says what their numbers mean; nil where a layout has
	// only Responses.
	Batches   iter.Seq2[*Batch, error]
	Questions []Question
	// Progress says how much of the files has been read; nil when unknown.
	Progress *Progress
	// OtherModels names the models whose answers KeepModels has dropped so far.
	OtherModels []string
	// RolePlays gives, for the nutcracker layout, the other runs there: the
	// number of role-plays an item, ascending. Empty elsewhere.
	RolePlays []int
	// AtRolePlays opens the same data at another number of role-plays; nil when
	// RolePlays is empty.
	AtRolePlays func(n int) (*Dataset, error)
	// Judges lists the parser models whose reading (for nutcracker of the baseline) is
	// there, and AtJudge opens the same data as read by another; nil when there is one.
	Judges  []string
	AtJudge func(judge string) (*Dataset, error)
}

// File is an input file as the manifest names it.
type File struct {
	Name   string // base name, or path relative to the data folder
	SHA256 string
	Bytes  int64
}

// RowError is a row that could not be read, with its place. It does not stop
// the reading.
type RowError struct {
	File string
	Line int // 1-based; 0 when the place inside the file is not known
	Err  error
}

func (e *RowError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("%s: %v", e.File, e.Err)
	}
	return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err)
}

func (e *RowError) Unwrap() error { return e.Err }

// KeepModels drops the answers of every model not named; reading names these in
// OtherModels.
func (ds *Dataset) KeepModels(models []string) {
	all, batches := ds.Responses, ds.Batches
	other := func(model string) {
		if !slices.Contains(ds.OtherModels, model) {
			ds.OtherModels = append(ds.OtherModels, model)
		}
	}
	ds.Responses = func(yield func(Response, error) bool) {
		all(func(r Response, err error) bool {
			if err == nil && !slices.Contains(models, r.Model) {
				other(r.Model)
				return true
			}
			return yield(r, err)
		})
	}
	if batches == nil {
		return
	}
	ds.Batches = func(yield func(*Batch, error) bool) {
		batches(func(b *Batch, err error) bool {
			if err == nil {
				b.keepModels(models, other)
			}
			return yield(b, err)
		})
	}
}
