package numbers

import (
	"math"
	"slices"
	"strings"

	"inertia/analysis"
)

// Estimates writes the values of estimates. All estimates of one measure get the
// same decimals, those that their median standard error justifies, so that a
// column lines up and a sentence repeats its table to the digit.
type Estimates struct {
	// Percent writes shares as percentages (90.6 for .906).
	Percent bool
	// Extra holds decimals asked for by measure, such as those of a published
	// value that stands beside it; the larger number of decimals is taken.
	Extra    map[string]int
	decimals map[string]int
}

// Of learns the decimals of each measure from the estimates to show.
func Of(percent bool, lists ...[]analysis.Estimate) *Estimates {
	ses := map[string][]float64{}
	for _, list := range lists {
		for _, e := range list {
			if e.SE > 0 && !math.IsInf(e.SE, 0) {
				ses[e.Measure] = append(ses[e.Measure], e.SE)
			}
		}
	}
	n := &Estimates{Percent: percent, Extra: map[string]int{}, decimals: map[string]int{}}
	for m, v := range ses {
		slices.Sort(v)
		// At least two: fewer would hide most of a value between 0 and 1.
		n.decimals[m] = max(2, Decimals(v[(len(v)-1)/2]))
	}
	return n
}

// shares are the measures that a person reads as percentages.
var shares = map[string]bool{
	"top2": true, "top2_adjacent": true, "modal_share": true, "item_modal_share": true,
	"persona_share": true, "item_share": true, "persona_share_mm": true, "item_share_mm": true,
	"replicate_text": true, "replicate_option": true, "letter_kept": true, "option_kept": true, "letter_lead": true,
	"judge_overlap": true, "percent_agreement": true, "persona_share_null": true, "item_share_null": true,
	"top2_diff": true, "modal_share_diff": true, "persona_share_diff": true, "item_share_diff": true,
}

// IsShare reports whether a person reads the measure as a percentage.
func IsShare(measure string) bool { return shares[measure] }

// signed are the measures that are differences: their sign matters.
var signed = map[string]bool{"profile": true, "variant_profile_change": true, "js_excess": true,
	"letter_lead": true, "cohen_d": true, "hedges_g": true, "cohen_d_max": true, "place_shift": true, "position_slope": true, "norm_d": true, "cliff_delta": true, "inertia_diff": true, "modal_share_diff": true, "profile_diff": true,
	"js_distance_diff": true, "top2_diff": true, "persona_share_diff": true, "item_share_diff": true}

// alike are measures that stand beside another and are written as it is.
var alike = map[string]string{"js_floor": "js_distance", "js_excess": "js_distance", "inertia_mm": "inertia", "persona_share_mm": "persona_share", "item_share_mm": "item_share", "option_kept": "letter_kept", "letter_lead": "letter_kept"}

// pValues are the measures that are p-values.
var pValues = func() map[string]bool {
	out := map[string]bool{}
	for _, m := range analysis.MeasureInfos() {
		out[m.Name] = strings.HasPrefix(m.Title, "p of ") || strings.Contains(m.Title, ", p of ")
	}
	return out
}()

// whole are the measures that count something.
var whole = map[string]bool{"items_for_dependability": true, "repeats_for_dependability": true, "personas_for_dependability": true, "baseline_for_floor": true}

// unbounded are measures whose values differ by orders of magnitude: each gets
// the decimals of its own standard error.
var unbounded = map[string]bool{"robustness": true}

// Decimals is how many decimals the measure's values get, as fractions.
func (n *Estimates) Decimals(measure string) int {
	if other, ok := alike[measure]; ok {
		measure = other
	}
	if whole[measure] {
		return 0
	}
	d, ok := n.decimals[measure]
	if !ok {
		d = maxDecimals
		if signed[measure] || measure == "robustness" {
			d = 2 // in options of the scale, or without a bound
		}
	}
	return max(d, n.Extra[measure])
}

// Value writes the estimate's value, without its unit.
func (n *Estimates) Value(e analysis.Estimate) string { return n.field(e, e.Value) }

// Low writes the lower end of the interval, to the decimals of the value.
func (n *Estimates) Low(e analysis.Estimate) string { return n.field(e, e.Low) }

// High writes the upper end of the interval, to the decimals of the value.
func (n *Estimates) High(e analysis.Estimate) string { return n.field(e, e.High) }

// SE writes the standard error, to the decimals of the value.
func (n *Estimates) SE(e analysis.Estimate) string {
	if signed[e.Measure] && !shares[e.Measure] {
		return Fixed(e.SE, n.Decimals(e.Measure))
	}
	return n.field(e, e.SE)
}

// Points is the unit of a difference of shares.
const Points = "percentage points"

// Text writes the value with its unit: "90.6%".
func (n *Estimates) Text(e analysis.Estimate) string {
	switch {
	case n.Percent && strings.HasSuffix(e.Measure, "_diff") && shares[e.Measure] && !math.IsNaN(e.Value):
		return n.Value(e) + " " + Points
	case n.Percent && shares[e.Measure] && !math.IsNaN(e.Value):
		return n.Value(e) + "%"
	}
	return n.Value(e)
}

// Interval writes "[0.48, 0.51]"; empty when there is none.
func (n *Estimates) Interval(e analysis.Estimate) string {
	if math.IsNaN(e.Low) || math.IsNaN(e.High) {
		return ""
	}
	return "[" + n.Low(e) + ", " + n.High(e) + "]"
}

func (n *Estimates) field(e analysis.Estimate, x float64) string {
	d := n.Decimals(e.Measure)
	if unbounded[e.Measure] && e.SE > 0 {
		d = Decimals(e.SE)
	}
	switch {
	case pValues[e.Measure]:
		return strings.TrimPrefix(strings.TrimPrefix(P(x), "p = "), "p ")
	case n.Percent && shares[e.Measure] && signed[e.Measure]:
		return Signed(100*x, max(0, d-2))
	case n.Percent && shares[e.Measure]:
		return Fixed(100*x, max(0, d-2))
	case signed[e.Measure]:
		return Signed(x, d)
	}
	return Fixed(x, d)
}

// Printed writes a value as a paper printed it, to its decimals, in the look of
// the measure.
func (n *Estimates) Printed(measure string, value float64, decimals int) string {
	switch {
	case n.Percent && shares[measure]:
		return Fixed(100*value, max(0, decimals-2))
	case signed[measure]:
		return Signed(value, decimals)
	}
	return Fixed(value, decimals)
}
