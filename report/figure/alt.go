package figure

import (
	"strings"

	"inertia/report/numbers"
)

// count writes "1 persona", "30 items".
func count(n int, one string) string {
	if n == 1 {
		return "1 " + one
	}
	if strings.HasSuffix(one, "s") {
		return numbers.Count(n) + " " + one
	}
	return numbers.Count(n) + " " + one + "s"
}

// enumerate writes "a, b and c".
func enumerate(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " and " + words[len(words)-1]
}

// between writes the range of some values.
func between(e extent, decimals int) string {
	if !e.any {
		return "no value"
	}
	lo, hi := numbers.Fixed(e.lo, decimals), numbers.Fixed(e.hi, decimals)
	if lo == hi {
		return lo
	}
	return lo + " to " + hi
}
