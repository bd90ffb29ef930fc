package collect

import (
	"fmt"
	"hash/fnv"
	"iter"
	"math/rand/v2"
	"strconv"
	"strings"

	"inertia/datasets"
	"inertia/roleplay"
)

// Shard is a part of a study, for several machines: the I-th of N, from 1. The zero
// value is the whole.
type Shard struct{ I, N int }

// ParseShard reads "i/n".
func ParseShard(text string) (Shard, error) {
	if text == "" {
		return Shard{}, nil
	}
	a, b, _ := strings.Cut(text, "/")
	i, err1 := strconv.Atoi(a)
	n, err2 := strconv.Atoi(b)
	if err1 != nil || err2 != nil || i < 1 || i > n {
		return Shard{}, fmt.Errorf("shard %q: needs the form i/n, such as 1/4", text)
	}
	return Shard{i, n}, nil
}

// question is one question of a plan.
type question struct {
	roleplay.Question
	position int // in a dialogue, from 1; 0 = asked alone
}

// job is what one worker does at a time: a question, a dialogue of several, or a text
// to be read.
type job struct {
	questions []question
	text      *asked
}

// jobs gives the plan piece by piece: the baseline of a variant first, then seed by
// seed and persona by persona, so that a server can keep what prompts share.
// Personas are drawn when their seed's turn comes; nothing holds the whole plan.
func (d *Design) jobs(shard Shard) iter.Seq[job] {
	return func(yield func(job) bool) {
		items := d.items()
		for _, variant := range d.Variants {
			p := planner{shard: shard, variant: variant, yield: yield}
			for repeat := 1; repeat <= d.BaselineRepeats; repeat++ {
				if !p.one(items, nil, repeat) {
					return
				}
			}
			for _, seed := range d.Seeds {
				people := roleplay.SamplePersonas(d.Personas, seed)
				for i := range people.Rows {
					for repeat := 1; repeat <= d.Repeats; repeat++ {
						if !p.one(items, &people.Rows[i], repeat) {
							return
						}
					}
				}
			}
		}
	}
}

// items lists the scored items of each instrument with their dimensions.
func (d *Design) items() [][]roleplay.Question {
	var out [][]roleplay.Question
	for _, in := range d.Instruments {
		var list []roleplay.Question
		for _, id := range in.Scored() {
			it, _ := in.Item(id)
			q := roleplay.Question{Instrument: in, Item: it, Dimension: -1}
			for n, dim := range in.Scorings[0].Dimensions {
				for place, item := range dim.Items {
					if item == id {
						q.Dimension, q.Place = n, place
					}
				}
			}
			list = append(list, q)
		}
		out = append(out, list)
	}
	return out
}

// planner gives what one respondent is asked in one variant.
type planner struct {
	shard   Shard
	variant string
	yield   func(job) bool
}

// one asks a persona, or nobody, every item once: each alone, or all in a dialogue.
func (p *planner) one(items [][]roleplay.Question, persona *datasets.Persona, repeat int) bool {
	for _, list := range items {
		if p.variant == roleplay.VariantItemsShuffled {
			if !p.dialogue(list, persona, repeat) {
				return false
			}
			continue
		}
		for i := range list {
			if !p.within(list[i].Item.ID, persona, repeat) {
				continue
			}
			if !p.yield(job{questions: []question{p.question(list[i], persona, repeat, 0)}}) {
				return false
			}
		}
	}
	return true
}

// dialogue asks all items of an instrument in an order that belongs to the persona
// and the repeat.
func (p *planner) dialogue(list []roleplay.Question, persona *datasets.Persona, repeat int) bool {
	name := list[0].Instrument.ID
	if !p.within(name, persona, repeat) {
		return true
	}
	out := make([]question, len(list))
	for position, i := range rand.New(rand.NewPCG(p.hash(name, persona, repeat), 0x6974656d)).Perm(len(list)) {
		out[position] = p.question(list[i], persona, repeat, position+1)
	}
	return p.yield(job{questions: out})
}

func (p *planner) question(q roleplay.Question, persona *datasets.Persona, repeat, position int) question {
	q.Persona, q.Repeat, q.Variant = persona, repeat, p.variant
	return question{q, position}
}

// within reports whether a job belongs to the shard.
func (p *planner) within(name string, persona *datasets.Persona, repeat int) bool {
	return p.shard.N < 2 || int(p.hash(name, persona, repeat)%uint64(p.shard.N)) == p.shard.I-1
}

// hash is a number that belongs to a job, whatever else is in the plan.
func (p *planner) hash(name string, persona *datasets.Persona, repeat int) uint64 {
	h := fnv.New64a()
	seed, id := int64(0), ""
	if persona != nil {
		seed, id = persona.Seed, persona.ID
	}
	fmt.Fprintf(h, "%s\x00%s\x00%d\x00%s\x00%d", p.variant, name, seed, id, repeat)
	return h.Sum64()
}
