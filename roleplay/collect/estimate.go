package collect

import (
	"encoding/json"
	"fmt"
	"slices"

	"inertia/roleplay"
	"inertia/roleplay/served"
)

// Estimate says what a study will take, before it is asked.
type Estimate struct {
	Questions  int // of the plan
	Left       int // of them without an answer yet
	Prompt     int // tokens to be read for those left
	Completion int // tokens to be written
	// Measured says that answers of this study tell how long a token is and how
	// many an answer has; else 4 characters and the limit on tokens, at most 16.
	Measured bool
}

// sampled is how many pieces of the plan an estimate puts into words.
const sampled = 400

// Dry puts the plan into words without asking anything, and without writing a file.
// show is called with the first piece of every respondent and variant there is: a
// baseline question, a persona's.
func Dry(o Options, show func(q Shown)) (*Estimate, error) {
	if err := o.complete(); err != nil {
		return nil, err
	}
	keys, err := newKeyer(o.Model, o.Parameters)
	if err != nil {
		return nil, err
	}
	e := &Estimate{Questions: o.planned()}
	d := dryRun{Options: o, keys: keys, every: max(1, e.Questions/sampled), seen: map[string]bool{}, show: show}
	for j := range o.Design.jobs(o.Shard) {
		if err := d.job(j); err != nil {
			return nil, err
		}
	}
	have, err := ledgerUsage(o.Dir)
	if err != nil {
		return nil, err
	}
	e.Left = max(0, e.Questions-have.Answers)
	d.estimate(e, have)
	return e, nil
}

// Shown is a question as it will be asked.
type Shown struct {
	Variant, Persona, Item string
	Body                   string // what is sent
	Prompt                 string // its last message
}

type dryRun struct {
	Options
	keys       *keyer
	every      int
	n          int // questions seen
	characters int // in those put into words
	worded     int
	seen       map[string]bool
	show       func(Shown)
}

// job puts a piece of the plan into words when its turn has come.
func (d *dryRun) job(j job) error {
	q := &j.questions[0]
	kind := fmt.Sprint(q.Variant, q.Persona == nil)
	from := d.n
	if d.n += len(j.questions); d.seen[kind] && from/d.every == d.n/d.every {
		return nil
	}
	before := 0 // characters of the dialogue so far
	var history []served.Message
	for i := range j.questions {
		a, err := prepare(d.Wording, d.keys, d.Design.SamplingSeed, &j.questions[i])
		if err != nil {
			return err
		}
		if !d.seen[kind] {
			if err := d.showOne(a, history); err != nil {
				return err
			}
			d.seen[kind] = true
		}
		d.characters += before + len(a.prompt)
		d.worded++
		before += len(a.prompt) + 2
	}
	return nil
}

func (d *dryRun) showOne(a *asked, history []served.Message) error {
	raw, err := json.MarshalIndent(a.request(d.Model, d.Parameters, history), "", "  ")
	if err != nil {
		return err
	}
	s := Shown{Variant: a.Variant, Item: a.Item.ID, Body: string(raw), Prompt: a.prompt}
	if a.Persona != nil {
		s.Persona = a.Persona.ID
	}
	d.show(s)
	return nil
}

// estimate counts tokens: as the answers that are there had them, else roughly.
func (d *dryRun) estimate(e *Estimate, have Usage) {
	if d.worded == 0 {
		return
	}
	length := float64(d.characters) / float64(d.worded)
	prompt, completion := length/4+8, 16.
	if d.Parameters.MaxTokens > 0 {
		completion = min(completion, float64(d.Parameters.MaxTokens))
	}
	if have.Answers > 0 && have.Prompt > 0 {
		e.Measured = true
		measured := float64(have.Prompt) / float64(have.Answers)
		if slices.Contains(d.Design.Variants, roleplay.VariantItemsShuffled) {
			measured = max(measured, prompt) // a dialogue's first questions are its shortest
		}
		prompt, completion = measured, float64(have.Completion)/float64(have.Answers)
	}
	e.Prompt, e.Completion = int(prompt*float64(e.Left)), int(completion*float64(e.Left))
}
