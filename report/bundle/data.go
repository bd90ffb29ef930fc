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
		name, err := b.write(b.src.Data, to.folder, to.ext)
		if err != nil {
			return err
		}
		b.answers = name
	}
	for _, judge := range slices.Sorted(maps.Keys(b.src.Readings)) {
		if _, err := b.write(b.src.Readings[judge], path.Join(readingsFolder, judge), ".parquet"); err != nil {
			return err
		}
	}
	for _, n := range slices.Sorted(maps.Keys(b.src.RolePlays)) {
		if _, err := b.write(b.src.RolePlays[n], path.Join(rolePlaysFolder, fmt.Sprint(n)), ".parquet"); err != nil {
			return err
		}
	}
	return nil
}

// write writes one data set into a folder of its own and gives the file's name
// there: answers, or counts where there are no single answers.
func (b *builder) write(ds *datasets.Dataset, folder, ext string) (string, error) {
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
	_, err = datasets.WriteTally(filepath.Join(dir, "counts"+ext), s.MostOptions(), s.Personas, s.Counts())
	return path.Join(folder, "counts"+ext), err
}

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
