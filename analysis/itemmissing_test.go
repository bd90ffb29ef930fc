package analysis_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
)

// asked is a cell of the naive count: answers with an option and, by reason, without.
type asked struct {
	answered int
	missing  map[datasets.Missing]int
}

// answersWithGaps is a CSV file of two questionnaires, catch items among them, by two models
// in two ways under personas of three seeds and without a persona, and what a count
// line by line finds of answers under personas, by model, way and item.
func answersWithGaps(rng *rand.Rand, rows int) (csv string, naive map[string]*asked) {
	var items []string
	for _, in := range datasets.Instruments() {
		for _, it := range in.Items {
			items = append(items, it.ID)
		}
	}
	var b strings.Builder
	b.WriteString("model,variant,seed,persona,item,option,missing\n")
	naive = map[string]*asked{}
	for range rows {
		cell := fmt.Sprintf("m%d,%s", rng.IntN(2), []string{"default", "options-reversed"}[rng.IntN(2)])
		item, who := items[rng.IntN(len(items))], fmt.Sprintf("%d,p%d", 1+rng.IntN(3), rng.IntN(6))
		baseline := rng.IntN(5) == 0
		if baseline {
			who = ","
		}
		option, reason := 1+rng.IntN(6), datasets.Missing("")
		if rng.IntN(4) == 0 {
			option, reason = 0, datasets.MissingReasons[rng.IntN(len(datasets.MissingReasons))]
		}
		answer := fmt.Sprint(option, ",")
		if option == 0 {
			answer = "," + string(reason)
		}
		fmt.Fprintf(&b, "%s,%s,%s,%s\n", cell, who, item, answer)
		if baseline {
			continue
		}
		key := cell + "," + item
		if naive[key] == nil {
			naive[key] = &asked{missing: map[datasets.Missing]int{}}
		}
		if option == 0 {
			naive[key].missing[reason]++
		} else {
			naive[key].answered++
		}
	}
	return b.String(), naive
}

// What is missing by item is what a count line by line finds: every scored item once, in
// the order of its scoring's dimensions, no answer without a persona among them, no
// other model's or way's.
func TestMissingByItemIsTheNaiveCount(t *testing.T) {
	for seed := range uint64(8) {
		csv, naive := answersWithGaps(rand.New(rand.NewPCG(seed, 7)), 6000)
		file := filepath.Join(t.TempDir(), "answers.csv")
		if err := os.WriteFile(file, []byte(csv), 0o644); err != nil {
			t.Fatal(err)
		}
		s := countedFrom(t, file)
		lost := 0
		for _, model := range []string{"m0", "m1"} {
			for _, variant := range []string{"default", "options-reversed"} {
				for _, scoring := range []string{"mfq30", "pvqrr", "pvqrr4"} {
					sc, ok := s.Scoring(scoring)
					if !ok {
						t.Fatalf("no %s", scoring)
					}
					rows := analysis.MissingByItem(s, model, variant, scoring)
					var want, got []string
					for _, d := range sc.Dimensions {
						for _, item := range d.Items {
							want = append(want, d.Name+" "+item)
						}
					}
					for _, r := range rows {
						got = append(got, r.Dimension+" "+r.Item)
						n := naive[fmt.Sprintf("%s,%s,%s", model, variant, r.Item)]
						if n == nil {
							n = &asked{}
						}
						if r.Answers != n.answered {
							t.Errorf("seed %d, %s %s, %s: %d answers, naive %d", seed, model, variant, r.Item, r.Answers, n.answered)
						}
						for _, reason := range datasets.MissingReasons {
							if r.Missing[reason] != n.missing[reason] {
								t.Errorf("seed %d, %s %s, %s: %d %s, naive %d", seed, model, variant, r.Item, r.Missing[reason], reason, n.missing[reason])
							}
							lost += n.missing[reason]
						}
					}
					if !slices.Equal(got, want) {
						t.Errorf("%s holds %q, want %q", scoring, got, want)
					}
				}
			}
		}
		if lost < 500 {
			t.Errorf("seed %d: %d missing answers are no test", seed, lost)
		}
	}
}

// Halves of answers, as counts by probability are, add up over seeds before they are
// rounded: three halves in three seeds are 2, not 3.
func TestMissingByItemRoundsOnce(t *testing.T) {
	ds := &datasets.Dataset{Name: "halves", Responses: func(yield func(datasets.Response, error) bool) {
		for seed := range int64(3) {
			for _, r := range []datasets.Response{{Option: 2, N: .5}, {Missing: datasets.Refusal, N: .5}} {
				r.Model, r.Variant, r.Seed, r.Persona, r.Item = "m", "default", seed+1, "p", "mfq30-01"
				if !yield(r, nil) {
					return
				}
			}
		}
	}}
	s, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	r := analysis.MissingByItem(s, "m", "default", "mfq30")[0]
	if r.Item != "mfq30-01" || r.Answers != 2 || r.Missing[datasets.Refusal] != 2 {
		t.Errorf("%+v, want 2 answers and 2 refusals", r)
	}
}

// Nothing is known of items where counts are of dimensions, nor of a model or a
// questionnaire that is not there.
func TestMissingByItemUnknown(t *testing.T) {
	ds := &datasets.Dataset{Name: "counts", Responses: func(yield func(datasets.Response, error) bool) {
		yield(datasets.Response{Model: "m", Variant: "default", Dimension: "Harm", Instrument: "mfq30", Option: 2, N: 10, Pooled: true}, nil)
	}}
	s, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	for _, of := range [][3]string{{"m", "default", "mfq30"}, {"nobody", "default", "mfq30"}, {"m", "default", "nothing"}, {"m", "another", "mfq30"}} {
		if rows := analysis.MissingByItem(s, of[0], of[1], of[2]); rows != nil {
			t.Errorf("%v: %d items", of, len(rows))
		}
	}
}
