package datasets

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// ReadingsFolder is where a collected study keeps what parser models read in its
// texts: a file NAME.jsonl a parser, a line a text.
const ReadingsFolder = "readings"

// RulesReader names the reading that stands in a collected study's answers.
const RulesReader = "rules"

// ReadingKey names a text to be read: it belongs to the request that was answered
// and to the words of the answer, so that no reading outlives its text.
func ReadingKey(request, text string) [16]byte {
	sum := sha256.Sum256([]byte(strconv.Itoa(len(request)) + ":" + request + text))
	return [16]byte(sum[:16])
}

// Readable reports whether an answer has a text that may name an option: one that was
// cut off, or never came, has none.
func (r *Response) Readable() bool {
	return r.Missing != Truncated && r.Missing != Transport && strings.TrimSpace(r.Text) != ""
}

// Reading is what a parser made of one text.
type Reading struct {
	Option  int // 0 = none
	Missing Missing
	file    string
	line    int
}

// ReadReadings reads a parser model's file, by ReadingKey. A line that is none, such
// as the torn last one of a run under way, is left out.
func ReadReadings(path string) (map[[16]byte]Reading, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	out, body := map[[16]byte]Reading{}, bufio.NewReader(file)
	for n := 1; ; n++ {
		line, err := readBounded(body, maxRecordLine)
		var r struct {
			Request, Missing string
			Option           *int
		}
		if len(line) > 0 && json.Unmarshal(line, &r) == nil {
			var key [16]byte
			if raw, err := hex.DecodeString(r.Request); err == nil && copy(key[:], raw) == len(key) {
				reading := Reading{Missing: Missing(r.Missing), file: filepath.Base(path), line: n}
				if r.Option != nil {
					reading.Option = *r.Option
				}
				out[key] = reading
			}
		}
		if errors.Is(err, io.EOF) {
			return out, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s:%d: %w", path, n, err)
		}
	}
}

// readingFiles lists the files of each parser model in the folders named.
func readingFiles(paths []string) (map[string][]string, error) {
	out := map[string][]string{}
	for _, p := range paths {
		files, err := filepath.Glob(filepath.Join(escaped(p), ReadingsFolder, "*.jsonl"))
		if err != nil {
			return nil, err
		}
		for _, f := range files {
			name := strings.TrimSuffix(filepath.Base(f), ".jsonl")
			out[name] = append(out[name], f)
		}
	}
	return out, nil
}

// escaped keeps a path's own letters from being a pattern.
func escaped(path string) string {
	return strings.NewReplacer(`*`, `\*`, `?`, `\?`, `[`, `\[`, `\`, `\\`).Replace(path)
}

// offerReadings tells which parser models read the texts of a collected study, and
// takes the reading that was asked for.
func (ds *Dataset) offerReadings(paths []string, o Options) error {
	byName, err := readingFiles(paths)
	if err != nil {
		return err
	}
	for name := range byName {
		ds.Judges = append(ds.Judges, name)
	}
	slices.Sort(ds.Judges)
	if len(ds.Judges) > 0 {
		ds.Judges = append([]string{RulesReader}, ds.Judges...)
		ds.AtJudge = func(judge string) (*Dataset, error) {
			other := o
			other.Judge = judge
			return openLong(paths, other)
		}
	}
	if o.Judge == "" || o.Judge == RulesReader {
		return nil
	}
	if byName[o.Judge] == nil {
		return fmt.Errorf("%s: no reading by %s; there are %s (inertia parse --parser-model makes one)", ds.Name, o.Judge, strings.Join(slices.Concat([]string{RulesReader}, ds.Judges[min(1, len(ds.Judges)):]), ", "))
	}
	for _, path := range byName[o.Judge] {
		in, err := readInputFile(nil, path, ReadingsFolder+"/"+filepath.Base(path))
		if err != nil {
			return err
		}
		ds.Files = append(ds.Files, in)
	}
	return ds.readAs(o.Judge, byName[o.Judge])
}

// readAs puts a parser model's reading of each text in place of the one that stands
// with it. Texts that it has not read are left out, with a notice.
func (ds *Dataset) readAs(judge string, files []string) error {
	readings := map[[16]byte]Reading{}
	for _, path := range files {
		one, err := ReadReadings(path)
		if err != nil {
			return err
		}
		for k, r := range one {
			readings[k] = r
		}
	}
	all := ds.Responses
	ds.Batches = nil // they hold no text to know an answer by
	ds.Responses = func(yield func(Response, error) bool) {
		unread, stopped := 0, false
		all(func(r Response, err error) bool {
			if err == nil && r.Readable() {
				reading, ok := readings[ReadingKey(r.Request, r.Text)]
				if !ok {
					unread++
					return true
				}
				r.Option, r.Missing, r.File, r.Line = reading.Option, reading.Missing, reading.file, reading.line
			}
			stopped = !yield(r, err)
			return !stopped
		})
		if notice := fmt.Sprintf("%d texts were not read by %s and are left out; run inertia parse --parser-model again", unread, judge); unread > 0 && !stopped && !slices.Contains(ds.Notices, notice) {
			ds.Notices = append(ds.Notices, notice)
		}
	}
	return nil
}
