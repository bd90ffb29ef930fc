package analysis

import "inertia/datasets"

// Options say what to compute. Start from DefaultOptions.
type Options struct {
	Measures     []string        // in table order; see ParseMeasures
	Resamples    int             // of personas; 0 = no resampling
	Permutations int             // behind a p-value of an attribute, a difference, a place
	Seed         int64           // of every random draw
	Level        float64         // confidence level, in (0, 1)
	CI           string          // interval where the measure does not fix it: "bca" (of the largest options' shares "logit"), "percentile" or "normal"
	BySeed       bool            // a row a seed in place of one over all seeds
	Groups       []Group         // of personas, for susceptibility; nil = consecutive ids
	Scorings     []string        // scoring keys; nil = the default key of each instrument
	Norms        []datasets.Norm // of people, for the group norms
	// Readings holds the same study as read by each parser model, for the group
	// parsers; nil where there is one reading.
	Readings map[string]*datasets.Dataset
}

// Group is a set of personas whose answers are compared with each other.
type Group struct {
	ID       string
	Personas []string
}

// DefaultOptions are those of the paper-style report.
func DefaultOptions() Options {
	return Options{Measures: paperMeasures(), Resamples: 2000, Permutations: 2999, Seed: 1, Level: .95, CI: MethodBCa}
}

func paperMeasures() []string {
	return measureNames(func(m *MeasureInfo) bool { return m.Group == "paper" })
}
