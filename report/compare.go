package report

import (
	"math"
	"slices"

	"inertia/analysis"
	"inertia/report/numbers"
)

// compare gathers what is compared: seeds, variants, parser models, and each
// distance less its floor; then it settles how numbers look.
func (w *writer) compare() error {
	var err error
	if w.confusions, err = analysis.CompareParsers(w.study, w.o.Analysis.Readings); err != nil {
		return err
	}
	for name, ds := range w.o.Analysis.Readings {
		if w.readBy[name], err = analysis.Tally(ds, w.study.Instruments); err != nil {
			return err
		}
	}
	for _, v := range w.views {
		w.comparisons = append(w.comparisons, v.excess()...)
		w.comparisons = append(w.comparisons, analysis.SeedAgreement(w.study, v.scoring.ID)...)
		w.comparisons = append(w.comparisons, analysis.ReplicationRates(w.study, v.scoring.ID, w.o.Analysis.Level)...)
		w.comparisons = append(w.comparisons, analysis.VariantAgreement(w.study, v.scoring.ID)...)
		w.comparisons = append(w.comparisons, analysis.OrderAgreement(w.study, v.scoring.ID, v.o.Analysis.Level)...)
		w.comparisons = append(w.comparisons, v.overlaps()...)
		if len(w.readBy) > 1 {
			rows, err := v.distancesByJudge()
			if err != nil {
				return err
			}
			w.comparisons = append(w.comparisons, rows...)
		}
	}
	if w.study.Compared != nil {
		rows, err := analysis.Changes(w.study, w.o.Analysis)
		if err != nil {
			return err
		}
		w.comparisons = append(w.comparisons, rows...)
	}
	w.num = numbers.Of(true, w.rows, w.comparisons)
	for _, v := range w.views {
		for _, p := range v.published {
			if p.Measure == "inertia" || p.Measure == "js_distance" || p.Measure == "top2" {
				w.num.Extra[p.Measure] = max(w.num.Extra[p.Measure], p.Decimals)
			}
		}
	}
	return nil
}

// overlaps bounds the agreement of parser models; where it is known text by text, it is
// the agreement itself.
func (v *view) overlaps() []analysis.Estimate {
	var out []analysis.Estimate
	for i := range v.confusions {
		if v.confusions[i].Instrument != v.instrument.ID {
			continue
		}
		for _, e := range v.confusions[i].Estimates(v.scoring.ID, v.o.Analysis.Level) {
			if e.Measure == "judge_overlap" != (v.confusions[i].Texts() > 0) {
				out = append(out, e)
			}
		}
	}
	return out
}

// excess is each JS distance less its floor: what the floor leaves.
func (v *view) excess() []analysis.Estimate {
	var out []analysis.Estimate
	for _, m := range v.shown() {
		for _, d := range v.over(m, "js_distance") {
			f, ok := v.get(m, d.Dimension, "js_floor")
			if !ok || math.IsNaN(f.Value) {
				continue
			}
			nan := math.NaN()
			e := d
			e.Measure, e.Value, e.Note = "js_excess", d.Value-f.Value, ""
			e.SE, e.Low, e.High, e.Level, e.Method = nan, nan, nan, nan, ""
			v.index[address{e.Model, e.Variant, e.Instrument, e.Dimension, e.Measure}] = e
			out = append(out, e)
		}
	}
	return out
}

// distancesByJudge is the JS distance of the results' subject with the baseline
// as each parser model read it.
func (v *view) distancesByJudge() ([]analysis.Estimate, error) {
	o := v.o.Analysis
	o.Measures, o.Resamples, o.BySeed, o.Scorings = []string{"js_distance"}, 0, false, []string{v.scoring.ID}
	var out []analysis.Estimate
	for _, judge := range v.judges() {
		s := v.readBy[judge]
		if !slices.Contains(s.ScoringIDs(), v.scoring.ID) {
			continue
		}
		rows, err := analysis.Measure(s, o)
		if err != nil {
			return nil, err
		}
		for _, e := range rows {
			if e.Model == v.subject && e.Variant == v.variant {
				e.Contrast = v.readAs() + judge
				out = append(out, e)
			}
		}
	}
	return out, nil
}

// judges lists the parser models in order.
func (w *writer) judges() []string {
	var names []string
	for j := range w.readBy {
		names = append(names, j)
	}
	slices.Sort(names)
	return names
}

// compared lists the defined comparisons of a measure in this view.
func (v *view) compared(measure string) []analysis.Estimate {
	var out []analysis.Estimate
	for _, e := range v.comparisons {
		if e.Measure == measure && e.Instrument == v.scoring.ID && e.Contrast != "" && !math.IsNaN(e.Value) {
			out = append(out, e)
		}
	}
	return out
}
