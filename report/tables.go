package report

import (
	"math"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/numbers"
)

// maxColumns is how many columns of values with intervals a page holds.
const maxColumns = 6

// footnotes gathers the reasons of a table's undefined values, each once.
type footnotes struct {
	texts   []string            // marked in a cell
	general [][]document.Inline // said of the whole table
	warned  []warning
	same    []string // items that every persona answers alike
}

// warning is a note on defined values, and the measures that it is about.
type warning struct {
	note   string
	titles []string
}

// constantItems begins, in a note, the list of a dimension's constant items; a table lists those of all its dimensions in one note.
const constantItems = "constant: "

// warn adds a note on a measure's values.
func (f *footnotes) warn(measure, note string) {
	note, items, _ := strings.Cut(note, constantItems)
	if items != "" {
		f.same = union(f.same, strings.Split(items, ", "))
	}
	if note = strings.TrimSuffix(note, "; "); note == "" {
		return
	}
	i := slices.IndexFunc(f.warned, func(w warning) bool { return w.note == note })
	if i < 0 {
		i, f.warned = len(f.warned), append(f.warned, warning{note: note})
	}
	if !slices.Contains(f.warned[i].titles, title(measure)) {
		f.warned[i].titles = append(f.warned[i].titles, title(measure))
	}
}

// mark is the mark of a reason.
func (f *footnotes) mark(reason string) document.Note {
	i := slices.Index(f.texts, reason)
	if i < 0 {
		i, f.texts = len(f.texts), append(f.texts, reason)
	}
	return document.Note(i + 1)
}

// say adds a note on the whole table, a sentence.
func (f *footnotes) say(parts ...any) {
	text := document.T(parts...)
	same := func(other []document.Inline) bool { return document.Plain(other) == document.Plain(text) }
	if len(text) > 0 && !slices.ContainsFunc(f.general, same) {
		f.general = append(f.general, text)
	}
}

// ofP says of the whole table what a p of a difference says of itself: the family of tests, or the margin.
func (f *footnotes) ofP(kind string, p analysis.Estimate) analysis.Estimate {
	if p.Note == "" || math.IsNaN(p.Value) {
		return p
	}
	switch kind {
	case "_diff_p_holm":
		f.say(symbolP, " is corrected by Holm's method over a "+p.Note+".")
	case "_tost_p":
		f.say(strings.Replace(p.Note, "equivalence margin ", "The margin of equivalence is ", 1) + ".")
	}
	p.Note = ""
	return p
}

// addNotes puts notes below each of some tables.
func addNotes(tables []document.Block, notes ...[]document.Inline) {
	for _, b := range tables {
		t := b.(*document.Table)
		t.Notes = append(t.Notes, notes...)
	}
}

func (f *footnotes) notes() [][]document.Inline {
	var out [][]document.Inline
	for _, t := range f.texts {
		out = append(out, document.T(sentenceCase(t)+"."))
	}
	for _, w := range f.warned {
		switch {
		case slices.Contains(f.texts, w.note):
		case len(w.titles) == 1:
			out = append(out, document.T(sentenceCase(w.titles[0]+": "+strings.Replace(w.note, ": ", ", ", 1))+"."))
		default:
			out = append(out, document.T(sentenceCase(w.note)+"."))
		}
	}
	if len(f.same) > 0 {
		out = append(out, document.T("Constant items: "+strings.Join(f.same, ", ")+"."))
	}
	return append(out, f.general...)
}

// value is a table cell: the number, or a dash with the reason as its note. A
// warning on a defined value is said of the whole table.
func (w *writer) value(e analysis.Estimate, ok bool, f *footnotes) []document.Inline {
	switch {
	case !ok:
		return document.T("")
	case math.IsNaN(e.Value) && e.Note == "":
		return document.T(numbers.Dash)
	case math.IsNaN(e.Value):
		return document.T(numbers.Dash, f.mark(e.Note))
	}
	if e.Note != "" && e.Model != analysis.MeanModel && !unsaid(e.Note) {
		f.warn(e.Measure, e.Note)
	}
	return document.T(w.num.Value(e))
}

// unsaid reports notes that a table's own interval line already shows.
func unsaid(note string) bool { return len(note) > 12 && note[:12] == "no interval:" }

// line is a row under each row of a grid, such as the interval.
type line struct {
	label string
	cell  func(model, dimension string, f *footnotes) []document.Inline
}

// grid sets a measure out by model and dimension. The side with fewer tables
// becomes the columns; a grid too wide for a page is cut into several tables.
type grid struct {
	id, measure string
	caption     []any
	models      []string
	dimensions  []string
	lines       []line
}

func (v *view) newGrid(id, measure string, caption ...any) *grid {
	g := &grid{id: slug("tab", id, v.scoring.ID), measure: measure, caption: caption, models: v.shown()}
	for _, d := range v.scoring.Dimensions {
		g.dimensions = append(g.dimensions, d.Name)
	}
	return g
}

