package datasets

import (
	"errors"
	"fmt"
	"iter"
	"path/filepath"
	"slices"
	"strconv"
)

// Cell is a row of the layout tally: how often one respondent, under one persona,
// chose each option of an item (or, where items are not known, of a dimension),
// and how often its answer was missing, by reason.
type Cell struct {
	Model, Variant, Persona string
	Seed                    int64
	Pooled                  bool // answers under personas that are not known
	Question
	N       []float64 // by option, K long
	Missing []float64 // by reason, as MissingReasons
}

// WriteTally writes counts in the layout tally, as WriteLong writes answers;
// options is the largest K. Cells that count nothing are left out.
func WriteTally(path string, options int, personas *Personas, cells iter.Seq[*Cell]) (rows int, err error) {
	columns := tallyColumns(options, cells)
	counted := func(write func(*Cell) error) error {
		rows = 0
		for c := range cells {
			if err := write(c); err != nil {
				return err
			}
			rows++
		}
		return nil
	}
	if err := writeTable(path, columns, counted); err != nil {
		return 0, err
	}
	if rows == 0 {
		return 0, errors.New("no counts to write")
	}
	return rows, writePersonas(filepath.Join(filepath.Dir(path), personasName), personas)
}

// seedTexts writes seeds, most often that of the cell before.
func seedTexts() func(c *Cell) string {
	last, text := int64(0), "0"
	return func(c *Cell) string {
		if c.Seed != last {
			last, text = c.Seed, strconv.FormatInt(c.Seed, 10)
		}
		return text
	}
}

// tallyColumns leaves columns out that hold nothing.
func tallyColumns(options int, cells iter.Seq[*Cell]) []outColumn[Cell] {
	pooled, dimensions := false, false
	for c := range cells {
		pooled, dimensions = pooled || c.Pooled, dimensions || c.Item == ""
	}
	columns := []outColumn[Cell]{
		{name: "model", kind: 's', value: func(c *Cell) string { return c.Model }, need: true},
		{name: "variant", kind: 's', value: func(c *Cell) string { return c.Variant }, need: true},
		{name: "seed", kind: 'i', value: seedTexts(), need: true},
		{name: "persona", kind: 's', value: func(c *Cell) string { return c.Persona }, need: true},
		{name: "pooled", kind: 'i', value: func(c *Cell) string {
			if c.Pooled {
				return "1"
			}
			return ""
		}, need: pooled},
		{name: "item", kind: 's', value: func(c *Cell) string { return c.Item }, need: true},
		{name: "instrument", kind: 's', value: func(c *Cell) string { return c.Instrument }, need: dimensions},
		{name: "dimension", kind: 's', value: func(c *Cell) string { return c.Dimension }, need: dimensions},
	}
	columns = slices.DeleteFunc(columns, func(c outColumn[Cell]) bool { return !c.need })
	chosen := &countColumns[Cell]{func(c *Cell) []float64 { return c.N }}
	for k := range options {
		columns = append(columns, outColumn[Cell]{name: fmt.Sprintf("n%d", k+1), kind: 'f', need: true, counted: chosen, index: k})
	}
	missing := &countColumns[Cell]{func(c *Cell) []float64 { return c.Missing }}
	for i, reason := range MissingReasons {
		columns = append(columns, outColumn[Cell]{name: "n_" + string(reason), kind: 'f', need: true, counted: missing, index: i})
	}
	return columns
}
