package analysis

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

const (
	// structureDraws is how often scores are dealt out anew for the stress.
	structureDraws = 199
	// minMDS is the least number of dimensions that a plane does not fit by itself.
	minMDS = 6
)

// structureRows computes the group structure of one sample: how dimensions hang
// together over personas, and whether they lie on the circle of values.
func structureRows(sm *sample, wanted []string, o Options) []Estimate {
	scores, reason := sm.scoreRows()
	var rows []Estimate
	for _, c := range []struct {
		measure string
		scores  [][]float64
	}{{"dimension_r", scores}, {"dimension_r_centred", rowCentred(scores)}} {
		if slices.Contains(wanted, c.measure) {
			rows = append(rows, correlationRows(sm, c.measure, c.scores, reason, o.Level)...)
		}
	}
	var s *structure
	for _, name := range wanted {
		if name == "dimension_r" || name == "dimension_r_centred" {
			continue
		}
		if s == nil {
			s = newStructure(sm, scores, reason)
			if o.Resamples > 0 && s.reason == "" {
				s.test(structureDraws, o.Permutations, rand.New(source(o.Seed, 0, "structure", sm.model, sm.variant, sm.seed, sm.scoring.ID)))
			}
		}
		e := blankContrast(sm, name, "")
		e.Seed = sm.seed
		s.fill(&e)
		rows = append(rows, e)
	}
	return rows
}

// scoreRows is the score of each persona in each dimension, personas without one
// left out.
func (sm *sample) scoreRows() (rows [][]float64, reason string) {
	if !sm.personasKnown() {
		return nil, "personas unknown: these are counts"
	}
	for _, r := range sm.personas() {
		row, whole := make([]float64, len(sm.dims)), true
		for d := range sm.dims {
			row[d] = MeanOption(sm.dimensionOf(r, d))
			whole = whole && !math.IsNaN(row[d])
		}
		if whole {
			rows = append(rows, row)
		}
	}
	if len(rows) < 4 {
		reason = fmt.Sprintf("%s with a score in each dimension, need at least 4", personaCount(len(rows)))
	}
	return rows, reason
}

// rowCentred takes each row's mean out: what a persona prefers relative to all
// else.
func rowCentred(rows [][]float64) [][]float64 {
	out := make([][]float64, len(rows))
	for i, r := range rows {
		m := mean(r)
		for _, x := range r {
			out[i] = append(out[i], x-m)
		}
	}
	return out
}

func correlationRows(sm *sample, measure string, scores [][]float64, reason string, level float64) []Estimate {
	var rows []Estimate
	names := sm.scoring.Dimensions
	for i := range names {
		for j := i + 1; j < len(names); j++ {
			e := sm.blankEstimate(i, measure)
			e.Contrast, e.Personas, e.Note = names[i].Name+" ~ "+names[j].Name, len(scores), reason
			if reason == "" {
				e.Value, e.Note = pearson(column(scores, i), column(scores, j))
				if low, high := FisherInterval(e.Value, len(scores), level); !math.IsNaN(low) {
					e.Low, e.High, e.Level, e.Method = low, high, level, MethodFisher
				}
			}
			rows = append(rows, e)
		}
	}
	return rows
}

// structure is the scaling of one sample's dimensions.
type structure struct {
	scores            [][]float64
	points            [][2]float64 // ordinal
	ordinal, linear   float64      // stress
	ordinalP, linearP float64
	circleR, circleP  float64
	circular          bool
	dealings          int // of dimensions on the circle
	reason            string
}

func newStructure(sm *sample, scores [][]float64, reason string) *structure {
	nan := math.NaN()
	s := &structure{scores: scores, reason: reason, circular: sm.scoring.Circle,
		ordinal: nan, linear: nan, ordinalP: nan, linearP: nan, circleR: nan, circleP: nan}
	if reason != "" {
		return s
	}
	if n := len(sm.dims); n < minMDS {
		s.reason = fmt.Sprintf("%d dimensions, need at least %d: fewer always fit a plane", n, minMDS)
		return s
	}
	s.scale(rand.New(source(0, 0, "scaling", sm.model, sm.variant, sm.scoring.ID)))
	return s
}

// scale places the dimensions in the plane. The random starts must not be the same
// for every sample, or dimensions would lie where they fell once.
func (s *structure) scale(rng *rand.Rand) {
	d := dissimilarities(s.scores)
	if d == nil {
		s.reason = "a dimension is constant over personas"
		return
	}
	s.points, s.ordinal = MultidimensionalScaling(d, Ordinal, rng)
	_, s.linear = MultidimensionalScaling(d, Interval, rng)
	if s.circular {
		_, s.circleR = Procrustes(s.points, circlePlaces(len(s.points)))
	}
}

