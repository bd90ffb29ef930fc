package report

import (
	"slices"
	"strings"
	"testing"

	"inertia/report/document"
)

// figureIDs lists a document's figures.
func figureIDs(p *Paper) []string {
	var ids []string
	for _, b := range p.Document.Body {
		if f, ok := b.(document.Figure); ok {
			ids = append(ids, f.ID)
		}
	}
	return ids
}

// A figure with nothing to show is not there, and the text says why.
func TestNoFigureOfNothing(t *testing.T) {
	for _, tt := range []struct {
		recipe        string
		there, lacks  []string
		says, saysNot []string
	}{
		{"constant", []string{"fig-shares-mfq30"}, []string{"fig-heat-map-mfq30", "fig-item-counts-mfq30", "fig-profile-mfq30", "fig-spread-mfq30"},
			[]string{"stone answers each item with option 6", "no figure draws it", "How many role-plays are enough is not drawn"}, nil},
		{"full", []string{"fig-heat-map-mfq30", "fig-item-counts-mfq30", "fig-profile-mfq30", "fig-spread-mfq30"}, nil,
			nil, []string{"of one colour", "no figure draws it", "is not drawn"}},
	} {
		r := recipes[slices.IndexFunc(recipes, func(r recipe) bool { return r.name == tt.recipe })]
		p := build(t, r)
		ids, text := figureIDs(p), plainText(p.Document)
		for _, id := range tt.there {
			if !slices.Contains(ids, id) {
				t.Errorf("%s: no %s among %v", r.name, id, ids)
			}
		}
		for _, id := range tt.lacks {
			if slices.Contains(ids, id) {
				t.Errorf("%s: %s shows nothing", r.name, id)
			}
		}
		for _, want := range tt.says {
			if !strings.Contains(text, want) {
				t.Errorf("%s: the text does not say %q", r.name, want)
			}
		}
		for _, not := range tt.saysNot {
			if strings.Contains(text, not) {
				t.Errorf("%s: the text says %q", r.name, not)
			}
		}
	}
}
