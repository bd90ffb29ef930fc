package figure

import (
	"fmt"
	"math"

	"inertia/analysis"
)

// designSamples are figures of how a study was asked: its ways, sources of variance and gaps.
func designSamples() []sample {
	return []sample{
		{"dumbbells", func(o Options) (*Figure, error) {
			return Dumbbells(sampleDumbbells(models[:3]), []string{"default", "options-reversed"}, o)
		}},
		{"dumbbells-three", func(o Options) (*Figure, error) {
			rows := sampleDumbbells(models[:2])
			for i := range rows {
				e := *rows[i].Ways[0]
				e.Value -= .06
				rows[i].Ways = append(rows[i].Ways, &e)
			}
			return Dumbbells(rows, []string{"default", "options-reversed", "items-shuffled"}, o)
		}},
		{"against", func(o Options) (*Figure, error) { x, y := sampleAgainst(models); return Against(x, y, o) }},
		{"variance-bars", func(o Options) (*Figure, error) {
			return VarianceBars(sampleVariance(foundations), varianceSources, o)
		}},
		{"missing-map", func(o Options) (*Figure, error) {
			items, dims, rows := sampleMissing(models, foundations)
			return MissingMap(items, dims, []string{"Refused", "No single option"}, rows, o)
		}},
		{"forest-published", func(o Options) (*Figure, error) {
			o.Reference = []float64{}
			rows := sampleForest()
			for i := range rows {
				at := published[i%len(published)].X
				rows[i].Published = &at
			}
			return Forest(rows, o)
		}},
	}
}

var varianceSources = []string{"Seed", "Persona", "Item", "Persona × item", "Residual"}

func sampleDumbbells(models []string) []DumbbellRow {
	var rows []DumbbellRow
	for m, model := range models {
		for d, dimension := range foundations {
			a := analysis.Estimate{Model: model, Dimension: dimension, Measure: "inertia", Value: .5 - .08*float64(d), Low: math.NaN(), High: math.NaN()}
			b := a
			b.Value += .1 * math.Sin(float64(3*m+2*d))
			rows = append(rows, DumbbellRow{Label: dimension, Group: model, Ways: []*analysis.Estimate{&a, &b}})
		}
	}
	return rows
}

func sampleAgainst(models []string) (x, y []analysis.Estimate) {
	for i, m := range models {
		at := float64(i)
		x = append(x, analysis.Estimate{Model: m, Dimension: analysis.AllDimensions, Measure: "robustness", Value: 4 + 9*at, SE: .4 + .3*at, Low: math.NaN(), High: math.NaN()})
		y = append(y, analysis.Estimate{Model: m, Dimension: analysis.AllDimensions, Measure: "susceptibility", Value: .5 + .06*math.Sin(at), Low: .42 + .06*math.Sin(at), High: .58 + .06*math.Sin(at), Level: .95})
	}
	return x, y
}

func sampleVariance(dimensions []string) []VarianceRow {
	var rows []VarianceRow
	for d, name := range dimensions {
		r := VarianceRow{Label: name}
		for k := range varianceSources {
			v := .02 + .2*float64(k)*math.Abs(math.Sin(float64(d+2*k)))
			r.Components = append(r.Components, &analysis.Estimate{Dimension: name, Measure: "var_item", Value: v, Low: math.NaN(), High: math.NaN()})
		}
		rows = append(rows, r)
	}
	return rows
}

func sampleMissing(models, dimensions []string) (items, dims []string, rows []MissingRow) {
	for d, name := range dimensions {
		for i := range 6 {
			items, dims = append(items, fmt.Sprintf("mfq30-%02d", d+1+i*len(dimensions))), append(dims, name)
		}
	}
	for m, model := range models {
		r := MissingRow{Label: model}
		for i := range items {
			n := max(0, (i*7+m*11)%13-8)
			r.Lost, r.Asked = append(r.Lost, []int{n * (i % 2), n * 2 * ((i + 1) % 2)}), append(r.Asked, 100)
		}
		rows = append(rows, r)
	}
	return items, dims, rows
}
