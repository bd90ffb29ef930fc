package analysis

import "strconv"

// Estimate is one number with everything needed to judge it. A sentence, a
// table cell and a mark in a figure that show the same thing read the same
// Estimate.
type Estimate struct {
	Model      string // respondent's name; MeanModel for the row over models
	Variant    string
	Seed       string // seed of the persona draw; empty = all seeds pooled
	Instrument string // scoring id, such as "mfq30" or "pvqrr19"
	Dimension  string // AllDimensions for a whole-instrument value
	Measure    string // name of the measure, such as "inertia"
	Contrast   string // what is compared, such as "seed 111 ~ 333"; empty for a plain value

	Value    float64 // NaN when undefined; Note then says why
	SE       float64 // standard error, NaN when unknown
	Low      float64 // lower end of the interval, NaN when there is none
	High     float64 // upper end of the interval, NaN when there is none
	Level    float64 // confidence level of the interval, such as 0.95; NaN without one
	Method   string  // how the interval was made: MethodBCa and the others
	Personas int     // distinct personas behind the value; 0 when not known
	Answers  int     // answers behind the value, baseline excluded
	Missing  int     // answers without an option, of the same cells
	Note     string  // reasons and warnings, separated by "; "
}

// MeanModel is the model column of the rows that average over models.
const MeanModel = "(mean)"

// AllDimensions is the dimension column of a whole-instrument value.
const AllDimensions = "all"

// personaCount is how a note writes a number of personas.
func personaCount(n int) string {
	if n == 1 {
		return "1 persona"
	}
	return strconv.Itoa(n) + " personas"
}
