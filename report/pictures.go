package report

import (
	"math"
	"path"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/report/document"
	"inertia/report/figure"
	"inertia/report/numbers"
)

// namedFigure is a figure and its file without extension, such as
// "figures/heat-map-mfq30".
type namedFigure struct {
	file   string
	figure *figure.Figure
}

// maxPanels is how many models a figure of panels shows.
const maxPanels = 9

// place files a figure and makes its block; id is made unique.
func (w *writer) place(id string, f *figure.Figure, caption ...any) []document.Block {
	name := id
	for i := 2; w.figureIDs[name]; i++ {
		name = id + "-" + numbers.Count(i)
	}
	w.figureIDs[name] = true
	file := path.Join("figures", strings.TrimPrefix(name, "fig-"))
	f.Name = path.Base(file)
	w.figures = append(w.figures, namedFigure{file, f})
	block := document.Figure{ID: name, File: file, Alt: f.Alt, Caption: document.T(append(caption, markText(f.Simulated, f.Real))...), Picture: f.CanvasIn(w.fonts), Wide: f.Width > figure.SingleColumn}
	for _, m := range f.Marks {
		block.Marks = append(block.Marks, document.Mark(m))
	}
	for _, p := range f.Parts {
		block.Parts = append(block.Parts, document.Part(p))
	}
	return []document.Block{block}
}

// placeMember files one of the figures that exist once a model; where is empty for the one in the main text.
func (v *view) placeMember(kind, model, where string, f *figure.Figure, caption ...any) []document.Block {
	block := v.place(v.figureID(kind, model, where), f, caption...)[0].(document.Figure)
	block.Family, block.Member = v.figureID(kind, "", ""), model
	return []document.Block{block}
}

// figureOptions are those of a figure of the models; without models, of all.
func (v *view) figureOptions(models ...string) figure.Options {
	if len(models) == 0 {
		models = v.models
	}
	real, simulated := v.study.Split(models)
	return figure.Options{Simulated: len(simulated) > 0, Real: real, Labels: v.labels(), Numbers: v.num, Width: v.o.FigureWidth}
}

func (v *view) figureID(kind, model, where string) string {
	if where == "" {
		return slug("fig-"+kind, v.scoring.ID)
	}
	return slug("fig-"+kind, v.scoring.ID, model)
}

// oneOption is the option, from 1, that a model gave in every answer under a persona; 0 where there are several, or where an answer is missing.
func (v *view) oneOption(model string) int {
	for _, n := range v.cell(model).Missing {
		if n > 0 {
			return 0
		}
	}
	option := 0
	for _, d := range v.scoring.Dimensions {
		shares, _, _, _ := analysis.OptionShares(v.study, model, v.variant, v.scoring.ID, d.Name)
		k := 1 + slices.Index(shares, 1)
		if k == 0 || option != 0 && k != option {
			return 0
		}
		option = k
	}
	return option
}

// ofOneColour says why no figure shows a model's answers one by one; empty where one does.
func (v *view) ofOneColour(model string) string {
	k, c := v.oneOption(model), v.cell(model)
	if k == 0 || !c.PersonasKnown || !c.ItemsKnown {
		return ""
	}
	return "Under every persona " + model + " answers each item with option " + v.count(k) + ", so that figures of single answers would be of one colour; they are left out."
}

// heatMap shows persona by item of one model; nothing where either is unknown or where all answers are alike.
func (v *view) heatMap(model, where string) ([]document.Block, error) {
	c := v.cell(model)
	if !c.PersonasKnown || !c.ItemsKnown || v.oneOption(model) > 0 {
		return nil, nil
	}
	f, err := figure.HeatMapOf(v.study, v.of(model), v.figureOptions(model))
	if err != nil {
		return nil, err
	}
	return v.placeMember("heat-map", model, where, f, "Answers of ", model, " to the ", v.name,
		", persona by item, coloured by option. A vertical stripe is an item whose answer no persona moves; a horizontal one is a persona who answers everything alike."), nil
}

// sharesFigure shows the option shares under personas and in the baseline.
func (v *view) sharesFigure(model, where string) ([]document.Block, error) {
	f, err := figure.SharesOf(v.study, v.of(model), v.figureOptions(model))
	if f == nil || err != nil {
		return nil, err
	}
	return v.placeMember("shares", model, where, f, "Shares of the options in the answers of ", model, " to the ", v.name, ", under personas and in the baseline."), nil
}

