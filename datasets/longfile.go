package datasets

import (
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
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
	probabilities       bool // answers count by their options' probabilities
	progress            *Progress
	pipe                *pipe             // nil for a file
	spooled             *os.File          // what came through it, of Parquet
	opened              *openedParquet    // nil before it was
	partition           map[string]string // columns whose value is in the path, as in model=A/
}

func openLongFile(from fs.FS, path string, progress *Progress) (*longFile, error) {
	f := &longFile{from: from, path: path, name: filepath.Base(path), progress: progress, partition: partitionOf(path)}
	var err error
	if from == nil && isPipe(path) {
		if err = f.openPipe(); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
	} else {
		f.format, f.compression = fileFormat(f.name)
		if f.format == "" {
			return nil, fmt.Errorf("%s: not a known kind of file; needs .csv, .tsv, .jsonl (a JSON object a line) or .parquet, also with .gz or .zst", f.name)
		}
		f.model = withoutEndings(f.name)
	}
	if f.format == "parquet" {
		f.header, err = f.parquetHeader()
	} else {
		err = f.body(func(r io.Reader) error {
			var names []string
			var sep comma
			var herr error
			if f.format == "csv" {
				var head *csvHead
				if head, herr = readCSVHead(r); herr == nil {
					names, sep = head.names, head.comma
				}
			} else {
				names, herr = jsonlNames(r)
			}
			if herr != nil {
				return herr
			}
			if f.header, herr = newLongHeader(names); herr == nil {
				f.header.comma = sep
			}
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
	if f.pipe != nil {
		r, err := f.pipe.open()
		if err != nil {
			return err
		}
		return read(r)
	}
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
			head, err := readCSVHead(r)
			if err != nil {
				return err
			}
			r, line, ends = head.body, 1+head.lines, head.comma.recordsEnd
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

// partitionOf reads the columns that a path holds as folders NAME=VALUE, as Spark
// and DuckDB partition a table.
func partitionOf(path string) map[string]string {
	out := map[string]string{}
	for _, part := range strings.Split(filepath.ToSlash(filepath.Dir(path)), "/") {
		name, value, ok := strings.Cut(part, "=")
		if !ok {
			continue
		}
		if plain, err := url.PathUnescape(value); err == nil && value != "__HIVE_DEFAULT_PARTITION__" {
			out[name] = plain
		}
	}
	return out
}
