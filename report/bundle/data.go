package bundle

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

	"inertia/analysis"
	"inertia/datasets"
)

// The folders of the data: Parquet is what Verify reads, CSV what everybody can.
const (
	csvFolder       = "data/csv"
	parquetFolder   = "data/parquet"
	readingsFolder  = "data/readings"
	rolePlaysFolder = "data/role-plays"
	instruments     = "instruments"
)

// data writes the answers as CSV and as Parquet, and the further readings.
func (b *builder) data() error {
	for _, to := range []struct{ folder, ext string }{{csvFolder, ".csv"}, {parquetFolder, ".parquet"}} {
		name, err := b.write(b.src.Data, to.folder, to.ext, everything)
		if err != nil {
			return err
		}
		b.answers = name
	}
	for _, judge := range slices.Sorted(maps.Keys(b.src.Readings)) {
		if _, err := b.write(b.src.Readings[judge], path.Join(readingsFolder, judge), ".parquet", baseline); err != nil {
			return err
		}
	}
	for _, n := range slices.Sorted(maps.Keys(b.src.RolePlays)) {
		if _, err := b.write(b.src.RolePlays[n], path.Join(rolePlaysFolder, fmt.Sprint(n)), ".parquet", everything); err != nil {
			return err
		}
	}
	return nil
}

// write writes one data set into a folder of its own and gives the file's name
// there: answers, or the counts to keep where there are no single answers.
func (b *builder) write(ds *datasets.Dataset, folder, ext string, keep func(c *datasets.Cell) bool) (string, error) {
	dir := b.path(folder)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	_, err := datasets.WriteLong(filepath.Join(dir, "answers"+ext), ds)
	if !errors.Is(err, datasets.ErrCounts) {
		return path.Join(folder, "answers"+ext), err
	}
	s, err := analysis.Tally(ds, b.src.Instruments)
	if err != nil {
		return "", err
	}
	kept := func(yield func(*datasets.Cell) bool) {
		for c := range s.Counts() {
			if keep(c) && !yield(c) {
				return
			}
		}
	}
	_, err = datasets.WriteTally(filepath.Join(dir, "counts"+ext), s.MostOptions(), s.Personas, kept)
	return path.Join(folder, "counts"+ext), err
}

// Counts were read by several parser models without personas only: of their other
// readings the baseline is kept, and the rest is that of the data.
func everything(*datasets.Cell) bool { return true }
func baseline(c *datasets.Cell) bool { return c.Persona == "" && !c.Pooled }

// WriteInstruments writes the questionnaires into a folder of their own below dir.
// Official wording belongs to its authors and is left out.
func WriteInstruments(dir string, ins []*datasets.Instrument) error {
	folder := filepath.Join(dir, instruments)
	if err := os.MkdirAll(folder, 0o777); err != nil {
		return err
	}
	for _, in := range ins {
		shared := *in
		if in.Wording == datasets.WordingOfficial {
			shared.Items = slices.Clone(in.Items)
			for i := range shared.Items {
				shared.Items[i].Text, shared.Items[i].Paraphrase = "", ""
			}
		}
		text, err := json.MarshalIndent(&shared, "", "  ")
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(folder, in.ID+".json"), append(text, '\n'), 0o666); err != nil {
			return err
		}
	}
	return nil
}
