package figure

import (
	"os"
	"path/filepath"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
)

// shared is the folder of public data beside the checkout; the tests that want
// it are skipped without it.
func shared(t *testing.T, name string) string {
	dir := os.Getenv("INERTIA_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	dir = filepath.Join(dir, "data", name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no %s: set INERTIA_SHARED to the folder that holds data/%s", dir, name)
	}
	return dir
}

func studyOf(t *testing.T, o datasets.Options, paths ...string) *analysis.Study {
	ds, err := datasets.Open(paths, o)
	if err != nil {
		t.Fatal(err)
	}
	s, err := analysis.Tally(ds, datasets.Instruments())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func only(estimates []analysis.Estimate, measure string) []analysis.Estimate {
	var out []analysis.Estimate
	for _, e := range estimates {
		if e.Measure == measure && e.Dimension != analysis.AllDimensions {
			out = append(out, e)
		}
	}
	return out
}

func publishedPoints() []Point {
	at := map[string]*Point{}
	var names []string
	for _, v := range datasets.Published() {
		if at[v.Dimension] == nil {
			at[v.Dimension] = &Point{v.Dimension, notANumber, notANumber}
			names = append(names, v.Dimension)
		}
		switch v.Measure {
		case "inertia":
			at[v.Dimension].X = v.Value
		case "js_distance":
			at[v.Dimension].Y = v.Value
		}
	}
	var points []Point
	for _, n := range names {
		if finite(at[n].X) && finite(at[n].Y) {
			points = append(points, *at[n])
		}
	}
	return points
}

// Real answers with personas: five models of Costa et al. (2025).
func TestFiguresOfRealAnswers(t *testing.T) {
	dir := shared(t, "moral-susceptibility")
	var paths []string
	for _, m := range models {
		paths = append(paths, filepath.Join(dir, m+".csv"))
	}
	s := studyOf(t, datasets.Options{}, paths...)
	o := analysis.DefaultOptions()
	o.Resamples = 100
	estimates, err := analysis.Measure(s, o)
	if err != nil {
		t.Fatal(err)
	}
	model := s.Cells()[0].Model
	samples := []sample{
		{"real-profile", func(o Options) (*Figure, error) { return Profile(only(estimates, "profile"), o) }},
		{"real-distance", func(o Options) (*Figure, error) {
			return InertiaDistance(only(estimates, "inertia"), only(estimates, "js_distance"), only(estimates, "js_floor"), publishedPoints(), o)
		}},
		{"real-susceptibility", func(o Options) (*Figure, error) {
			var rows []ForestRow
			for _, e := range only(estimates, "item_share") {
				rows = append(rows, ForestRow{Label: e.Dimension, Group: modelName(e.Model), Estimate: e})
			}
			return Forest(rows, o)
		}},
	}
	for _, c := range s.Cells() {
		m, err := analysis.PersonaItemMatrix(s, c.Model, c.Variant, "mfq30")
		if err != nil {
			t.Fatal(err)
		}
		samples = append(samples, sample{"real-heat-" + c.Model, func(o Options) (*Figure, error) { return HeatMap(m, o) }})
	}
	items, dims, counts := analysis.ItemOptionCounts(s, model, "default", "mfq30")
	var rows []ShareRow
	for _, d := range foundations {
		r := ShareRow{Label: d}
		r.Persona, r.Baseline, r.NPersona, r.NBaseline = analysis.OptionShares(s, model, "default", "mfq30", d)
		rows = append(rows, r)
	}
	var spread []SpreadSeries
	for _, c := range s.Cells() {
		spread = append(spread, SpreadSeries{c.Model, analysis.ProfileSpread(s, c.Model, c.Variant, "mfq30", []int{5, 10, 20, 50, 75}, 50, 1)})
	}
	samples = append(samples,
		sample{"real-items", func(o Options) (*Figure, error) { return ItemCounts(items, dims, counts, relevance, o) }},
		sample{"real-shares", func(o Options) (*Figure, error) { return Shares(rows, relevance, o) }},
		sample{"real-spread", func(o Options) (*Figure, error) { return Spread(spread, o) }},
	)
	drawAll(t, samples)
}

// Real counts without personas: the runs of Lee, Lee and Cho (2026).
func TestFiguresOfRealCounts(t *testing.T) {
	dir := shared(t, "moral-value-bias")
	studies := map[int]*analysis.Study{}
	for n := 10; n <= 500; n += 10 {
		if ds, err := datasets.Open([]string{dir}, datasets.Options{RolePlays: n}); err == nil {
			if s, err := analysis.Tally(ds, datasets.Instruments()); err == nil {
				studies[n] = s
			}
		}
	}
	s := studies[200]
	if s == nil {
		t.Fatal("no runs with 200 role-plays")
	}
	o := analysis.DefaultOptions()
	o.Resamples = 0
	estimates, err := analysis.Measure(s, o)
	if err != nil {
		t.Fatal(err)
	}
	pick := func(measure, instrument string) (out []analysis.Estimate) {
		for _, e := range only(estimates, measure) {
			if e.Instrument == instrument {
				out = append(out, e)
			}
		}
		return out
	}
	var spread, values []SpreadSeries
	for _, c := range s.Cells() {
		spread = append(spread, SpreadSeries{c.Model, analysis.SpreadOverSeeds(studies, c.Model, "mfq30")})
		values = append(values, SpreadSeries{c.Model, analysis.SpreadOverSeeds(studies, c.Model, "pvqrr")})
	}
	var samples []sample
	for _, ins := range []string{"mfq30", "pvqrr"} {
		var known []Point
		if ins == "mfq30" {
			known = publishedPoints()
		}
		samples = append(samples,
			sample{"counts-profile-" + ins, func(o Options) (*Figure, error) { return Profile(pick("profile", ins), o) }},
			sample{"counts-distance-" + ins, func(o Options) (*Figure, error) {
				return InertiaDistance(pick("inertia", ins), pick("js_distance", ins), pick("js_floor", ins), known, o)
			}})
	}
	samples = append(samples,
		sample{"counts-spread", func(o Options) (*Figure, error) { return Spread(spread, o) }},
		sample{"counts-spread-values", func(o Options) (*Figure, error) { return Spread(values, o) }})
	drawAll(t, samples)
}

func drawAll(t *testing.T, samples []sample) {
	for _, s := range samples {
		t.Run(s.name, func(t *testing.T) {
			f, err := s.make(Options{Simulated: true})
			if err != nil {
				t.Fatal(err)
			}
			checkSVG(t, f)
			checkPNG(t, f)
			write(t, s)
		})
	}
}
