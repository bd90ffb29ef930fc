package analysis

import (
	"fmt"
	"math"
	"slices"

	"inertia/datasets"
)

// ReplicationRates are the shares of a sample of questions, asked twice with the same
// seed, whose text (replicate_text) and whose option (replicate_option) changed: the
// noise of the server itself, below which no agreement between seeds can be told from
// it. contrast is "1 ~ 64 at a time"; a sample is of a whole study, and its rows stand
// with the scoring named. Samples of one model at the same two concurrencies, such as
// those of a study's shards, count as one.
//
//	changed / asked twice
//
// Between 0 and 1, with Wilson's interval.
//
// Source: Wilson (1927).
func ReplicationRates(s *Study, scoring string, level float64) []Estimate {
	var rows []Estimate
	for _, r := range pooledReplications(s.Replications) {
		for _, of := range []struct {
			measure string
			changed int
		}{{"replicate_text", r.Text}, {"replicate_option", r.Option}} {
			n, k := float64(r.Questions), float64(of.changed)
			e := Estimate{Model: r.Model, Instrument: scoring, Dimension: AllDimensions, Measure: of.measure,
				Contrast: fmt.Sprintf("%d ~ %d at a time", r.Concurrency[0], r.Concurrency[1]),
				Value:    k / n, SE: math.Sqrt(k * (n - k) / n / n / n), Level: level, Method: "Wilson", Answers: r.Questions, Missing: r.Unanswered}
			e.Low, e.High = WilsonInterval(k, n, level)
			rows = append(rows, e)
		}
	}
	return rows
}

// pooledReplications adds up the samples of one model at the same concurrencies.
func pooledReplications(all []datasets.Replication) []datasets.Replication {
	var out []datasets.Replication
	for _, r := range all {
		i := slices.IndexFunc(out, func(o datasets.Replication) bool { return o.Model == r.Model && o.Concurrency == r.Concurrency })
		if i < 0 {
			out = append(out, r)
			continue
		}
		out[i].Questions += r.Questions
		out[i].Text += r.Text
		out[i].Option += r.Option
		out[i].Unanswered += r.Unanswered
	}
	return out
}