// intervals adds a line of intervals where any value has one, else of standard
// errors where any has one.
func (v *view) intervals(g *grid) *grid {
	interval, se := false, false
	level := math.NaN()
	for _, m := range g.models {
		for _, d := range g.dimensions {
			e, _ := v.get(m, d, g.measure)
			if v.num.Interval(e) != "" && e.Level > 0 {
				interval, level = true, e.Level
			}
			se = se || e.SE > 0
		}
	}
	label := numbers.Level(level) + " interval"
	if !interval {
		label = "standard error"
	}
	if !interval && !se {
		return g
	}
	g.lines = append(g.lines, line{label, func(model, dimension string, f *footnotes) []document.Inline {
		e, ok := v.get(model, dimension, g.measure)
		switch {
		case !ok || math.IsNaN(e.Value):
			return document.T("")
		case interval && v.num.Interval(e) != "" && e.Level > 0:
			return document.T(v.num.Interval(e))
		case interval && e.SE > 0:
			return document.T(symbolSE, " "+v.num.SE(e))
		case e.SE > 0:
			return document.T(v.num.SE(e))
		case unsaid(e.Note):
			return document.T("", f.mark(e.Note))
		}
		return document.T("")
	}})
	return g
}

// beside adds a line with another measure.
func (v *view) beside(g *grid, label, measure string) *grid {
	if !v.has(measure) {
		return g
	}
	g.lines = append(g.lines, line{label, func(model, dimension string, f *footnotes) []document.Inline {
		e, ok := v.get(model, dimension, measure)
		if measure == "js_p" {
			if math.IsNaN(e.Value) {
				return document.T("")
			}
			e.Note = "" // what it says of itself, the floor above it says too
		}
		return v.value(e, ok, f)
	}})
	return g
}

// tables cuts the grid into tables that fit a page and gives the words that
// refer to them: "Table 2 gives", "Table 2 and Table 3 give".
func (v *view) tables(g *grid) ([]document.Block, []document.Inline) {
	rows, columns := g.models, g.dimensions
	byModel := true
	if pieces(len(g.models)) < pieces(len(g.dimensions)) {
		rows, columns, byModel = g.dimensions, g.models, false
	}
	var blocks []document.Block
	var refs []any
	n := pieces(len(columns))
	for i := range n {
		part := columns[i*len(columns)/n : (i+1)*len(columns)/n]
		t := v.piece(g, rows, part, byModel)
		if i > 0 {
			t.ID += "-" + numbers.Count(i+1)
			refs = append(refs, " and ")
		}
		refs = append(refs, document.Ref(t.ID))
		blocks = append(blocks, t)
	}
	if n > 1 {
		return blocks, document.T(append(refs, " give")...)
	}
	return blocks, document.T(append(refs, " gives")...)
}

func pieces(n int) int { return max(1, (n+maxColumns-1)/maxColumns) }

func (v *view) piece(g *grid, rows, columns []string, byModel bool) *document.Table {
	t := &document.Table{ID: g.id, Caption: document.T(g.caption...), Wide: len(columns) > 3}
	first := "Dimension"
	if byModel {
		first = sentenceCase(v.respondent())
	}
	t.Columns = append(t.Columns, document.Column{Head: document.T(first)})
	for _, c := range columns {
		t.Columns = append(t.Columns, document.Column{Head: document.T(c), Align: document.Right})
	}
	f := &footnotes{}
	for i, r := range rows {
		cells := [][]document.Inline{document.T(r)}
		for _, c := range columns {
			model, dimension := c, r
			if byModel {
				model, dimension = r, c
			}
			e, ok := v.get(model, dimension, g.measure)
			cells = append(cells, v.value(e, ok, f))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells, RuleAbove: i > 0 && r != analysis.MeanModel && rows[i-1] == analysis.MeanModel})
		t.Rows = append(t.Rows, v.under(g, r, columns, byModel, f)...)
	}
	t.Notes = f.notes()
	return t
}

// underLabel is the head of a line that belongs to the row above.
func underLabel(label string) []document.Inline {
	return document.T("\u00a0\u00a0", document.Emphasis(document.T(label)))
}

// under are the grid's lines below one row; a line with nothing in it is left
// out.
func (v *view) under(g *grid, r string, columns []string, byModel bool, f *footnotes) []document.Row {
	var out []document.Row
	for _, l := range g.lines {
		cells := [][]document.Inline{underLabel(l.label)}
		empty := true
		for _, c := range columns {
			model, dimension := c, r
			if byModel {
				model, dimension = r, c
			}
			cell := l.cell(model, dimension, f)
			empty = empty && len(cell) == 0
			cells = append(cells, cell)
		}
		if !empty {
			out = append(out, document.Row{Cells: cells, Under: true})
		}
	}
	return out
}
