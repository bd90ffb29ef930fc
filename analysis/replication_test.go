package analysis

import (
	"math"
	"testing"

	"inertia/datasets"
)

// Two shards of one model count as one sample, another concurrency as another. By
// hand: (3+2)/(60+40) = .05 of the texts; Wilson's interval of 5 in 100 at 95 % is
// .0215 to .1118.
func TestReplicationRates(t *testing.T) {
	s := &Study{Replications: []datasets.Replication{
		{Model: "m", Questions: 60, Concurrency: [2]int{1, 64}, Text: 3, Option: 1, Unanswered: 2},
		{Model: "m", Questions: 40, Concurrency: [2]int{1, 64}, Text: 2},
		{Model: "m", Questions: 10, Concurrency: [2]int{1, 8}},
	}}
	rows := ReplicationRates(s, "mfq30", .95)
	if len(rows) != 4 {
		t.Fatalf("%d rows", len(rows))
	}
	text, option, none := rows[0], rows[1], rows[2]
	if text.Value != .05 || option.Value != .01 || text.Answers != 100 || text.Missing != 2 || text.Contrast != "1 ~ 64 at a time" {
		t.Errorf("%+v, %+v", text, option)
	}
	if math.Abs(text.Low-.0215) > 5e-5 || math.Abs(text.High-.1118) > 5e-5 {
		t.Errorf("interval %v to %v", text.Low, text.High)
	}
	if none.Value != 0 || none.SE != 0 || none.Low > 1e-12 || none.High < .2 {
		t.Errorf("none of ten: %+v", none)
	}
	if rows := ReplicationRates(&Study{}, "mfq30", .95); rows != nil {
		t.Errorf("without a replication: %v", rows)
	}
}
