package analysis

import (
	"fmt"
	"math"
)

// planDraws is how often the baseline is drawn for each point of a plan.
const planDraws = 400

// PlannedAnswers are the numbers of baseline answers an item that a plan shows.
var PlannedAnswers = []int{1, 2, 5, 10, 20, 30, 50, 100, 200}

// FloorPlan says, for one dimension, how large the floor of the JS distance would
// be with other numbers of baseline answers.
type FloorPlan struct {
	Dimension string
	Answers   []float64 // an item, ascending
	Floor     []float64
	// Needed is the number of answers an item for a floor under the one wanted; NaN
	// where none of those planned suffices.
	Needed float64
	Asked  float64 // baseline answers an item that there are; 0 without a baseline
	ByItem bool    // else items are unknown, and the plan is an upper estimate
}

// WantedFloor is a floor low enough that a distance says something.
func WantedFloor() float64 { return wantedFloor }

// PlanBaseline draws baselines of several sizes from the persona answers of a
// model and gives the expected distance: what an honest distance costs.
func PlanBaseline(s *Study, model, variant, scoring string, seed int64) ([]FloorPlan, error) {
	sm, err := s.sampleOf(model, variant, scoring)
	if err != nil {
		return nil, err
	}
	t := sm.totalsOf()
	var plans []FloorPlan
	for d := range sm.dims {
		p := FloorPlan{Dimension: sm.scoring.Dimensions[d].Name, Needed: math.NaN(), ByItem: sm.itemsKnown(t, d)}
		var persona [][]float64
		items, asked := 0., 0.
		for _, c := range sm.dims[d] {
			counts := t[c*sm.K : (c+1)*sm.K]
			if c < sm.form.items {
				items++
			}
			if sm.base != nil {
				asked += sum(sm.base[c*sm.K : (c+1)*sm.K])
			}
			if sum(counts) > 0 {
				persona = append(persona, counts)
			}
		}
		if len(persona) == 0 {
			return nil, fmt.Errorf("%s: no answers in %s", model, p.Dimension)
		}
		p.Asked = asked / items
		perUnit := 1.
		if !p.ByItem {
			persona, perUnit = [][]float64{sm.dimension(t, d)}, items
		}
		for _, n := range PlannedAnswers {
			baseline := make([][]float64, len(persona))
			for i := range baseline {
				baseline[i] = make([]float64, sm.K)
				baseline[i][0] = float64(n) * perUnit // only the number counts: the answers are drawn
			}
			floor, _ := JensenShannonFloor(persona, baseline, planDraws, source(seed, uint64(n), "plan", model, variant, scoring, p.Dimension))
			p.Answers, p.Floor = append(p.Answers, float64(n)), append(p.Floor, floor)
			if math.IsNaN(p.Needed) && floor < wantedFloor {
				p.Needed = float64(n)
			}
		}
		plans = append(plans, p)
	}
	return plans, nil
}
