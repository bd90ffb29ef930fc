package analysis

import (
	"cmp"
	"strings"

	"inertia/datasets"
)

// compareNatural orders ids so that 2 comes before 10: runs of digits compare
// as numbers, all else by bytes.
func compareNatural(a, b string) int {
	x, y := a, b
	for x != "" && y != "" {
		if digit(x[0]) && digit(y[0]) {
			dx, rx := digits(x)
			dy, ry := digits(y)
			if c := cmp.Or(cmp.Compare(len(dx), len(dy)), strings.Compare(dx, dy)); c != 0 {
				return c
			}
			x, y = rx, ry
			continue
		}
		if x[0] != y[0] {
			return cmp.Compare(x[0], y[0])
		}
		x, y = x[1:], y[1:]
	}
	return cmp.Or(cmp.Compare(len(x), len(y)), strings.Compare(a, b))
}

func digit(c byte) bool { return '0' <= c && c <= '9' }

// digits cuts the leading run of digits off s, without its leading zeros.
func digits(s string) (run, rest string) {
	i := 0
	for i < len(s) && digit(s[i]) {
		i++
	}
	return strings.TrimLeft(s[:i], "0"), s[i:]
}

// compareVariant puts the default variant first.
func compareVariant(a, b string) int {
	if (a == datasets.DefaultVariant) != (b == datasets.DefaultVariant) {
		if a == datasets.DefaultVariant {
			return -1
		}
		return 1
	}
	return compareNatural(a, b)
}
