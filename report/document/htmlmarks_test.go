package document

import (
	"fmt"
	"strings"
	"testing"
)

// cells are marks in rows and columns.
func cells(columns, rows int, label func(x, y int) string) []Mark {
	var out []Mark
	for y := range rows {
		for x := range columns {
			out = append(out, Mark{X: float64(x) / float64(columns), Y: float64(y) / float64(rows), Width: 1 / float64(columns), Height: 1 / float64(rows), Label: label(x, y), Dimension: "Harm"})
		}
	}
	return out
}

// label reads a cell's label back, as the script does.
func (g *markGrid) label(i int) string {
	var b strings.Builder
	for _, p := range g.Parts {
		switch p.By {
		case "x":
			b.WriteString(p.Words[i%len(g.X)])
		case "y":
			b.WriteString(p.Words[i/len(g.X)])
		default:
			b.WriteString(p.Words[64*strings.IndexByte(base64Digits, p.Codes[2*i])+strings.IndexByte(base64Digits, p.Codes[2*i+1])])
		}
	}
	return b.String()
}

func TestMarksOfAGrid(t *testing.T) {
	d := pageData{Dimensions: []string{"Purity", "Harm"}}
	label := func(x, y int) string {
		if x == y {
			return fmt.Sprintf("persona %d, item %d: missing", y, x)
		}
		return fmt.Sprintf("persona %d, item %d: option %d, rather", y, x, x*y)
	}
	marks := cells(12, 30, label)
	g, ok := d.marks(marks).(*markGrid)
	if !ok {
		t.Fatal("marks in rows and columns are no grid")
	}
	for i, m := range marks {
		if got := g.label(i); got != m.Label {
			t.Fatalf("cell %d reads %q, want %q", i, got, m.Label)
		}
	}
	if g.Parts[0].By != "y" || g.Parts[1].By != "x" || g.Dimension.Numbers[0] != 1 || g.Model.Numbers[0] != -1 {
		t.Errorf("the grid is %+v", g)
	}
}

func TestMarksThatAreNoGrid(t *testing.T) {
	d := pageData{Models: []string{"m"}}
	full := cells(10, 10, func(x, y int) string { return "a" })
	twice := append(append([]Mark{}, full[:99]...), full[0])
	for name, marks := range map[string][]Mark{"few": full[:4], "a cell is missing": full[:99], "a cell is there twice": twice} {
		l, ok := d.marks(marks).(markList)
		if !ok || len(l.List) != len(marks) {
			t.Errorf("%s: not a list of %d", name, len(marks))
		}
	}
	if d.marks(nil) != nil {
		t.Error("no marks are something")
	}
}
