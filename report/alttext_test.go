package report

import (
	"strings"
	"testing"
)

// The text of every figure says what is seen: it holds a number that the figure's own
// places say when pointed at, it is no other figure's, and it begins with no courtesy.
func TestEveryFigureSaysItsNumbers(t *testing.T) {
	papers := map[string]*Paper{"bundled": bundled(t)}
	for _, r := range recipes {
		papers[r.name] = build(t, r)
	}
	for name, p := range papers {
		of := map[string]string{}
		for _, f := range p.figures {
			alt := f.figure.Alt
			if other, ok := of[alt]; ok {
				t.Errorf("%s: %s and %s have one text: %q", name, other, f.file, alt)
			}
			of[alt] = f.file
			for _, courtesy := range []string{"Image of", "Picture of", "Figure of", "This figure", "TODO"} {
				if strings.Contains(alt, courtesy) {
					t.Errorf("%s: %s says %q", name, f.file, courtesy)
				}
			}
			shown := map[string]bool{}
			for _, m := range f.figure.Marks {
				for _, n := range numberToken.FindAllString(m.Label, -1) {
					shown[n] = true
				}
			}
			// A count of rows is no finding: numbers of the data have decimals or a unit, but where few cells are told one by one.
			found := 0
			for _, at := range numberToken.FindAllStringIndex(alt, -1) {
				n := alt[at[0]:at[1]]
				if shown[n] && (name != "bundled" || strings.Contains(n, ".") || strings.HasPrefix(alt[at[1]:], "%")) {
					found++
				}
			}
			if found == 0 {
				t.Errorf("%s: the text of %s holds no number of its data: %q", name, f.file, alt)
			}
		}
		if name == "bundled" && len(p.figures) < 20 {
			t.Errorf("%s has %d figures only", name, len(p.figures))
		}
	}
}
