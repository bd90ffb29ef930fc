package answer

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"inertia/datasets"
)

var (
	relevance = strings.Split("not at all relevant|not very relevant|slightly relevant|somewhat relevant|very relevant|extremely relevant", "|")
	agreement = strings.Split("strongly disagree|moderately disagree|slightly disagree|slightly agree|moderately agree|strongly agree", "|")
	likeness  = strings.Split("not like me at all|not like me|a little like me|moderately like me|like me|very much like me", "|")
)

func scale(name string) []string {
	switch name {
	case "R":
		return relevance
	case "G":
		return agreement
	case "V":
		return likeness
	}
	reversed := slices.Clone(agreement)
	slices.Reverse(reversed)
	return reversed
}

// The hand-labelled sample: easy forms of every option on three scales, and hard
// ones. Every row must be read as labelled.
func TestLabelledSample(t *testing.T) {
	f, err := os.Open("testdata/labelled.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	rows = rows[1:]
	right := 0
	n := float64(len(rows))
	labelled, read := map[string]float64{}, map[string]float64{}
	for _, row := range rows {
		place, missing := Read(row[1], scale(row[0]))
		got := strconv.Itoa(place) + string(missing)
		want := row[2] + row[3]
		labelled[want]++
		read[got]++
		if got == want {
			right++
		} else {
			t.Errorf("%q on scale %s is read as %d %s, labelled %s %s", row[1], row[0], place, missing, row[2], row[3])
		}
	}
	chance := 0.0
	for k, c := range labelled {
		chance += c / n * read[k] / n
	}
	accuracy := float64(right) / n
	t.Logf("%d texts, accuracy %.3f, Cohen's kappa %.3f", len(rows), accuracy, (accuracy-chance)/(1-chance))
	if len(rows) < 300 {
		t.Errorf("%d labelled texts, want at least 300", len(rows))
	}
}

// Whatever the text, the place is one of the options or none, with a reason.
func FuzzRead(f *testing.F) {
	for _, s := range []string{"C", "Answer: D", `{"answer":"B"}`, "\\boxed{A}", "not A but B", "\xff", "A. not at all relevant\nB", strings.Repeat("A ", 999), "ﷺ答案是"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		place, missing := Read(s, relevance)
		if place < 0 || place > len(relevance) || (place == 0) != (missing != datasets.Answered) {
			t.Errorf("%q: %d %q", s, place, missing)
		}
		if place2, _ := Read(s, nil); place2 != 0 {
			t.Errorf("%q: place %d of no options", s, place2)
		}
	})
}
