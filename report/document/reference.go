package document

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Reference is an entry of the list of references. Only cited ones are printed, by author and year.
type Reference struct {
	Key     string
	Names   []string // family names, as cited: "Lee", "Cho"
	Authors string   // as printed in the list: "Lee, B. W., & Cho, H."
	Year    string
	Text    []Inline // what follows the year
	URL     string
}

// etAl is from how many authors on a citation names the first alone.
//
// Source: Publication Manual of the APA, 7th edition, section 8.17.
const etAl = 3

// short names the authors as a citation does, with "and" in running text and "&" within brackets.
func (r Reference) short(and string) string {
	switch {
	case len(r.Names) == 0:
		return ""
	case len(r.Names) >= etAl || r.Names[len(r.Names)-1] == othersName:
		return clean(r.Names[0]) + " et\u00a0al."
	}
	return clean(strings.Join(r.Names, " "+and+" "))
}

// citation is a cited reference as it is printed: its year carries a letter where two works share names and year.
type citation struct {
	Reference
	year string
	at   int // place in the list of references, from 1
}

// text is the citation as a part of the sentence: the names, then the year in brackets.
func (c citation) text() string { return c.short("and") + " (" + c.year + ")" }

// bracketed is the citation within brackets.
func (c citation) bracketed() string { return c.short("&") + ", " + c.year }

// head is the entry's beginning in the list, up to the year.
func (c citation) head() string { return clean(c.Authors) + " (" + c.year + ")." }

// id is the entry's anchor. Keys are not used: they may hold anything. No ID of a block holds a dot.
func (c citation) id() string { return fmt.Sprintf("ref.%d", c.at) }

// order sorts cited works as a list of references does and tells works of equal names and year apart by letters.
func order(cited []Reference) []citation {
	sorted := slices.Clone(cited)
	slices.SortStableFunc(sorted, func(a, b Reference) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Authors), strings.ToLower(b.Authors)), cmp.Compare(a.Year, b.Year),
			cmp.Compare(Plain(a.Text), Plain(b.Text)), cmp.Compare(a.Key, b.Key))
	})
	same := func(a, b Reference) bool { return a.Year == b.Year && a.short("&") == b.short("&") }
	out := make([]citation, len(sorted))
	for i, r := range sorted {
		out[i] = citation{r, clean(r.Year), i + 1}
		before, all := 0, 0
		for j, other := range sorted {
			if same(r, other) {
				all++
				if j < i {
					before++
				}
			}
		}
		if all > 1 {
			out[i].year += noteMark(before + 1)
		}
	}
	return out
}
