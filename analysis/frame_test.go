package analysis_test

import (
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-gota/gota/dataframe"
	"github.com/go-gota/gota/series"

	"inertia/analysis"
	"inertia/datasets"
)

// A frame holds the study's answered questions, and gives the same counts back.
func TestFrameThereAndBack(t *testing.T) {
	csv, naive := randomAnswers(rand.New(rand.NewPCG(5, 1)), 600)
	path := filepath.Join(t.TempDir(), "answers.csv")
	if err := os.WriteFile(path, []byte(csv), 0o644); err != nil {
		t.Fatal(err)
	}
	study := countedFrom(t, path)
	df := study.Frame()
	for _, id := range []string{"mfq30", "pvqrr"} {
		in, _ := datasets.InstrumentByID(id)
		part := df.Filter(dataframe.F{Colname: "item", Comparator: series.CompFunc, Comparando: func(e series.Element) bool { return strings.HasPrefix(e.String(), id) }})
		back, err := analysis.FromFrame(part, in)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]float64{}
		for k, n := range naive {
			if strings.Contains(k, ","+id) && strings.HasSuffix(k, ",") { // answered, with an option
				want[k] = n
			}
		}
		if got := counted(back); !maps.Equal(got, want) {
			t.Errorf("%s: counts differ\n got %v\nwant %v", id, got, want)
		}
		for i := range part.Nrow() {
			item, dimension := part.Col("item").Elem(i).String(), part.Col("dimension").Elem(i).String()
			if want := in.Scorings[0].DimensionOf(item); dimension != want || want == "" {
				t.Fatalf("%s: dimension %q, want %q", item, dimension, want)
			}
		}
	}
}

// What a frame lacks is named, with the row where there is one.
func TestFromFrameErrors(t *testing.T) {
	in, _ := datasets.InstrumentByID("mfq30")
	for name, c := range map[string]struct{ csv, want string }{
		"no item":   {"option\n3\n", `no column "item"`},
		"no option": {"item\nmfq30-01\n", `no column "option"`},
		"unknown":   {"item,option\nmfq30-01,3\nmfq30-99,3\n", "row 2"},
		"outside":   {"item,option\nmfq30-01,7\n", "row 1"},
		"count":     {"item,option,n\nmfq30-01,3,-1\n", "is no count"},
		"empty":     {"item,option\n", "empty"},
	} {
		df := dataframe.ReadCSV(strings.NewReader(c.csv), dataframe.DetectTypes(false), dataframe.DefaultType(series.String))
		if _, err := analysis.FromFrame(df, in); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
}
