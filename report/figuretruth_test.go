package report

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"testing"

	"gonum.org/v1/gonum/stat"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/figure"
	"inertia/report/numbers"
)

// drawn is what the figures of answers, which show no estimate, may say: counted
// here from the study, by figure without its model ("shares alpha").
type drawn map[string]map[string]bool

func (d drawn) say(kind, model, format string, args ...any) {
	key := kind + " " + model
	if d[key] == nil {
		d[key] = map[string]bool{}
	}
	d[key][fmt.Sprintf(format, args...)] = true
}

func itemNumber(id string) string {
	_, n, _ := strings.Cut(id, "-")
	return strings.TrimLeft(n, "0")
}

// drawnOf counts what the figures of a view's answers show.
func drawnOf(t *testing.T, v *view) drawn {
	t.Helper()
	d := drawn{}
	for _, m := range v.models {
		v.drawnShares(d, m)
		v.drawnItems(d, m)
		if v.cell(m).PersonasKnown {
			v.drawnMatrix(t, d, m)
			for _, p := range analysis.ProfileSpread(v.study, m, v.variant, v.scoring.ID, []int{5, 10, 20, 50, 100, 200, 500}, figure.SubsampleDraws, v.o.Analysis.Seed) {
				d.say("spread", "", "%s %s, %d role-plays: variance %.4f", m, p.Dimension, p.N, p.Variance)
			}
		}
	}
	if r, ok := v.pairOfSeeds(); ok && r.Measure == "seed_r_items" {
		x, y, items, dims := v.meansUnderSeeds(t, r)
		widest := 0.
		for i := range x {
			widest = max(widest, math.Abs(x[i]-y[i]))
			d.say("seed-scatter", "", "%s %s: %.2f against %.2f", dims[i], itemNumber(items[i]), x[i], y[i])
		}
		d.say("seed-scatter", "", "largest %.2f", widest)
	}
	return d
}

// meansUnderSeeds gives the items' means under the two seeds of a contrast.
func (v *view) meansUnderSeeds(t *testing.T, r analysis.Estimate) (x, y []float64, items, dims []string) {
	t.Helper()
	a, b := seedsOf(r.Contrast)
	x, items, dims, err := analysis.ItemMeans(v.study, r.Model, r.Variant, v.scoring.ID, a)
	if err != nil {
		t.Fatal(err)
	}
	y, _, _, err = analysis.ItemMeans(v.study, r.Model, r.Variant, v.scoring.ID, b)
	if err != nil {
		t.Fatal(err)
	}
	return x, y, items, dims
}

func (v *view) drawnShares(d drawn, m string) {
	for _, dim := range v.scoring.Dimensions {
		persona, baseline, n, nBase := analysis.OptionShares(v.study, m, v.variant, v.scoring.ID, dim.Name)
		for _, bar := range []struct {
			name   string
			shares []float64
			n      int
		}{{"personas", persona, n}, {"baseline", baseline, nBase}} {
			for k, s := range bar.shares {
				d.say("shares", m, "%s, %s: option %d, %s of %s answers", dim.Name, bar.name, k+1, numbers.Share(s), numbers.Count(bar.n))
			}
		}
	}
}

func (v *view) drawnItems(d drawn, m string) {
	items, dims, counts := analysis.ItemOptionCounts(v.study, m, v.variant, v.scoring.ID)
	sum, least, most := 0., 1., 0.
	for i, row := range counts {
		n, top := 0., 0.
		for _, c := range row {
			n, top = n+c, max(top, c)
		}
		label := ""
		for k := len(row) - 1; k >= 0; k-- {
			if row[k] > 0 {
				label += fmt.Sprintf(", option %d %s", k+1, numbers.Share(row[k]/n))
			}
		}
		d.say("item-counts", m, "item %s, %s: %s", itemNumber(items[i]), dims[i], strings.TrimPrefix(label, ", "))
		sum, least, most = sum+top/n, min(least, top/n), max(most, top/n)
	}
	d.say("item-counts", m, "%s, %s, %s", numbers.Share(sum/float64(len(counts))), numbers.Share(least), numbers.Share(most))
}

