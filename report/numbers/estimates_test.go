package numbers

import (
	"math"
	"testing"

	"inertia/analysis"
)

func TestEstimatesOfAMeasureLookAlike(t *testing.T) {
	rows := []analysis.Estimate{
		estimate("m", "inertia", .49931, .0042), estimate("n", "inertia", .2, .05), estimate("o", "inertia", .3, math.NaN()),
		estimate("m", "top2", .9061, .04), estimate("m", "profile", .581, .02),
	}
	rows[0].Low, rows[0].High, rows[0].Level = .49, .51, .95
	n := Of(true, rows)
	for _, tt := range []struct{ name, got, want string }{
		{"decimals of the median error", n.Value(rows[0]), "0.499"},
		{"same for all of the measure", n.Value(rows[1]), "0.200"},
		{"interval", n.Interval(rows[0]), "[0.490, 0.510]"},
		{"no interval", n.Interval(rows[1]), ""},
		{"share as percentage", n.Text(rows[3]), "91%"},
		{"difference with its sign", n.Value(rows[4]), "+0.581"},
		{"its error without", n.SE(rows[4]), "0.020"},
		{"level", Level(.95), "95%"},
		{"odd level", Level(.999), "99.9%"},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
	n.Extra["top2"] = 3
	if got := n.Text(rows[3]); got != "90.6%" {
		t.Errorf("beside a published value: %q", got)
	}
}

func estimate(model, measure string, value, se float64) analysis.Estimate {
	nan := math.NaN()
	return analysis.Estimate{Model: model, Variant: "default", Instrument: "mfq30", Dimension: "Harm", Measure: measure,
		Value: value, SE: se, Low: nan, High: nan, Level: nan, Personas: 10, Answers: 60}
}

// Values as printed by a paper take its decimals and the measure's look.
func TestPrinted(t *testing.T) {
	n := Of(true)
	for _, tt := range []struct {
		measure  string
		value    float64
		decimals int
		want     string
	}{
		{"top2", .906, 3, "90.6"}, {"inertia", .499, 3, "0.499"}, {"profile", -.54, 2, "−0.54"}, {"profile", .6, 2, "+0.60"},
	} {
		if got := n.Printed(tt.measure, tt.value, tt.decimals); got != tt.want {
			t.Errorf("%s %v: %q, want %q", tt.measure, tt.value, got, tt.want)
		}
	}
}
