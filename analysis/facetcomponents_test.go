package analysis

import (
	"testing"
)

func TestComponentsAgreeWithLme4(t *testing.T) {
	var r struct {
		SeedRows  [][]float64 `json:"seed_rows"` // seed, persona in it, item, option
		Seed      []float64   `json:"seed_components"`
		FacetRows [][]float64 `json:"facet_rows"` // persona, item, variant, option, flat
		Facets    []float64   `json:"facet_components"`
		Bound     []float64   `json:"bound_components"`
	}
	readReference(t, "components", &r)

	counts, seeds := make([][][]float64, 80), make([]int, 80)
	for i := range counts {
		counts[i] = matrix(5, 6)
	}
	for _, row := range r.SeedRows {
		i := int(row[0]-1)*20 + int(row[1]-1)
		seeds[i] = int(row[0] - 1)
		counts[i][int(row[2])-1][int(row[3])-1]++
	}
	v, ok := EstimateVarianceComponents(counts, seeds)
	if !ok {
		t.Fatal("no components")
	}
	for i, got := range []float64{v.Seed, v.Persona, v.Item, v.PersonaItem, v.Residual} {
		near(t, "seed, persona, item, persona x item, residual", got, r.Seed[i], 1e-3)
	}

	for name, want := range map[string][]float64{"facets": r.Facets, "at the bound": r.Bound} {
		x := make([][][]float64, 30)
		for i := range x {
			x[i] = matrix(4, 3)
		}
		for _, row := range r.FacetRows {
			option := row[3]
			if name == "at the bound" {
				option = row[4]
			}
			x[int(row[0])-1][int(row[1])-1][int(row[2])-1] = option
		}
		c, ok := EstimateFacetComponents(x)
		if !ok {
			t.Fatal("no components over variants")
		}
		for i, got := range []float64{c.Persona, c.Item, c.Variant, c.PersonaItem, c.PersonaVariant, c.ItemVariant, c.Residual} {
			near(t, name, got, want[i], 1e-3)
		}
	}
}

func TestFacetComponentsUndefined(t *testing.T) {
	flat := [][][]float64{{{3, 3}, {3, 3}}, {{3, 3}, {3, 3}}}
	if _, ok := EstimateFacetComponents(flat); ok {
		t.Error("components of a constant answer are given")
	}
	if _, ok := EstimateFacetComponents([][][]float64{{{1, 2}, {3, 4}}}); ok {
		t.Error("components of one persona are given")
	}
}