// itemCounts shows which options each item got; nothing where all answers are alike.
func (v *view) itemCounts(model, where string) ([]document.Block, error) {
	if v.oneOption(model) > 0 {
		return nil, nil
	}
	f, err := figure.ItemCountsOf(v.study, v.of(model), v.figureOptions(model))
	if f == nil || err != nil {
		return nil, err
	}
	return v.placeMember("item-counts", model, where, f, "How often ", model, " chose each option of each item of the ", v.name, "; the most frequent one is marked."), nil
}

// inertiaDistance sets inertia against distance, with floors and printed values.
func (v *view) inertiaDistance() ([]document.Block, error) {
	var points []figure.Point
	for _, d := range v.scoring.Dimensions {
		x, okX := v.printed(d.Name, "inertia")
		y, okY := v.printed(d.Name, "js_distance")
		if okX && okY {
			points = append(points, figure.Point{Label: d.Name, X: x.Value, Y: y.Value})
		}
	}
	inertia, distance := v.overModels("inertia"), v.overModels("js_distance")
	if len(inertia) == 0 || len(distance) == 0 {
		return nil, nil
	}
	f, err := figure.InertiaDistance(inertia, distance, v.overModels("js_floor"), points, v.figureOptions())
	if err != nil {
		return nil, err
	}
	caption := []any{"Inertia against JS distance from the baseline, by ", v.respondent(), " and dimension of the ", v.name, "."}
	if v.has("js_floor") {
		caption = append(caption, " A line falls from each point to its floor, the distance that sampling alone would give.")
	}
	if len(points) > 0 {
		caption = append(caption, " Grey marks are the printed values ", cite("lee2026"), ".")
	}
	return v.place(v.figureID("inertia-distance", "", ""), f, caption...), nil
}

// profileFigure shows the centred profile of each model; nothing where it is 0 throughout.
func (v *view) profileFigure() ([]document.Block, error) {
	if !slices.ContainsFunc(v.overModels("profile"), func(e analysis.Estimate) bool { return e.Value != 0 }) {
		return nil, nil
	}
	f, err := figure.Profile(v.overModels("profile"), v.figureOptions())
	if err != nil {
		return nil, err
	}
	return v.place(v.figureID("profile", "", ""), f, "Centred profile of the ", v.name, " under personas, by ", v.respondent(), ", with intervals where there are any."), nil
}

// of names the answers of a model in this view.
func (v *view) of(model string) figure.OfModel {
	return figure.OfModel{Model: model, Variant: v.variant, Scoring: v.scoring.ID}
}

// spreadFigure shows how the profile settles with more role-plays: over seeds as
// the authors do, by subsampling personas where these are known, or both.
func (v *view) spreadFigure() ([]document.Block, error) {
	models := v.models[:min(maxPanels, len(v.models))]
	var series []figure.SpreadSeries
	for _, m := range models {
		if points := analysis.SpreadOverSeeds(v.o.RolePlays, m, v.scoring.ID); len(points) > 0 {
			series = append(series, figure.SpreadSeries{Label: m, Points: points})
		}
	}
	var overSeeds *figure.Figure
	if len(series) > 0 {
		var err error
		if overSeeds, err = figure.Spread(series, v.figureOptions()); err != nil {
			return nil, err
		}
	}
	subsampled, err := figure.SpreadOf(v.study, models, v.variant, v.scoring.ID, v.o.Analysis.Seed, v.figureOptions())
	if err != nil {
		return nil, err
	}
	var blocks []document.Block
	for _, s := range []struct {
		kind, how string
		figure    *figure.Figure
	}{
		{"spread-seeds", "over the seeds of the persona draw", overSeeds},
		{"spread", "over " + numbers.Count(figure.SubsampleDraws) + " random subsets of the personas, drawn without replacement", subsampled},
	} {
		if s.figure == nil {
			continue
		}
		blocks = append(blocks, v.place(v.figureID(s.kind, "", ""), s.figure, "Variance of the centred profile of the ", v.name, " against the number of role-plays, ", s.how, ".")...)
	}
	return blocks, nil
}

