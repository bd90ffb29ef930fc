package roleplay

import (
	"strings"
	"testing"

	"inertia/datasets"
)

// Paraphrased, an item is asked in its second wording, with the options as they are.
func TestParaphrasedAsksTheSecondWording(t *testing.T) {
	q := aQuestion(VariantParaphrased)
	got, plain := Prompt(q), Prompt(aQuestion(VariantDefault))
	if !strings.Contains(got, q.Item.Paraphrase) || strings.Contains(got, q.Item.Text) {
		t.Errorf("asked: %q", got)
	}
	if want := strings.Replace(plain, q.Item.Text, q.Item.Paraphrase, 1); got != want {
		t.Errorf("more than the item's wording differs:\n%q\n%q", got, want)
	}
}

// An instrument without a second wording cannot be asked in it, and the message says
// which items lack it and what to do.
func TestParaphrasedNeedsASecondWording(t *testing.T) {
	in, _ := datasets.InstrumentByID("mfq30")
	if err := Askable(VariantParaphrased, in); err != nil {
		t.Fatal(err)
	}
	in.Items[6].Paraphrase = ""
	err := Askable(VariantParaphrased, in)
	if err == nil || !strings.Contains(err.Error(), "1 of 30 items of mfq30 have none (mfq30-07)") || !strings.Contains(err.Error(), "--wording") {
		t.Errorf("error %v", err)
	}
	if err := Askable(VariantDefault, in); err != nil {
		t.Errorf("the default variant needs none: %v", err)
	}
	if _, err := Simulate(SimulateOptions{Instruments: []*datasets.Instrument{in}, Seeds: []int64{1}, Personas: 1, Variants: []string{VariantParaphrased}}); err == nil {
		t.Error("simulated without a second wording")
	}
}

// A reference respondent knows an item by its dimension: it answers the second wording.
func TestRespondentsAnswerParaphrased(t *testing.T) {
	ds, err := Simulate(SimulateOptions{Respondents: []Respondent{Constant{}}, Seeds: []int64{1}, Personas: 2, Variants: []string{VariantDefault, VariantParaphrased}})
	if err != nil {
		t.Fatal(err)
	}
	n := map[string]int{}
	for r, err := range ds.Responses {
		if err != nil {
			t.Fatal(err)
		}
		if r.Option == 0 {
			t.Errorf("%s: no answer to %s", r.Variant, r.Item)
		}
		n[r.Variant]++
	}
	if n[VariantDefault] != 60 || n[VariantParaphrased] != 60 {
		t.Errorf("answers by variant: %v", n)
	}
}
