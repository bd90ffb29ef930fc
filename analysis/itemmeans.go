package analysis

import (
	"fmt"
	"strconv"
)

// ItemMeans is the mean option of each scored item under the personas of one
// seed (empty = all), with the item's id and dimension. It is an error where
// items or the seed are unknown.
func ItemMeans(s *Study, model, variant, scoring, seed string) (means []float64, items, dims []string, err error) {
	sc, ok := s.Scoring(scoring)
	if !ok {
		return nil, nil, nil, fmt.Errorf("unknown instrument %q", scoring)
	}
	var seeds []int64
	if seed != "" {
		n, err := strconv.ParseInt(seed, 10, 64)
		if err != nil {
			return nil, nil, nil, fmt.Errorf("seed %q is no whole number", seed)
		}
		seeds = []int64{n}
	}
	sm := newSample(s, model, variant, sc, seeds)
	if sm == nil {
		return nil, nil, nil, fmt.Errorf("no answers of %s (%s), seed %s, to %s", model, variant, seed, scoring)
	}
	if means = itemMeans(sm); means == nil {
		return nil, nil, nil, fmt.Errorf("%s: items unknown: these are counts", model)
	}
	for d := range sm.dims {
		for _, c := range sm.dims[d] {
			if c < sm.form.items {
				items, dims = append(items, sm.form.columns[c]), append(dims, sc.Dimensions[d].Name)
			}
		}
	}
	return means, items, dims, nil
}
