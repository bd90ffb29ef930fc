package show

import (
	"fmt"
	"slices"
	"strings"

	"inertia/analysis"
)

// Set changes one of the options of a measurement.
type Set func(*analysis.Options)

// Resamples is how many resamples of personas the intervals rest on; 0 = no
// intervals.
func Resamples(n int) Set { return func(o *analysis.Options) { o.Resamples = n } }

// Permutations is how many permutations a p-value rests on.
func Permutations(n int) Set { return func(o *analysis.Options) { o.Permutations = n } }

// BySeed gives a row for each seed in place of one over all seeds.
func BySeed() Set { return func(o *analysis.Options) { o.BySeed = true } }

// Scored measures by those keys, such as "pvqrr19".
func Scored(keys ...string) Set { return func(o *analysis.Options) { o.Scorings = keys } }

// Measure computes measures, or groups of them, named with commas between
// ("inertia,js_distance", "paper", "reliability"): what inertia measure prints.
// The result is kept: the same question in another cell is answered at once.
//
// Intervals rest on 500 resamples, enough to look at; publish with
// show.Resamples(2000), the default of the command line.
func (s *Study) Measure(measures string, sets ...Set) Rows {
	rows, err := s.measure(measures, sets)
	Check(err)
	return rows
}

// lookResamples is how many resamples a notebook takes where it is not told.
const lookResamples = 500

func (s *Study) measure(measures string, sets []Set) (Rows, error) {
	o := analysis.DefaultOptions()
	o.Resamples, o.Permutations = lookResamples, 2*lookResamples-1
	for _, set := range sets {
		set(&o)
	}
	var err error
	if o.Measures, err = parseMeasures(measures); err != nil {
		return nil, err
	}
	for _, id := range o.Scorings {
		if !slices.Contains(s.ScoringIDs(), id) {
			return nil, unknownName("scoring", id, s.ScoringIDs())
		}
	}
	key := ""
	if o.Readings == nil && s.key != "" {
		key = keyOf(s.key, "measure", fmt.Sprintf("%+v", o))
	}
	return kept(key, func() (Rows, error) {
		p := startProgress("measuring " + measures)
		defer p.stop()
		rows, err := analysis.Measure(s.Study, o)
		return rows, err
	})
}

// parseMeasures is analysis.ParseMeasures, with the nearest name in its message.
func parseMeasures(list string) ([]string, error) {
	names := append(analysis.MeasureGroups(), "all")
	for _, m := range analysis.MeasureInfos() {
		names = append(names, m.Name)
	}
	for name := range strings.SplitSeq(list, ",") {
		if name = strings.TrimSpace(name); !slices.Contains(names, name) {
			return nil, unknownName("measure or group of measures", name, names)
		}
	}
	return analysis.ParseMeasures(list)
}
