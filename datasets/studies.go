package datasets

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
)

// Each folder below studies is the answers of one model, as it was collected, with
// a README.md that says how, and what may be done with it.
//
//go:embed studies
var studies embed.FS

// Studies lists the models whose answers come with the program.
func Studies() []string {
	entries, err := studies.ReadDir("studies")
	if err != nil {
		panic(err) // embedded
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// BundledStudy opens the answers of one of Studies.
func BundledStudy(name string, o Options) (*Dataset, error) {
	if !slices.Contains(Studies(), name) {
		return nil, fmt.Errorf("no bundled study %q; there is %s", name, strings.Join(Studies(), ", "))
	}
	folder := path.Join("studies", name)
	entries, err := studies.ReadDir(folder)
	if err != nil {
		return nil, err
	}
	var files []string
	for _, e := range entries {
		if format, _ := fileFormat(e.Name()); format != "" && e.Name() != personasName {
			files = append(files, path.Join(folder, e.Name()))
		}
	}
	ds, err := openLongFiles(studies, name, files, o)
	if err != nil {
		return nil, err
	}
	if err := ds.addReplications(studies, []string{folder}); err != nil {
		return nil, err
	}
	for i := range ds.Files {
		ds.Files[i].Name = path.Join(name, ds.Files[i].Name)
	}
	return ds, nil
}
