package report

import (
	"math"
	"slices"
	"strings"

	"inertia/analysis"
	"inertia/datasets"
	"inertia/report/document"
	"inertia/report/figure"
	"inertia/report/numbers"
)

// writer holds what every section reads: the study, its estimates by address,
// and how numbers look.
type writer struct {
	study       *analysis.Study
	o           Options
	cells       []analysis.Cell
	rows        []analysis.Estimate
	comparisons []analysis.Estimate
	index       map[address]analysis.Estimate
	num         *numbers.Estimates
	views       []*view
	figures     []namedFigure
	fonts       *figure.Fonts // of the figures within the document
	figureIDs   map[string]bool
	counts      map[int]bool
	confusions  []analysis.Confusion       // of parser models
	readBy      map[string]*analysis.Study // the study as each parser model read it
}

// address names a plain estimate over all seeds.
type address struct{ model, variant, instrument, dimension, measure string }

// view is the study as seen through one scoring key.
type view struct {
	*writer
	scoring    *datasets.Scoring
	instrument *datasets.Instrument
	name       string   // of the instrument, for sentences
	variant    string   // the one that the results are about
	models     []string // that answered, in natural order
	subject    string   // MeanModel, or one model
	published  []datasets.PublishedValue
}

func newWriter(s *analysis.Study, o Options, rows []analysis.Estimate) *writer {
	w := &writer{study: s, o: o, cells: s.Cells(), rows: rows, index: map[address]analysis.Estimate{}, figureIDs: map[string]bool{}, fonts: figure.NewFonts(), counts: map[int]bool{}, readBy: map[string]*analysis.Study{}}
	var scorings []string
	for _, e := range rows {
		if e.Contrast == "" {
			w.index[address{e.Model, e.Variant, e.Instrument, e.Dimension, e.Measure}] = e
		}
		if !slices.Contains(scorings, e.Instrument) {
			scorings = append(scorings, e.Instrument)
		}
	}
	slices.SortStableFunc(scorings, func(a, b string) int { return w.scoringRank(a) - w.scoringRank(b) })
	for _, id := range scorings {
		w.views = append(w.views, w.newView(id))
	}
	return w
}

// scoringRank is the order asked for, else that of the instruments.
func (w *writer) scoringRank(id string) int {
	if w.o.Analysis.Scorings != nil {
		return slices.Index(w.o.Analysis.Scorings, id)
	}
	return slices.IndexFunc(w.study.Scorings(), func(sc *datasets.Scoring) bool { return sc.ID == id })
}

func (w *writer) newView(id string) *view {
	v := &view{writer: w}
	for _, in := range w.study.Instruments {
		if sc, ok := in.Scoring(id); ok {
			v.scoring, v.instrument, v.name = sc, in, in.Short
			if sc != &in.Scorings[0] {
				v.name = in.Short + " (" + sc.Name + ")"
			}
			break
		}
	}
	perVariant := map[string][]string{}
	var order []string
	for _, e := range w.rows {
		if e.Instrument != id || e.Model == analysis.MeanModel || e.Variant == "" || slices.Contains(perVariant[e.Variant], e.Model) {
			continue
		}
		if perVariant[e.Variant] == nil {
			order = append(order, e.Variant)
		}
		perVariant[e.Variant] = append(perVariant[e.Variant], e.Model)
	}
	for _, variant := range order {
		if len(perVariant[variant]) > len(v.models) {
			v.variant, v.models = variant, perVariant[variant]
		}
	}
	v.chooseSubject()
	v.published = publishedFor(id)
	return v
}

