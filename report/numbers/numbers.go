package numbers

import (
	"math"
	"strconv"
	"strings"
)

// Dash stands for an undefined number; a footnote gives the reason.
const Dash = "—"

const (
	// Minus is the sign before a negative number.
	Minus = "\u2212"
	// Thousands stands between groups of three digits.
	Thousands = ","
)

// maxDecimals is the most decimals of a number shown to a person.
const maxDecimals = 3

// Decimals is how many decimals a standard error justifies: two digits of it
// when it starts with 100..354, one when with 355..949, as the Particle Data
// Group rounds; at most three, none below zero, and three when se is unknown.
//
//	.0042 -> 3, .012 -> 3, .04 -> 2, .4 -> 1, 12 -> 0
func Decimals(se float64) int {
	if math.IsNaN(se) || math.IsInf(se, 0) || se <= 0 {
		return maxDecimals
	}
	exp := int(math.Floor(math.Log10(se)))
	lead := math.Round(se / math.Pow10(exp) * 100)
	d := -exp
	if lead <= 354 {
		d++
	}
	return min(maxDecimals, max(0, d))
}

// Fixed writes x with that many decimals: a leading zero, a true minus sign,
// never a negative zero; NaN is a dash, infinity its sign.
func Fixed(x float64, decimals int) string {
	switch {
	case math.IsNaN(x):
		return Dash
	case math.IsInf(x, 1):
		return "∞"
	case math.IsInf(x, -1):
		return Minus + "∞"
	}
	s := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
	if x < 0 && strings.ContainsAny(s, "123456789") {
		return Minus + s
	}
	return s
}

// Signed is Fixed with a plus sign before a positive number.
func Signed(x float64, decimals int) string {
	s := Fixed(x, decimals)
	if x > 0 && strings.ContainsAny(s, "123456789") {
		return "+" + s
	}
	return s
}

// Percent writes a share, such as .906, as "90.6%".
func Percent(share float64, decimals int) string {
	if math.IsNaN(share) {
		return Dash
	}
	return Fixed(100*share, decimals) + "%"
}

// Share writes a share of counted things in whole percents: "70%"; one that is
// not nothing is "< 1%" and no "0%", one that is not all "> 99%".
func Share(share float64) string {
	switch {
	case share > 0 && share <= .005: // .5 is rounded to even
		return "< 1%"
	case share < 1 && share >= .995:
		return "> 99%"
	}
	return Percent(share, 0)
}

// P writes a p value: "p < 0.001", "p = 0.032", "p = 0.41".
func P(p float64) string {
	switch {
	case math.IsNaN(p):
		return "p " + Dash
	case p < .001:
		return "p < 0.001"
	case p < .0995:
		return "p = " + Fixed(p, 3)
	case p > .99:
		return "p > 0.99"
	}
	return "p = " + Fixed(p, 2)
}

// Count writes a whole number, its digits in groups of three: "257,238".
func Count(n int) string {
	s := strconv.Itoa(max(n, -n))
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + Thousands + s[i:]
	}
	if n < 0 {
		return Minus + s
	}
	return s
}

// Level writes the confidence level: "95%".
func Level(level float64) string {
	if math.IsNaN(level) {
		return Dash
	}
	return strconv.FormatFloat(math.Round(level*1e6)/1e4, 'f', -1, 64) + "%"
}
