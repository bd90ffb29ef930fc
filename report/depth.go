package report

import (
	"math"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
)

// depthSection writes one group of the further statistics of one instrument; id
// and head name it, reason says what is missing where the data do not allow it.
type depthSection struct {
	group, id, head string
	write           func(v *view) ([]document.Block, error)
}

var depthSections = []depthSection{
	{"permeability", "permeability", "Which attribute moves which dimension", (*view).permeability},
	{"contrasts", "contrasts", "Differences, and the lack of them", (*view).contrasts},
	{"variance", "variance", "Sources of variance", (*view).varianceSources},
	{"reliability", "reliability", "Reliability", (*view).reliability},
	{"stability", "stability", "Stability", (*view).stability},
	{"structure", "structure", "How dimensions hang together", (*view).structure},
	{"norms", "norms", "Compared with people", (*view).norms},
	{"distance", "plan", "Distance less its bias", (*view).distances},
	{"parsers", "parsers", "Agreement of parser models, text by text", (*view).parsers},
}

// depth holds the statistics that a reviewer would ask for, each where it was
// asked for and the data allow it.
func (w *writer) depth() ([]document.Block, error) {
	var blocks []document.Block
	for _, v := range w.views {
		var mine []document.Block
		level := 2
		if len(w.views) > 1 {
			level = 3
		}
		for _, s := range depthSections {
			if !v.askedGroup(s.group) {
				continue
			}
			mine = append(mine, v.sub(level, s.id, s.head))
			if reason := v.groupReason(s.group); reason != "" {
				mine = append(mine, para("These data do not allow it (", reason, ")."))
				continue
			}
			b, err := s.write(v)
			if err != nil {
				return nil, err
			}
			mine = append(mine, b...)
		}
		if mine != nil && len(w.views) > 1 {
			mine = append([]document.Block{heading(2, slug("sec-depth", v.scoring.ID), v.name)}, mine...)
		}
		blocks = append(blocks, mine...)
	}
	if blocks == nil {
		return nil, nil
	}
	return append([]document.Block{heading(1, "sec-depth", "Statistics in depth")}, blocks...), nil
}

// askedGroup reports whether any measure of a group was asked for.
func (w *writer) askedGroup(group string) bool {
	return slices.ContainsFunc(analysis.MeasureInfos(), func(m analysis.MeasureInfo) bool { return m.Group == group && w.asked(m.Name) })
}

// rowsOf lists the rows of one measure in this instrument, of every model and way
// of asking, those that average over models left out.
func (v *view) rowsOf(measure string) []analysis.Estimate {
	var out []analysis.Estimate
	for _, e := range v.rows {
		if e.Instrument == v.scoring.ID && e.Measure == measure && e.Model != analysis.MeanModel {
			out = append(out, e)
		}
	}
	return out
}

// rowsFor keeps the rows of the model that the main text shows, in the way of
// asking that the results are about (or over all ways).
func (v *view) rowsFor(measure string) []analysis.Estimate {
	model := v.example()
	return slices.DeleteFunc(v.rowsOf(measure), func(e analysis.Estimate) bool {
		return e.Model != model || e.Variant != v.variant && e.Variant != ""
	})
}

// groupReason is why a group has no defined value in this instrument; empty when
// it has one.
func (v *view) groupReason(group string) string {
	var why []string
	for _, m := range analysis.MeasureInfos() {
		if m.Group != group || !v.asked(m.Name) {
			continue
		}
		for _, e := range v.rowsOf(m.Name) {
			if !math.IsNaN(e.Value) {
				return ""
			}
			if e.Note != "" && !slices.Contains(why, e.Note) {
				why = append(why, e.Note)
			}
		}
	}
	if why == nil {
		return "nothing to compare"
	}
	return strings.Join(why[:min(2, len(why))], "; ")
}

// defined keeps the rows with a value.
func defined(rows []analysis.Estimate) []analysis.Estimate {
	return slices.DeleteFunc(slices.Clone(rows), func(e analysis.Estimate) bool { return math.IsNaN(e.Value) })
}

// find is the row of a measure for the model shown, in one dimension; contrast
// empty = any.
func find(rows []analysis.Estimate, dimension, contrast string) (analysis.Estimate, bool) {
	i := slices.IndexFunc(rows, func(e analysis.Estimate) bool {
		return e.Dimension == dimension && (contrast == "" || e.Contrast == contrast)
	})
	if i < 0 {
		return analysis.Estimate{Value: math.NaN()}, false
	}
	return rows[i], true
}

// column of a table of dimensions: a measure of the model shown, with its interval
// in brackets where asked for.
type measureColumn struct {
	head, measure, contrast string
	interval                bool
}

// byDimension sets measures of the model shown out by dimension.
func (v *view) byDimension(id string, columns []measureColumn, caption ...any) *document.Table {
	t := &document.Table{ID: slug("tab", id, v.scoring.ID), Wide: len(columns) > 3, Caption: document.T(append(caption, v.simulatedMark(v.example()))...),
		Columns: []document.Column{{Head: document.T("Dimension")}}}
	for _, c := range columns {
		t.Columns = append(t.Columns, document.Column{Head: document.T(c.head), Align: document.Right})
	}
	f := &footnotes{}
	for _, d := range v.scoring.Dimensions {
		cells := [][]document.Inline{document.T(d.Name)}
		for _, c := range columns {
			e, ok := find(v.rowsFor(c.measure), d.Name, c.contrast)
			cells = append(cells, v.withInterval(e, ok, c.interval, f))
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	t.Notes = f.notes()
	return t
}

// withInterval is a cell with the number and, where wanted, its interval.
func (v *view) withInterval(e analysis.Estimate, ok, interval bool, f *footnotes) []document.Inline {
	cell := v.value(e, ok, f)
	if in := v.num.Interval(e); ok && interval && in != "" && !math.IsNaN(e.Value) {
		cell = append(cell, document.T(" "+in)...)
	}
	return cell
}

// elsewhere says where the other models are.
func (v *view) elsewhere() []any {
	if len(v.models) < 2 {
		return nil
	}
	return []any{"The other ", v.respondent(), "s are in ", document.CodeSpan("tables/measures.csv"), "."}
}