// chooseSubject settles whom the results are about: the mean over language models,
// as in the paper, or the one that there is; reference respondents beside them are
// there for comparison. These differ in nature, so that their mean says nothing: where
// there is nobody else, it is the one made after the paper's models, if it is there.
func (v *view) chooseSubject() {
	real, _ := v.study.Split(v.models)
	switch {
	case len(v.models) == 1:
		v.subject = v.models[0]
	case len(real) == 1:
		v.subject = real[0]
	case len(real) > 1 && v.study.Compared != nil: // no mean: it would have a model twice
		v.subject = v.firstPaired(real)
	case len(real) > 1:
		v.subject = analysis.MeanModel
	case slices.Contains(v.models, paperLike):
		v.subject = paperLike
	case v.study.Compared != nil:
		v.subject = v.firstPaired(v.models)
	default:
		v.subject = v.widest()
	}
}

// firstPaired is the first model of the first of two studies that both have; else the
// first of all.
func (v *view) firstPaired(models []string) string {
	for _, pair := range v.study.Pairs() {
		if slices.Contains(models, pair[0]) {
			return pair[0]
		}
	}
	return models[0]
}

// get is the estimate of a measure in the variant that the results are about.
func (v *view) get(model, dimension, measure string) (analysis.Estimate, bool) {
	e, ok := v.index[address{model, v.variant, v.scoring.ID, dimension, measure}]
	return e, ok
}

// over lists the measure's defined estimates of one model over the dimensions.
func (v *view) over(model, measure string) []analysis.Estimate {
	var out []analysis.Estimate
	for _, d := range v.scoring.Dimensions {
		if e, ok := v.get(model, d.Name, measure); ok && !math.IsNaN(e.Value) {
			out = append(out, e)
		}
	}
	return out
}

// overModels lists the measure's defined estimates of all models and dimensions.
func (v *view) overModels(measure string) []analysis.Estimate {
	var out []analysis.Estimate
	for _, m := range v.models {
		out = append(out, v.over(m, measure)...)
	}
	return out
}

// complete reports whether the measure is defined in every dimension of model.
func (v *view) complete(model, measure string) bool {
	return len(v.over(model, measure)) == len(v.scoring.Dimensions)
}

// has reports whether the measure was asked for and is defined somewhere.
func (v *view) has(measure string) bool { return len(v.overModels(measure)) > 0 }

// asked reports whether the measure was computed, defined or not.
func (w *writer) asked(measure string) bool { return slices.Contains(w.o.Analysis.Measures, measure) }

// reason says why a measure is undefined everywhere; empty when it is not.
func (v *view) reason(measure string) string {
	for _, m := range v.models {
		for _, d := range v.scoring.Dimensions {
			if e, ok := v.get(m, d.Name, measure); ok && e.Note != "" {
				return e.Note
			}
		}
	}
	return ""
}

// cell is the study's record of a model in this view's variant.
func (v *view) cell(model string) analysis.Cell {
	for _, c := range v.cells {
		if c.Model == model && c.Variant == v.variant {
			return c
		}
	}
	return analysis.Cell{Model: model}
}

// labels names the options 1..K in figures, in the words of the instrument's
// scale; nil where it has several.
func (v *view) labels() []string {
	if len(v.instrument.Scales) != 1 {
		return nil
	}
	for _, words := range v.instrument.Scales {
		return words
	}
	return nil
}

// shown lists the models of a table, the mean first.
func (v *view) shown() []string {
	if v.subject == analysis.MeanModel {
		return append([]string{analysis.MeanModel}, v.models...)
	}
	return v.models
}

func para(parts ...any) document.Block { return document.Paragraph{Text: document.T(parts...)} }

func heading(level int, id string, parts ...any) document.Block {
	return document.Heading{Level: level, ID: id, Text: document.T(parts...)}
}

// longestSlug bounds each part of an ID, since figures and tables are files
// named for theirs, and a file's name has an end (255 bytes).
const longestSlug = 60

func slug(parts ...string) string {
	var out []string
	for _, p := range parts {
		p = document.Slug(p)
		out = append(out, strings.TrimRight(p[:min(len(p), longestSlug)], "-"))
	}
	return strings.Join(out, "-")
}
