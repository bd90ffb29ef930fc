// Command knowngroups writes docs/known-groups.md: what the measures say of the
// reference respondents, beside what theory demands.
//
//	go run ./roleplay/knowngroups > docs/known-groups.md
package main

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/roleplay"
)

func main() {
	rows, err := measured()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Print(document(rows))
}

// measured is every measure of the reference respondents in the bundled study.
func measured() ([]analysis.Estimate, error) {
	ds, err := roleplay.Simulate(roleplay.DefaultSimulateOptions())
	if err != nil {
		return nil, err
	}
	study, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		return nil, err
	}
	o := analysis.DefaultOptions()
	o.Resamples = 0
	if o.Measures, err = analysis.ParseMeasures("all"); err != nil {
		return nil, err
	}
	return analysis.Measure(study, o)
}

// find is a row in the default variant, or over variants.
func find(rows []analysis.Estimate, respondent, dimension, measure, contrast string) (analysis.Estimate, bool) {
	i := slices.IndexFunc(rows, func(e analysis.Estimate) bool {
		return e.Model == respondent && (e.Variant == datasets.DefaultVariant || e.Variant == "") && e.Dimension == dimension && e.Measure == measure && e.Contrast == contrast
	})
	if i < 0 {
		return analysis.Estimate{Value: math.NaN()}, false
	}
	return rows[i], true
}

func document(rows []analysis.Estimate) string {
	var b strings.Builder
	b.WriteString("# Known groups\n\nReference respondents answered a part of the bundled study: what they are is known, so what a measure must say of them is known too. Written by `go run ./roleplay/knowngroups`; a test holds every value of the first table to its theory.\n\n")
	for _, r := range roleplay.Respondents() {
		fmt.Fprintf(&b, "- **%s**: %s.\n", r.Name(), r.Truth())
	}
	b.WriteString("\n## What theory demands\n\n| respondent | dimension | measure | compared | theory | measured | why |\n|---|---|---|---|---:|---:|---|\n")
	for _, t := range theories {
		e, _ := find(rows, t.respondent, t.dimension, t.measure, t.contrast)
		fmt.Fprintf(&b, "| %s | %s | `%s` | %s | %s | %s | %s |\n", t.respondent, t.dimension, t.measure, t.contrast, number(t.value), number(e.Value), t.why)
	}
	b.WriteString("\n## Every measure, every respondent\n\nThe dimension is Harm; p-values are left out, since they need resampling. A dash is an undefined value.\n\n| measure |")
	for _, r := range roleplay.Respondents() {
		b.WriteString(" " + r.Name() + " |")
	}
	b.WriteString("\n|---|" + strings.Repeat("---:|", len(roleplay.Respondents())) + "\n")
	for _, m := range analysis.MeasureInfos() {
		if line, ok := everyRespondent(rows, m); ok {
			b.WriteString(line)
		}
	}
	return b.String()
}

// everyRespondent is a line of the second table; measures without a plain value
// have none.
func everyRespondent(rows []analysis.Estimate, m analysis.MeasureInfo) (string, bool) {
	line, plain := "| `"+m.Name+"` |", false
	for _, r := range roleplay.Respondents() {
		e, ok := find(rows, r.Name(), "Harm", m.Name, "")
		plain = plain || ok
		line += " " + number(e.Value) + " |"
	}
	return line + "\n", plain && !strings.HasPrefix(m.Title, "p of")
}

func number(x float64) string {
	if math.IsNaN(x) {
		return "—"
	}
	s := strconv.FormatFloat(x, 'f', 3, 64)
	if strings.Trim(s, "-0.") == "" {
		return "0.000"
	}
	return s
}
