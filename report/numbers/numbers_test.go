package numbers

import (
	"math"
	"testing"
)

func TestDecimals(t *testing.T) {
	tests := []struct {
		name string
		se   float64
		want int
	}{
		{"one digit of .0042", .0042, 3},
		{"two digits of .012", .012, 3},
		{"355 is the first with one digit", .0355, 2},
		{"354 is the last with two", .0354, 3},
		{"950 rounds up and keeps two", .00951, 3},
		{"never more than three", .0001, 3},
		{"large", .4, 1},
		{"larger than the unit", 42, 0},
		{"unknown", math.NaN(), 3},
		{"zero says nothing", 0, 3},
	}
	for _, tt := range tests {
		if got := Decimals(tt.se); got != tt.want {
			t.Errorf("%s: Decimals(%v) = %d, want %d", tt.name, tt.se, got, tt.want)
		}
	}
}

func TestFixedAndSigned(t *testing.T) {
	tests := []struct {
		name          string
		x             float64
		d             int
		fixed, signed string
	}{
		{"plain", .4993, 3, "0.499", "+0.499"},
		{"negative", -.38, 2, "−0.38", "−0.38"},
		{"no negative zero", -.0001, 3, "0.000", "0.000"},
		{"no positive zero", .0001, 3, "0.000", "0.000"},
		{"undefined", math.NaN(), 3, "—", "—"},
		{"infinite", math.Inf(1), 3, "∞", "∞"},
		{"no decimals", 12.4, 0, "12", "+12"},
	}
	for _, tt := range tests {
		if got := Fixed(tt.x, tt.d); got != tt.fixed {
			t.Errorf("%s: Fixed = %q, want %q", tt.name, got, tt.fixed)
		}
		if got := Signed(tt.x, tt.d); got != tt.signed {
			t.Errorf("%s: Signed = %q, want %q", tt.name, got, tt.signed)
		}
	}
}

func TestP(t *testing.T) {
	tests := []struct {
		name string
		p    float64
		want string
	}{
		{"least of 1,000 draws", 1. / 1001, "p < 0.001"},
		{"at the edge", .001, "p = 0.001"},
		{"small", .0321, "p = 0.032"},
		{"two decimals from .1", .0996, "p = 0.10"},
		{"large", .414, "p = 0.41"},
		{"one", 1, "p > 0.99"},
		{"undefined", math.NaN(), "p —"},
	}
	for _, tt := range tests {
		if got := P(tt.p); got != tt.want {
			t.Errorf("%s: P(%v) = %q, want %q", tt.name, tt.p, got, tt.want)
		}
	}
}

func TestCount(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 2000: "2,000", 18000: "18,000", 1234567: "1,234,567", -12345: "−12,345"} {
		if got := Count(n); got != want {
			t.Errorf("Count(%d) = %q, want %q", n, got, want)
		}
	}
}

func TestShares(t *testing.T) {
	for _, tt := range []struct {
		name      string
		got, want string
	}{
		{"nothing", Share(0), "0%"},
		{"all", Share(1), "100%"},
		{"more than nothing", Share(.0049), "< 1%"},
		{"half a percent", Share(.005), "< 1%"},
		{"less than all", Share(.996), "> 99%"},
		{"plain", Share(.704), "70%"},
		{"one decimal", Percent(.9061, 1), "90.6%"},
		{"undefined", Percent(math.NaN(), 0), Dash},
		{"undefined share", Share(math.NaN()), Dash},
	} {
		if tt.got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, tt.got, tt.want)
		}
	}
}