// dissimilarities are 1 - r of the person-centred scores; nil where a dimension is
// constant.
func dissimilarities(scores [][]float64) [][]float64 {
	centred := rowCentred(scores)
	n := len(scores[0])
	out := matrix(n, n)
	columns := make([][]float64, n)
	for j := range columns {
		columns[j] = column(centred, j)
	}
	for i := range n {
		for j := range i {
			r, why := pearson(columns[i], columns[j])
			if why != "" {
				return nil
			}
			out[i][j], out[j][i] = 1-r, 1-r
		}
	}
	return out
}

// circlePlaces are equal steps round a circle of radius 1, from the top, clockwise.
func circlePlaces(n int) [][2]float64 {
	out := make([][2]float64, n)
	for i := range out {
		x, y := math.Sincos(2 * math.Pi * float64(i) / float64(n))
		out[i] = [2]float64{x, y}
	}
	return out
}

// test deals each dimension's scores out anew among personas, which leaves no
// structure but that of centring.
func (s *structure) test(draws, dealings int, rng *rand.Rand) {
	ordinal, linear, done := 0, 0, 0
	dealt := make([][]float64, len(s.scores))
	for i, r := range s.scores {
		dealt[i] = slices.Clone(r)
	}
	for range draws {
		for j := range dealt[0] {
			for i := len(dealt) - 1; i > 0; i-- {
				k := rng.IntN(i + 1)
				dealt[i][j], dealt[k][j] = dealt[k][j], dealt[i][j]
			}
		}
		d := dissimilarities(dealt)
		if d == nil {
			continue
		}
		done++
		if _, stress := MultidimensionalScaling(d, Ordinal, rng); stress <= s.ordinal*(1+1e-9) {
			ordinal++
		}
		if _, stress := MultidimensionalScaling(d, Interval, rng); stress <= s.linear*(1+1e-9) {
			linear++
		}
	}
	s.dealings = dealings
	s.ordinalP, s.linearP = MonteCarloP(ordinal, done), MonteCarloP(linear, done)
	if s.circular {
		s.circleP = ProcrustesP(s.points, circlePlaces(len(s.points)), dealings, rng)
	}
}

func (s *structure) fill(e *Estimate) {
	e.Personas = len(s.scores)
	if e.Note = s.reason; s.reason != "" {
		return
	}
	switch e.Measure {
	case "mds_stress_ordinal":
		e.Value = s.ordinal
	case "mds_stress_interval":
		e.Value = s.linear
	case "mds_p_ordinal":
		e.Value, e.Note = s.ordinalP, fmt.Sprintf("%d permutations of scores", structureDraws)
	case "mds_p_interval":
		e.Value, e.Note = s.linearP, fmt.Sprintf("%d permutations of scores", structureDraws)
	case "circle_r":
		e.Value = s.circleR
	case "circle_p":
		e.Value, e.Note = s.circleP, fmt.Sprintf("%d permutations of dimensions", s.dealings)
	}
	switch {
	case !s.circular && (e.Measure == "circle_r" || e.Measure == "circle_p"):
		e.Note = "the instrument's dimensions form no circle"
	case math.IsNaN(e.Value):
		e.Note = "no resampling"
	}
}

// ValueMap is a plane in which dimensions that personas hold together lie close.
type ValueMap struct {
	Dimensions      []string
	Points          [][2]float64 // moved onto Places where there are any
	Places          [][2]float64 // on the circle of values; nil where there is none
	Stress, CircleR float64
}

// MapValues scales the dimensions of a model to the plane; an error where the
// data do not allow it.
func MapValues(s *Study, model, variant, scoring string) (*ValueMap, error) {
	sm, err := s.sampleOf(model, variant, scoring)
	if err != nil {
		return nil, err
	}
	scores, reason := sm.scoreRows()
	st := newStructure(sm, scores, reason)
	if st.reason != "" {
		return nil, fmt.Errorf("%s: %s", model, st.reason)
	}
	m := &ValueMap{Points: st.points, Stress: st.ordinal, CircleR: st.circleR}
	for _, d := range sm.scoring.Dimensions {
		m.Dimensions = append(m.Dimensions, d.Name)
	}
	if st.circular {
		m.Places = circlePlaces(len(st.points))
		m.Points, _ = Procrustes(st.points, m.Places)
	}
	return m, nil
}
