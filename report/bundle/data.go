package bundle

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"

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
		if err := b.write(b.src.Data, to.folder, "answers"+to.ext); err != nil {
			return err
		}
	}
	for _, judge := range slices.Sorted(maps.Keys(b.src.Readings)) {
		if err := b.write(b.src.Readings[judge], path.Join(readingsFolder, judge), "answers.parquet"); err != nil {
			return err
		}
	}
	for n, ds := range b.src.RolePlays {
		if err := b.write(ds, path.Join(rolePlaysFolder, fmt.Sprint(n)), "answers.parquet"); err != nil {
			return err
		}
	}
	return nil
}

func (b *builder) write(ds *datasets.Dataset, folder, name string) error {
	if err := os.MkdirAll(b.path(folder), 0o777); err != nil {
		return err
	}
	_, err := datasets.WriteLong(filepath.Join(b.path(folder), name), ds)
	return err
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
