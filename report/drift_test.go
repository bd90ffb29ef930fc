package report

import (
	"fmt"
	"path/filepath"
	"testing"

	"inertia/datasets"
	"inertia/report/document"
	"inertia/roleplay"
)

// What a reader has to turn: mean and most pages between a table or figure and the words that speak of it first.
const meanDrift, mostDrift = 1.5, 4

// fourStudies are those that the layout is held against: the bundled one, the authors' counts, five real models, and one model with ten personas.
func fourStudies(t *testing.T) map[string]func(t *testing.T) *Paper {
	t.Helper()
	made := func(t *testing.T, ds *datasets.Dataset, err error) *Paper {
		s := tally(t, ds, err)
		o := DefaultOptions()
		o.Analysis.Resamples, o.Version, o.Command = 50, "0.1.0", "inertia report answers.csv"
		o.Truths = map[string]string{}
		for _, r := range roleplay.Respondents() {
			o.Truths[r.Name()] = r.Truth()
		}
		p, err := Build(s, o)
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	return map[string]func(t *testing.T) *Paper{
		"bundled": func(t *testing.T) *Paper {
			ds, err := roleplay.Bundled()
			return made(t, ds, err)
		},
		"counts": replication,
		"five models": func(t *testing.T) *Paper {
			dir := shared(t, "moral-susceptibility")
			var files []string
			for _, name := range []string{"claude-haiku-4-5", "deepseek-v3.1", "gpt-4o-mini", "gpt-4o", "gpt-5-nano"} {
				files = append(files, filepath.Join(dir, name+".csv"))
			}
			ds, err := datasets.Open(files, datasets.Options{})
			return made(t, ds, err)
		},
		"ten personas": func(t *testing.T) *Paper {
			o := roleplay.DefaultSimulateOptions()
			r, _ := roleplay.RespondentByName("paper-like")
			o.Respondents, o.Personas, o.Seeds = []roleplay.Respondent{r}, 10, []int64{111}
			ds, err := roleplay.Simulate(o)
			return made(t, ds, err)
		},
	}
}

// Tables and figures stand near the words that speak of them, in both styles.
func TestTablesAndFiguresStandNearTheirMention(t *testing.T) {
	for name, study := range fourStudies(t) {
		t.Run(name, func(t *testing.T) {
			p := study(t)
			for _, style := range document.Styles {
				p.Document.Style = style
				places, err := document.FloatPlaces(p.Document)
				if err != nil {
					t.Fatal(err)
				}
				sum, most, list := 0, 0, ""
				for _, f := range places {
					sum, most = sum+f.Drift(), max(most, f.Drift())
					list += fmt.Sprintf(" %s %d>%d;", f.Label, f.Mention, f.Page)
				}
				mean := float64(sum) / float64(len(places))
				t.Logf("%s: %d tables and figures, %.2f pages from their mention on average, %d at most:%s", style, len(places), mean, most, list)
				if mean > meanDrift || most > mostDrift {
					t.Errorf("%s: %.2f pages on average, want at most %g; %d at most, want %d", style, mean, meanDrift, most, mostDrift)
				}
			}
		})
	}
}
