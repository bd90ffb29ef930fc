package datasets

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// batched reads a file in batches: its answers, unnumbered ones told apart by nothing,
// and what is wrong with it.
func batched(t *testing.T, path string) (answers, bad []string) {
	t.Helper()
	ds, err := Open([]string{path}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for b, err := range ds.Batches {
		if err != nil {
			t.Fatal(err)
		}
		for i, u := range b.Units {
			who := fmt.Sprint(u.Model, "/", u.Seed, "/", u.Persona)
			for _, a := range b.Of(i) {
				answers = append(answers, fmt.Sprint(who, " ", ds.Questions[a.Question].Item, " ", a.Code, " ", a.Repeat, " ", a.Position))
			}
			for _, a := range b.SinglesOf(i) {
				answers = append(answers, fmt.Sprint(who, " ", ds.Questions[a.Question].Item, " ", a.Code, " 0 0"))
			}
		}
		for _, r := range b.Rejected {
			bad = append(bad, r.Error())
		}
	}
	return answers, bad
}

// Plain records, read in runs, are read as every other record is: whole answers are
// never read in runs.
func TestPlainRunsReadAsOtherRecordsDo(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	odd := []string{"", " 3", "3 ", "0", "7", "3.0", "'3", "-1", "x", "1234567890", "\"4\"", "NA"}
	items := []string{"mfq30-01", "mfq30-02", "mfq30-1", "mfq30-011", "", "pvqrr-57", "nothing", "'mfq30-03", "mfq30-04 "}
	plain := 0
	for _, columns := range []string{"item,option", "option,item", "item,repeat,option", "position,item,option", "item,option,position"} {
		for range 40 {
			var csv strings.Builder
			csv.WriteString("model,persona," + columns + "\n")
			persona := "p1"
			repeat := 0
			for row := range 60 {
				if rng.IntN(12) == 0 {
					persona = []string{"p1", "p2", "p11", "", "\"p,3\""}[rng.IntN(5)]
				}
				fields := []string{"m", persona}
				for _, c := range strings.Split(columns, ",") {
					field := fmt.Sprint(1 + rng.IntN(6))
					switch {
					case c == "item":
						if field = fmt.Sprintf("mfq30-%02d", 1+row%5); rng.IntN(8) == 0 {
							field = items[rng.IntN(len(items))]
						}
					case c == "repeat":
						repeat++ // no key comes twice: that is not what is tested here
						field = fmt.Sprint(repeat)
					}
					if rng.IntN(15) == 0 && c == "repeat" {
						field = []string{"", "0", "-1", "x"}[rng.IntN(4)]
					} else if c != "item" && c != "repeat" && rng.IntN(15) == 0 {
						field = odd[rng.IntN(len(odd))]
					}
					fields = append(fields, field)
				}
				if rng.IntN(20) == 0 {
					fields = fields[:2+rng.IntN(len(fields)-1)]
				}
				csv.WriteString(strings.Join(fields, ",") + []string{"\n", "\n", "\r\n", "\n\n"}[rng.IntN(4)])
			}
			text := csv.String()
			if rng.IntN(3) == 0 {
				text = strings.TrimRight(text, "\r\n") // the last record without its end
			}
			if rng.IntN(2) == 0 {
				text = strings.ReplaceAll(text, "\"", "") // a chunk with a quote has no runs
			}
			path := written(t, "a.csv", text)
			_, responses, wantBad := read(t, path, Options{})
			var want []string
			for _, r := range responses {
				repeat := r.Repeat
				if !strings.Contains(columns, "repeat") {
					repeat = 0 // whole answers are numbered
				}
				want = append(want, fmt.Sprint(r.Model, "/", r.Seed, "/", r.Persona, " ", r.Item, " ", r.code(), " ", repeat, " ", r.Position))
			}
			got, bad := batched(t, path)
			if !slices.Equal(got, want) || !slices.Equal(bad, wantBad) {
				t.Fatalf("%s\nread in runs:\n%s\n%s\nelse:\n%s\n%s", text, strings.Join(got, "\n"), strings.Join(bad, "\n"), strings.Join(want, "\n"), strings.Join(wantBad, "\n"))
			}
			plain += len(got)
		}
	}
	if plain < 5000 {
		t.Errorf("%d answers only", plain)
	}
}
