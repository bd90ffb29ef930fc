package figure

import (
	"math"
	"slices"
	"strings"

	"inertia/analysis"
)

// OfModel names the answers that a figure of one model shows.
type OfModel struct {
	Model, Variant, Scoring string
}

// HeatMapOf draws the heat map of a model's answers.
func HeatMapOf(s *analysis.Study, m OfModel, o Options) (*Figure, error) {
	matrix, err := analysis.PersonaItemMatrix(s, m.Model, m.Variant, m.Scoring)
	if err != nil {
		return nil, err
	}
	return HeatMap(matrix, o)
}

// SharesOf draws the option shares of a model's dimensions; nil where it has no
// answers under a persona.
func SharesOf(s *analysis.Study, m OfModel, o Options) (*Figure, error) {
	var rows []ShareRow
	sc, _ := s.Scoring(m.Scoring)
	for _, d := range sc.Dimensions {
		r := ShareRow{Label: d.Name}
		r.Persona, r.Baseline, r.NPersona, r.NBaseline = analysis.OptionShares(s, m.Model, m.Variant, m.Scoring, d.Name)
		if r.NPersona > 0 {
			rows = append(rows, r)
		}
	}
	if len(rows) == 0 {
		return nil, nil
	}
	return Shares(rows, o.Labels, o)
}

// ItemCountsOf draws which options a model's items got; nil where items are
// unknown.
func ItemCountsOf(s *analysis.Study, m OfModel, o Options) (*Figure, error) {
	items, dims, counts := analysis.ItemOptionCounts(s, m.Model, m.Variant, m.Scoring)
	if len(items) == 0 {
		return nil, nil
	}
	return ItemCounts(items, dims, counts, o.Labels, o)
}

// SubsampleDraws is how many subsets of the personas SpreadOf draws a size.
const SubsampleDraws = 200

// SpreadOf draws, a panel a model, how the profile settles over random subsets of
// the personas; nil where no model's personas are known, or so few that there is one
// number of role-plays only.
func SpreadOf(s *analysis.Study, models []string, variant, scoring string, seed int64, o Options) (*Figure, error) {
	var series []SpreadSeries
	several := false
	for _, c := range s.Cells() {
		if c.Variant != variant || !slices.Contains(models, c.Model) {
			continue
		}
		sizes := subsampleSizes(c.Personas)
		several = several || len(sizes) > 1
		if points := analysis.ProfileSpread(s, c.Model, variant, scoring, sizes, SubsampleDraws, seed); len(points) > 0 {
			series = append(series, SpreadSeries{Label: c.Model, Points: points})
		}
	}
	if !several || len(series) == 0 {
		return nil, nil
	}
	return Spread(series, o)
}

// LeastSpread is the larger of the two smallest subsets that SpreadOf draws.
const LeastSpread = 10

// subsampleSizes go up to half of the personas: above, subsets share so many
// that their agreement is their overlap.
func subsampleSizes(personas int) []int {
	var sizes []int
	for _, n := range []int{5, LeastSpread, 20, 50, 100, 200, 500, 1000, 2000, 5000} {
		if 2*n <= personas {
			sizes = append(sizes, n)
		}
	}
	return sizes
}

// AttributeMapOf draws the most distant pair of each attribute (rows of
// cohen_d_max) by dimension, marked where the attribute's p (rows of
// attribute_p_holm) is below .05; nil where no attribute has pairs.
func AttributeMapOf(far, holm []analysis.Estimate, dimensions []string, o Options) (*Figure, error) {
	var attributes []string
	for _, e := range far {
		if a, _, _ := strings.Cut(e.Contrast, ": "); !slices.Contains(attributes, a) {
			attributes = append(attributes, a)
		}
	}
	if len(attributes) == 0 {
		return nil, nil
	}
	effects, marked := make([][]*analysis.Estimate, len(attributes)), make([][]bool, len(attributes))
	for i, a := range attributes {
		for _, d := range dimensions {
			var effect *analysis.Estimate
			for k := range far {
				if b, _, _ := strings.Cut(far[k].Contrast, ": "); far[k].Dimension == d && b == a {
					effect = &far[k]
				}
			}
			below := slices.ContainsFunc(holm, func(e analysis.Estimate) bool { return e.Dimension == d && e.Contrast == a && e.Value < .05 })
			effects[i], marked[i] = append(effects[i], effect), append(marked[i], below)
		}
		attributes[i] = strings.ReplaceAll(a, "_", " ")
	}
	f, err := AttributeMap(attributes, dimensions, effects, marked, o)
	if err != nil {
		return nil, err
	}
	f.Estimates = append(f.Estimates, holm...)
	return f, nil
}

// ValueCircleOf draws a map of values with the places that theory gives them.
func ValueCircleOf(m *analysis.ValueMap, o Options) (*Figure, error) {
	var points []CirclePoint
	for i, d := range m.Dimensions {
		p := CirclePoint{Label: d, X: m.Points[i][0], Y: m.Points[i][1], TheoryX: math.NaN(), TheoryY: math.NaN()}
		if m.Places != nil {
			p.TheoryX, p.TheoryY = m.Places[i][0], m.Places[i][1]
		}
		points = append(points, p)
	}
	return ValueCircle(points, o)
}

// PlanningOf draws a plan of the baseline: the floor of the JS distance against the
// number of baseline answers an item, with a line at the floor wanted.
func PlanningOf(plans []analysis.FloorPlan, o Options) (*Figure, error) {
	var series []CurveSeries
	for _, p := range plans {
		series = append(series, CurveSeries{Label: p.Dimension, N: p.Answers, Y: p.Floor, At: p.Asked})
	}
	o.Reference, o.XLabel, o.YLabel = []float64{analysis.WantedFloor()}, "Baseline answers an item (log scale)", "Expected JS distance (floor)"
	return PlanningCurve(series, o)
}
