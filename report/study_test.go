package report

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
)

// recipe describes a study to make for a test.
type recipe struct {
	name       string
	instrument string
	models     []string
	variants   []string
	seeds      []int64
	personas   int
	repeats    int
	baseline   int // answers an item; 0 = none
	pooled     bool
	constant   bool // every answer is the same
	letters    bool // the first model keeps to one letter
	missing    bool
	rejected   bool
	born       bool // personas were born in the north or in the south
	simulated  []string
	layout     string
}

// make gives answers that follow persona, item and chance, each to a part.
func (r recipe) make(t testing.TB) *analysis.Study {
	t.Helper()
	in, ok := datasets.InstrumentByID(r.instrument)
	if !ok {
		t.Fatalf("no instrument %s", r.instrument)
	}
	if r.variants == nil {
		r.variants = []string{datasets.DefaultVariant}
	}
	ds := &datasets.Dataset{Name: r.name, Layout: r.layout, Simulated: r.simulated, Files: []datasets.File{{Name: "answers.csv", SHA256: "00ff", Bytes: 12}}}
	if r.born {
		ds.Personas = &datasets.Personas{Attributes: []string{"born_in"}}
		for p := range r.personas {
			where := map[string]string{"born_in": []string{"the north", "the south"}[p%2]}
			ds.Personas.Rows = append(ds.Personas.Rows, datasets.Persona{ID: fmt.Sprintf("p%d", p), Attributes: where})
		}
	}
	if ds.Layout == "" {
		ds.Layout = datasets.LayoutLong
	}
	ds.Responses = func(yield func(datasets.Response, error) bool) {
		if r.rejected && !yield(datasets.Response{}, &datasets.RowError{File: "answers.csv", Line: 7, Err: errors.New(`option "x|y" is no number`)}) {
			return
		}
		for m, model := range r.models {
			for v, variant := range r.variants {
				if !r.answers(in, model, variant, m, v, yield) {
					return
				}
			}
		}
	}
	s, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (r recipe) answers(in *datasets.Instrument, model, variant string, m, v int, yield func(datasets.Response, error) bool) bool {
	rng := rand.New(rand.NewPCG(uint64(m), uint64(v)))
	one := func(i, p int, resp datasets.Response) bool {
		resp.Model, resp.Variant, resp.Item = model, variant, in.Items[i].ID
		resp.Option = 1 + (i*7+p%3+rng.IntN(2+m)+v)%in.Options
		if r.constant {
			resp.Option = 6
		}
		if r.letters && m == 0 {
			resp.Option = 4 - v // the letter D, with the options in order and in reverse
		}
		if r.pooled && !in.Items[i].Catch {
			resp.Item, resp.Instrument, resp.Dimension, resp.Pooled = "", in.ID, dimensionOf(in, in.Items[i].ID), resp.Persona != ""
			resp.Persona = ""
		}
		if r.missing && p == 1 && i%5 == 0 {
			resp.Option, resp.Missing = 0, datasets.Refusal
		}
		return yield(resp, nil)
	}
	for i := range in.Items {
		for b := range r.baseline {
			if !one(i, b, datasets.Response{}) {
				return false
			}
		}
		for _, seed := range r.seeds {
			for p := range r.personas {
				for k := range max(1, r.repeats) {
					if !one(i, p, datasets.Response{Seed: seed, Persona: fmt.Sprintf("p%d", p), Repeat: k + 1}) {
						return false
					}
				}
			}
		}
	}
	return true
}

// dimensionOf names the item's dimension in the finest key.
func dimensionOf(in *datasets.Instrument, item string) string {
	best := &in.Scorings[0]
	for i := range in.Scorings {
		if len(in.Scorings[i].Dimensions) > len(best.Dimensions) {
			best = &in.Scorings[i]
		}
	}
	for _, d := range best.Dimensions {
		for _, id := range d.Items {
			if id == item {
				return d.Name
			}
		}
	}
	return ""
}

// recipes are the kinds of study that the text must adapt to.
var recipes = []recipe{
	{name: "full", instrument: "mfq30", models: []string{"alpha", "beta-7b"}, variants: []string{"default", "options-reversed"}, seeds: []int64{111, 333}, personas: 12, repeats: 2, baseline: 12, missing: true, rejected: true},
	{name: "counts", instrument: "mfq30", models: []string{"alpha", "beta-7b"}, seeds: []int64{111, 333, 555}, personas: 10, baseline: 1, pooled: true, layout: datasets.LayoutNutcracker},
	{name: "alone", instrument: "pvqrr", models: []string{"=cmd()|<b>"}, seeds: []int64{0}, personas: 8},
	{name: "constant", instrument: "mfq30", models: []string{"stone"}, seeds: []int64{1}, personas: 7, baseline: 2, constant: true, simulated: []string{"stone"}},
	{name: "mixed", instrument: "mfq30", models: []string{"real-1b", "a1", "a2"}, variants: []string{"default", "options-reversed"}, seeds: []int64{1}, personas: 9, baseline: 1, letters: true, simulated: []string{"a1", "a2"}},
	{name: "tiny", instrument: "mfq30", models: []string{"m"}, seeds: []int64{1}, personas: 1},
	{name: "many", instrument: "mfq30", models: []string{"a1", "a2", "a3", "a4", "a5", "a6", "a7"}, seeds: []int64{1, 2, 3}, personas: 6, baseline: 1, simulated: []string{"a1", "a2", "a3", "a4", "a5", "a6", "a7"}},
}

func build(t *testing.T, r recipe) *Paper {
	t.Helper()
	o := DefaultOptions()
	o.Analysis.Resamples, o.Version, o.Command = 50, "0.1.0", "inertia report answers.csv"
	o.Truths = map[string]string{"a1": "a rule"}
	p, err := Build(r.make(t), o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
