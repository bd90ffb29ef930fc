package datasets

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"slices"
	"strconv"
	"strings"

	"inertia/datasets/csvtable"
)

// Wordings of an instrument.
const (
	WordingParaphrase = "paraphrase"
	WordingOfficial   = "official"
)

// ImportWording returns a copy of the instrument with the items' official text
// from a CSV file (item,text; the item as id or number) or from JSON lines with
// question_number, centerpiece and options, as the authors' item files have. Every
// scored item must be there. A column (or field) paraphrase holds the second
// wording; it is there for all scored items or for none. Without it the
// instrument's own second wording stays.
func ImportWording(in *Instrument, path string) (*Instrument, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	w := &wording{in: in.clone(), path: path, given: map[string]bool{}, paraphrased: map[string]bool{}}
	body := bufio.NewReader(file)
	first, err := body.Peek(1)
	if err == io.EOF {
		return nil, fmt.Errorf("%s:1: the file is empty; needs the columns item and text", path)
	}
	if err != nil {
		return nil, err
	}
	if first[0] == '{' {
		err = w.readJSONLines(body)
	} else {
		err = w.readCSV(body)
	}
	if err != nil {
		return nil, err
	}
	if lacking := w.lacking(w.given); len(lacking) > 0 {
		return nil, fmt.Errorf("%s: no text for %d items of %s: %s", path, len(lacking), in.Short, strings.Join(lacking, ", "))
	}
	if lacking := w.lacking(w.paraphrased); len(w.paraphrased) > 0 && len(lacking) > 0 {
		return nil, fmt.Errorf("%s: no paraphrase for %d items of %s: %s; give every item one, or none", path, len(lacking), in.Short, strings.Join(lacking, ", "))
	}
	w.in.Wording = WordingOfficial
	return w.in, nil
}

type wording struct {
	in                 *Instrument
	path               string
	given, paraphrased map[string]bool
}

// lacking lists the scored items that are not among those given.
func (w *wording) lacking(given map[string]bool) []string {
	return slices.DeleteFunc(w.in.Scored(), func(id string) bool { return given[id] })
}

// set gives an item, named by id or number, its text, and its second wording where
// there is one.
func (w *wording) set(line int, item, text, paraphrase string) error {
	for i := range w.in.Items {
		it := &w.in.Items[i]
		if it.ID != item && strconv.Itoa(it.Number) != item {
			continue
		}
		if strings.TrimSpace(text) == "" {
			return fmt.Errorf("%s:%d: item %s has no text", w.path, line, item)
		}
		if w.given[it.ID] {
			return fmt.Errorf("%s:%d: item %s is there twice", w.path, line, item)
		}
		it.Text, w.given[it.ID] = text, true
		if strings.TrimSpace(paraphrase) == "" {
			return nil
		}
		if paraphrase == text {
			return fmt.Errorf("%s:%d: the paraphrase of item %s is its text; give it other words", w.path, line, item)
		}
		it.Paraphrase, w.paraphrased[it.ID] = paraphrase, true
		return nil
	}
	return fmt.Errorf("%s:%d: %s has no item %q", w.path, line, w.in.Short, clipped(item))
}

// clipped shortens what a message quotes.
func clipped(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "..."
	}
	return s
}

func (w *wording) readCSV(r io.Reader) error {
	table, err := csvtable.New(r, w.path, "item", "text")
	if err != nil {
		return err
	}
	for row, err := range table.Rows() {
		if err != nil {
			return err
		}
		if err := w.set(row.Line, strings.TrimSpace(row.Get("item")), row.Get("text"), row.Get("paraphrase")); err != nil {
			return err
		}
	}
	return nil
}

func (w *wording) readJSONLines(r io.Reader) error {
	lines := bufio.NewReader(r)
	for n := 1; ; n++ {
		line, err := readBounded(lines, maxRecordLine)
		if len(bytes.TrimSpace(line)) > 0 {
			if err := w.setJSON(n, line); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%s:%d: %w", w.path, n, err)
		}
	}
}

func (w *wording) setJSON(n int, line []byte) error {
	var q struct {
		Number     int      `json:"question_number"`
		Text       string   `json:"centerpiece"`
		Paraphrase string   `json:"paraphrase"`
		Options    []string `json:"options"`
	}
	if err := json.Unmarshal(line, &q); err != nil {
		return fmt.Errorf("%s:%d: not an item in JSON: %w", w.path, n, err)
	}
	if len(q.Options) > 0 && len(q.Options) != w.in.Options {
		return fmt.Errorf("%s:%d: item %d has %d options, %s has %d", w.path, n, q.Number, len(q.Options), w.in.Short, w.in.Options)
	}
	return w.set(n, strconv.Itoa(q.Number), q.Text, q.Paraphrase)
}
