package report

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"inertia/analysis"
)

func tidyRows() []analysis.Estimate {
	a := estimate("=cmd()", "inertia", 1./3, .01)
	a.Low, a.High, a.Level, a.Method, a.Missing = .3, .4, .95, "bca", 2
	b := estimate("m", "robustness", math.Inf(1), math.NaN())
	b.Personas, b.Note = 0, `asked once, "or" so`
	return []analysis.Estimate{a, b}
}

func TestWriteTidyCSV(t *testing.T) {
	var b strings.Builder
	if err := WriteTidyCSV(&b, tidyRows()); err != nil {
		t.Fatal(err)
	}
	want := `model,variant,seed,instrument,dimension,measure,contrast,estimate,se,ci_low,ci_high,ci_level,ci_method,n_personas,n_answers,n_missing,note
'=cmd(),default,,mfq30,Harm,inertia,,0.3333333333333333,0.01,0.3,0.4,0.95,bca,10,60,2,
m,default,,mfq30,Harm,robustness,,Inf,NaN,NaN,NaN,NaN,,,60,0,"asked once, ""or"" so"
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestWriteTidyJSON(t *testing.T) {
	var b strings.Builder
	if err := WriteTidyJSON(&b, tidyRows()); err != nil {
		t.Fatal(err)
	}
	var got []map[string]any
	if err := json.Unmarshal([]byte(b.String()), &got); err != nil {
		t.Fatal(err)
	}
	if got[0]["model"] != "=cmd()" || got[0]["estimate"] != 1./3 || got[1]["estimate"] != nil || got[1]["n_personas"] != nil {
		t.Errorf("got %v", got)
	}
	if len(got[0]) != len(tidyColumns) {
		t.Errorf("%d keys, want %d", len(got[0]), len(tidyColumns))
	}
	b.Reset()
	if err := WriteTidyJSON(&b, nil); err != nil || json.Unmarshal([]byte(b.String()), &got) != nil {
		t.Errorf("empty table is no JSON: %q", b.String())
	}
}

func TestWriteTidyTable(t *testing.T) {
	rows := tidyRows()
	rows[0].Model = "a\x1b[31m"
	var b strings.Builder
	if err := WriteTidyTable(&b, rows); err != nil {
		t.Fatal(err)
	}
	want := `variant: default
instrument: mfq30
answers: 60
model   dimension  measure     estimate     se  interval        level  method  personas  missing  note
a�[31m  Harm       inertia        0.333  0.010  [0.300, 0.400]    95%  bca           10        2
m       Harm       robustness         ∞                                                        0  [1]
[1] asked once, "or" so
`
	if got := b.String(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func estimate(model, measure string, value, se float64) analysis.Estimate {
	nan := math.NaN()
	return analysis.Estimate{Model: model, Variant: "default", Instrument: "mfq30", Dimension: "Harm", Measure: measure,
		Value: value, SE: se, Low: nan, High: nan, Level: nan, Personas: 10, Answers: 60}
}
