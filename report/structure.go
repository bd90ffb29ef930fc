package report

import (
	"math"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/figure"
)

// structure says how dimensions hang together over personas, and whether values
// lie on the circle that theory has them on.
func (v *view) structure() ([]document.Block, error) {
	text := []any{"Dimensions hang together when the same personas score high in both. As personas also differ in how high they score in everything, ",
		"correlations are given as they are and after each persona's own mean is taken out. "}
	var blocks []document.Block
	if t := v.correlationTable(); t != nil {
		text = append(text, document.Ref(t.ID), " holds both. ")
		blocks = append(blocks, t)
	}
	if stress, ok := find(v.rowsFor("mds_stress_ordinal"), analysis.AllDimensions, ""); ok && stress.Value == stress.Value {
		text = append(text, "In the plane of ordinal multidimensional scaling the dimensions fit with a stress of ", v.num.Value(stress), v.pOf("mds_p_ordinal"), "; unrelated dimensions would fit worse in all but that share of permutations. ")
		if r, ok := find(v.rowsFor("circle_r"), analysis.AllDimensions, ""); ok && r.Value == r.Value {
			text = append(text, "Turned onto the circle of values ", cite("schwartz1992"), " it correlates with it at ", v.num.Value(r), v.pOf("circle_p"), ". ")
		}
		picture, err := v.valueCircle()
		if err != nil {
			return nil, err
		}
		blocks = append(blocks, picture...)
	} else if ok {
		text = append(text, "A map of the dimensions is not drawn (", stress.Note, "). ")
	}
	return append([]document.Block{para(append(text, v.elsewhere()...)...)}, blocks...), nil
}

// pOf is " (p = ...)" where there is one.
func (v *view) pOf(measure string) []document.Inline {
	p, ok := find(v.rowsFor(measure), analysis.AllDimensions, "")
	if !ok || math.IsNaN(p.Value) {
		return nil
	}
	return document.T(" (", pValue(p.Value), ")")
}

// correlationTable holds raw correlations below the diagonal and centred ones
// above; nil where there are none.
func (v *view) correlationTable() *document.Table {
	raw, centred := v.rowsFor("dimension_r"), v.rowsFor("dimension_r_centred")
	if len(defined(raw))+len(defined(centred)) == 0 {
		return nil
	}
	t := &document.Table{ID: slug("tab-correlations", v.scoring.ID), Wide: true,
		Caption: document.T("Correlations of the dimensions of the ", v.name, " over personas, ", v.example(), ": as they are below the diagonal, person-centred above.", v.simulatedMark(v.example())),
		Columns: []document.Column{{Head: document.T("")}}}
	f := &footnotes{}
	for i, a := range v.scoring.Dimensions {
		t.Columns = append(t.Columns, document.Column{Head: document.T(v.count(i + 1)), Align: document.Right})
		cells := [][]document.Inline{document.T(v.count(i+1)+" ", a.Name)}
		for j, b := range v.scoring.Dimensions {
			switch {
			case i == j:
				cells = append(cells, document.T(""))
			case j < i:
				e, ok := find(raw, b.Name, b.Name+" ~ "+a.Name)
				cells = append(cells, v.value(e, ok, f))
			default:
				e, ok := find(centred, a.Name, a.Name+" ~ "+b.Name)
				cells = append(cells, v.value(e, ok, f))
			}
		}
		t.Rows = append(t.Rows, document.Row{Cells: cells})
	}
	t.Notes = f.notes()
	return t
}

func (v *view) valueCircle() ([]document.Block, error) {
	m, err := analysis.MapValues(v.study, v.example(), v.variant, v.scoring.ID)
	if err != nil {
		return nil, err
	}
	f, err := figure.ValueCircleOf(m, v.figureOptions(v.example()))
	if err != nil {
		return nil, err
	}
	caption := []any{"Dimensions of the ", v.name, " in the plane of ordinal multidimensional scaling of their person-centred correlations, ", v.example(), "."}
	if m.Places != nil {
		caption = append(caption, " The plane is turned, mirrored and scaled onto the circle of values; a line joins each value to its place on it.")
	}
	return v.place(v.figureID("value-circle", "", ""), f, caption...), nil
}