func (v *view) drawnMatrix(t *testing.T, d drawn, m string) {
	t.Helper()
	x, err := analysis.PersonaItemMatrix(v.study, m, v.variant, v.scoring.ID)
	if err != nil {
		t.Fatal(err)
	}
	stripes := 0
	asked := map[int64]int{}
	for _, p := range x.Personas {
		asked[p.Seed]++
	}
	for j, item := range x.Items {
		chosen, by := map[float64]int{}, map[int64]map[float64]int{}
		for i, p := range x.Personas {
			level := math.Round(x.Mean[i][j]*4) / 4
			if math.IsNaN(level) {
				d.say("heat-map", m, "persona %s, item %s, %s: missing", p.ID, itemNumber(item), x.Dimensions[j])
				continue
			}
			if by[p.Seed] == nil {
				by[p.Seed] = map[float64]int{}
			}
			by[p.Seed][math.Floor(level+.5)]++
			chosen[math.Floor(level+.5)]++
			what := "option " + strconv.FormatFloat(level, 'f', -1, 64)
			if level != math.Trunc(level) {
				what = fmt.Sprintf("mean option %.2f", level)
			}
			d.say("heat-map", m, "persona %s, item %s, %s: %s", p.ID, itemNumber(item), x.Dimensions[j], what)
		}
		for seed, options := range by {
			n, most := 0, 0
			for _, c := range options {
				n, most = n+c, max(most, c)
			}
			for k, c := range options {
				if c == most {
					said := fmt.Sprintf(": option %.0f for %s of %s personas", k, numbers.Share(float64(most)/float64(n)), numbers.Count(n))
					if n < asked[seed] {
						said += fmt.Sprintf(", %d missing", asked[seed]-n)
					}
					d.say("heat-map", m, "item %s, %s%s", itemNumber(item), x.Dimensions[j], said)
					d.say("heat-map", m, "item %s, %s, seed %d%s", itemNumber(item), x.Dimensions[j], seed, said)
				}
			}
		}
		said, all := 0, 0
		for _, c := range chosen {
			said, all = max(said, c), all+c
		}
		d.say("heat-map", m, "of all seeds, item %s: %s", itemNumber(item), numbers.Share(float64(said)/float64(all)))
		for _, c := range chosen {
			if float64(c) >= .9*float64(len(x.Personas)) {
				stripes++
			}
		}
	}
	d.say("heat-map", m, "%d of %d, at least 90, missing %d", stripes, len(x.Items), len(x.Personas)*len(x.Items))
}

// figures lists what the figures of a page and their alternative texts say and
// nothing bears out.
func (tr *truth) figures(t *testing.T, p *Paper, o *output) []string {
	t.Helper()
	v := p.writer.views[0]
	d := drawnOf(t, v)
	var blocks []document.Figure
	for _, b := range p.Document.Body {
		if f, ok := b.(document.Figure); ok {
			blocks = append(blocks, f)
		}
	}
	if len(blocks) == 0 || len(blocks) != len(o.alts) {
		t.Fatalf("%s holds %d figures, want %d", o.file, len(o.alts), len(blocks))
	}
	var faults []string
	facts := map[string]map[string]bool{}
	for i, f := range blocks {
		kind := strings.TrimPrefix(strings.TrimSuffix(f.Family, "-"+v.scoring.ID), "fig-")
		if kind == "" {
			kind = strings.TrimPrefix(strings.TrimSuffix(f.ID, "-"+v.scoring.ID), "fig-")
		}
		said := d[kind+" "+f.Member]
		facts[f.ID] = said
		shown := map[string]bool{}
		for s := range said {
			for _, n := range numberToken.FindAllString(s, -1) {
				shown[n] = true
			}
		}
		for _, sentence := range cutSentences(o.alts[i]) {
			for _, n := range tr.wrong(sentence, sentence) {
				if !shown[n] {
					faults = append(faults, fmt.Sprintf("%s, alternative text of %s: %s is not what it shows: %q", o.file, f.ID, n, sentence))
				}
			}
		}
	}
	for _, m := range o.marks {
		if said := facts[m.figure]; said != nil {
			if !said[m.label] {
				faults = append(faults, fmt.Sprintf("%s, %s: %q is not what was answered", o.file, m.figure, m.label))
			}
			continue
		}
		for _, n := range tr.wrong(m.label, m.label, m.model+"; "+m.dimension, m.member, m.caption) {
			faults = append(faults, fmt.Sprintf("%s, %s: %s is no estimate of what is pointed at: %q", o.file, m.figure, n, m.label))
		}
	}
	return faults
}

