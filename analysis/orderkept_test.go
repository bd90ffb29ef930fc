package analysis

import (
	"encoding/json"
	"math"
	"math/rand/v2"
	"os"
	"testing"
)

// kept is what OrderAgreement says of a study with one model.
func kept(t *testing.T, s *Study) map[string]Estimate {
	t.Helper()
	out := map[string]Estimate{}
	for _, e := range OrderAgreement(s, "mfq30", .95) {
		out[e.Measure] = e
	}
	return out
}

// testdata/reference/orderkept.py made the values with numpy and scipy.
func TestOrderAgreementAgainstReference(t *testing.T) {
	raw, err := os.ReadFile("testdata/reference/orderkept.json")
	if err != nil {
		t.Fatal(err)
	}
	var ref struct {
		Default    [][][]int
		Reversed   [][][]int
		LetterKept []float64 `json:"letter_kept"`
		OptionKept []float64 `json:"option_kept"`
		LetterLead []float64 `json:"letter_lead"`
	}
	if err := json.Unmarshal(raw, &ref); err != nil {
		t.Fatal(err)
	}
	repeat := map[[3]int]int{}
	s := asked(t, len(ref.Default), len(ref.Default[0][0]), []string{"default", "options-reversed"}, false, rand.New(rand.NewPCG(1, 1)), func(v string, p, i, _ int) int {
		answers, side := ref.Default, 0
		if v != "default" {
			answers, side = ref.Reversed, 1
		}
		key := [3]int{side, p, i}
		repeat[key]++
		return answers[p][i][repeat[key]-1]
	})
	got := kept(t, s)
	for name, want := range map[string][]float64{"letter_kept": ref.LetterKept, "option_kept": ref.OptionKept, "letter_lead": ref.LetterLead} {
		e := got[name]
		for i, x := range []float64{e.Value, e.Low, e.High} {
			if math.Abs(x-want[i]) > 1e-9 {
				t.Errorf("%s[%d] is %v, the reference %v", name, i, x, want[i])
			}
		}
	}
}

func TestOrderAgreementAtTheEnds(t *testing.T) {
	both := []string{"default", "options-reversed"}
	for _, c := range []struct {
		name           string
		answer         func(v string, p, i, _ int) int
		letter, option float64
	}{
		{"an answer of its own for each item keeps every option", func(_ string, _, i, _ int) int { return 1 + i%6 }, 0, 1},
		{"always the letter D", func(v string, _, _, _ int) int {
			if v == "default" {
				return 4
			}
			return 3
		}, 1, 0},
		{"half of the items by letter, half by option", func(v string, _, i, _ int) int {
			if v == "default" || i%2 == 0 {
				return 2
			}
			return 5
		}, .5, .5},
	} {
		got := kept(t, asked(t, 8, 1, both, false, rand.New(rand.NewPCG(1, 1)), c.answer))
		if got["letter_kept"].Value != c.letter || got["option_kept"].Value != c.option || got["letter_lead"].Value != c.letter-c.option {
			t.Errorf("%s: letters %v, options %v, lead %v", c.name, got["letter_kept"].Value, got["option_kept"].Value, got["letter_lead"].Value)
		}
	}
}

func TestOrderAgreementSaysWhyNot(t *testing.T) {
	answer := func(_ string, _, i, _ int) int { return 1 + i%6 }
	rng := rand.New(rand.NewPCG(1, 1))
	if rows := OrderAgreement(asked(t, 8, 1, []string{"default"}, false, rng, answer), "mfq30", .95); rows != nil {
		t.Errorf("%d rows of a study without the reversed order", len(rows))
	}
	if rows := OrderAgreement(asked(t, 8, 1, []string{"options-reversed"}, false, rng, answer), "mfq30", .95); rows != nil {
		t.Errorf("%d rows of a study with the reversed order only", len(rows))
	}
	e := kept(t, asked(t, 5, 1, []string{"default", "options-reversed"}, false, rng, answer))["letter_lead"]
	if !math.IsNaN(e.Value) || e.Note != "5 personas with known items asked both ways, need at least 6" {
		t.Errorf("five personas: %v, %q", e.Value, e.Note)
	}
}
