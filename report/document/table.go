package document

// Table is a table with a caption above and notes below.
type Table struct {
	ID      string
	Caption []Inline
	Columns []Column
	Rows    []Row
	Notes   [][]Inline
	Wide    bool
}

// Column is a column's head and the side to which its cells are set. Neighbouring columns of the same Group, if it is not
// empty, share a head above their own.
type Column struct {
	Head  []Inline
	Align Align
	Group string
}

// Row is a line of a table. In a heading row the first cell spans the table.
type Row struct {
	Cells     [][]Inline
	RuleAbove bool
	Heading   bool
	Under     bool // says more of the row above, as its interval, and stays with it when rows are sorted
}

// Align is the side to which a column is set.
type Align int

// Sides of a column.
const (
	Left Align = iota
	Right
	Center
)

// span is a run of neighbouring columns under one group head; its title is empty where columns have no group.
type span struct {
	title       string
	first, last int
}

// groups gives the head above the column heads, or nil if no column has a group.
func (t *Table) groups() []span {
	var spans []span
	any := false
	for i, c := range t.Columns {
		any = any || c.Group != ""
		if n := len(spans); n > 0 && c.Group != "" && spans[n-1].title == c.Group {
			spans[n-1].last = i
			continue
		}
		spans = append(spans, span{c.Group, i, i})
	}
	if !any {
		return nil
	}
	return spans
}

// heads gives one plain head a column, with the group in front, for formats of a single head row.
func (t *Table) heads() []string {
	heads := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		heads[i] = Plain(c.Head)
		if c.Group != "" {
			heads[i] = clean(c.Group) + ": " + heads[i]
		}
	}
	return heads
}

// noteMark is the mark of the n-th note, from 1: a to z, then aa, ab, ...
func noteMark(n int) string {
	mark := ""
	for ; n > 0; n = (n - 1) / 26 {
		mark = string(rune('a'+(n-1)%26)) + mark
	}
	return mark
}

// marked tells which notes a mark in the table points to; the others are printed without a letter.
func (t *Table) marked() map[int]bool {
	seen := map[int]bool{}
	see := func(in Inline) {
		if n, ok := in.(Note); ok {
			seen[int(n)] = true
		}
	}
	walkCells(t, see)
	return seen
}

// apart reports whether row i stands a little apart from the row above, which has rows under it.
func (t *Table) apart(i int) bool { return i > 0 && t.Rows[i-1].Under && !t.Rows[i].Under }
