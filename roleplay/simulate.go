package roleplay

import (
	"fmt"
	"hash/fnv"
	"math/rand/v2"
	"slices"
	"strings"

	"inertia/datasets"
)

// SimulateOptions say who is asked what. Start from DefaultSimulateOptions.
type SimulateOptions struct {
	Instruments     []*datasets.Instrument // MFQ-30 when nil
	Respondents     []Respondent           // all reference respondents when nil
	Seeds           []int64
	Personas        int // a seed
	BaselineRepeats int // an item, without a persona
	Variants        []string
}

// DefaultSimulateOptions are those of the reference respondents in the bundled study:
// the paper's seeds and number of personas, and a baseline large enough for an
// interval.
func DefaultSimulateOptions() SimulateOptions {
	return SimulateOptions{Seeds: []int64{111, 333, 555}, Personas: 200, BaselineRepeats: 30,
		Variants: []string{VariantDefault, VariantOptionsReversed}}
}

// Simulate asks reference respondents. Every answer comes from a random stream of
// its own, so it depends on nothing that is asked before it.
func Simulate(o SimulateOptions) (*datasets.Dataset, error) {
	if o.Instruments == nil {
		mfq, _ := datasets.InstrumentByID("mfq30")
		o.Instruments = []*datasets.Instrument{mfq}
	}
	if o.Respondents == nil {
		o.Respondents = Respondents()
	}
	if err := o.askable(); err != nil {
		return nil, err
	}
	if o.Personas < 1 || len(o.Seeds) == 0 || len(o.Variants) == 0 {
		return nil, fmt.Errorf("%d personas, %d seeds, %d variants: needs at least one of each", o.Personas, len(o.Seeds), len(o.Variants))
	}
	ds := &datasets.Dataset{Name: "simulated study", Layout: datasets.LayoutLong, Personas: &datasets.Personas{}}
	for _, r := range o.Respondents {
		ds.Simulated = append(ds.Simulated, r.Name())
	}
	for _, seed := range o.Seeds {
		drawn := SamplePersonas(o.Personas, seed)
		ds.Personas.Attributes = drawn.Attributes
		ds.Personas.Rows = append(ds.Personas.Rows, drawn.Rows...)
	}
	questions := o.questions()
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		for _, r := range o.Respondents {
			for _, variant := range o.Variants {
				if !o.ask(r, variant, questions, ds.Personas, yield) {
					return
				}
			}
		}
	}
	return ds, nil
}

// answeredVariants are those in which reference respondents answer. They know an
// item by its dimension and not by its words: a second wording is to them the first.
var answeredVariants = []string{VariantDefault, VariantOptionsReversed, VariantParaphrased}

func (o *SimulateOptions) askable() error {
	for _, v := range o.Variants {
		if !slices.Contains(answeredVariants, v) {
			return fmt.Errorf("reference respondents are not asked in the variant %q; known are %s", v, strings.Join(answeredVariants, ", "))
		}
		for _, in := range o.Instruments {
			if err := Askable(v, in); err != nil {
				return err
			}
		}
	}
	return nil
}

// questions lists the scored items with their dimensions.
func (o *SimulateOptions) questions() []Question {
	var out []Question
	for _, in := range o.Instruments {
		for _, id := range in.Scored() {
			it, _ := in.Item(id)
			q := Question{Instrument: in, Item: it, Dimension: -1}
			for d, dim := range in.Scorings[0].Dimensions {
				for place, item := range dim.Items {
					if item == id {
						q.Dimension, q.Place = d, place
					}
				}
			}
			out = append(out, q)
		}
	}
	return out
}

// ask gives all answers of one respondent in one variant, the baseline first.
func (o *SimulateOptions) ask(r Respondent, variant string, questions []Question, personas *datasets.Personas, yield func(datasets.Response, error) bool) bool {
	one := func(q Question, repeat int, p *datasets.Persona) bool {
		q.Variant, q.Repeat, q.Persona = variant, repeat, p
		answer := datasets.Response{Model: r.Name(), Variant: variant, Item: q.Item.ID, Repeat: repeat}
		if p != nil {
			answer.Seed, answer.Persona = p.Seed, p.ID
		}
		rng := stream(r.Name()+"\x00"+variant+"\x00"+q.Item.ID, answer.Seed, answer.Persona, repeat)
		answer.Option = r.Answer(&q, rng)
		return yield(answer, nil)
	}
	for repeat := 1; repeat <= o.BaselineRepeats; repeat++ {
		for _, q := range questions {
			if !one(q, repeat, nil) {
				return false
			}
		}
	}
	for i := range personas.Rows {
		for _, q := range questions {
			if !one(q, 1, &personas.Rows[i]) {
				return false
			}
		}
	}
	return true
}

// stream is the random stream that belongs to what is named.
func stream(what string, seed int64, persona string, n int) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(what))
	h.Write([]byte{0})
	h.Write([]byte(persona))
	return rand.New(rand.NewPCG(h.Sum64(), uint64(seed)<<20^uint64(n)))
}
