package document

import (
	"math"
	"slices"
	"strings"
)

// Marks go to the script as few bytes as they need. The cells of a heat map are a grid: columns and rows are written once, and of a
// cell only the part of its label that neither its column nor its row tells.

// markList is marks one by one: x, y, width and height in ten-thousandths of the picture, label, and the places of model and
// dimension among the page's, -1 for none.
type markList struct {
	List [][7]any `json:"list"`
}

// markGrid is marks that stand in rows and columns; every cell is there.
type markGrid struct {
	X         [][2]int    `json:"x"` // left edge and width of each column
	Y         [][2]int    `json:"y"`
	Parts     []gridWords `json:"parts"` // a label is its parts joined
	Model     gridNumbers `json:"model"`
	Dimension gridNumbers `json:"dimension"`
}

// gridWords are the words that a part of the labels takes: one a column (by "x"), one a row ("y"), or any ("cell"), where Codes tells
// for each cell, row by row, the place of its word in two digits of base 64.
type gridWords struct {
	By    string   `json:"by"`
	Words []string `json:"words"`
	Codes string   `json:"codes,omitempty"`
}

type gridNumbers struct {
	By      string `json:"by"`
	Numbers []int  `json:"numbers"`
}

// marks gives a figure's marks as the script reads them, nil for none.
func (d *pageData) marks(marks []Mark) any {
	if len(marks) == 0 {
		return nil
	}
	if g := d.grid(marks); g != nil {
		return g
	}
	list := markList{}
	for _, m := range marks {
		list.List = append(list.List, [7]any{share(m.X), share(m.Y), share(m.Width), share(m.Height), clean(m.Label), slices.Index(d.Models, clean(m.Model)), slices.Index(d.Dimensions, clean(m.Dimension))})
	}
	return list
}

func share(v float64) int {
	if math.IsNaN(v) {
		return 0
	}
	return int(math.Round(min(max(v, 0), 1) * 10000))
}

// leastGrid is the number of marks from which a grid is shorter than a list.
const leastGrid = 60

// grid gives marks as a grid, nil where they are none.
func (d *pageData) grid(marks []Mark) *markGrid {
	g := &markGrid{}
	for _, m := range marks {
		g.X, g.Y = append(g.X, [2]int{share(m.X), share(m.Width)}), append(g.Y, [2]int{share(m.Y), share(m.Height)})
	}
	order := func(a, b [2]int) int { return a[0] - b[0] }
	for _, side := range []*[][2]int{&g.X, &g.Y} {
		slices.SortStableFunc(*side, order)
		*side = slices.CompactFunc(*side, func(a, b [2]int) bool { return a[0] == b[0] })
	}
	columns, rows := len(g.X), len(g.Y)
	if len(marks) < leastGrid || columns*rows != len(marks) {
		return nil
	}
	cells := make([]*Mark, len(marks))
	for i := range marks {
		x, _ := slices.BinarySearchFunc(g.X, [2]int{share(marks[i].X)}, order)
		y, _ := slices.BinarySearchFunc(g.Y, [2]int{share(marks[i].Y)}, order)
		if cells[y*columns+x] != nil {
			return nil
		}
		cells[y*columns+x] = &marks[i]
	}
	models, dimensions := make([]string, len(cells)), make([]string, len(cells))
	labels := make([][]string, len(cells))
	most := 0
	for i, m := range cells {
		models[i], dimensions[i], labels[i] = clean(m.Model), clean(m.Dimension), labelParts(clean(m.Label))
		most = max(most, len(labels[i]))
	}
	for k := range most {
		words := make([]string, len(cells))
		for i, l := range labels {
			if k < len(l) {
				words[i] = l[k]
			}
		}
		part, ok := wordsOf(words, columns)
		if !ok {
			return nil
		}
		g.Parts = append(g.Parts, part)
	}
	var ok, alsoOK bool
	g.Model, ok = numbersOf(models, columns, d.Models)
	g.Dimension, alsoOK = numbersOf(dimensions, columns, d.Dimensions)
	if !ok || !alsoOK {
		return nil
	}
	return g
}

// labelParts cuts a label before each ", " and ": ", so that what is said of a row, of a column and of a cell come apart.
func labelParts(label string) []string {
	var parts []string
	start := 0
	for i := 1; i+1 < len(label); i++ {
		if (label[i] == ',' || label[i] == ':') && label[i+1] == ' ' {
			parts, start = append(parts, label[start:i]), i
		}
	}
	return append(parts, label[start:])
}

// bySide gives the words of the columns or of the rows where these alone tell the cells' words.
func bySide(words []string, columns int) (by string, side []string) {
	byColumn, byRow := true, true
	for i, w := range words {
		byColumn = byColumn && w == words[i%columns]
		byRow = byRow && w == words[i/columns*columns]
	}
	switch {
	case byColumn:
		return "x", words[:columns]
	case byRow:
		for i := 0; i < len(words); i += columns {
			side = append(side, words[i])
		}
		return "y", side
	}
	return "cell", nil
}

const base64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// wordsOf codes the words of all cells; not ok where they are too many to be coded.
func wordsOf(words []string, columns int) (gridWords, bool) {
	by, side := bySide(words, columns)
	if by != "cell" {
		return gridWords{By: by, Words: side}, true
	}
	place := map[string]int{}
	out := gridWords{By: by}
	var codes strings.Builder
	for _, w := range words {
		n, ok := place[w]
		if !ok {
			n = len(out.Words)
			place[w], out.Words = n, append(out.Words, w)
		}
		if n >= 64*64 {
			return out, false
		}
		codes.WriteByte(base64Digits[n/64])
		codes.WriteByte(base64Digits[n%64])
	}
	out.Codes = codes.String()
	return out, true
}

func numbersOf(words []string, columns int, among []string) (gridNumbers, bool) {
	by, side := bySide(words, columns)
	out := gridNumbers{By: by, Numbers: []int{}}
	for _, s := range side {
		out.Numbers = append(out.Numbers, slices.Index(among, s))
	}
	return out, by != "cell"
}
