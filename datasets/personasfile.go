package datasets

import (
	"errors"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"

	"inertia/datasets/csvtable"
)

// readPersonasBeside reads personas.csv from the folders of the files.
func (ds *Dataset) readPersonasBeside(files []*longFile) error {
	var done []string
	for _, f := range files {
		path := filepath.Join(filepath.Dir(f.path), personasName)
		if f.from != nil {
			path = filepath.ToSlash(path) // as io/fs wants it
		}
		if slices.Contains(done, path) {
			continue
		}
		done = append(done, path)
		err := ds.readPersonas(f.from, path)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err != nil {
			return err
		}
		in, err := readInputFile(f.from, path, personasName)
		if err != nil {
			return err
		}
		ds.Files = append(ds.Files, in)
	}
	return nil
}

// readPersonas reads a table of personas: the columns persona and, where ids are
// used anew by each seed, seed; description; then one column an attribute.
func (ds *Dataset) readPersonas(from fs.FS, path string) error {
	file, err := openIn(from, path)
	if err != nil {
		return err
	}
	defer file.Close()
	table, err := csvtable.New(file, path, "persona")
	if err != nil {
		return err
	}
	for _, name := range table.Columns() {
		if name != "persona" && name != "seed" && name != "description" && !slices.Contains(ds.Personas.Attributes, name) {
			ds.Personas.Attributes = append(ds.Personas.Attributes, name)
		}
	}
	for row, err := range table.Rows() {
		if err != nil {
			return err
		}
		p := Persona{ID: unguarded(row.Get("persona")), Attributes: map[string]string{}}
		for _, name := range table.Columns() {
			value := unguarded(row.Get(name))
			switch name {
			case "persona":
			case "description":
				p.Description = value
			case "seed":
				if p.Seed, err = strconv.ParseInt(value, 10, 64); err != nil && value != "" {
					return row.Errorf("seed %q is not a whole number", value)
				}
			default:
				p.Attributes[name] = value
			}
		}
		if p.ID == "" {
			return row.Errorf("no persona")
		}
		ds.Personas.Rows = append(ds.Personas.Rows, p)
	}
	return nil
}
