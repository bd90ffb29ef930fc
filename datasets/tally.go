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

// tallyColumns leaves columns out that hold nothing.
func tallyColumns(options int, cells iter.Seq[*Cell]) []outColumn[Cell] {
	pooled, dimensions := false, false
	for c := range cells {
		pooled, dimensions = pooled || c.Pooled, dimensions || c.Item == ""
	}
	columns := []outColumn[Cell]{
		{"model", 's', func(c *Cell) string { return c.Model }, true},
		{"variant", 's', func(c *Cell) string { return c.Variant }, true},
		{"seed", 'i', func(c *Cell) string { return strconv.FormatInt(c.Seed, 10) }, true},
		{"persona", 's', func(c *Cell) string { return c.Persona }, true},
		{"pooled", 'i', func(c *Cell) string {
			if c.Pooled {
				return "1"
			}
			return ""
		}, pooled},
		{"item", 's', func(c *Cell) string { return c.Item }, true},
		{"instrument", 's', func(c *Cell) string { return c.Instrument }, dimensions},
		{"dimension", 's', func(c *Cell) string { return c.Dimension }, dimensions},
	}
	columns = slices.DeleteFunc(columns, func(c outColumn[Cell]) bool { return !c.need })
	for k := range options {
		columns = append(columns, outColumn[Cell]{fmt.Sprintf("n%d", k+1), 'f', func(c *Cell) string {
			if k >= len(c.N) {
				return "0"
			}
			return strconv.FormatFloat(c.N[k], 'g', -1, 64)
		}, true})
	}
	for i, reason := range MissingReasons {
		columns = append(columns, outColumn[Cell]{"n_" + string(reason), 'f', func(c *Cell) string {
			return strconv.FormatFloat(c.Missing[i], 'g', -1, 64)
		}, true})
	}
	return columns
}
