package plaintext

import (
	"slices"
	"strings"
)

// eponyms are names that keep their capital at the beginning of a title.
var eponyms = []string{"Cohen", "Cronbach", "Cliff", "Hedges", "Krippendorff", "McDonald", "Spearman", "Wasserstein"}

// Eponymous tells whether words begin with the name of the person that they are named for.
func Eponymous(words string) bool {
	return slices.ContainsFunc(eponyms, func(name string) bool { return strings.HasPrefix(words, name) })
}

// Within writes a title within a sentence: its first letter is small, but for a name ("Cohen's d") and an abbreviation ("JS distance", "F1").
func Within(title string) string {
	if len(title) < 2 || title[1] < 'a' || title[1] > 'z' || Eponymous(title) {
		return title
	}
	return strings.ToLower(title[:1]) + title[1:]
}
