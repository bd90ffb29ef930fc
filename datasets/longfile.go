package datasets

import (
	"fmt"
	"io"
	"io/fs"
	"path/filepath"
	"strings"
)

// longFile is one file of the long layout.
type longFile struct {
	from                fs.FS // where path is; nil = the machine's files
	path, name          string
	model               string // for rows without a model: the file's name
	format, compression string
	header              *longHeader
	progress            *Progress
}

func openLongFile(from fs.FS, path string) (*longFile, error) {
	f := &longFile{from: from, path: path, name: filepath.Base(path)}
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
	file, err := openIn(f.from, f.path)
	if err != nil {
		return err
	}
	defer file.Close()
	r, err := decompress(f.progress.of(file), f.compression)
	if err != nil {
		return err
	}
	defer r.Close()
	return read(r)
}

// parse reads the file and yields its rows in order, a chunk at a time, as whole
// answers (texts) or as batches. What ends the reading early comes as a row with
// an error.
func (f *longFile) parse(q *questions, texts bool, yield func(*parsed) bool) {
	if f.format == "parquet" {
		f.parseParquet(q, texts, yield)
		return
	}
	err := f.body(func(r io.Reader) error {
		line, ends := 1, lineEnds
		parser := func() func(chunk, *sink) { return newLongParser(f, q, texts).jsonl() }
		if f.format == "csv" {
			_, body, lines, err := readCSVHeader(r)
			if err != nil {
				return err
			}
			r, line, ends = body, 1+lines, recordsEnd
			parser = func() func(chunk, *sink) { return newLongParser(f, q, texts).parseCSV }
		}
		inOrder(texts, func(yield func(chunk) bool) { splitRecords(r, line, ends, yield) }, parser, yield)
		return nil
	})
	if err != nil {
		out := &parsed{texts: texts}
		out.take(&longRow{Response: Response{File: f.name}, err: err})
		yield(out)
	}
}
