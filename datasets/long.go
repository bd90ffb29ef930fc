package datasets

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// openLong opens files of the long layout and reads their headers. A file that
// cannot be used is a notice, unless none can.
func openLong(paths []string, o Options) (*Dataset, error) {
	files, err := longFiles(paths)
	if err != nil {
		return nil, err
	}
	ds, err := openLongFiles(nil, longName(paths), files, o)
	if err != nil {
		return nil, err
	}
	if err := ds.addReplications(nil, paths); err != nil {
		return nil, err
	}
	if o.Weights != WeightsProbabilities { // which no reading of a text changes
		if err := ds.offerReadings(paths, o); err != nil {
			return nil, err
		}
	}
	if len(o.Models) > 0 {
		ds.KeepModels(o.Models)
	}
	return ds, nil
}

// openLongFiles opens files of the long layout and what is known of their personas;
// from is nil for those of the machine.
func openLongFiles(from fs.FS, name string, files []string, o Options) (*Dataset, error) {
	ds := &Dataset{Layout: LayoutTally, Name: name, Personas: &Personas{}, Progress: &Progress{}, Weights: o.Weights}
	var usable []*longFile
	var first error
	for _, path := range files {
		f, err := openLongFile(from, path, ds.Progress)
		if err == nil && o.Weights == WeightsProbabilities {
			err = f.weighByProbability()
		}
		if err != nil {
			first = errors.Join(first, err)
			ds.Notices = append(ds.Notices, err.Error()+": left out")
			continue
		}
		in := File{Name: f.name}
		if !o.NoChecksums && f.pipe == nil {
			if in, err = readInputFile(from, path, f.name); err != nil {
				return nil, err
			}
		}
		if len(f.header.unknown) > 0 {
			ds.Notices = append(ds.Notices, fmt.Sprintf("%s: unknown columns left out: %s", f.name, strings.Join(f.header.unknown, ", ")))
		}
		usable, ds.Files = append(usable, f), append(ds.Files, in)
	}
	if slices.ContainsFunc(usable, func(f *longFile) bool { return !f.header.tally }) {
		ds.Layout = LayoutLong
	}
	if len(usable) == 0 {
		return nil, first
	}
	for _, f := range usable {
		if st, err := os.Stat(f.path); err == nil && f.pipe == nil && from == nil {
			ds.Progress.total.Add(st.Size())
		}
	}
	if err := ds.readPersonasBeside(usable); err != nil {
		return nil, err
	}
	q := newQuestions(o.known())
	ds.Questions = q.list
	ds.Responses = func(yield func(Response, error) bool) {
		r := newLongReader(ds, q)
		for _, f := range usable {
			if !r.responses(f, yield) {
				return
			}
			ds.describePipe(f, o)
		}
	}
	ds.Batches = func(yield func(*Batch, error) bool) {
		r := newLongReader(ds, q)
		for _, f := range usable {
			if !r.batches(f, yield) {
				return
			}
			ds.describePipe(f, o)
		}
	}
	return ds, nil
}

func longName(paths []string) string {
	name := filepath.Base(filepath.Clean(paths[0]))
	if len(paths) > 1 {
		name = fmt.Sprintf("%s and %d more", name, len(paths)-1)
	}
	return name
}

// describePipe completes what is known of a pipe once it has been read.
func (ds *Dataset) describePipe(f *longFile, o Options) {
	at := slices.IndexFunc(ds.Files, func(have File) bool { return have.Name == f.name })
	if f.pipe != nil && !o.NoChecksums && at >= 0 {
		ds.Files[at] = f.pipe.describe(f.name)
	}
}
