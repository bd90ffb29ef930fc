package show

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// listed is how many known names a message lists at most.
const listed = 12

// unknownName says that a name is not among those known, which is nearest to it,
// and which there are.
func unknownName(kind, name string, known []string) error {
	if len(known) == 0 {
		return fmt.Errorf("no %s %q; there is none here", kind, name)
	}
	if best, ok := nearest(name, known); ok {
		return fmt.Errorf("no %s %q; did you mean %q? There are %s", kind, name, best, someOf(known))
	}
	return fmt.Errorf("no %s %q; there are %s", kind, name, someOf(known))
}

// someOf lists names, the first dozen where there are more.
func someOf(names []string) string {
	if len(names) > listed {
		return fmt.Sprintf("%s and %d more", strings.Join(names[:listed], ", "), len(names)-listed)
	}
	return strings.Join(names, ", ")
}

// nearest is the name with the least edit distance, upper and lower case alike;
// ok is false when even that one differs in more than half of its letters.
func nearest(name string, known []string) (best string, ok bool) {
	name = strings.ToLower(strings.TrimSpace(name))
	least := -1
	for _, k := range known {
		if d := editDistance(name, strings.ToLower(k)); least < 0 || d < least {
			best, least = k, d
		}
	}
	longer := max(utf8.RuneCountInString(name), utf8.RuneCountInString(best))
	return best, least >= 0 && name != "" && 2*least <= longer
}

// editDistance is the least number of letters to put in, take out or change, and
// of neighbours to swap, that makes a into b.
//
// Source: Damerau (1964); the restricted form of Wagner and Fischer's table.
func editDistance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, now := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := 1; i <= len(x); i++ {
		now[0] = i
		for j := 1; j <= len(y); j++ {
			change := last[j-1]
			if x[i-1] != y[j-1] {
				change++
			}
			now[j] = min(change, last[j]+1, now[j-1]+1)
			if i > 1 && j > 1 && x[i-1] == y[j-2] && x[i-2] == y[j-1] {
				now[j] = min(now[j], before[j-2]+1)
			}
		}
		before, last, now = last, now, before
	}
	return last[len(y)]
}
