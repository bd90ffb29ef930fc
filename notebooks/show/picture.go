package show

import (
	"fmt"
	"strings"

	"inertia/analysis"
	"inertia/report/figure"
	"inertia/report/numbers"
)

// of names the answers of a model that a figure shows; the model is chosen as by
// Study.Model.
func (s *Study) of(model string) figure.OfModel {
	return figure.OfModel{Model: s.Model(model), Variant: s.variant(), Scoring: s.scoring().ID}
}

// options are those of a figure that shows the models named; it says so where
// one of them is no language model.
func (s *Study) options(models ...string) figure.Options {
	real, simulated := s.Split(models)
	o := figure.Options{Simulated: len(simulated) > 0, Real: real}
	for _, in := range s.Instruments {
		if _, ok := in.Scoring(s.scoring().ID); ok && len(in.Scales) == 1 {
			for _, words := range in.Scales {
				o.Labels = words
			}
		}
	}
	return o
}

// optionsOf are those of a figure of estimates, which it writes as a table of them
// would.
func (s *Study) optionsOf(rows Rows) figure.Options {
	o := s.options(modelsOf(rows)...)
	o.Numbers = numbers.Of(false, rows)
	return o
}

// drawn ends the cell where a figure could not be drawn; lacks says what the
// data do not hold.
func drawn(f *figure.Figure, err error, lacks string) *figure.Figure {
	if err == nil && f == nil {
		err = fmt.Errorf("no figure: %s", lacks)
	}
	return Must(f, err)
}

// HeatMap draws persona by item, coloured by option; "" is the model to begin
// with.
func (s *Study) HeatMap(model string) *figure.Figure {
	of := s.of(model)
	f, err := figure.HeatMapOf(s.Study, of, s.options(of.Model))
	return drawn(f, err, "personas or items are unknown")
}

// Shares draws the shares of the options by dimension, under personas and in the
// baseline.
func (s *Study) Shares(model string) *figure.Figure {
	of := s.of(model)
	f, err := figure.SharesOf(s.Study, of, s.options(of.Model))
	return drawn(f, err, of.Model+" has no answers under a persona")
}

// ItemCounts draws how often each option of each item was chosen.
func (s *Study) ItemCounts(model string) *figure.Figure {
	of := s.of(model)
	f, err := figure.ItemCountsOf(s.Study, of, s.options(of.Model))
	return drawn(f, err, "items are unknown")
}

// Spread draws how the profile settles with more role-plays, by subsets of the
// personas.
func (s *Study) Spread(models ...string) *figure.Figure {
	if len(models) == 0 {
		models = s.Models()
	}
	for i, m := range models {
		models[i] = s.Model(m)
	}
	f, err := figure.SpreadOf(s.Study, models, s.variant(), s.scoring().ID, 1, s.options(models...))
	return drawn(f, err, "personas are unknown, or fewer than ten")
}

// Profile draws one measure, usually profile, by dimension and model.
func (s *Study) Profile(rows Rows) *figure.Figure {
	f, err := figure.Profile(rows, s.optionsOf(rows))
	return drawn(f, err, "no estimate is defined")
}

// InertiaDistance draws inertia against the JS distance, a panel a model, with
// the floor of each distance, and the printed values of Lee, Lee and Cho (2026)
// as crosses. Rows hold the measures inertia, js_distance and js_floor.
func (s *Study) InertiaDistance(rows Rows) *figure.Figure {
	f, err := figure.InertiaDistance(rows.of("inertia"), rows.of("js_distance"), rows.of("js_floor"), publishedPoints(s.scoring().ID), s.optionsOf(rows))
	return drawn(f, err, "inertia or distance is undefined everywhere; a distance needs a baseline")
}

// of keeps the rows of a measure, none where it is not among them.
func (r Rows) of(measure string) []analysis.Estimate {
	var out []analysis.Estimate
	for _, e := range r {
		if e.Measure == measure && e.Model != analysis.MeanModel {
			out = append(out, e)
		}
	}
	return out
}

// AttributeMap draws the effect of each attribute of the personas on each
// dimension, for one model. Rows hold cohen_d_max and attribute_p_holm of that
// model.
func (s *Study) AttributeMap(rows Rows) *figure.Figure {
	f, err := figure.AttributeMapOf(rows.of("cohen_d_max"), rows.of("attribute_p_holm"), s.Dimensions(), s.optionsOf(rows))
	return drawn(f, err, "the personas' attributes are unknown")
}

// ValueCircle draws the dimensions in the plane of their scaling; on the circle
// of theory where they have one.
func (s *Study) ValueCircle(model, scoring string) *figure.Figure {
	model = s.Model(model)
	m, err := analysis.MapValues(s.Study, model, s.variant(), scoring)
	Check(err)
	f, err := figure.ValueCircleOf(m, s.options(model))
	return drawn(f, err, "there is no map")
}

// Forest draws estimates with their intervals, one a line, labelled by a column
// of the tidy table.
func (s *Study) Forest(rows Rows, label string) *figure.Figure {
	lines, err := forestRows(rows, label)
	Check(err)
	f, err := figure.Forest(lines, s.optionsOf(rows))
	return drawn(f, err, "no estimate is defined")
}

// SeedScatter draws the items' mean options under the first two draws of personas
// against each other, with their correlation.
func (s *Study) SeedScatter(model string) *figure.Figure {
	of := s.of(model)
	agreement := Rows(analysis.SeedAgreement(s.Study, of.Scoring))
	for _, r := range agreement {
		if r.Measure != "seed_r_items" || r.Model != of.Model || r.Variant != of.Variant {
			continue
		}
		a, b, _ := strings.Cut(strings.TrimPrefix(r.Contrast, "seed "), " ~ ")
		x, items, dims, err := analysis.ItemMeans(s.Study, of.Model, of.Variant, of.Scoring, a)
		Check(err)
		y, _, _, err := analysis.ItemMeans(s.Study, of.Model, of.Variant, of.Scoring, b)
		Check(err)
		f, err := figure.SeedScatter(x, y, items, dims, r, s.options(of.Model))
		return drawn(f, err, "items are unknown")
	}
	return drawn(nil, nil, "two draws of personas are needed, and items that can be told apart")
}

// Planning draws how far from the persona answers a baseline would lie by chance
// alone, against the number of its answers an item.
func (s *Study) Planning(model string) *figure.Figure {
	of := s.of(model)
	plans, err := analysis.PlanBaseline(s.Study, of.Model, of.Variant, of.Scoring, 1)
	Check(err)
	f, err := figure.PlanningOf(plans, s.options(of.Model))
	return drawn(f, err, "there is nothing to plan from")
}

// modelsOf lists the models of rows, each once.
func modelsOf(rows Rows) []string {
	var out []string
	seen := map[string]bool{}
	for _, e := range rows {
		if !seen[e.Model] {
			seen[e.Model] = true
			out = append(out, e.Model)
		}
	}
	return out
}
