package analysis

import "math"

// sumRows adds the personas' option counts, column*K + option-1, to totals. Whole
// counts are added in any order; others in the personas' order.
func (sm *sample) sumRows(totals []float64) {
	switch {
	case sm.dealt == nil && !sm.expected:
		for _, b := range sm.blocks {
			addTo(totals, b.total())
		}
	default:
		personas := sm.personas()
		for i := range personas {
			personas[i].addTo(totals)
		}
	}
}

// sum gives the option counts of all rows; such as are no whole numbers are added in
// the rows' order.
func (t *countTable) sum() []float64 {
	s, inOrder := onceSums{totals: make([]float64, t.columns*t.K)}, t.fractional()
	for row := range t.rows {
		if inOrder || !s.add(t, row) {
			t.addRowTo(s.totals, row)
		}
	}
	s.empty()
	return s.totals
}

// onceSums adds up rows of cells asked at most once. A column's sums share a word, in
// lanes of eight bits, one an option, and go to the totals before one is full.
type onceSums struct {
	totals []float64
	lanes  []uint64 // by column
	K      int
	rows   int // in the lanes
}

// mostLanes is how many options have a lane.
const mostLanes = 8

// lane is a one in the lane of the option that a code stands for.
var lane = func() (out [256]uint64) {
	for option := 1; option <= mostLanes; option++ {
		out[option] = 1 << (8 * (option - 1))
	}
	return out
}()

// add takes up a row; false where it is none of cells asked once, or there are more
// options than lanes.
func (s *onceSums) add(t *countTable, row int) bool {
	if t.K > mostLanes || t.manyRow(row) != nil {
		return false
	}
	if s.rows == math.MaxUint8 {
		s.empty()
	}
	codes := t.onceRow(row)
	if s.lanes == nil {
		s.lanes, s.K = make([]uint64, len(codes)), t.K
	}
	s.rows++
	lanes := s.lanes[:len(codes)]
	for column, code := range codes {
		lanes[column] += lane[code]
	}
	return true
}

// empty adds the lanes to the totals. A lane above the options counts missing answers,
// and is left out.
func (s *onceSums) empty() {
	for column, sums := range s.lanes {
		for k := range s.K {
			s.totals[column*s.K+k] += float64(sums >> (8 * k) & math.MaxUint8)
		}
	}
	clear(s.lanes)
	s.rows = 0
}
