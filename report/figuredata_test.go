package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/document"
	"inertia/report/figure"
)

// figureData reads the data of a written report's figures back, and lists what is no
// estimate of the tidy tables, no published value, and nothing that was answered.
func (p *Paper) figureData(t *testing.T, dir string) []string {
	t.Helper()
	known := map[string]bool{}
	for _, e := range slices.Concat(p.Estimates, p.Comparisons) {
		known[fmt.Sprintf("%v", e)] = true
	}
	blocks := map[string]document.Figure{}
	for _, b := range p.Document.Body {
		if f, ok := b.(document.Figure); ok {
			blocks[f.File] = f
		}
	}
	var faults []string
	for _, f := range p.figures {
		file := f.file + ".csv"
		text, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		if bytes.HasPrefix(text, []byte(strings.Join(tidyColumns, ",")+"\n")) {
			rows := readTidy(t, filepath.Join(dir, filepath.FromSlash(file)))
			if len(rows) == 0 {
				faults = append(faults, file+" is empty")
			}
			for i, e := range rows {
				if e.Model == figure.PublishedModel {
					if !slices.ContainsFunc(datasets.Published(), func(v datasets.PublishedValue) bool {
						return v.Instrument == e.Instrument && v.Dimension == e.Dimension && v.Measure == e.Measure && v.Value == e.Value
					}) {
						faults = append(faults, fmt.Sprintf("%s, row %d: %v is no published value of %s", file, i+1, e.Value, e.Dimension))
					}
				} else if !known[fmt.Sprintf("%v", e)] {
					faults = append(faults, fmt.Sprintf("%s, row %d: %v is no estimate", file, i+1, e))
				}
			}
			continue
		}
		got, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		want := p.answered(t, blocks[f.file])
		if len(got) != len(want)+1 || len(want) == 0 {
			faults = append(faults, fmt.Sprintf("%s: %d rows, want %d", file, len(got)-1, len(want)))
			continue
		}
		for i, row := range want {
			for j, cell := range csvRow(row) {
				if got[i+1][j] != cell {
					faults = append(faults, fmt.Sprintf("%s, row %d, %q: %s, want %s", file, i+1, got[0][j], got[i+1][j], cell))
				}
			}
		}
	}
	return faults
}