// places lists the points of inertia against distance that do not stand where their
// estimates put them: on each axis of a respondent's panel places are a line of the
// values.
func (v *view) places(o *output) []string {
	var faults []string
	for _, axis := range []struct {
		measure string
		at      func(m shownMark) float64
	}{{"inertia", func(m shownMark) float64 { return m.x }}, {"js_distance", func(m shownMark) float64 { return m.y }}} {
		for _, model := range v.models {
			var values, at []float64
			var labels []string
			for _, m := range o.marks {
				if e, ok := v.get(model, m.dimension, axis.measure); ok && m.model == model && strings.HasPrefix(m.figure, "fig-inertia-distance") {
					values, at, labels = append(values, e.Value), append(at, axis.at(m)), append(labels, m.label)
				}
			}
			if len(values) != len(v.scoring.Dimensions) {
				faults = append(faults, fmt.Sprintf("%s: %d points of %s, want one a dimension", o.file, len(values), model))
			}
			if slices.Max(values)-slices.Min(values) < .001 {
				continue // a line through one place
			}
			a, b := stat.LinearRegression(values, at, nil, false)
			for i, x := range values {
				if math.Abs(a+b*x-at[i]) > .002 { // of the picture
					faults = append(faults, fmt.Sprintf("%s: %q stands at %.4f, where %s %v would be at %.4f", o.file, labels[i], at[i], axis.measure, x, a+b*x))
				}
			}
		}
	}
	return faults
}

// recount adds the numbers of things that the sentences count over estimates and
// answers.
func (tr *truth) recount(p *Paper) {
	whole := func(ns ...int) {
		for _, n := range ns {
			tr.counts[numbers.Count(n)] = true
		}
	}
	for _, v := range p.writer.views {
		pairs, far, below, letters, explained, more, above := 0, 0, 0, 0, 0, 0, 0
		for _, m := range v.models {
			constant := 0
			items, _, counts := analysis.ItemOptionCounts(v.study, m, v.variant, v.scoring.ID)
			for _, row := range counts {
				if len(row)-1 == len(slices.DeleteFunc(slices.Clone(row), func(c float64) bool { return c != 0 })) {
					constant++
				}
			}
			whole(constant, len(items))
			tr.sums[v.scoring.ID+" constant"] += constant
			tr.sums[v.scoring.ID+" items"] += len(items)
			for _, dim := range v.scoring.Dimensions {
				at := func(measure string) float64 { e, _ := v.get(m, dim.Name, measure); return e.Value }
				pairs++
				if printed, ok := v.printed(dim.Name, "inertia"); ok && at("inertia") > printed.Value {
					above++
				}
				if at("js_p") <= .05 {
					far++
				}
				if at("js_distance") <= at("js_floor") {
					below++
				}
				if !math.IsNaN(at("item_share")) && !math.IsNaN(at("persona_share")) {
					explained++
					if at("item_share") > at("persona_share") {
						more++
					}
				}
			}
		}
		for _, r := range v.orderKept() {
			if r.letter.Value > r.option.Value {
				letters++
			}
		}
		whole(pairs, far, below, letters, explained, more, above, len(v.published))
	}
	for _, n := range tr.sums {
		whole(n)
	}
	whole(figure.SubsampleDraws)
}