// noSpread says why spreadFigure has nothing to show.
func (v *view) noSpread() string {
	known := false
	for _, m := range v.models {
		known = known || v.cell(m).PersonasKnown
	}
	if !known {
		return "How many role-plays are enough is not drawn: that needs known personas, or runs of several numbers of role-plays."
	}
	return "How many role-plays are enough is not drawn: that needs at least " + v.count(2*figure.LeastSpread) + " personas, so that subsets of " + v.count(figure.LeastSpread) + " to half of them can be compared."
}

// seedScatter sets the first pair of seeds of one model against each other, item
// by item, or dimension by dimension where items are unknown.
func (v *view) seedScatter() ([]document.Block, error) {
	r, ok := v.pairOfSeeds()
	if !ok {
		return nil, nil
	}
	what := "the items"
	x, y, labels, groups, err := v.seedItems(r)
	if r.Measure == "seed_r_dimensions" {
		what = "the dimensions, centred,"
		x, y, labels, groups, err = v.seedDimensions(r)
	}
	if err != nil || len(x) < 2 {
		return nil, err
	}
	o := v.figureOptions(r.Model)
	if r.Measure == "seed_r_dimensions" {
		a, b := seedsOf(r.Contrast)
		o.XLabel, o.YLabel = "Centred profile, seed "+a, "Centred profile, seed "+b
	}
	f, err := figure.SeedScatter(x, y, labels, groups, r, o)
	if err != nil {
		return nil, err
	}
	named := ""
	for i := range x {
		if math.Abs(x[i]-y[i]) >= figure.FarOff {
			named = " Where means differ by a tenth of an option or more, the points farthest from the line of equal means are named."
		}
	}
	return v.place(v.figureID("seed-scatter", "", ""), f, "Mean options of ", what, " of the ", v.name, " under one draw of personas against another, ", r.Model, ", ", r.Contrast, ".", named), nil
}

// pairOfSeeds is the example model's first pair, or the first there is.
func (v *view) pairOfSeeds() (analysis.Estimate, bool) {
	for _, m := range []string{"seed_r_items", "seed_r_dimensions"} {
		rows := v.seedPairs(m)
		if i := slices.IndexFunc(rows, func(e analysis.Estimate) bool { return e.Model == v.example() }); i >= 0 {
			return rows[i], true
		}
		if len(rows) > 0 {
			return rows[0], true
		}
	}
	return analysis.Estimate{}, false
}

// seedsOf reads the two seeds of a contrast "seed 111 ~ 333".
func seedsOf(contrast string) (a, b string) {
	a, b, _ = strings.Cut(strings.TrimPrefix(contrast, "seed "), " ~ ")
	return a, b
}

func (v *view) seedItems(r analysis.Estimate) (x, y []float64, labels, groups []string, err error) {
	if r.Measure != "seed_r_items" {
		return nil, nil, nil, nil, nil
	}
	a, b := seedsOf(r.Contrast)
	for _, seed := range []string{a, b} {
		means, items, dims, err := analysis.ItemMeans(v.study, r.Model, r.Variant, v.scoring.ID, seed)
		if err != nil {
			return nil, nil, nil, nil, err
		}
		x, y, labels, groups = y, means, items, dims
	}
	return x, y, labels, groups, nil
}

func (v *view) seedDimensions(r analysis.Estimate) (x, y []float64, labels, groups []string, err error) {
	o := v.o.Analysis
	o.Measures, o.Resamples, o.BySeed, o.Scorings = []string{"profile"}, 0, true, []string{v.scoring.ID}
	rows, err := analysis.Measure(v.study, o)
	if err != nil {
		return nil, nil, nil, nil, err
	}
	a, b := seedsOf(r.Contrast)
	for _, d := range v.scoring.Dimensions {
		at := map[string]float64{a: math.NaN(), b: math.NaN()}
		for _, e := range rows {
			if e.Model == r.Model && e.Variant == r.Variant && e.Dimension == d.Name {
				at[e.Seed] = e.Value
			}
		}
		x, y = append(x, at[a]), append(y, at[b])
		labels, groups = append(labels, d.Name), append(groups, d.Name)
	}
	return x, y, labels, groups, nil
}
