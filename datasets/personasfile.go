package datasets

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"slices"
	"strconv"
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
	rows := csv.NewReader(file)
	header, err := rows.Read()
	if err == io.EOF {
		return fmt.Errorf("%s:1: the file is empty; needs a column persona and one an attribute", path)
	}
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	at := map[string]int{}
	for i, name := range header {
		at[name] = i
		if name != "persona" && name != "seed" && name != "description" && !slices.Contains(ds.Personas.Attributes, name) {
			ds.Personas.Attributes = append(ds.Personas.Attributes, name)
		}
	}
	if _, ok := at["persona"]; !ok {
		return fmt.Errorf("%s:1: no column persona", path)
	}
	for {
		row, err := rows.Read()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		line, _ := rows.FieldPos(0)
		p := Persona{ID: string(unguard([]byte(row[at["persona"]]))), Attributes: map[string]string{}}
		for name, i := range at {
			value := string(unguard([]byte(row[i])))
			switch name {
			case "persona":
			case "description":
				p.Description = value
			case "seed":
				if p.Seed, err = strconv.ParseInt(value, 10, 64); err != nil && value != "" {
					return fmt.Errorf("%s:%d: seed %q is not a whole number", path, line, value)
				}
			default:
				p.Attributes[name] = value
			}
		}
		if p.ID == "" {
			return fmt.Errorf("%s:%d: no persona", path, line)
		}
		ds.Personas.Rows = append(ds.Personas.Rows, p)
	}
}
