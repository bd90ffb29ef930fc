package datasets

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"inertia/datasets/wholefile"
)

// ErrCounts is what WriteLong says of data that are no single answers.
var ErrCounts = errors.New("counts without personas and items; the long layout holds single answers, so use inertia tally")

// WriteReport says what was written.
type WriteReport struct {
	Rows     int
	Rejected int       // rows of the source that could not be read
	First    *RowError // of these
}

// WriteLong writes answers in the long layout; the name says the format (.csv,
// .jsonl, .parquet, the first two also with .gz or .zst). Personas with
// attributes go into personas.csv beside it. Nothing half-written is left under
// the final name.
func WriteLong(path string, ds *Dataset) (WriteReport, error) {
	var report WriteReport
	if _, _, err := tableFormat(path); err != nil {
		return report, err
	}
	columns, err := longColumnsUsed(ds, &report)
	if err != nil {
		return report, err
	}
	if err := writeTable(path, columns, ds.answers); err != nil {
		return report, err
	}
	return report, writePersonas(filepath.Join(filepath.Dir(path), personasName), ds.Personas)
}

func whole(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func decimal(v float64) string {
	if v == 0 {
		return ""
	}
	return strconv.FormatFloat(v, 'g', -1, 64)
}

var outColumns = []outColumn[Response]{
	{name: "model", kind: 's', value: func(r *Response) string { return r.Model }, need: true},
	{name: "variant", kind: 's', value: func(r *Response) string { return r.Variant }, need: true},
	{name: "seed", kind: 'i', value: func(r *Response) string { return strconv.FormatInt(r.Seed, 10) }, need: true},
	{name: "persona", kind: 's', value: func(r *Response) string { return r.Persona }, need: true},
	{name: "item", kind: 's', value: func(r *Response) string { return r.Item }, need: true},
	{name: "repeat", kind: 'i', value: func(r *Response) string { return whole(r.Repeat) }, need: true},
	{name: "position", kind: 'i', value: func(r *Response) string { return whole(r.Position) }, need: false},
	{name: "option", kind: 'i', value: func(r *Response) string { return whole(r.Option) }, need: true},
	{name: "missing", kind: 's', value: func(r *Response) string { return string(r.Missing) }, need: true},
	{name: "text", kind: 's', value: func(r *Response) string { return r.Text }, need: false},
	{name: "p_other", kind: 'f', value: func(r *Response) string { return decimal(r.POther) }, need: false},
	{name: "latency_ms", kind: 'f', value: func(r *Response) string { return decimal(r.LatencyMS) }, need: false},
	{name: "prompt_tokens", kind: 'i', value: func(r *Response) string { return whole(r.PromptTokens) }, need: false},
	{name: "completion_tokens", kind: 'i', value: func(r *Response) string { return whole(r.CompletionTokens) }, need: false},
	{name: "at", kind: 's', value: func(r *Response) string {
		if r.At.IsZero() {
			return ""
		}
		return r.At.Format(time.RFC3339Nano)
	}, need: false},
	{name: "request", kind: 's', value: func(r *Response) string { return r.Request }, need: false},
}

// longColumnsUsed reads the answers once, to leave out columns that are always
// empty, and refuses what the long layout cannot hold.
func longColumnsUsed(ds *Dataset, report *WriteReport) ([]outColumn[Response], error) {
	used, options := make([]bool, len(outColumns)), 0
	for r, err := range ds.Responses {
		var bad *RowError
		if errors.As(err, &bad) {
			if report.Rejected++; report.First == nil {
				report.First = bad
			}
			continue
		}
		if err != nil {
			return nil, err
		}
		if r.Item == "" || r.Pooled || r.N > 1 {
			return nil, fmt.Errorf("%s: %w", r.File, ErrCounts)
		}
		report.Rows++
		options = max(options, len(r.P))
		for i := range outColumns {
			used[i] = used[i] || outColumns[i].need || outColumns[i].value(&r) != ""
		}
	}
	if report.Rows == 0 && report.First != nil {
		return nil, fmt.Errorf("no usable answer to write: the first row set aside is %w", report.First)
	}
	if report.Rows == 0 {
		return nil, errors.New("no usable answer to write")
	}
	var columns []outColumn[Response]
	for i, c := range outColumns {
		if c.name == "p_other" {
			for k := range options {
				columns = append(columns, outColumn[Response]{name: fmt.Sprintf("p%d", k+1), kind: 'f', need: true, value: func(r *Response) string {
					if k >= len(r.P) || math.IsNaN(r.P[k]) {
						return ""
					}
					return strconv.FormatFloat(r.P[k], 'g', -1, 64)
				}})
			}
		}
		if used[i] {
			columns = append(columns, c)
		}
	}
	return columns, nil
}

// answers calls write for every answer that could be read.
func (ds *Dataset) answers(write func(r *Response) error) error {
	for r, err := range ds.Responses {
		var bad *RowError
		if errors.As(err, &bad) {
			continue
		}
		if err == nil {
			err = write(&r)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// writePersonas writes the attributes beside the answers. A table that is there
// and says something else is left alone, with an error.
func writePersonas(path string, p *Personas) error {
	if p == nil || len(p.Attributes) == 0 {
		return nil
	}
	var b bytes.Buffer
	out := csv.NewWriter(&b)
	if err := out.Write(append([]string{"persona", "seed"}, p.Attributes...)); err != nil {
		return err
	}
	for i := range p.Rows {
		cells := []string{guard(p.Rows[i].ID), strconv.FormatInt(p.Rows[i].Seed, 10)}
		for _, a := range p.Attributes {
			cells = append(cells, guard(p.Rows[i].Attributes[a]))
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	have, err := os.ReadFile(path)
	if err == nil && bytes.Equal(have, b.Bytes()) {
		return nil
	}
	if err == nil {
		return fmt.Errorf("%s: there already, with other personas; the answers were written, their personas were not: write into a folder of its own", path)
	}
	if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return wholefile.Write(path, func(w io.Writer) error {
		_, err := io.Copy(w, &b)
		return err
	})
}