// answered is what a figure that draws no estimates shows, counted from the study.
func (p *Paper) answered(t *testing.T, f document.Figure) [][]any {
	t.Helper()
	id := f.Family
	if id == "" {
		id = f.ID
	}
	at := slices.IndexFunc(p.writer.views, func(v *view) bool { return strings.HasSuffix(id, "-"+slug(v.scoring.ID)) })
	if at < 0 {
		t.Fatalf("%s is of no scoring", f.ID)
	}
	v := p.writer.views[at]
	kind := strings.TrimSuffix(strings.TrimPrefix(id, "fig-"), "-"+slug(v.scoring.ID))
	var rows [][]any
	model := v.example()
	switch kind {
	case "heat-map":
		m, err := analysis.PersonaItemMatrix(v.study, f.Member, v.variant, v.scoring.ID)
		if err != nil {
			t.Fatal(err)
		}
		for i, who := range m.Personas { // all are drawn, of so few
			row := []any{any(int(who.Seed)), who.ID}
			if who.Seed == 0 {
				row[0] = ""
			}
			rows = append(rows, append(row, anyOf(m.Mean[i])...))
		}
	case "shares":
		for _, d := range v.scoring.Dimensions {
			persona, baseline, n, nBase := analysis.OptionShares(v.study, f.Member, v.variant, v.scoring.ID, d.Name)
			rows = append(rows, append([]any{d.Name, "personas", n}, anyOf(persona)...))
			if nBase > 0 {
				rows = append(rows, append([]any{d.Name, "baseline", nBase}, anyOf(baseline)...))
			}
		}
	case "item-counts":
		items, dims, counts := analysis.ItemOptionCounts(v.study, f.Member, v.variant, v.scoring.ID)
		for i, c := range counts {
			rows = append(rows, append([]any{items[i], dims[i]}, anyOf(c)...))
		}
	case "spread", "spread-seeds":
		for _, m := range v.models[:min(maxPanels, len(v.models))] {
			points := analysis.SpreadOverSeeds(p.writer.o.RolePlays, m, v.scoring.ID)
			if kind == "spread" {
				points = analysis.ProfileSpread(v.study, m, v.variant, v.scoring.ID, []int{5, 10, 20, 50, 100, 200, 500}, figure.SubsampleDraws, v.o.Analysis.Seed)
			}
			for _, q := range points {
				if kind == "spread-seeds" || 2*q.N <= v.cell(m).Personas {
					rows = append(rows, []any{m, q.Dimension, q.N, q.Variance})
				}
			}
		}
	case "seed-scatter":
		r, _ := v.pairOfSeeds()
		if r.Measure != "seed_r_items" {
			x, y, labels, groups, err := v.seedDimensions(r)
			if err != nil {
				t.Fatal(err)
			}
			for i := range x {
				rows = append(rows, []any{groups[i], labels[i], x[i], y[i]})
			}
			break
		}
		x, y, items, dims := v.meansUnderSeeds(t, r)
		for i := range x {
			rows = append(rows, []any{dims[i], items[i], x[i], y[i]})
		}
	case "missing":
		for _, m := range v.models {
			for _, c := range analysis.MissingByItem(v.study, m, v.variant, v.scoring.ID) {
				row := []any{m, c.Item, c.Dimension, c.Answers}
				for _, r := range datasets.MissingReasons {
					row[3] = row[3].(int) + c.Missing[r]
					if v.lost(r) {
						row = append(row, c.Missing[r])
					}
				}
				rows = append(rows, row)
			}
		}
	case "value-circle":
		m, err := analysis.MapValues(v.study, model, v.variant, v.scoring.ID)
		if err != nil {
			t.Fatal(err)
		}
		for i, d := range m.Dimensions {
			row := append([]any{d}, anyOf(m.Points[i][:])...)
			if m.Places != nil {
				rows = append(rows, append(row, anyOf(m.Places[i][:])...))
			} else {
				rows = append(rows, append(row, math.NaN(), math.NaN()))
			}
		}
	case "plan":
		plans, err := analysis.PlanBaseline(v.study, model, v.variant, v.scoring.ID, v.o.Analysis.Seed)
		if err != nil {
			t.Fatal(err)
		}
		for _, plan := range plans {
			for i, n := range plan.Answers {
				rows = append(rows, []any{plan.Dimension, n, plan.Floor[i], plan.Asked})
			}
		}
	default:
		t.Fatalf("%s shows %s, whose data nothing counts again", f.ID, kind)
	}
	return rows
}

func anyOf(values []float64) []any {
	var out []any
	for _, x := range values {
		out = append(out, x)
	}
	return out
}

// lost tells whether a model lacks an answer for a reason.
func (v *view) lost(r datasets.Missing) bool {
	for _, m := range v.models {
		for _, c := range analysis.MissingByItem(v.study, m, v.variant, v.scoring.ID) {
			if c.Missing[r] > 0 {
				return true
			}
		}
	}
	return false
}

// The data file of every figure, of every measure and kind of study, holds the bits of
// its estimates, or what was answered.
func TestFiguresGiveTheirData(t *testing.T) {
	kinds := map[string]bool{}
	born := recipe{name: "born", instrument: "mfq30", models: []string{"alpha"}, seeds: []int64{1}, personas: 40, baseline: 4, born: true}
	for _, r := range append(slices.Clone(recipes), born) {
		t.Run(r.name, func(t *testing.T) {
			o := DefaultOptions()
			o.Analysis.Measures, o.Analysis.Resamples, o.Formats = nil, 20, []string{"md"}
			for _, m := range analysis.MeasureInfos() {
				if !m.OnRequest {
					o.Analysis.Measures = append(o.Analysis.Measures, m.Name)
				}
			}
			p, err := Build(r.make(t), o)
			if err != nil {
				t.Fatal(err)
			}
			dir := filepath.Join(t.TempDir(), "report")
			if err := p.Write(dir); err != nil {
				t.Fatal(err)
			}
			for _, f := range p.figureData(t, dir) {
				t.Error(f)
			}
			for _, f := range p.figures {
				for _, kind := range []string{"heat-map", "shares", "item-counts", "spread", "seed-scatter", "missing", "value-circle", "plan", "inertia-distance", "inertia-forest", "profile", "variants", "robustness", "variance", "permeability"} {
					if strings.HasPrefix(filepath.Base(f.file), kind) {
						kinds[kind] = true
					}
				}
			}
		})
	}
	if len(kinds) != 15 {
		t.Errorf("of 15 kinds of figures, these had data: %v", kinds)
	}
}
