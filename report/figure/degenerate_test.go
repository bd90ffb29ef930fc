package figure

import (
	"math"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
)

func estimate(model, dimension string, v float64) analysis.Estimate {
	return analysis.Estimate{Model: model, Dimension: dimension, Measure: "inertia", Value: v, Low: notANumber, High: notANumber, Level: notANumber}
}

func matrix(k int, rows ...[]float64) *analysis.Matrix {
	m := &analysis.Matrix{K: k, Mean: rows}
	for i := range rows {
		m.Personas = append(m.Personas, datasets.PersonaKey{Seed: int64(i / 2)})
	}
	for j := range rows[0] {
		m.Items = append(m.Items, strings.Repeat("i", j+1))
		m.Dimensions = append(m.Dimensions, "d")
	}
	return m
}

// Whatever finite shape the data have, a figure comes out that can be written.
func TestDegenerateInputDraws(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	one := []analysis.Estimate{estimate("m", "d", .5)}
	undefined := []analysis.Estimate{estimate("m", "d", nan), estimate("m", "e", inf)}
	long := strings.Repeat("a very long name without end ", 20)
	hostile := "<script>&\"'\x00\xff\n\t</svg>漢字"
	for _, tc := range []struct {
		name string
		make func() (*Figure, error)
	}{
		{"attribute map, no value at all", func() (*Figure, error) {
			return AttributeMap([]string{long}, []string{hostile}, effects([]float64{nan}), nil, Options{})
		}},
		{"attribute map, nothing moves", func() (*Figure, error) {
			return AttributeMap([]string{"a"}, []string{"d", "e"}, effects([]float64{0, 0}), [][]bool{{false, true}}, Options{})
		}},
		{"value circle, one point", func() (*Figure, error) {
			return ValueCircle([]CirclePoint{{Label: hostile + long, TheoryX: nan, TheoryY: nan}}, Options{})
		}},
		{"planning curve, one point, no value", func() (*Figure, error) {
			return PlanningCurve([]CurveSeries{{Label: long, N: []float64{1}, Y: []float64{nan}}}, Options{Reference: []float64{nan}})
		}},
		{"heat map, one cell", func() (*Figure, error) { return HeatMap(matrix(6, []float64{3}), Options{}) }},
		{"heat map, every answer the same", func() (*Figure, error) { return HeatMap(matrix(6, []float64{4, 4}, []float64{4, 4}), Options{}) }},
		{"heat map, all missing", func() (*Figure, error) { return HeatMap(matrix(6, []float64{nan, inf}), Options{}) }},
		{"heat map, one option", func() (*Figure, error) { return HeatMap(matrix(1, []float64{1, nan}), Options{}) }},
		{"heat map, beyond the options", func() (*Figure, error) { return HeatMap(matrix(2, []float64{-5, 99}), Options{}) }},
		{"profile, one value", func() (*Figure, error) { return Profile(one, Options{}) }},
		{"profile, no value at all", func() (*Figure, error) { return Profile(undefined, Options{}) }},
		{"profile, hostile and long names", func() (*Figure, error) {
			return Profile([]analysis.Estimate{estimate(hostile, long, 1), estimate(long, hostile, 2)}, Options{Title: hostile + long, Note: long})
		}},
		{"profile, infinite interval", func() (*Figure, error) {
			e := one[0]
			e.Low, e.High, e.Level = -inf, inf, .95
			return Profile([]analysis.Estimate{e}, Options{})
		}},
		{"profile, huge value", func() (*Figure, error) { return Profile([]analysis.Estimate{estimate("m", "d", 1e300)}, Options{}) }},
		{"shares, no baseline", func() (*Figure, error) {
			return Shares([]ShareRow{{Label: "d", Persona: []float64{1, 0}, NPersona: 3}}, nil, Options{})
		}},
		{"shares, undefined beside defined", func() (*Figure, error) {
			return Shares([]ShareRow{{Label: "d", Persona: []float64{nan, 0}, Baseline: []float64{0, 1}}}, nil, Options{})
		}},
		{"distance, one pair without floor", func() (*Figure, error) { return InertiaDistance(one, one, nil, nil, Options{}) }},
		{"distance, no pair complete", func() (*Figure, error) { return InertiaDistance(one, undefined, undefined, nil, Options{}) }},
		{"distance, published alone", func() (*Figure, error) {
			return InertiaDistance(nil, nil, nil, []Point{{"a", .1, .2}, {"b", nan, 1}}, Options{})
		}},
		{"spread, one point", func() (*Figure, error) {
			return Spread([]SpreadSeries{{"", []analysis.SpreadPoint{{N: 10, Dimension: "d", Variance: 0}}}}, Options{})
		}},
		{"spread, zero role-plays and undefined", func() (*Figure, error) {
			return Spread([]SpreadSeries{{"a", []analysis.SpreadPoint{{N: 0, Dimension: "d", Variance: 1}, {N: 5, Dimension: "e", Variance: .1}, {N: 9, Dimension: "d", Variance: nan}}}, {"empty", nil}}, Options{})
		}},
		{"scatter, one item", func() (*Figure, error) {
			return SeedScatter([]float64{2}, []float64{2}, nil, nil, estimate("m", "d", nan), Options{})
		}},
		{"scatter, nothing finite", func() (*Figure, error) {
			return SeedScatter([]float64{nan}, []float64{2}, []string{"i"}, []string{"d"}, estimate("m", "d", nan), Options{})
		}},
		{"counts, no answers", func() (*Figure, error) {
			return ItemCounts([]string{"i"}, []string{"d"}, [][]float64{{0, 0, 0}}, nil, Options{})
		}},
		{"counts, one item one option", func() (*Figure, error) {
			return ItemCounts([]string{"i"}, []string{hostile}, [][]float64{{7}}, []string{long}, Options{})
		}},
		{"forest, no value", func() (*Figure, error) {
			return Forest([]ForestRow{{Label: hostile, Estimate: undefined[1]}}, Options{})
		}},
		{"forest, long words, undefined reference", func() (*Figure, error) {
			return Forest([]ForestRow{{Label: long, Group: long, Estimate: one[0]}}, Options{Reference: []float64{nan, .2}})
		}},
		{"very narrow", func() (*Figure, error) {
			return Profile([]analysis.Estimate{estimate(long, long, 1), estimate("b", "c", 1)}, Options{Width: 1})
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, err := tc.make()
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(f.Alt, "NaN") || strings.Contains(f.Alt, "Inf") || f.Alt == "" {
				t.Errorf("alt text %q", f.Alt)
			}
			svg, err := f.SVG()
			if err != nil {
				t.Fatal(err)
			}
			if s := string(svg); strings.Contains(s, "NaN") || strings.Contains(s, "Inf") || strings.Contains(s, "<script") {
				t.Error("SVG with NaN, Inf or a tag from the data")
			}
			if _, err := f.PNG(72); err != nil {
				t.Error(err)
			}
			if _, err := f.PDF(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestUnusableInputIsAnError(t *testing.T) {
	ragged := matrix(6, []float64{1, 2}, []float64{1, 2})
	ragged.Mean[1] = ragged.Mean[1][:1]
	unnamed := matrix(6, []float64{1})
	unnamed.Dimensions = nil
	twice := []analysis.Estimate{estimate("m", "d", 1), estimate("m", "d", 2)}
	for _, tc := range []struct {
		name, want string
		make       func() (*Figure, error)
	}{
		{"no attribute", "give one of each", func() (*Figure, error) { return AttributeMap(nil, []string{"d"}, nil, nil, Options{}) }},
		{"ragged effects", "row 1 has 1 effects for 2 dimensions", func() (*Figure, error) {
			return AttributeMap([]string{"a"}, []string{"d", "e"}, effects([]float64{1}), nil, Options{})
		}},
		{"no places", "give the dimensions a place", func() (*Figure, error) { return ValueCircle(nil, Options{}) }},
		{"a point nowhere", "d has no place", func() (*Figure, error) { return ValueCircle([]CirclePoint{{Label: "d", X: math.NaN()}}, Options{}) }},
		{"no curve", "give each series numbers", func() (*Figure, error) { return PlanningCurve(nil, Options{}) }},
		{"a curve from nothing", "needs at least 1", func() (*Figure, error) {
			return PlanningCurve([]CurveSeries{{Label: "c", N: []float64{0}, Y: []float64{1}}}, Options{})
		}},
		{"no matrix", "names both|name both", func() (*Figure, error) { return HeatMap(nil, Options{}) }},
		{"empty matrix", "name both", func() (*Figure, error) { return HeatMap(&analysis.Matrix{K: 6}, Options{}) }},
		{"no options", "number of options", func() (*Figure, error) { return HeatMap(matrix(0, []float64{1}), Options{}) }},
		{"ragged matrix", "row 2 has 1 values for 2 items", func() (*Figure, error) { return HeatMap(ragged, Options{}) }},
		{"no dimensions", "must be equal", func() (*Figure, error) { return HeatMap(unnamed, Options{}) }},
		{"no profile", "measure profile first", func() (*Figure, error) { return Profile(nil, Options{}) }},
		{"a value twice", "give each only once", func() (*Figure, error) { return Profile(twice, Options{}) }},
		{"no shares", "give one a dimension", func() (*Figure, error) { return Shares(nil, nil, Options{}) }},
		{"no answers", "give a study with answers", func() (*Figure, error) { return Shares([]ShareRow{{}}, nil, Options{}) }},
		{"two scales", "one by one", func() (*Figure, error) {
			return Shares([]ShareRow{{Persona: []float64{1}}, {Persona: []float64{0, 1}}}, nil, Options{})
		}},
		{"no pairs", "measure inertia", func() (*Figure, error) { return InertiaDistance(nil, nil, nil, nil, Options{}) }},
		{"a pair twice", "only once", func() (*Figure, error) { return InertiaDistance(twice, nil, nil, nil, Options{}) }},
		{"no spread", "two seeds", func() (*Figure, error) { return Spread(nil, Options{}) }},
		{"no items", "two seeds", func() (*Figure, error) { return SeedScatter(nil, nil, nil, nil, analysis.Estimate{}, Options{}) }},
		{"unequal seeds", "must be equal", func() (*Figure, error) {
			return SeedScatter([]float64{1}, nil, nil, nil, analysis.Estimate{}, Options{})
		}},
		{"no counts", "name the item", func() (*Figure, error) { return ItemCounts(nil, nil, nil, nil, Options{}) }},
		{"counts without options", "one count for each option", func() (*Figure, error) {
			return ItemCounts([]string{"i"}, []string{"d"}, [][]float64{nil}, nil, Options{})
		}},
		{"ragged counts", "one by one", func() (*Figure, error) {
			return ItemCounts([]string{"i", "j"}, []string{"d", "d"}, [][]float64{{1}, {1, 2}}, nil, Options{})
		}},
		{"no forest", "give one an estimate", func() (*Figure, error) { return Forest(nil, Options{}) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, err := tc.make()
			if err == nil || f != nil {
				t.Fatal("no error")
			}
			for want := range strings.SplitSeq(tc.want, "|") {
				if strings.Contains(err.Error(), want) {
					return
				}
			}
			t.Errorf("%q does not say %q", err, tc.want)
		})
	}
}
