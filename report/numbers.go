package report

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"inertia/analysis"
)

// Dash stands for an undefined number; a footnote gives the reason.
const Dash = "—"

const (
	minusSign = "\u2212"
	thinSpace = "\u202f" // narrow, no break
)

// maxDecimals is the most decimals of a number shown to a person.
const maxDecimals = 3

// Decimals is how many decimals a standard error justifies: two digits of it
// when it starts with 100..354, one when with 355..949, as the Particle Data
// Group rounds; at most three, none below zero, and three when se is unknown.
//
//	.0042 -> 3, .012 -> 3, .04 -> 2, .4 -> 1, 12 -> 0
func Decimals(se float64) int {
	if math.IsNaN(se) || math.IsInf(se, 0) || se <= 0 {
		return maxDecimals
	}
	exp := int(math.Floor(math.Log10(se)))
	lead := math.Round(se / math.Pow10(exp) * 100)
	d := -exp
	if lead <= 354 {
		d++
	}
	return min(maxDecimals, max(0, d))
}

// Fixed writes x with that many decimals: a leading zero, a true minus sign,
// never a negative zero; NaN is a dash, infinity its sign.
func Fixed(x float64, decimals int) string {
	switch {
	case math.IsNaN(x):
		return Dash
	case math.IsInf(x, 1):
		return "∞"
	case math.IsInf(x, -1):
		return minusSign + "∞"
	}
	s := strconv.FormatFloat(math.Abs(x), 'f', decimals, 64)
	if x < 0 && strings.ContainsAny(s, "123456789") {
		return minusSign + s
	}
	return s
}

// Signed is Fixed with a plus sign before a positive number.
func Signed(x float64, decimals int) string {
	s := Fixed(x, decimals)
	if x > 0 && strings.ContainsAny(s, "123456789") {
		return "+" + s
	}
	return s
}

// P writes a p value: "p < 0.001", "p = 0.032", "p = 0.41".
func P(p float64) string {
	switch {
	case math.IsNaN(p):
		return "p " + Dash
	case p < .001:
		return "p < 0.001"
	case p < .0995:
		return "p = " + Fixed(p, 3)
	case p > .99:
		return "p > 0.99"
	}
	return "p = " + Fixed(p, 2)
}

// Count writes a whole number, its digits in groups of three from five digits
// on.
func Count(n int) string {
	s := strconv.Itoa(max(n, -n))
	if len(s) > 4 {
		var groups []string
		for len(s) > 3 {
			groups = append(groups, s[len(s)-3:])
			s = s[:len(s)-3]
		}
		slices.Reverse(groups)
		s = strings.Join(append([]string{s}, groups...), thinSpace)
	}
	if n < 0 {
		return minusSign + s
	}
	return s
}

// Numbers writes the values of estimates. All estimates of one measure get the
// same decimals, those that their median standard error justifies, so that a
// column lines up and a sentence repeats its table to the digit.
type Numbers struct {
	// Percent writes shares as percentages (90.6 for .906).
	Percent bool
	// Extra holds decimals asked for by measure, such as those of a published
	// value that stands beside it; the larger number of decimals is taken.
	Extra    map[string]int
	decimals map[string]int
}

// NewNumbers learns the decimals of each measure from the estimates to show.
func NewNumbers(percent bool, lists ...[]analysis.Estimate) *Numbers {
	ses := map[string][]float64{}
	for _, list := range lists {
		for _, e := range list {
			if e.SE > 0 && !math.IsInf(e.SE, 0) {
				ses[e.Measure] = append(ses[e.Measure], e.SE)
			}
		}
	}
	n := &Numbers{Percent: percent, Extra: map[string]int{}, decimals: map[string]int{}}
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
}

// signed are the measures that are differences: their sign matters.
var signed = map[string]bool{"profile": true, "variant_profile_change": true, "js_excess": true,
	"letter_lead": true, "cohen_d": true, "hedges_g": true, "cohen_d_max": true, "place_shift": true, "position_slope": true, "norm_d": true, "cliff_delta": true, "inertia_diff": true, "modal_share_diff": true, "profile_diff": true}

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
func (n *Numbers) Decimals(measure string) int {
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
func (n *Numbers) Value(e analysis.Estimate) string { return n.field(e, e.Value) }

// Low writes the lower end of the interval, to the decimals of the value.
func (n *Numbers) Low(e analysis.Estimate) string { return n.field(e, e.Low) }

// High writes the upper end of the interval, to the decimals of the value.
func (n *Numbers) High(e analysis.Estimate) string { return n.field(e, e.High) }

// SE writes the standard error, to the decimals of the value.
func (n *Numbers) SE(e analysis.Estimate) string {
	if signed[e.Measure] && !shares[e.Measure] {
		return Fixed(e.SE, n.Decimals(e.Measure))
	}
	return n.field(e, e.SE)
}

// Text writes the value with its unit: "90.6 %".
func (n *Numbers) Text(e analysis.Estimate) string {
	if n.Percent && shares[e.Measure] && !math.IsNaN(e.Value) {
		return n.Value(e) + thinSpace + "%"
	}
	return n.Value(e)
}

// Interval writes "[0.48, 0.51]"; empty when there is none.
func (n *Numbers) Interval(e analysis.Estimate) string {
	if math.IsNaN(e.Low) || math.IsNaN(e.High) {
		return ""
	}
	return "[" + n.Low(e) + ", " + n.High(e) + "]"
}

// Level writes the confidence level: "95 %".
func Level(level float64) string {
	if math.IsNaN(level) {
		return Dash
	}
	return strconv.FormatFloat(math.Round(level*1e6)/1e4, 'f', -1, 64) + thinSpace + "%"
}

func (n *Numbers) field(e analysis.Estimate, x float64) string {
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
