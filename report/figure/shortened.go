package figure

import (
	"slices"

	"gonum.org/v1/plot/vg"
)

// shortened is a name that a figure had no room for, and what stands for it.
type shortened struct{ short, full string }

// cutName shortens a name where it is wider than its room, and remembers what it stands for.
func (c ink) cutName(f face, s string, width vg.Length) string {
	short := f.cutName(s, width)
	c.standsFor(short, clean(s))
	return short
}

// standsFor remembers the full form of a shortened name.
func (c ink) standsFor(short, full string) {
	s, one := sheetOf(c.Canvas), shortened{short, full}
	if short != full && !slices.Contains(s.shortened, one) {
		s.shortened = append(s.shortened, one)
	}
}

// key says below a figure what its shortened names stand for, one a line.
func (s *sheet) key() []string {
	var lines []string
	for _, n := range s.shortened {
		lines = append(lines, n.short+" = "+n.full)
	}
	return lines
}
