package figure

import (
	"github.com/tdewolff/canvas"

	"inertia/analysis"
	"inertia/report/numbers"
)

// Widths of a printed figure in millimetres: a column of the ACL's pages, and both
// with the gap between.
const (
	SingleColumn = 77.0
	DoubleColumn = 160.0
)

// Figure is a finished picture.
type Figure struct {
	Name          string              // file name without extension, such as "heat-map"
	Alt           string              // what the picture shows, in words
	Width, Height float64             // mm
	Marks         []Mark              // what its places show; a later one lies above an earlier one
	Parts         []Part              // runs of what it is drawn of
	Estimates     []analysis.Estimate // drawn, all that were given; nil where Table has the data
	Table         *Table
	Simulated     bool // as its Options said
	Real          []string

	sheet *sheet
}

// Mark is a place in the picture and what it shows, such as "persona 12, item 3: option 5". Places are shares of the picture's
// width and height from its upper left corner. Model and Dimension are empty where it is about none. It is Drawn if a Part of its
// own draws it.
type Mark struct {
	X, Y, Width, Height float64
	Label               string
	Model, Dimension    string
	Drawn               bool
}

// Options say what a figure prints beside its data.
type Options struct {
	Title     string
	Simulated bool     // prints the word "simulated"
	Real      []string // whose answers, of those shown, are not; printed after that word
	Labels    []string // names of options 1..K where a legend shows options
	XLabel    string   // in place of the axis label
	YLabel    string
	Note      string             // a line under the figure; in SeedScatter in place of r
	Width     float64            // mm; 0 = SingleColumn or DoubleColumn, as the figure needs
	Reference []float64          // Forest: values at which a line is drawn; default 0
	Span      []float64          // Forest: values that the axis reaches in any case, such as those of a figure beside it
	Name      string             // in place of the figure's name
	Numbers   *numbers.Estimates // writes the estimates in marks and alt texts, as the report does; default numbers.Of(false)
}

// Canvas is the figure on a canvas of its own.
func (f *Figure) Canvas() *canvas.Canvas { return f.CanvasIn(NewFonts()) }

// CanvasIn is the figure on a canvas of its own, its words in fonts that other
// figures of the same file share.
func (f *Figure) CanvasIn(fonts *Fonts) *canvas.Canvas {
	c := canvas.New(f.Width, f.Height)
	f.sheet.canvas.RenderTo(swapped{c, fonts})
	return c
}
