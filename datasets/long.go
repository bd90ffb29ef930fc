package datasets

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// longFile is one file of the long layout.
type longFile struct {
	path, name          string
	model               string // for rows without a model: the file's name
	format, compression string
	header              *longHeader
}

// openLong opens files of the long layout and reads their headers. A file that
// cannot be used is a notice, unless none can.
func openLong(paths []string, o Options) (*Dataset, error) {
	files, err := longFiles(paths)
	if err != nil {
		return nil, err
	}
	ds := &Dataset{Layout: LayoutLong, Name: longName(paths), Personas: &Personas{}}
	var usable []*longFile
	var first error
	for _, path := range files {
		f, err := openLongFile(path)
		if err != nil {
			first = errors.Join(first, err)
			ds.Notices = append(ds.Notices, err.Error()+": left out")
			continue
		}
		in, err := readInputFile(path, f.name)
		if err != nil {
			return nil, err
		}
		if len(f.header.unknown) > 0 {
			ds.Notices = append(ds.Notices, fmt.Sprintf("%s: unknown columns left out: %s", f.name, strings.Join(f.header.unknown, ", ")))
		}
		usable, ds.Files = append(usable, f), append(ds.Files, in)
	}
	if len(usable) == 0 {
		return nil, first
	}
	if err := ds.readPersonasBeside(usable); err != nil {
		return nil, err
	}
	if err := ds.addReplications(paths); err != nil {
		return nil, err
	}
	items := map[string]int{}
	for _, in := range o.known() {
		for i := range in.Items {
			items[in.Items[i].ID] = in.Options
		}
	}
	ds.Responses = func(yield func(Response, error) bool) {
		r := newLongReader(ds, items)
		for _, f := range usable {
			if !r.read(f, yield) {
				return
			}
		}
	}
	if len(o.Models) > 0 {
		ds.KeepModels(o.Models)
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

func openLongFile(path string) (*longFile, error) {
	f := &longFile{path: path, name: filepath.Base(path)}
	f.format, f.compression = fileFormat(f.name)
	if f.format == "" {
		return nil, fmt.Errorf("%s: not a known kind of file; needs .csv, .jsonl or .parquet, also with .gz or .zst", f.name)
	}
	f.model, _, _ = strings.Cut(f.name, "."+f.format)
	var err error
	if f.format == "parquet" {
		f.header, err = f.parquetHeader()
	} else {
		err = f.body(func(r io.Reader) error {
			var names []string
			var herr error
			if f.format == "csv" {
				names, _, _, herr = readCSVHeader(r)
			} else {
				names, herr = jsonlNames(r)
			}
			if herr != nil {
				return herr
			}
			f.header, herr = newLongHeader(names)
			return herr
		})
	}
	if err != nil {
		return nil, fmt.Errorf("%s:1: %w", path, err)
	}
	return f, nil
}

// body reads the file's decompressed text.
func (f *longFile) body(read func(io.Reader) error) error {
	file, err := os.Open(f.path)
	if err != nil {
		return err
	}
	defer file.Close()
	r, err := decompress(file, f.compression)
	if err != nil {
		return err
	}
	defer r.Close()
	return read(r)
}

// rows parses the file and yields its rows in order, some at a time. What ends
// the reading early comes as a row with an error.
func (f *longFile) rows(items map[string]int, yield func([]longRow) bool) {
	newParser := func() *longParser { return newLongParser(f.header, items, f) }
	fail := func(line int, err error) {
		yield([]longRow{{Response: Response{File: f.name, Line: line}, err: err}})
	}
	if f.format == "parquet" {
		f.parquetRows(newParser(), yield)
		return
	}
	err := f.body(func(r io.Reader) error {
		if f.format == "jsonl" {
			readJSONLRows(bufio.NewReaderSize(r, 1<<16), newParser(), yield)
			return nil
		}
		_, body, lines, err := readCSVHeader(r)
		if err == nil {
			readCSVRows(body, 1+lines, newParser, yield)
		}
		return err
	})
	if err != nil {
		fail(0, err)
	}
}

// longReader joins the rows of all files: it numbers repeats, finds duplicates
// and gathers persona attributes.
type longReader struct {
	ds    *Dataset
	items map[string]int
	known map[PersonaKey]bool // personas with a row in ds.Personas
}

func newLongReader(ds *Dataset, items map[string]int) *longReader {
	r := &longReader{ds: ds, items: items, known: map[PersonaKey]bool{}}
	for k := range ds.Personas.Index() {
		r.known[k] = true
	}
	return r
}

func (r *longReader) read(f *longFile, yield func(Response, error) bool) bool {
	keys := newKeyTable(f.header.repeat)
	look := func(at func(*Response)) {
		f.rows(r.items, func(rows []longRow) bool {
			for i := range rows {
				if rows[i].err == nil {
					at(&rows[i].Response)
				}
			}
			return true
		})
	}
	if f.header.repeat {
		look(keys.mark)
	}
	if len(keys.again) > 0 {
		look(keys.compare)
	}
	goOn := true
	f.rows(r.items, func(rows []longRow) bool {
		for i := range rows {
			row := &rows[i]
			if row.err != nil {
				goOn = yield(row.Response, &RowError{File: f.name, Line: row.Line, Err: row.err})
			} else if keys.keep(&row.Response) {
				r.addPersona(f.header, row)
				goOn = yield(row.Response, nil)
			}
			if !goOn {
				return false
			}
		}
		return true
	})
	if goOn && keys.equal > 0 {
		r.notice(fmt.Sprintf("%s: %d rows repeat another exactly (same repeat): counted once", f.name, keys.equal))
	}
	if goOn && keys.conflicting > 0 {
		r.notice(fmt.Sprintf("%s: %d rows contradict another of the same repeat: set aside as missing (duplicate)", f.name, keys.conflicting))
	}
	return goOn
}

// notice tells a thing once, however often the answers are read.
func (r *longReader) notice(text string) {
	if !slices.Contains(r.ds.Notices, text) {
		r.ds.Notices = append(r.ds.Notices, text)
	}
}

// addPersona takes up the attributes in the columns persona.NAME.
func (r *longReader) addPersona(h *longHeader, row *longRow) {
	if len(h.attributes) == 0 || row.Persona == "" {
		return
	}
	key := PersonaKey{row.Seed, row.Persona}
	if r.known[key] {
		return
	}
	r.known[key] = true
	p := Persona{ID: row.Persona, Seed: row.Seed, Attributes: map[string]string{}}
	for i, name := range h.attributes {
		p.Attributes[name] = row.attributes[i]
		if !slices.Contains(r.ds.Personas.Attributes, name) {
			r.ds.Personas.Attributes = append(r.ds.Personas.Attributes, name)
		}
	}
	r.ds.Personas.Rows = append(r.ds.Personas.Rows, p)
}
