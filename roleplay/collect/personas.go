package collect

import (
	"encoding/csv"
	"errors"
	"io"
	"strconv"

	"inertia/datasets/wholefile"
	"inertia/roleplay"
)

// PersonasName is the table of personas in a study's folder.
const PersonasName = "personas.csv"

// writePersonas writes the personas of every seed, with their attributes and with
// what a prompt says of them.
func writePersonas(path string, n int, seeds []int64) error {
	return wholefile.Write(path, func(w io.Writer) error {
		out := csv.NewWriter(w)
		var attributes []string
		for i, seed := range seeds {
			drawn := roleplay.SamplePersonas(n, seed)
			if i == 0 {
				attributes = drawn.Attributes
				if err := out.Write(append(append([]string{"persona", "seed"}, attributes...), "description")); err != nil {
					return err
				}
			}
			for _, p := range drawn.Rows {
				cells := []string{p.ID, strconv.FormatInt(p.Seed, 10)}
				for _, a := range attributes {
					cells = append(cells, p.Attributes[a])
				}
				if err := out.Write(append(cells, p.Description)); err != nil {
					return err
				}
			}
		}
		if len(seeds) == 0 {
			return errors.Join(out.Write([]string{"persona", "seed"}), flushed(out))
		}
		return flushed(out)
	})
}

func flushed(w *csv.Writer) error {
	w.Flush()
	return w.Error()
}
