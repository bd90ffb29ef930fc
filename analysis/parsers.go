package analysis

import (
	"cmp"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"

	"inertia/datasets"
)

// Confusion counts how two parsers read the same texts of one model: rows are the
// first's options 1..K, then missing; columns the second's.
type Confusion struct {
	Model, Variant, Instrument string
	A, B                       string
	Counts                     [][]float64
	// Overlap bounds from above how many of the answers they can have read alike,
	// from counts alone; Of is how many there are.
	Overlap, Of float64
}

// reading is what one parser made of a study: texts one by one, and counts where
// texts are not told apart.
type reading struct {
	texts  map[textKey][]textRead
	counts map[countKey]*countRead
}

type textKey struct {
	model, variant, persona, item string
	seed                          int64
	repeat                        int
}

type textRead struct {
	option int
	place  string // file and line: the same place is no second reading
}

type countKey struct {
	model, variant, instrument, place string // item or dimension
	seed                              int64
	baseline                          bool
}

type countRead struct {
	n    []float64
	file string
}

// read goes through one parser's reading. Rows that cannot be read are left to
// the tally, which names them.
func (s *Study) read(ds *datasets.Dataset) (*reading, error) {
	r := &reading{texts: map[textKey][]textRead{}, counts: map[countKey]*countRead{}}
	t := tallier{study: s}
	for a, err := range ds.Responses {
		if err != nil {
			var bad *datasets.RowError
			if errors.As(err, &bad) {
				continue
			}
			return nil, err
		}
		if a.Missing == datasets.Truncated || a.Missing == datasets.Transport {
			continue // there was no text to read
		}
		at, err := t.place(&a)
		if err != nil || at.column < 0 || a.Option < 0 || a.Option > at.form.in.Options {
			continue
		}
		variant := cmp.Or(a.Variant, datasets.DefaultVariant)
		if a.Item != "" && !a.Pooled && a.Weight() == 1 {
			k := textKey{a.Model, variant, a.Persona, a.Item, a.Seed, a.Repeat}
			r.texts[k] = append(r.texts[k], textRead{a.Option, a.File + ":" + strconv.Itoa(a.Line)})
		}
		k := countKey{a.Model, variant, at.form.in.ID, at.form.columns[at.column], a.Seed, a.Baseline()}
		c := r.counts[k]
		if c == nil {
			c = &countRead{n: make([]float64, at.form.in.Options+1), file: a.File}
			r.counts[k] = c
		}
		c.n[a.Option] += a.Weight()
	}
	return r, nil
}

// CompareParsers sets each two readings of the same study side by side: one
// Confusion for each pair of parsers, model, variant and instrument that both
// have read apart.
func CompareParsers(s *Study, readings map[string]*datasets.Dataset) ([]Confusion, error) {
	names := slices.Sorted(maps.Keys(readings))
	read := map[string]*reading{}
	for _, name := range names {
		r, err := s.read(readings[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		read[name] = r
	}
	var out []Confusion
	for i, a := range names {
		for _, b := range names[i+1:] {
			out = append(out, s.confusions(a, b, read[a], read[b])...)
		}
	}
	return out, nil
}

func (s *Study) confusions(nameA, nameB string, a, b *reading) []Confusion {
	type group struct{ model, variant, instrument string }
	found := map[group]*Confusion{}
	at := func(g group) *Confusion {
		if found[g] == nil {
			K := s.forms[g.instrument].in.Options
			found[g] = &Confusion{Model: g.model, Variant: g.variant, Instrument: g.instrument, A: nameA, B: nameB, Counts: matrix(K+1, K+1)}
		}
		return found[g]
	}
	for k, x := range a.counts {
		y := b.counts[k]
		if y == nil || y.file == x.file {
			continue
		}
		c := at(group{k.model, k.variant, k.instrument})
		for option := 1; option < len(x.n); option++ {
			c.Overlap += min(x.n[option], y.n[option])
		}
		c.Of += max(sum(x.n[1:]), sum(y.n[1:]))
	}
	t := tallier{study: s}
	for k, x := range a.texts {
		y := b.texts[k]
		if len(x) != len(y) {
			continue
		}
		place, _ := t.place(&datasets.Response{Item: k.item})
		for i := range x {
			if x[i].place == y[i].place {
				continue
			}
			c := at(group{k.model, k.variant, place.form.in.ID})
			c.Counts[missingLast(x[i].option, c)][missingLast(y[i].option, c)]++
		}
	}
	out := make([]Confusion, 0, len(found))
	for _, c := range found {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(x, y Confusion) int {
		return cmp.Or(compareNatural(x.Model, y.Model), compareVariant(x.Variant, y.Variant), compareNatural(x.Instrument, y.Instrument))
	})
	return out
}

// missingLast is the row of an option; 0, missing, comes after all.
func missingLast(option int, c *Confusion) int {
	if option == 0 {
		return len(c.Counts) - 1
	}
	return option - 1
}

// Texts is the number of texts that both parsers read; 0 where only counts are
// known.
func (c *Confusion) Texts() float64 {
	_, _, n := margins(c.Counts)
	return n
}

// Agree is how many of the texts both read alike; an answer that both call
// missing counts.
func (c *Confusion) Agree() float64 {
	n := 0.0
	for i := range c.Counts {
		n += c.Counts[i][i]
	}
	return n
}

// Read is the part of the table in which both found an option.
func (c *Confusion) Read() [][]float64 {
	K := len(c.Counts) - 1
	out := make([][]float64, K)
	for i := range out {
		out[i] = c.Counts[i][:K]
	}
	return out
}

// countsOnly is why texts cannot be compared.
const countsOnly = "counts only: which text got which option is not known; judge_overlap bounds the agreement"

// Estimates are the measures of agreement of one comparison, for the scoring
// named.
func (c *Confusion) Estimates(scoring string, level float64) []Estimate {
	nan := math.NaN()
	blank := Estimate{Model: c.Model, Variant: c.Variant, Instrument: scoring, Dimension: AllDimensions, Contrast: c.A + " ~ " + c.B,
		Value: nan, SE: nan, Low: nan, High: nan, Level: nan}
	n, both := c.Texts(), c.Read()
	agreement := blank
	agreement.Measure, agreement.Answers = "percent_agreement", int(n)
	if n > 0 {
		agreement.Value = c.Agree() / n
		agreement.Low, agreement.High = WilsonInterval(c.Agree(), n, level)
		agreement.Level, agreement.Method = level, MethodWilson
	} else {
		agreement.Note = countsOnly
	}
	rows := []Estimate{agreement}
	for w, name := range []string{"kappa", "kappa_linear", "kappa_quadratic"} {
		e := blank
		e.Measure = name
		_, _, pairs := margins(both)
		e.Answers = int(pairs)
		switch e.Value = CohenKappa(both, KappaWeights(w)); {
		case n == 0:
			e.Note = countsOnly
		case math.IsNaN(e.Value):
			e.Note = "both always read the same option, or no text gave both an option"
		default:
			e.SE = CohenKappaError(both, KappaWeights(w))
			e.Low, e.High = normalInterval(e.Value, e.SE, level)
			e.High, e.Level, e.Method = min(1, e.High), level, MethodNormal
		}
		rows = append(rows, e)
	}
	overlap := blank
	overlap.Measure, overlap.Answers = "judge_overlap", int(c.Of+.5)
	if overlap.Value = ratio(c.Overlap, c.Of); math.IsNaN(overlap.Value) {
		overlap.Note = "no answers"
	}
	return append(rows, overlap)
}
