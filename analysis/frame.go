package analysis

import (
	"fmt"
	"math"
	"strconv"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"inertia/datasets"
)

// Frame gives estimates as a gota frame with the columns of the tidy table.
func Frame(estimates []Estimate) dataframe.DataFrame {
	n := len(estimates)
	text := make([][]string, 8)
	number := make([][]float64, 5)
	count := make([][]int, 3)
	for _, e := range estimates {
		for i, v := range []string{e.Model, e.Variant, e.Seed, e.Instrument, e.Dimension, e.Measure, e.Contrast, e.Method} {
			text[i] = append(text[i], v)
		}
		for i, v := range []float64{e.Value, e.SE, e.Low, e.High, e.Level} {
			number[i] = append(number[i], v)
		}
		for i, v := range []int{e.Personas, e.Answers, e.Missing} {
			count[i] = append(count[i], v)
		}
	}
	notes := make([]string, n)
	for i, e := range estimates {
		notes[i] = e.Note
	}
	var cols []series.Series
	for i, name := range []string{"model", "variant", "seed", "instrument", "dimension", "measure", "contrast"} {
		cols = append(cols, series.New(text[i], series.String, name))
	}
	for i, name := range []string{"estimate", "se", "ci_low", "ci_high", "ci_level"} {
		cols = append(cols, series.New(number[i], series.Float, name))
	}
	cols = append(cols, series.New(text[7], series.String, "ci_method"))
	for i, name := range []string{"n_personas", "n_answers", "n_missing"} {
		cols = append(cols, series.New(count[i], series.Int, name))
	}
	return dataframe.New(append(cols, series.New(notes, series.String, "note"))...)
}

// Frame gives the answered questions as a gota frame, one row a (model,
// variant, seed, persona, item, option) with the number n of equal answers; the
// baseline has an empty persona. The dimension is the item's in the first scoring
// of its instrument, empty where it belongs to none; in counts pooled over items
// the item is empty.
func (s *Study) Frame() dataframe.DataFrame {
	var model, variant, persona, item, dimension []string
	var seed, option []int
	var n []float64
	for _, key := range s.sortedKeys() {
		b := s.blocks[key]
		K, scoring := b.form.in.Options, b.form.in.Scorings[0]
		for p := range b.size() {
			for j, c := range b.counts.row(p, nil) {
				if c == 0 {
					continue
				}
				model, variant, persona = append(model, key.model), append(variant, key.variant), append(persona, b.persona(p))
				seed, option, n = append(seed, int(key.seed)), append(option, j%K+1), append(n, c)
				id := b.form.columns[j/K]
				dim := scoring.DimensionOf(id)
				if j/K >= b.form.items {
					id, dim = "", id
				}
				item, dimension = append(item, id), append(dimension, dim)
			}
		}
	}
	return dataframe.New(
		series.New(model, series.String, "model"), series.New(variant, series.String, "variant"), series.New(seed, series.Int, "seed"),
		series.New(persona, series.String, "persona"), series.New(item, series.String, "item"), series.New(dimension, series.String, "dimension"),
		series.New(option, series.Int, "option"), series.New(n, series.Float, "n"))
}

// FromFrame takes back a frame that a user filtered: columns item and option
// are needed, model, variant, seed, persona and n are read where there. A row
// with an option outside 1..K or an unknown item is an error that names it.
func FromFrame(df dataframe.DataFrame, in *datasets.Instrument) (*Study, error) {
	if df.Err != nil {
		return nil, fmt.Errorf("frame: %w", df.Err)
	}
	columns := map[string][]string{}
	for _, name := range df.Names() {
		columns[name] = df.Col(name).Records()
	}
	for _, need := range []string{"item", "option"} {
		if columns[need] == nil {
			return nil, fmt.Errorf("frame has no column %q; it has %v", need, df.Names())
		}
	}
	s := newStudy([]*datasets.Instrument{in})
	s.Name, s.Layout = "frame", "frame"
	t := &tallier{study: s}
	for i := range df.Nrow() {
		r, err := frameRow(columns, i, in)
		if err == nil {
			err = t.add(&r)
		}
		if err != nil {
			return nil, fmt.Errorf("frame, row %d: %w", i+1, err)
		}
	}
	if s.Answers = int(t.answers + .5); s.Answers == 0 {
		return nil, fmt.Errorf("frame: no rows")
	}
	return s, nil
}

func frameRow(columns map[string][]string, i int, in *datasets.Instrument) (datasets.Response, error) {
	get := func(name string) string {
		if c := columns[name]; c != nil && c[i] != "NaN" {
			return c[i]
		}
		return ""
	}
	r := datasets.Response{Model: get("model"), Variant: get("variant"), Persona: get("persona"), Item: get("item"), N: 1}
	if r.Model == "" {
		r.Model = "frame"
	}
	if r.Item == "" {
		r.Dimension, r.Instrument = get("dimension"), in.ID
		r.Pooled = r.Persona == "" && get("seed") != "" && get("seed") != "0"
	}
	for name, into := range map[string]*float64{"n": &r.N} {
		if v := get(name); v != "" {
			f, err := strconv.ParseFloat(v, 64)
			if err != nil || f < 0 || math.IsInf(f, 0) {
				return r, fmt.Errorf("column %s: %q is no count", name, v)
			}
			*into = f
		}
	}
	var err error
	if v := get("seed"); v != "" {
		if r.Seed, err = strconv.ParseInt(v, 10, 64); err != nil {
			return r, fmt.Errorf("column seed: %q is no whole number", v)
		}
	}
	if v := get("option"); v != "" {
		if r.Option, err = strconv.Atoi(v); err != nil {
			return r, fmt.Errorf("column option: %q is no whole number", v)
		}
	}
	return r, nil
}
