package analysis

import (
	"fmt"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// Measure computes the tidy table: a row for each model, variant, (seed,)
// scoring, dimension and measure, the rows over models last.
func Measure(s *Study, o Options) ([]Estimate, error) {
	scorings, err := s.scorings(o)
	if err != nil {
		return nil, err
	}
	if o.Level <= 0 || o.Level >= 1 {
		return nil, fmt.Errorf("level %v is outside 0..1; 0.95 is usual", o.Level)
	}
	if !slices.Contains(IntervalMethods(), o.CI) {
		return nil, fmt.Errorf("unknown interval %q; known are %s", o.CI, strings.Join(IntervalMethods(), ", "))
	}
	if o.Resamples > 0 && o.Permutations < minPermutations {
		return nil, fmt.Errorf("%d permutations: needs at least %d for a p below .05", o.Permutations, minPermutations)
	}
	m := &measurer{study: s, o: o, validities: map[string]*validity{}}
	cells := s.Cells()
	rows := inOrder(len(cells), func(i int) []Estimate { return m.cell(cells[i], scorings) })
	parsers, err := m.parserRows(cells, scorings)
	if err != nil {
		return nil, err
	}
	rows = append(rows, parsers...)
	for _, id := range scorings {
		rows = append(rows, m.orderRows(cells, id)...)
		rows = append(rows, m.contrastRows(cells, id)...)
		rows = append(rows, m.stabilityRows(cells, id)...)
	}
	return append(rows, m.means(cells, scorings)...), nil
}

// inOrder computes n parts on all cores and joins them in their order.
func inOrder[T any](n int, part func(i int) []T) []T {
	parts := make([][]T, n)
	next := make(chan int)
	var wg sync.WaitGroup
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := range next {
				parts[i] = part(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
	return slices.Concat(parts...)
}

func (s *Study) scorings(o Options) ([]string, error) {
	ids := slices.Clone(o.Scorings)
	if ids == nil {
		for _, sc := range s.Scorings() {
			ids = append(ids, sc.ID)
		}
	}
	for _, id := range ids {
		if _, ok := s.Scoring(id); !ok {
			return nil, fmt.Errorf("unknown instrument %q", id)
		}
	}
	return ids, nil
}

// minPermutations leave a p of .01 within reach.
const minPermutations = 99

// measurer computes the rows of one study.
type measurer struct {
	study *Study
	o     Options

	mu         sync.Mutex
	validities map[string]*validity
}

// cell gives the rows of one model and variant: over all seeds, or a block a
// seed.
func (m *measurer) cell(c Cell, scorings []string) []Estimate {
	if !m.o.BySeed {
		return m.rows(c, scorings, nil, m.o)
	}
	return m.bySeed(c, scorings, m.o)
}

func (m *measurer) bySeed(c Cell, scorings []string, o Options) []Estimate {
	var rows []Estimate
	for _, seed := range c.Seeds {
		rows = append(rows, m.rows(c, scorings, []int64{seed}, o)...)
	}
	return rows
}

func (m *measurer) rows(c Cell, scorings []string, seeds []int64, o Options) []Estimate {
	var runs []*run
	for _, id := range scorings {
		sc, _ := m.study.Scoring(id)
		sm := newSample(m.study, c.Model, c.Variant, sc, seeds)
		if sm == nil {
			continue
		}
		if seeds != nil {
			sm.seed = strconv.FormatInt(seeds[0], 10)
		}
		runs = append(runs, newRun(sm, m.grouping(sm, seeds), o))
	}
	resampleRuns(runs)
	var rows []Estimate
	for _, r := range runs {
		mine := r.estimates()
		for _, f := range families {
			wanted, undefined := r.sm.definable(f.wanted(o.Measures))
			if mine = append(mine, undefined...); len(wanted) > 0 {
				mine = append(mine, f.rows(r.sm, wanted, o)...)
			}
		}
		sortRows(mine, r.sm.scoring)
		rows = append(rows, mine...)
	}
	return rows
}

// grouping finds the personas that count for robustness and susceptibility,
// looking at all models once for each variant, scoring and seed.
func (m *measurer) grouping(sm *sample, seeds []int64) *grouping {
	if !slices.Contains(m.o.Measures, "robustness") && !slices.Contains(m.o.Measures, "susceptibility") {
		return &grouping{}
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	key := fmt.Sprint(sm.variant, "\x00", sm.scoring.ID, "\x00", seeds)
	if m.validities[key] == nil {
		m.validities[key] = m.study.validPersonas(sm.variant, sm.scoring, seeds)
	}
	return newGrouping(sm, m.validities[key], m.o.Groups)
}

// means gives the rows over models, which average per-seed values.
func (m *measurer) means(cells []Cell, scorings []string) []Estimate {
	o := m.o
	o.Resamples, o.Measures = 0, inRun(o.Measures)
	if m.study.Compared != nil { // set against each other: a mean would have a model twice
		return nil
	}
	cells = m.study.averaged(cells)
	perSeed := inOrder(len(cells), func(i int) []Estimate { return m.bySeed(cells[i], scorings, o) })
	var out []Estimate
	for _, id := range scorings {
		var mine []Estimate
		for _, e := range perSeed {
			if e.Instrument == id {
				mine = append(mine, e)
			}
		}
		out = append(out, meanRows(mine)...)
	}
	return out
}

// ScoringIDs lists every scoring key of the instruments that have data.
func (s *Study) ScoringIDs() []string {
	var ids []string
	for _, sc := range s.Scorings() {
		for i := range s.instrumentOf(sc.ID).Scorings {
			ids = append(ids, s.instrumentOf(sc.ID).Scorings[i].ID)
		}
	}
	return ids
}
