package report

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"inertia/analysis"
)

// tidyColumns are the columns of the tidy table, in order.
var tidyColumns = []string{
	"model", "variant", "seed", "instrument", "dimension", "measure", "contrast", "estimate", "se", "ci_low", "ci_high", "ci_level",
	"ci_method", "n_personas", "n_answers", "n_missing", "note",
}

// WriteTidyCSV writes estimates as the tidy table: full precision, NaN and Inf
// spelled so, an unknown number of personas empty. A text that a spreadsheet
// would take for a formula gets an apostrophe before it.
func WriteTidyCSV(w io.Writer, rows []analysis.Estimate) error {
	c := csv.NewWriter(w)
	if err := c.Write(tidyColumns); err != nil {
		return err
	}
	for _, e := range rows {
		rec := []string{
			inert(e.Model), inert(e.Variant), inert(e.Seed), inert(e.Instrument), inert(e.Dimension), inert(e.Measure), inert(e.Contrast),
			full(e.Value), full(e.SE), full(e.Low), full(e.High), full(e.Level), inert(e.Method),
			known(e.Personas), strconv.Itoa(e.Answers), strconv.Itoa(e.Missing), inert(e.Note),
		}
		if err := c.Write(rec); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// inert keeps a spreadsheet from running text as a formula.
func inert(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}

// full spells a number so that reading it gives the same bits.
func full(x float64) string {
	switch {
	case math.IsNaN(x):
		return "NaN"
	case math.IsInf(x, 1):
		return "Inf"
	case math.IsInf(x, -1):
		return "-Inf"
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

func known(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// tidyRow is a row of the tidy table in JSON; null is undefined or infinite.
type tidyRow struct {
	Model      string   `json:"model"`
	Variant    string   `json:"variant"`
	Seed       string   `json:"seed"`
	Instrument string   `json:"instrument"`
	Dimension  string   `json:"dimension"`
	Measure    string   `json:"measure"`
	Contrast   string   `json:"contrast"`
	Estimate   *float64 `json:"estimate"`
	SE         *float64 `json:"se"`
	Low        *float64 `json:"ci_low"`
	High       *float64 `json:"ci_high"`
	Level      *float64 `json:"ci_level"`
	Method     string   `json:"ci_method"`
	Personas   *int     `json:"n_personas"`
	Answers    int      `json:"n_answers"`
	Missing    int      `json:"n_missing"`
	Note       string   `json:"note"`
}

// WriteTidyJSON writes estimates as a JSON array, one object a line, with the
// columns of the tidy table as keys.
func WriteTidyJSON(w io.Writer, rows []analysis.Estimate) error {
	if _, err := io.WriteString(w, "["); err != nil {
		return err
	}
	for i, e := range rows {
		b, err := tidyLine(e)
		if err != nil {
			return err
		}
		sep := ",\n"
		if i == 0 {
			sep = "\n"
		}
		if _, err := fmt.Fprintf(w, "%s%s", sep, b); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, "\n]\n")
	return err
}

func tidyLine(e analysis.Estimate) (string, error) {
	r := tidyRow{
		Model: e.Model, Variant: e.Variant, Seed: e.Seed, Instrument: e.Instrument, Dimension: e.Dimension, Measure: e.Measure, Contrast: e.Contrast,
		Estimate: finite(e.Value), SE: finite(e.SE), Low: finite(e.Low), High: finite(e.High), Level: finite(e.Level),
		Method: e.Method, Answers: e.Answers, Missing: e.Missing, Note: e.Note,
	}
	if e.Personas > 0 {
		r.Personas = &e.Personas
	}
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(r); err != nil {
		return "", err
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

func finite(x float64) *float64 {
	if math.IsNaN(x) || math.IsInf(x, 0) {
		return nil
	}
	return &x
}
